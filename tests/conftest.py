"""What the tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from office import Office, require_office
from typer.testing import CliRunner, Result

from drafter.cli.app import app

Command = Callable[..., Result]
REPOSITORY = Path(__file__).resolve().parents[1]
# No test may leave anything in the folders of whoever runs it, nor find what an earlier run left.
os.environ["DRAFTER_NO_CACHE"] = "1"


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


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, which sets each document once a session; skipped without it, but not in CI."""
    require_office()
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def drafter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in an empty folder; it must end with the code expected, 0 unless given."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == code, result.output
        assert not list(tmp_path.rglob(".drafter*")), "nothing half-written"
        return result

    return run
