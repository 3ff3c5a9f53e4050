"""Exampleshire from raw files to stored tables, once for all the tests of this folder that a process runs."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from turncurve.ingest.pipeline import ingest
from turncurve.ingest.published import load_published
from turncurve.ingest.report import IngestReport
from turncurve.tables.records import Records

ROOT = Path(__file__).resolve().parents[2]
AS_AT = dt.date(2013, 3, 31)


@dataclass(frozen=True)
class Journey:
    """A project of its own, in which Exampleshire was written and read."""

    root: Path
    report: IngestReport

    @property
    def raw(self) -> Path:
        """Return the folder of raw files."""
        return self.root / "data" / "raw" / "exampleshire"

    @property
    def processed(self) -> Path:
        """Return the folder of stored tables."""
        return self.root / "data" / "processed" / "exampleshire"


def empty_project(folder: Path) -> Path:
    """Make a project without records: the marker and the public figures alone."""
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "data" / "processed").mkdir()
    shutil.copy(ROOT / "data" / "raw" / "README.md", folder / "data" / "raw")
    shutil.copytree(ROOT / "data" / "raw" / "published", folder / "data" / "raw" / "published")
    return folder


@pytest.fixture(scope="session")
def _made(tmp_path_factory, written_example) -> Journey:
    """Copy Exampleshire into a project of its own, and read it and the public figures."""
    root = empty_project(tmp_path_factory.mktemp("journey"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(root))
        shutil.copytree(written_example.folder, root / "data" / "raw" / "exampleshire")
        load_published()
        return Journey(root, ingest("exampleshire"))


@pytest.fixture(scope="session")
def _held() -> dict[dt.date, Records]:
    """Keep the records of each date, so that a table is read once."""
    return {}


@pytest.fixture
def journey(_made, monkeypatch) -> Journey:
    """Return the project, which is taken for the program's own while a test runs."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(_made.root))
    return _made


@pytest.fixture
def records_as_at(journey, _held):
    """Return a function that gives Exampleshire's records as they stood on a date."""

    def at(day: dt.date) -> Records:
        return _held.setdefault(day, Records("exampleshire", day))

    return at


@pytest.fixture
def records(records_as_at) -> Records:
    """Return Exampleshire's records as they stood on 31 March 2013."""
    return records_as_at(AS_AT)
