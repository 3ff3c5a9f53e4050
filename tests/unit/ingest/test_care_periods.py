"""Periods of care, and the adoption dates that episodes hold, worked by hand."""

import pandas as pd

from turncurve.ingest.care_periods import number_periods, period_holding, periods_of_care
from turncurve.tables import store

COLUMNS = ["child_key", "started_on", "started_because", "legal_status", "placement", "ended_on", "ended_because"]


def episodes(*rows):
    empty = store.empty("care_episodes")
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame = frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("started_on", "ended_on")})
    return frame.astype({name: empty[name].dtype for name in COLUMNS})


def found(*rows):
    periods = periods_of_care(number_periods(episodes(*rows)))
    return {
        (row.child_key, row.period): {
            name: None if pd.isna(value) else value.date().isoformat() if hasattr(value, "date") else value
            for name, value in row._asdict().items()
            if name not in {"Index", "child_key", "period", "first_day"}
        }
        for row in periods.itertuples()
    }


# a   10 Jan 2011  S  care order, foster (U6)      to 1 Sep 2011  X1
#      1 Sep 2011  L  placement order, same        to 1 Dec 2011  X1
#      1 Dec 2011  P  order, adopters (A6)         to 1 Jun 2012  E12 adopted
ADOPTED = [
    ("a", "2011-01-10", "S", "C2", "U6", "2011-09-01", "X1"),
    ("a", "2011-09-01", "L", "E1", "U6", "2011-12-01", "X1"),
    ("a", "2011-12-01", "P", "E1", "A6", "2012-06-01", "E12"),
]


def test_a_route_by_new_adopters_is_dated_from_its_episodes():
    assert found(*ADOPTED)["a", 1] == {
        "entered_care_on": "2011-01-10",
        "left_care_on": "2012-06-01",
        "left_care_because": "E12",
        "placement_order_on": "2011-09-01",
        "adopted_on": "2012-06-01",
        "placed_on": "2011-12-01",
        "foster_since": None,
    }


# b   10 Jan 2011  S  hospital (T1)      to 20 Jan
#     20 Jan 2011  P  foster (U4)        to 1 Sep    the foster carers, who adopt
#      1 Sep 2011  L  order, foster (U4) to 1 Dec    the same carers
#      1 Dec 2011  T  order, A5          open        the same carers, now as adopters
def test_fostering_by_the_family_that_adopts_is_dated_from_the_first_day_with_them():
    held = found(
        ("b", "2011-01-10", "S", "C1", "T1", "2011-01-20", "X1"),
        ("b", "2011-01-20", "P", "C1", "U4", "2011-09-01", "X1"),
        ("b", "2011-09-01", "L", "E1", "U4", "2011-12-01", "X1"),
        ("b", "2011-12-01", "T", "E1", "A5", None, None),
    )["b", 1]
    assert (held["placed_on"], held["foster_since"]) == ("2011-12-01", "2011-01-20")
    assert (held["left_care_on"], held["adopted_on"]) == (None, None)


# c   placed (A6), moved back to foster care (U6), placed with another family (A6): the last placement counts.
# d   placed with one family and moved straight to another: the last move counts.
# e   placed by consent (A4), then under an order (A6), with the same family: the first day with them counts.
def test_of_several_adoptive_placements_the_last_family_counts_from_its_first_day():
    held = found(
        ("c", "2011-01-10", "S", "E1", "A6", "2011-03-01", "X1"),
        ("c", "2011-03-01", "P", "E1", "U6", "2011-06-01", "X1"),
        ("c", "2011-06-01", "P", "E1", "A6", None, None),
        ("d", "2011-01-10", "S", "E1", "A6", "2011-03-01", "X1"),
        ("d", "2011-03-01", "P", "E1", "A6", None, None),
        ("e", "2011-01-10", "S", "V2", "A4", "2011-03-01", "X1"),
        ("e", "2011-03-01", "L", "E1", "A6", None, None),
    )
    assert [held[child, 1]["placed_on"] for child in "cde"] == ["2011-06-01", "2011-03-01", "2011-01-10"]


def test_a_child_who_comes_back_has_two_periods():
    held = found(
        ("f", "2010-01-10", "S", "V2", "U6", "2010-06-01", "E4A"),
        ("f", "2011-01-10", "S", "V2", "U6", None, None),
    )
    assert [(held["f", n]["entered_care_on"], held["f", n]["left_care_on"]) for n in (1, 2)] == [
        ("2010-01-10", "2010-06-01"),
        ("2011-01-10", None),
    ]


def test_a_period_that_began_before_the_records_has_no_date_of_entry():
    held = found(
        ("g", "2009-04-01", "L", "E1", "U6", "2010-01-01", "X1"), ("g", "2010-01-01", "P", "E1", "A6", None, None)
    )
    assert held["g", 0]["entered_care_on"] is None
    assert held["g", 0]["placement_order_on"] == "2009-04-01"


def test_an_episode_that_ceased_because_another_began_does_not_end_the_period():
    held = found(("h", "2010-01-10", "S", "C2", "U6", "2010-06-01", "X1"))
    assert held["h", 1]["left_care_on"] is None


def test_a_date_lies_in_the_period_that_holds_it_ends_included():
    periods = periods_of_care(number_periods(episodes(*ADOPTED, ("g", "2009-04-01", "L", "E1", "U6", None, None))))
    rows = pd.DataFrame(
        [
            ("a", "2011-01-09"),
            ("a", "2011-01-10"),
            ("a", "2012-06-01"),
            ("a", "2012-06-02"),
            ("g", "2008-01-01"),
            ("z", "2011-05-01"),
            ("a", None),
        ],
        columns=["child_key", "on"],
    ).astype({"child_key": "str"})
    rows = rows.assign(on=pd.to_datetime(rows["on"]).astype("datetime64[us]"))
    held = period_holding(rows, on="on", periods=periods)
    assert [None if pd.isna(each) else int(each) for each in held] == [None, 1, 1, None, 0, None, None]
