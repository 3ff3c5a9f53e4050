"""A number that names no row, stands twice, or a link that leads nowhere is named by sheet, row and column."""

from dataclasses import replace

import pandas as pd
import pytest

from turncurve.ingest.place import Place
from turncurve.ingest.plan_links import REFERENCES, Known, check
from turncurve.ingest.recipe import Offer

KNOWN = Known(
    indicators=frozenset({"referrals"}), audits=frozenset({"Monthly audit"}), pages=frozenset({"06_workforce"})
)
ROWS = {
    "requirements": [{"requirement_id": "N02"}],
    "findings": [{"finding_id": "IR1", "requirement_id": "N02", "objective_id": None}],
    "objectives": [{"objective_id": "O02", "requirement_id": "N02"}],
    "measures": [{"measure_id": "I02", "objective_id": "O02", "indicator": "referrals"}],
    "milestones": [{"milestone_id": "M02", "objective_id": "O02"}],
    "actions": [{"action_id": "A02", "objective_id": "O02", "corrects": "M02"}],
    "evidence": [{"evidence_id": "E02", "about_id": "A02", "kind": "page", "link": "06_workforce"}],
    "meetings": [{"meeting_id": "B02"}],
    "disagreements": [{"meeting_id": "B02", "requirement_id": "N02"}],
    "promises": [{"promise_id": "P02", "meeting_id": "B02", "requirement_id": None}],
    "risks": [{"risk_id": "R02", "requirement_id": "N02"}],
}


def offered(rows):
    """Return rows as the sheets of one workbook offer them, the first below the header in row 2."""
    sheets = {}
    for sheet, given in rows.items():
        place = Place("plan.xlsx", sheet.capitalize(), "improvement_plan", sheet, "improvement_plan/x", None)
        frame = pd.DataFrame(given).assign(row=range(2, len(given) + 2))
        sheets[f"improvement_{sheet}"] = [Offer(f"improvement_{sheet}", place, frame, len(given), 0)]
    return sheets


def told(known=KNOWN, **changes):
    """Return what is wrong as (sheet, rows, column, rule)."""
    return [(p.part, p.rows, p.field, p.rule) for p in check(offered({**ROWS, **changes}), known)]


def test_a_plan_whose_numbers_and_links_all_lead_somewhere_has_no_fault():
    assert told() == []


@pytest.mark.parametrize(("sheet", "column"), REFERENCES)
def test_a_number_that_names_no_row_is_named_on_every_sheet(sheet, column):
    first, *_ = ROWS[sheet]
    ((part, rows, _, rule),) = told(**{sheet: [{**first, column: "Z99"}]})
    assert (part, rows, rule) == (sheet.capitalize(), (2,), "plan_number_unknown")


@pytest.mark.parametrize(
    ("sheet", "column", "wrong"),
    [("objectives", "requirement_id", "O02"), ("actions", "objective_id", "N02"), ("evidence", "about_id", "E02"),
     ("actions", "corrects", "N02"), ("evidence", "about_id", "B02")],
)  # fmt: skip
def test_a_number_of_the_wrong_sheet_is_no_number(sheet, column, wrong):
    first, *_ = ROWS[sheet]
    assert [fault[-1] for fault in told(**{sheet: [{**first, column: wrong}]})] == ["plan_number_unknown"]


def test_two_rows_with_one_number_are_both_named_on_one_sheet_and_across_sheets():
    twice = [ROWS["actions"][0], {**ROWS["actions"][0], "corrects": None}]
    assert told(actions=twice) == [("Actions", (2, 3), "Action", "plan_number_twice")]
    across = [{**ROWS["milestones"][0], "milestone_id": "I02"}]
    assert told(milestones=across, actions=[{**ROWS["actions"][0], "corrects": None}]) == [
        ("Measures", (2,), "Measure", "plan_number_twice"),
        ("Milestones", (2,), "Milestone", "plan_number_twice"),
    ]


def test_the_chair_disagrees_on_one_requirement_once_a_meeting():
    assert told(disagreements=[*ROWS["disagreements"], *ROWS["disagreements"]]) == [
        ("Disagreements", (3,), "On requirement", "plan_number_twice")
    ]


def test_an_indicator_that_there_is_not_is_named_and_not_asked_after_where_none_are_known():
    measure = [{**ROWS["measures"][0], "indicator": "refferals"}]
    assert told(measures=measure) == [("Measures", (2,), "Indicator", "plan_indicator_unknown")]
    assert told(Known(pages=KNOWN.pages), measures=measure) == []


@pytest.mark.parametrize(
    ("kind", "link", "sound"),
    [
        ("page", "06_workforce", True),
        ("page", "06_workforce#cell-4", True),
        ("page", "06_workforse", False),
        ("page", None, False),
        ("indicator", "referrals", True),
        ("indicator", "referals", False),
        ("audit", "Monthly audit", True),
        ("audit", "Yearly audit", False),
        ("document", "Minutes of the Board, item 3", True),
        ("document", None, False),
        ("none yet", None, True),
        ("none yet", "06_workforce", False),
    ],
)
def test_a_link_leads_to_something_of_its_kind(kind, link, sound):
    evidence = [{**ROWS["evidence"][0], "kind": kind, "link": link}]
    assert told(evidence=evidence) == ([] if sound else [("Evidence", (2,), "Link", "plan_link_broken")])


@pytest.mark.parametrize(
    ("aim", "target", "rules"),
    [
        ("at least", 80.0, []),
        ("at most", 1.0, []),
        ("at least", 0.8, ["plan_target_fraction"]),
        ("at least", 1.0, ["plan_target_fraction"]),
        ("at most", 0.05, ["plan_target_fraction"]),
        ("at least", 8000.0, ["plan_target_beyond"]),
        ("at least", -5.0, ["plan_target_beyond"]),
        ("at least", 100.0, []),
        ("at most", 0.0, []),
        ("at least", None, []),
    ],
)
def test_a_share_has_a_target_in_per_cent_and_nothing_else(aim, target, rules):
    known = Known(frozenset({"referrals"}), KNOWN.audits, KNOWN.pages, shares=frozenset({"referrals"}))
    row = {**ROWS["measures"][0], "aim": aim, "target": target}
    assert [fault[-1] for fault in told(known, measures=[row])] == rules
    count = [] if target is None or target >= 0 else ["plan_target_beyond"]
    assert [fault[-1] for fault in told(measures=[row])] == count


@pytest.mark.parametrize(
    ("link", "sound"),
    [
        ("06_workforce", True),
        ("06_workforce#section-supervision", True),
        ("06_workforce#nowhere", False),
        ("06_workforce#", False),
        ("00_explore", False),
    ],
)
def test_a_link_to_a_section_leads_to_one_that_stands_on_the_page(link, sound):
    known = replace(KNOWN, sections={"06_workforce": frozenset({"section-supervision"})})
    row = {**ROWS["evidence"][0], "link": link}
    assert told(known, evidence=[row]) == ([] if sound else [("Evidence", (2,), "Link", "plan_link_broken")])
