"""An invented council whose children are followed to adoption, kept once for the tests of a module."""

import pytest

from tests.support.adoption_council import AS_AT, keep_adoption_council
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def adoption_records(tmp_path_factory):
    """Return the records of a council that is clearing a backlog."""
    root = tmp_path_factory.mktemp("project")
    keep_adoption_council(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield Records("adoptshire", AS_AT)


@pytest.fixture
def tracked_records(tmp_path, monkeypatch):
    """Return the records of the same council where only a tracker is held."""
    keep_adoption_council(tmp_path, tracker=True)
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return Records("adoptshire", AS_AT)
