"""What several files say of one event is compared, and what of one child's cannot follow is named."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.ingest.merge_checks import between_files, early_help, overlapping, reopened
from turncurve.ingest.place import Place

JUNE, DECEMBER = dt.date(2012, 6, 30), dt.date(2012, 12, 31)
STATES = {name: [0, 1] for name in ("ended_on", "category")}


def place(file, *, day=DECEMBER, kind="annex_a"):
    return Place(file, "List_7", kind, "list_7", f"{kind}/{file.split('/')[1]}", day)


def plans(*rows):
    """Return rows of plans as the merging stacks them: place, row, child, start, end, category."""
    names = ["place", "row", "child_key", "started_on", "ended_on", "category"]
    frame = pd.DataFrame(rows, columns=names)
    dated = {name: pd.to_datetime(frame[name]).astype("datetime64[us]") for name in ("started_on", "ended_on")}
    return frame.assign(**dated, rank=range(len(frame)))


def named(problems):
    return sorted((each.file.rpartition("/")[2], row, each.field, each.rule) for each in problems for row in each.rows)


def compared(check, *rows, places, states=STATES):
    key = ("child_key", "started_on")
    return named(check(plans(*rows), key=key, open_ended=("ended_on",), places=places, states=states))


ONE_EXTRACT = (place("annex_a/2012-12-31/a.xlsx"), place("annex_a/2012-12-31/b.xlsx"))
OPEN, CLOSED = (0, 2, "A", "2012-05-15", None, "NEG"), (1, 7, "A", "2012-05-15", "2012-08-01", "NEG")


def test_two_files_of_one_extract_are_held_against_one_another():
    found = compared(between_files, OPEN, CLOSED, places=ONE_EXTRACT)
    assert found == [(f"{name}.xlsx", row, "ended_on", "conflicting_files") for name, row in (("a", 2), ("b", 7))]
    other = (1, 7, "A", "2012-05-15", None, "PHY")
    assert [field for _, _, field, _ in compared(between_files, OPEN, other, places=ONE_EXTRACT)] == ["category"] * 2


@pytest.mark.parametrize(
    ("rows", "places", "states"),
    [
        ((OPEN, (1, 7, *OPEN[2:])), ONE_EXTRACT, STATES),  # they agree
        ((OPEN, (1, 7, "B", *CLOSED[3:])), ONE_EXTRACT, STATES),  # another child's
        ((OPEN, (1, 7, *OPEN[2:5], None)), ONE_EXTRACT, STATES),  # one leaves blank what says nothing by being so
        ((OPEN, CLOSED), ONE_EXTRACT, {**STATES, "ended_on": [1]}),  # one has no such column
        ((OPEN, (0, 3, *CLOSED[2:])), ONE_EXTRACT, STATES),  # one file alone, of which another check tells
        ((OPEN, CLOSED), (ONE_EXTRACT[0], place("annex_a/2012-06-30/a.xlsx", day=JUNE)), STATES),  # another extract
        ((OPEN, CLOSED), tuple(place(f"logs/all/{n}.csv", kind="workforce") for n in "ab"), STATES),  # no snapshot
    ],
)
def test_files_that_may_differ_are_not_held_against_one_another(rows, places, states):
    assert compared(between_files, *rows, places=places, states=states) == []


TWO_EXTRACTS = (place("annex_a/2012-06-30/a.xlsx", day=JUNE), place("annex_a/2012-12-31/b.xlsx"))
ENDED_FIRST = ((0, 2, *CLOSED[2:]), (1, 7, *OPEN[2:]))


def test_what_an_earlier_extract_ends_and_the_latest_leaves_open_is_named_by_the_latest():
    assert compared(reopened, *ENDED_FIRST, places=TWO_EXTRACTS) == [("b.xlsx", 7, "ended_on", "reopened")]


@pytest.mark.parametrize(
    ("rows", "places", "states"),
    [
        ((OPEN, CLOSED), TWO_EXTRACTS, STATES),  # it ended since
        (ENDED_FIRST, ONE_EXTRACT, STATES),  # one extract, of which another check tells
        (ENDED_FIRST, TWO_EXTRACTS, {**STATES, "ended_on": [0]}),  # the later has no such column
        (ENDED_FIRST[:1], TWO_EXTRACTS, STATES),  # the later says nothing of it
    ],
)
def test_an_end_that_stands_is_not_named(rows, places, states):
    assert compared(reopened, *rows, places=places, states=states) == []


# starts and ends of one child's plans                                         rows named
FOLLOWING = [
    ([("2012-05-15", "2012-08-01"), ("2012-07-31", None)], [1]),
    ([("2012-05-15", "2012-08-01"), ("2012-08-01", None)], []),
    ([("2012-05-15", None), ("2012-08-01", "2012-09-01")], [1]),
    ([("2012-05-15", "2012-12-01"), ("2012-06-01", "2012-07-01"), ("2012-08-01", None)], [1, 2]),
    ([("2012-05-15", "2012-05-15"), ("2012-05-15", None)], []),
]


@pytest.mark.parametrize(("dates", "wanted"), FOLLOWING)
def test_what_starts_before_the_one_before_it_ended_is_named(dates, wanted):
    rows = plans(*((0, number, "A", *each, "NEG") for number, each in enumerate(dates)))
    found = named(overlapping(rows, rule="overlapping_episodes", places=ONE_EXTRACT))
    assert found == [("a.xlsx", number, "started_on", "overlapping_episodes") for number in wanted]


def test_two_children_do_not_overlap():
    rows = plans((0, 2, "A", "2012-05-15", None, "NEG"), (0, 3, "B", "2012-06-15", None, "NEG"))
    assert overlapping(rows, rule="overlapping_plans", places=ONE_EXTRACT) == ()


SPELLS = [
    # began        assessed      ended          of the next spell: began   rules
    ("2012-04-02", "2012-04-20", "2012-06-01", "2012-06-01", []),
    ("2012-04-02", "2012-04-02", "2012-06-01", "2012-05-31", ["overlapping_help"]),
    ("2012-04-02", None, None, "2012-05-31", ["overlapping_help"]),
    ("2012-04-02", "2012-04-01", "2012-06-01", "2012-07-01", ["assessed_before"]),
]


@pytest.mark.parametrize(("began", "assessed", "ended", "following", "rules"), SPELLS)
def test_early_help_that_overlaps_or_was_assessed_before_it_began_is_named(began, assessed, ended, following, rules):
    rows = pd.DataFrame({
        "place": [0, 1, 1], "row": [2, 3, 4], "child_key": ["A", "A", "B"],
        "began_on": [began, following, began], "assessed_on": [assessed, None, None], "ended_on": [ended, None, None],
    })  # fmt: skip
    dates = ["began_on", "assessed_on", "ended_on"]
    rows = rows.assign(**{name: pd.to_datetime(rows[name]).astype("datetime64[us]") for name in dates})
    places = [place("early_help/2012-12-31/a.csv", kind="early_help"), place("early_help/2012-12-31/b.csv")]
    where = {"overlapping_help": ("b.csv", 3, "began_on"), "assessed_before": ("a.csv", 2, "assessed_on")}
    assert named(early_help(rows, places=places)) == [(*where[rule], rule) for rule in rules]
