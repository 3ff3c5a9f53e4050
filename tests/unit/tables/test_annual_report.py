"""A council's annual reports are kept and told again word by word."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.annual_report import SECTIONS, AnnualReport, Change, Count, Words, keep, said

WHOLE = AnnualReport(
    2013,
    words=(
        Words("summary", "A year of work", "The service"),
        Words("staffing", "Posts are filled", "The list", (Count("Posts", 18, 15, people=False), Count("Leavers", 2))),
    ),
    next_year=(Change("Begin sooner", "Head of adoption", dt.date(2013, 6, 30), "Matches"), Change("Ask families")),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    made = tmp_path / "data" / "processed" / "exampleshire"
    made.mkdir(parents=True)
    return made


def test_a_report_kept_is_told_again_as_it_was(folder):
    keep((WHOLE, AnnualReport(2012)), folder=folder)
    assert said("Exampleshire", 2013) == WHOLE
    assert said("Exampleshire", 2012) == AnnualReport(2012)


def test_of_a_year_of_which_nothing_is_written_nothing_is_told(folder):
    assert said("Exampleshire", 2013) == AnnualReport(2013)
    keep((WHOLE,), folder=folder)
    assert said("Exampleshire", 2014) == AnnualReport(2014)


def test_a_heading_without_words_is_empty():
    assert WHOLE.under("summary").text == "A year of work"
    assert WHOLE.under("complaints") == Words("complaints")
    assert {WHOLE.under(section).section for section in SECTIONS} == set(SECTIONS)


def test_keeping_twice_gives_the_same_bytes(folder):
    keep((WHOLE,), folder=folder)
    first = (folder / "annual_report.json").read_bytes()
    keep((said("Exampleshire", 2013),), folder=folder)
    assert (folder / "annual_report.json").read_bytes() == first


@pytest.mark.parametrize("text", ["{", '{"2013": {"unknown": 1}}', '{"2013": {"year": 2013, "words": [{"x": 1}]}}'])
def test_reports_that_were_damaged_are_a_sentence(folder, text):
    (folder / "annual_report.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        said("exampleshire", 2013)
