"""Leader clustering: each item joins the first cluster whose leader is alike enough, else it leads one of its own.

Never transitive: linking chains of near neighbours gathers what has nothing in common (data in the research notes of
the project: largest chain 154 of 1,142 clauses). Similarity is rapidfuzz's normalised indel ratio over characters.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Cluster(Generic[T]):
    """Items alike; the first one leads. `sources` are the reports they come from, one item each."""

    key: str
    members: list[T] = field(default_factory=list)
    sources: set[Hashable] = field(default_factory=set)


def lead_clusters(items: Iterable[T], key: Callable[[T], str], source: Callable[[T], Hashable], threshold: float) -> list[Cluster[T]]:
    """Cluster items by their keys at a threshold of 0 to 100; a cluster holds at most one item of a source.

    Equal keys meet by hash; the others are compared with every leader in the order in which those came.
    """
    from rapidfuzz import fuzz, process

    clusters: list[Cluster[T]] = []
    exact: dict[str, list[Cluster[T]]] = {}
    for item in items:
        text, origin = key(item), source(item)
        home = next((cluster for cluster in exact.get(text, ()) if origin not in cluster.sources), None)
        if home is None:
            leaders = {index: cluster.key for index, cluster in enumerate(clusters) if origin not in cluster.sources}
            best = process.extractOne(text, leaders, scorer=fuzz.ratio, score_cutoff=threshold)
            if best is not None:
                home = clusters[best[2]]
        if home is None:
            home = Cluster(text)
            clusters.append(home)
        home.members.append(item)
        home.sources.add(origin)
        if home not in (known := exact.setdefault(text, [])):
            known.append(home)
    return clusters
