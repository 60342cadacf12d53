"""Leader clustering: each item joins the cluster whose leader is most alike, if alike enough, else it leads its own.

Never transitive: linking chains of near neighbours gathers what has nothing in common (data in the research notes of
the project: largest chain 154 of 1,142 clauses).
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


def lead_clusters(
    items: Iterable[T],
    key: Callable[[T], str],
    source: Callable[[T], Hashable],
    threshold: float,
    alike: Callable[[str, str], float] | None = None,
) -> list[Cluster[T]]:
    """Cluster items by their keys at a threshold of 0 to 100; a cluster holds at most one item of a source.

    Equal keys meet by hash; the others are compared with every leader in the order in which those came. `alike` is
    rapidfuzz's normalised indel ratio over characters unless given.
    """
    clusters: list[Cluster[T]] = []
    exact: dict[str, list[Cluster[T]]] = {}
    for item in items:
        text, origin = key(item), source(item)
        home = next((cluster for cluster in exact.get(text, ()) if origin not in cluster.sources), None)
        if home is None:
            open_ones = [cluster for cluster in clusters if origin not in cluster.sources]
            home = _nearest(text, open_ones, threshold, alike)
        if home is None:
            home = Cluster(text)
            clusters.append(home)
        home.members.append(item)
        home.sources.add(origin)
        if home not in (known := exact.setdefault(text, [])):
            known.append(home)
    return clusters


def _nearest(
    text: str, clusters: list[Cluster[T]], threshold: float, alike: Callable[[str, str], float] | None
) -> Cluster[T] | None:
    from rapidfuzz import fuzz, process

    if alike is None:
        best = process.extractOne(
            text, [cluster.key for cluster in clusters], scorer=fuzz.ratio, score_cutoff=threshold
        )
        return clusters[best[2]] if best else None
    scored = [(alike(text, cluster.key), -index) for index, cluster in enumerate(clusters)]
    top = max(scored, default=(0.0, 0))
    return clusters[-top[1]] if scored and top[0] >= threshold else None
