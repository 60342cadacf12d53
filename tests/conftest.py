"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared(repository: Path) -> Path:
    """The sibling folder `shared` with the corpus and its gold annotation; tests that need it are skipped without."""
    folder = repository.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs the folder shared beside the repository")
    return folder
