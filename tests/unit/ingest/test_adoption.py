"""A child's route to adoption is put together from the return, list 10 and the tracker; cases worked by hand."""

import pandas as pd
import pytest

from tests.support.council_files import CHILD, day
from turncurve.ingest.adoption import assemble
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

DATES = ["entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on", "foster_placement_on"]
DATES += ["adopted_on", "plan_changed_on", "left_care_on"]
ENTERED, DECISION = "Date the Child Entered Care", "Date of Decision that Child Should be Placed for Adoption"
MATCHED, PLACED = "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption"


def looked_after(council, *, episodes, decisions=(), matches=(), header=("1,1,01/02/2010,WBRI",), year="2012"):
    folder = f"ssda903/{year}"
    council.text(f"{folder}/episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n" + "\n".join(episodes))
    council.text(f"{folder}/header.csv", "CHILD,SEX,DOB,ETHNIC\n" + "\n".join(header))
    if decisions:
        lines = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n" + "\n".join(decisions)
        council.text(f"{folder}/placed_for_adoption.csv", lines)
    if matches:
        lines = "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n" + "\n".join(matches)
        council.text(f"{folder}/ad1.csv", lines)


def tracker(council, *rows, file="adoption_tracker/2012-09-30/tracker.xlsx"):
    names = list(dict.fromkeys(["Child ID", "Entered care", "Decision", *(name for row in rows for name in row)]))
    council.workbook(file, {"Adoption tracker": [names, *([row.get(name) for name in names] for row in rows)]})


def routes(council):
    council.ingest()
    return [
        {name: row[name].date().isoformat() for name in DATES if not pd.isna(row[name])}
        for row in council.table("adoption_pathways").to_dict("records")
    ]


EPISODES = [
    "1,10/01/2011,S,C2,N1,U6,01/09/2011,X1",
    "1,01/09/2011,L,E1,N1,U6,01/12/2011,X1",
    "1,01/12/2011,P,E1,N1,A6,01/06/2012,E12",
]
WHOLE = {
    "entered_care_on": "2011-01-10",
    "decided_on": "2011-07-01",
    "placement_order_on": "2011-09-01",
    "matched_on": "2011-11-01",
    "placed_on": "2011-12-01",
    "adopted_on": "2012-06-01",
    "left_care_on": "2012-06-01",
}


def test_the_looked_after_return_alone_gives_the_whole_route(council):
    decisions, matches = ["1,01/02/2010,01/07/2011,,"], ["1,01/02/2010,01/11/2011,01/11/2011,0,2,MF,L0"]
    looked_after(council, episodes=EPISODES, decisions=decisions, matches=matches)
    assert routes(council) == [WHOLE]
    assert list(council.table("adoption_pathways")["age_at_entry"]) == [0]


def test_the_tracker_alone_gives_the_whole_route(council):
    tracker(
        council,
        {
            "Child ID": "1", "Entered care": day("2011-01-10"), "Decision": day("2011-07-01"),
            "Placement order": day("2011-09-01"), "Matched": day("2011-11-01"), "Placed": day("2011-12-01"),
            "Adopted": day("2012-06-01"),
        },
    )  # fmt: skip
    assert routes(council) == [{name: value for name, value in WHOLE.items() if name != "left_care_on"}]


def test_what_one_source_leaves_blank_another_fills_and_the_return_is_believed_first(council):
    looked_after(council, episodes=EPISODES)
    council.annex_a(
        list_10=[{CHILD: "1", ENTERED: day("2011-01-10"), DECISION: day("2011-07-01"), PLACED: day("2011-12-05")}]
    )
    tracker(
        council,
        {
            "Child ID": "1",
            "Entered care": day("2011-01-10"),
            "Decision": day("2011-07-02"),
            "Matched": day("2011-11-01"),
        },
    )
    assert routes(council) == [WHOLE]
    problems = council.report("problems")
    assert list(zip(problems["part"], problems["field"], problems["rule"], strict=True)) == [
        ("Adoption tracker", "decided_on", "sources_disagree"),
        ("List_10", "placed_on", "sources_disagree"),
    ]


def test_a_date_of_entry_that_differs_by_days_is_the_same_period_of_care(council):
    looked_after(council, episodes=EPISODES)
    council.annex_a(list_10=[{CHILD: "1", ENTERED: day("2011-01-12"), DECISION: day("2011-07-01")}])
    (route,) = routes(council)
    assert route["entered_care_on"] == "2011-01-10"
    assert route["decided_on"] == "2011-07-01"


def test_two_editions_of_the_return_are_one_route_and_the_later_closes_it(council):
    looked_after(
        council, episodes=[*EPISODES[:2], "1,01/12/2011,P,E1,N1,A6,,"], decisions=["1,01/02/2010,01/07/2011,,"]
    )
    looked_after(council, episodes=EPISODES[2:], decisions=["1,01/02/2010,01/07/2011,,"], year="2013")
    (route,) = routes(council)
    assert (route["entered_care_on"], route["adopted_on"]) == ("2011-01-10", "2012-06-01")


def test_a_plan_that_changed_carries_its_date_and_reason(council):
    looked_after(council, episodes=EPISODES[:2], decisions=["1,01/02/2010,01/07/2011,01/03/2012,RD3"])
    (route,) = routes(council)
    assert route["plan_changed_on"] == "2012-03-01"
    assert list(council.table("adoption_pathways")["plan_changed_because"]) == ["RD3"]


def test_fostering_before_adoption_counts_only_where_the_return_says_so(council):
    episodes = ["1,10/01/2011,S,C2,N1,U4,01/09/2011,X1", "1,01/09/2011,U,E1,N1,A5,01/06/2012,E11"]
    match = "1,01/02/2010,01/08/2011,01/08/2011,{},2,MF,L0"
    looked_after(council, episodes=episodes, matches=[match.format(1)])
    assert routes(council)[0]["foster_placement_on"] == "2011-01-10"
    looked_after(council, episodes=episodes, matches=[match.format(0)])
    assert "foster_placement_on" not in routes(council)[0]


def test_a_child_in_care_without_a_step_towards_adoption_has_no_route(council):
    looked_after(council, episodes=["1,10/01/2011,S,C2,N1,U6,,"])
    assert routes(council) == []


def test_a_route_whose_period_of_care_began_before_the_records_is_refused_unless_another_source_dates_it(council):
    episodes = ["1,01/04/2009,L,E1,N1,U6,01/12/2011,X1", "1,01/12/2011,P,E1,N1,A6,,"]
    looked_after(council, episodes=episodes, decisions=["1,01/02/2005,01/03/2009,,"])
    assert routes(council) == []
    assert [rule for _, _, rule in council.rules()] == ["care_entry_unknown"] * 3
    totals = council.ingest().totals().loc["adoption_pathways"]
    assert (totals["read"], totals["refused"]) == (3, 3)
    tracker(council, {"Child ID": "1", "Entered care": day("2008-01-10"), "Decision": day("2009-03-01")})
    (route,) = routes(council)
    assert (route["entered_care_on"], route["placement_order_on"]) == ("2008-01-10", "2009-04-01")


def test_a_match_outside_any_period_of_care_is_refused_by_row(council):
    looked_after(council, episodes=EPISODES, matches=["1,01/02/2010,01/11/2013,01/11/2013,0,2,MF,L0"])
    routes(council)
    assert council.rules() == [(2, "matched_on", "care_entry_unknown")]


def test_siblings_keep_their_group_and_a_child_alone_has_none(council):
    row = {"Entered care": day("2011-01-10"), "Decision": day("2011-07-01")}
    tracker(
        council,
        {"Child ID": "1", "Sibling group": "F1", **row},
        {"Child ID": "2", "Sibling group": "F1", **row},
        {"Child ID": "3", "Sibling group": "F2", **row},
    )
    routes(council)
    groups = council.table("adoption_pathways")["sibling_group"]
    assert groups.notna().sum() == 2
    assert len(set(groups.dropna())) == 1


def test_every_row_that_is_a_step_is_accounted_for(council):
    decisions, matches = ["1,01/02/2010,01/07/2011,,"], ["1,01/02/2010,01/11/2011,01/11/2011,0,2,MF,L0"]
    looked_after(council, episodes=EPISODES, decisions=decisions, matches=matches)
    tracker(council, {"Child ID": "1", "Entered care": day("2011-01-10"), "Decision": day("2011-07-01")})
    totals = council.ingest().totals().loc["adoption_pathways"]
    assert dict(totals) == {"read": 5, "loaded": 1, "refused": 0, "merged": 4}


def test_the_trackers_extract_date_may_stand_above_its_header(council):
    rows = [["Extract date", day("2013-03-31")], [], ["Child ID", "Entered care", "Decision"]]
    rows.append(["1", day("2011-01-10"), day("2011-07-01")])
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    routes(council)
    assert list(council.table("adoption_pathways")["edition"]) == ["adoption_tracker/2013-03-31"]


KEY = Key(b"a key of more than sixteen characters")
ONE = {"Child ID": "1", "Entered care": day("2011-01-10"), "Decision": day("2011-07-01")}


def assembled(council):
    """Return the routes that the folder's files make, with their dates in ISO form, and all that was assembled."""
    offers = {}
    for file in take(council.raw):
        for offer in read_file(file, key=KEY).offers:
            offers.setdefault(offer.table, []).append(offer)
    made = assemble(offers)
    rows = [
        {name: row[name].date().isoformat() for name in DATES if not pd.isna(row[name])}
        for row in made.rows.to_dict("records")
    ]
    return rows, made


# episodes of care                                                                the dates of the route
ROUTES = [
    (["1,10/01/2011,S,E1,N1,U6,,"], {"entered_care_on": "2011-01-10", "placement_order_on": "2011-01-10"}),
    (["1,10/01/2011,S,C2,N1,A3,,"], {"entered_care_on": "2011-01-10", "placed_on": "2011-01-10"}),
    (
        ["1,10/01/2011,S,C2,N1,U6,01/12/2011,E11"],
        {"entered_care_on": "2011-01-10", "adopted_on": "2011-12-01", "left_care_on": "2011-12-01"},
    ),
    (
        ["1,10/01/2011,S,D1,N1,U6,01/09/2011,X1", "1,01/09/2011,L,E1,N1,U6,,"],
        {"entered_care_on": "2011-01-10", "placement_order_on": "2011-01-10"},
    ),
    (
        ["1,10/01/2011,S,E1,N1,A6,01/09/2011,X1", "1,01/09/2011,P,E1,N1,U6,01/12/2011,X1", "1,01/12/2011,P,E1,N1,A6,,"],
        {"entered_care_on": "2011-01-10", "placement_order_on": "2011-01-10", "placed_on": "2011-12-01"},
    ),
    (
        ["1,10/01/2011,S,E1,N1,U6,01/09/2011,E4A"],
        {"entered_care_on": "2011-01-10", "placement_order_on": "2011-01-10", "left_care_on": "2011-09-01"},
    ),
]


@pytest.mark.parametrize(("episodes", "wanted"), ROUTES)
def test_each_step_in_the_episodes_is_a_date_of_the_route(council, episodes, wanted):
    looked_after(council, episodes=episodes)
    rows, made = assembled(council)
    assert rows == [wanted]
    assert made.problems == ()


def test_two_periods_of_care_with_a_step_each_are_two_routes(council):
    first = "1,10/01/2010,S,E1,N1,U6,01/06/2010,E4A"
    looked_after(council, episodes=[first, "1,10/01/2011,S,E1,N1,U6,,"])
    rows, _ = assembled(council)
    assert [row["entered_care_on"] for row in rows] == ["2010-01-10", "2011-01-10"]


def test_of_two_decisions_in_one_period_the_later_is_the_routes(council):
    decisions = ["1,01/02/2010,01/07/2011,01/09/2011,RD3", "1,01/02/2010,01/03/2012,,"]
    looked_after(council, episodes=["1,10/01/2011,S,C2,N1,U6,,"], decisions=decisions)
    rows, _ = assembled(council)
    assert rows == [{"entered_care_on": "2011-01-10", "decided_on": "2012-03-01"}]


# what list 10 says, what the tracker says                       the date used, the sources named as differing
BELIEFS = [
    ({}, {}, "2011-07-01", []),
    ({"decided": "2011-07-01"}, {"decided": "2011-07-02"}, "2011-07-01", ["Adoption tracker"]),
    ({"decided": "2011-07-03"}, {"decided": "2011-07-03"}, "2011-07-03", []),
    ({"decided": "2011-07-04"}, {}, "2011-07-04", ["Adoption tracker"]),
]


@pytest.mark.parametrize(("listed", "tracked", "used", "differing"), BELIEFS)
def test_list_10_is_believed_before_the_tracker_and_the_difference_is_named(council, listed, tracked, used, differing):
    tracker(council, {**ONE, "Decision": day(tracked.get("decided", "2011-07-01"))})
    decided = day(listed.get("decided", "2011-07-01"))
    council.annex_a(list_10=[{CHILD: "1", ENTERED: day("2011-01-10"), DECISION: decided}])
    rows, made = assembled(council)
    assert [row["decided_on"] for row in rows] == [used]
    assert [(each.part, each.rule) for each in made.problems] == [(part, "sources_disagree") for part in differing]


def test_of_two_editions_of_the_tracker_the_later_is_believed_and_what_it_leaves_blank_is_kept(council):
    tracker(council, {**ONE, "Matched": day("2011-11-01")}, file="adoption_tracker/2012-06-30/t.xlsx")
    tracker(council, {**ONE, "Decision": day("2011-07-05")}, file="adoption_tracker/2012-09-30/t.xlsx")
    rows, _ = assembled(council)
    assert rows == [{"entered_care_on": "2011-01-10", "decided_on": "2011-07-05", "matched_on": "2011-11-01"}]


@pytest.mark.parametrize(("born", "age"), [("11/01/2009", 1), ("10/01/2009", 2), ("10/02/2011", -1)])
def test_the_age_at_entry_is_from_the_header_of_the_return(council, born, age):
    looked_after(council, episodes=["1,10/01/2011,S,E1,N1,U6,,"], header=[f"1,1,{born},WBRI"])
    _, made = assembled(council)
    assert list(made.rows["age_at_entry"]) == [age]


def test_a_row_that_list_10_refuses_is_counted_and_the_rest_stands(council):
    council.annex_a(list_10=[{CHILD: "1", ENTERED: day("2011-01-10")}, {CHILD: "2", ENTERED: "31/02/2011"}])
    rows, made = assembled(council)
    assert rows == [{"entered_care_on": "2011-01-10"}]
    assert [(offer.read, offer.refused) for offer in made.offered] == [(2, 1)]
