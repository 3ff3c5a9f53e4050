"""A council's own words are those of the last whole year, and what they lack is said."""

import datetime as dt

import pytest

from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.annual_report import NUMBERED, changes, under
from turncurve.tables.annual_report import SECTIONS, AnnualReport, Change, Count, Words, keep
from turncurve.tables.council import Council
from turncurve.tables.council import keep as keep_council
from turncurve.tables.records import Records

REPORT = AnnualReport(
    2013,
    words=(
        Words(
            "adopters",
            "More families applied",
            "The register",
            (Count("Families approved", 34, 26), Count("Families waiting", 11), Count("Evenings", 12, people=False)),
        ),
        Words("complaints", "None was upheld"),
    ),
    next_year=(Change("Begin sooner", "Head of adoption", dt.date(2013, 6, 30), "Matches"), Change("Ask families")),
)


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Return what makes the records of a date."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "madeshire"
    keep_council(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    keep((REPORT,), folder=folder)
    return lambda day: Records("madeshire", day)


@pytest.mark.parametrize(
    ("day", "year", "written"),
    [
        (dt.date(2013, 3, 30), 2012, False),
        (dt.date(2013, 3, 31), 2013, True),
        (dt.date(2014, 3, 30), 2013, True),
        (dt.date(2014, 3, 31), 2014, False),
    ],
)
def test_the_words_are_those_of_the_last_whole_year_by_the_reports_date(records, day, year, written):
    answer = under(records(day), "adopters")
    assert answer.year.end.year == year
    assert bool(answer.words.text) == written


def test_numbers_of_people_are_figures_and_others_are_not(records):
    answer = under(records(dt.date(2013, 3, 31)), "adopters")
    assert isinstance(answer, Answer)
    assert [each.definition.title for each in answer.figures] == ["Families approved", "Families waiting"]
    approved, waiting = answer.figures
    assert [(each.period.end.year, each.numerator) for each in approved.measurements] == [(2012, 26), (2013, 34)]
    assert [each.numerator for each in waiting.measurements] == [11]
    assert approved.source.title == "The register"
    assert not approved.source.published
    assert [each.what for each in answer.others] == ["Evenings"]
    assert len({each.definition.base for each in answer.figures}) == 2


def test_worked_out_again_the_numbers_of_people_are_in_the_figures_alone(records):
    answer = under(records(dt.date(2013, 3, 31)), "adopters")
    again = answer.over(answer.figures[:1])
    assert again.figures == answer.figures[:1]
    assert [each.what for each in again.words.counts] == ["Evenings"]
    assert again.missing == ()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_heading_that_says_nothing_is_missing(records, section):
    lacks = under(records(dt.date(2012, 3, 31)), section).missing
    assert lacks[0].startswith("Nothing is said of ")
    assert lacks[0].endswith(" in the year to March 2012.")
    assert len(lacks) == (2 if section in NUMBERED else 1)


def test_words_without_a_source_or_a_number_are_missing_those(records):
    assert under(records(dt.date(2013, 3, 31)), "complaints").missing == (
        "It is not said where the words on complaints come from.",
        "No number is given of complaints in the year to March 2013.",
    )
    assert under(records(dt.date(2013, 3, 31)), "adopters").missing == ()


def test_what_a_change_lacks_is_said_by_its_number(records):
    answer = changes(records(dt.date(2013, 3, 31)))
    assert isinstance(answer, Answer)
    assert answer.missing == (
        "Of change number 2 it is not said who answers for it.",
        "Of change number 2 it is not said by when.",
        "Of change number 2 it is not said how one will know.",
    )
    assert answer.over(()) == answer


def test_no_change_at_all_is_missing(records):
    assert changes(records(dt.date(2012, 3, 31))).missing == ("It is not said what will change next year.",)


def test_of_a_council_without_records_nobody_else_tells_the_story(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_council(Council("Plainshire", "plainshire", records=False), folder=tmp_path / "data/processed/plainshire")
    held = Records("plainshire", dt.date(2013, 3, 31))
    assert under(held, "adopters").missing == ()
    assert changes(held).missing == ()
