"""A star in reports.yml: every council whose raw files are there, in order, and a sentence where there is none."""

import pytest

from turncurve.errors import PublicationError
from turncurve.publish.council_names import spelled_out


@pytest.fixture
def raw(tmp_path):
    """Return a folder with three councils and a file."""
    for name in ("example_council_002", "example_council_001", "madeshire"):
        (tmp_path / name).mkdir()
    (tmp_path / "example_council_note.txt").write_text("a file", encoding="utf-8")
    return tmp_path


def test_a_name_without_a_star_stays_as_it_is(raw):
    given = ({"council": "Nowhere at all", "as_at": "2013-03-31"},)
    assert spelled_out(given, raw=raw, where="reports.yml") == given


def test_a_star_stands_for_every_folder_of_such_a_name_in_order(raw):
    given = ({"council": "madeshire"}, {"council": "example_council_*", "as_at": "2013-03-31"})
    assert spelled_out(given, raw=raw, where="reports.yml") == (
        {"council": "madeshire"},
        {"council": "example_council_001", "as_at": "2013-03-31"},
        {"council": "example_council_002", "as_at": "2013-03-31"},
    )


def test_what_was_given_is_left_as_it_was(raw):
    given = ({"council": "*", "as_at": "2013-03-31"},)
    assert len(spelled_out(given, raw=raw, where="reports.yml")) == 3
    assert given == ({"council": "*", "as_at": "2013-03-31"},)


@pytest.mark.parametrize("name", ["nobody_*", "Example_council_*"])
def test_a_star_that_stands_for_nobody_is_a_sentence(raw, name):
    with pytest.raises(PublicationError, match="no council's folder has such a name") as problem:
        spelled_out(({"council": name},), raw=raw, where="reports.yml")
    assert name in str(problem.value)


def test_no_folder_of_raw_files_at_all_is_a_sentence(tmp_path):
    with pytest.raises(PublicationError, match="no council's folder"):
        spelled_out(({"council": "*"},), raw=tmp_path / "absent", where="reports.yml")
