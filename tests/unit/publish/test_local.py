import csv
import datetime as dt
import errno
import os

import pandas as pd
import pytest

from turncurve.errors import StorageError, TurnCurveError, UnknownNameError
from turncurve.indicators.check import Comparison
from turncurve.indicators.figures import Measurement
from turncurve.publish import local
from turncurve.publish.local import compared, folder_of, write_worklist
from turncurve.publish.stage import folder_of as staged_at
from turncurve.reference.periods import Period, at, year_ending

FLOW, POINT, POOLED = "repeat_child_protection_plans", "child_protection_plans_open_two_years", "A1"


@pytest.fixture
def behind(made, monkeypatch):
    """Replace the indicators' cases, and note the periods asked for."""
    asked = []

    def cases(indicator, records, period):
        asked.append(period)
        days = pd.to_datetime(["2012-05-01", "2012-06-01"])
        return pd.DataFrame({"child_key": ["aa", "bb"], "started": days, "counted": ["yes", "=no"]})

    monkeypatch.setattr(local, "children_behind", cases)
    return asked


@pytest.fixture
def windows(monkeypatch):
    """Return a function that gives every indicator one window."""

    def make(window):
        known = local.definition(FLOW)
        monkeypatch.setattr(local, "definition", lambda _: type(known)(**{**vars(known), "window": window}))

    return make


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_worklist_names_the_figure_and_the_council_on_every_row_and_stays_out_of_reports(behind, made):
    path, count = write_worklist(FLOW, council="Madeshire", as_at="2013-03-31")
    assert path == made.root / f"data/processed/madeshire/worklists/{FLOW}_2013-03-31.csv"
    assert count == 2
    held = rows(path)
    assert held[0] == ["child_key", "started", "counted", "figure", "council"]
    assert held[1][:2] == ["aa", "2012-05-01"]
    assert held[1][3:] == [
        "Child protection plans that are a second or later plan, year to March 2013",
        "Madeshire (SYNTHETIC)",
    ]


def test_pseudonyms_are_given_back_as_the_councils_own_identifiers_where_they_are_kept(behind, made):
    kept = made.root / "data/processed/madeshire/identifiers.csv"
    kept.write_text("kind,identifier,pseudonym\nchild,001234,aa\n", encoding="utf-8")
    held = rows(write_worklist(FLOW, council="madeshire", as_at="2013-03-31")[0])
    assert [row[0] for row in held[1:]] == ["001234", "bb"]


def test_what_is_not_known_of_a_child_is_an_empty_cell(behind, made, monkeypatch):
    days = pd.to_datetime(["2012-05-01", None])
    cases = pd.DataFrame({"child_key": ["aa", "bb"], "ended_on": days, "previous_plans": pd.array([None, 1], "Int64")})
    monkeypatch.setattr(local, "children_behind", lambda *_: cases)
    held = rows(write_worklist(FLOW, council="madeshire", as_at="2013-03-31")[0])
    assert [row[:3] for row in held[1:]] == [["aa", "2012-05-01", ""], ["bb", "", "1"]]


def test_text_that_a_spreadsheet_would_run_stays_text(behind):
    assert rows(write_worklist(FLOW, council="madeshire", as_at="2013-03-31")[0])[2][2] == "'=no"


@pytest.mark.parametrize(
    ("window", "day", "period"),
    [
        ("flow", "2013-03-31", year_ending(2013)),
        ("flow", "2013-03-30", year_ending(2012)),
        ("flow", "2013-04-01", year_ending(2013)),
        ("point", "2013-03-30", at(dt.date(2013, 3, 30))),
        ("three years pooled", "2013-03-31", Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))),
    ],
)
def test_the_figure_is_the_latest_whole_one_by_the_reports_date(behind, windows, window, day, period):
    windows(window)
    write_worklist(FLOW, council="madeshire", as_at=day)
    assert behind == [period]


def test_a_leap_day_is_a_day_like_any_other(behind):
    write_worklist(FLOW, council="madeshire", as_at="2012-02-29")
    assert behind == [year_ending(2011)]


@pytest.mark.parametrize("text", ["1949-12-31", "0001-01-01", "2100-01-01", "9999-12-31"])
def test_a_date_at_which_there_can_be_no_report_is_a_sentence(behind, text):
    with pytest.raises(TurnCurveError, match="no report can be dated"):
        write_worklist(FLOW, council="madeshire", as_at=text)
    assert behind == []


@pytest.mark.parametrize("text", ["1950-01-01", "2099-12-31"])
def test_the_first_and_the_last_date_of_a_report_are_taken(behind, text):
    write_worklist(FLOW, council="madeshire", as_at=text)
    assert behind[0].end <= dt.date.fromisoformat(text)


@pytest.mark.parametrize("text", ["31/03/2013", "", "2013"])
def test_a_date_that_is_not_one_is_a_sentence(behind, text):
    with pytest.raises(TurnCurveError, match="is not a date"):
        write_worklist(FLOW, council="madeshire", as_at=text)


def test_an_unknown_indicator_or_council_is_a_sentence(made):
    with pytest.raises(UnknownNameError):
        write_worklist("repeat_plan", council="madeshire", as_at="2013-03-31")
    with pytest.raises(UnknownNameError):
        write_worklist(FLOW, council="nowhere", as_at="2013-03-31")


@pytest.mark.parametrize(
    ("agrees", "note", "line"),
    [
        (True, "", "same: repeat_child_protection_plans, year to March 2013"),
        (
            False,
            "counted 61, published 62",
            "DIFFERS: repeat_child_protection_plans, year to March 2013 (counted 61, published 62)",
        ),
        (
            None,
            "the published figure was suppressed",
            "not compared: repeat_child_protection_plans, year to March 2013 (the published figure was suppressed)",
        ),
    ],
)
def test_each_published_figure_is_a_line_with_its_verdict(made, monkeypatch, agrees, note, line):
    figure = Measurement("Madeshire", year_ending(2013), 62, 388)
    found = Comparison(FLOW, year_ending(2013), figure, figure, agrees, note)
    monkeypatch.setattr(local, "compare", lambda records, figures, *, area: (found,))
    assert list(compared("madeshire", "2013-03-31")) == [(line, agrees)]


@pytest.mark.parametrize(("follows", "area"), [("", "Otherton"), ("Wiltshire", "Wiltshire")])
def test_an_invented_council_is_set_beside_the_one_that_it_follows(made, monkeypatch, follows, area):
    asked = []
    made.council("Otherton", follows=follows)
    monkeypatch.setattr(local, "compare", lambda records, figures, *, area: asked.append(area) or ())
    assert list(compared("otherton")) == []
    assert asked == [area]


def test_a_worklist_is_whole_and_its_owners_alone(behind, made, monkeypatch):
    path, _ = write_worklist(FLOW, council="madeshire", as_at="2013-03-31")
    before = path.read_bytes()
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        write_worklist(FLOW, council="madeshire", as_at="2013-03-31")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.suffix != ".lock"] == [path.name]


def test_pages_that_stay_are_laid_out_by_purpose_and_never_where_releases_are(made):
    places = {purpose: folder_of(purpose)("madeshire", "2013-03-31") for purpose in ("watch", "explore")}
    assert len({*places.values(), staged_at("madeshire", "2013-03-31")}) == 3
    assert places["watch"] == made.root / "data/processed/madeshire/watch/2013-03-31"
