"""What stays with the council: the check against published figures, and the list of children behind every figure."""

import csv
import datetime as dt

import pandas as pd
import pytest

from turncurve.__main__ import main
from turncurve.indicators.registry import INDICATORS, children_behind, covered, measure
from turncurve.publish.local import compared, write_worklist
from turncurve.reference.periods import Period, at, month, year_ending
from turncurve.tables import store

WINDOWS = {
    "flow": year_ending(2013),
    "point": at(dt.date(2013, 3, 31)),
    "three years pooled": Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31)),
}
# published for the council that the example follows          measured where the records cover the period
REPRODUCED = {
    "repeat_child_protection_plans",
    "re_referrals_within_12_months",
    "section_47_enquiries",
    "initial_conferences_within_15_working_days",
    "referrals",
    "children_adopted",
}
# Published too, and not what the example was made to follow.
NOT_CALIBRATED = {
    "DIFFERS: child_protection_plans_ended_after_two_years_or_more, year to March 2013 (counted 5, published 9)",
    "DIFFERS: children_under_placement_order, 31 March 2011 (counted 26, published 28)",
    "DIFFERS: children_under_placement_order, 31 March 2012 (counted 27, published 29)",
}


@pytest.fixture(scope="module")
def _read():
    """Keep the worklists that were read, so that each is written once."""
    return {}


@pytest.fixture
def worklist(journey, _read):
    """Return a function that writes an indicator's worklist, reads it, and takes it away again."""
    written = []

    def read(indicator):
        if indicator not in _read:
            path, rows = write_worklist(indicator, council="exampleshire", as_at="2013-03-31")
            written.append(path)
            with path.open(encoding="utf-8-sig", newline="") as file:
                _read[indicator] = list(csv.DictReader(file))
            assert len(_read[indicator]) == rows
        return _read[indicator]

    yield read
    for path in set(written):
        path.unlink()
    if written:
        written[0].parent.rmdir()


def test_the_calibrated_counts_are_the_published_ones_and_only_those_not_calibrated_differ(journey):
    lines = list(compared("exampleshire", "2013-03-31"))
    same = [line for line, agrees in lines if agrees]
    assert len(same) > 25
    assert {line.removeprefix("same: ").partition(",")[0] for line in same} >= REPRODUCED
    assert {line for line, agrees in lines if agrees is False} == NOT_CALIBRATED


def test_an_earlier_check_compares_the_periods_that_were_over_by_then(journey):
    now = {line for line, _ in compared("exampleshire", "2013-03-31")}
    then = {line for line, _ in compared("exampleshire", "2012-06-30")}
    assert then < now
    assert not [line for line in then if "2013" in line or "July 2012" in line]
    assert "same: referrals, June 2012" in then


def test_a_record_that_is_lost_makes_the_check_differ(journey, capsys):
    kept = store.read("cp_plans", folder=journey.processed)
    before = {name: (journey.processed / name).read_bytes() for name in ("cp_plans.parquet", "cp_plans.lineage.json")}
    try:
        fewer = kept.drop(index=kept["started_on"].idxmax()).reset_index(drop=True)
        store.write("cp_plans", fewer, folder=journey.processed, sources={"lost.xml": "ab" * 32}, counts={})
        assert main(["check", "exampleshire", "--as-at", "2013-03-31"]) == 0
        said = capsys.readouterr().out
        assert "DIFFERS: child_protection_plans_started, year to March 2013 (counted 387, published 388)" in said
        assert said.endswith(f"{len(NOT_CALIBRATED) + 3} published figures differ from the records.\n")
    finally:
        for name, content in before.items():
            (journey.processed / name).write_bytes(content)


@pytest.mark.parametrize("indicator", sorted(INDICATORS))
def test_every_figure_has_its_list_and_every_row_its_council_and_figure(worklist, indicator):
    rows = worklist(indicator)
    assert rows
    assert {row["council"] for row in rows} == {"Exampleshire (SYNTHETIC)"}
    assert {row["figure"].partition(",")[0] for row in rows} == {
        INDICATORS[indicator].definition.title.partition(",")[0]
    }
    assert not {cell for row in rows for cell in row.values() if cell in {"nan", "NaT", "<NA>", "None"}}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    "indicator", sorted(name for name, each in INDICATORS.items() if each.definition.kind == "proportion")
)
def test_a_shares_list_counts_up_to_the_share(records, worklist, indicator):
    period = WINDOWS[INDICATORS[indicator].definition.window]
    known = covered(indicator, records)  # audits, surveys and logs began within the year
    period = Period(max(period.start, known.start), min(period.end, known.end))
    found = measure(indicator, records, periods=(period,), area="Exampleshire").measurements
    rows = worklist(indicator)
    assert sum(row["counted"] == "yes" for row in rows) == sum(each.numerator or 0 for each in found)
    assert sum(row["counted"] != "not known" for row in rows) + sum(each.unknown for each in found) == len(rows)


@pytest.mark.parametrize("indicator", ["adoption_a1", "adoption_a2", "adoption_a10"])
def test_a_means_list_adds_up_to_the_mean(records, worklist, indicator):
    period = WINDOWS["three years pooled"]
    (found,) = measure(indicator, records, periods=(period,), area="Exampleshire").measurements
    days = [int(row["days"]) for row in worklist(indicator) if row["days"]]
    assert (sum(days), len(days)) == (found.numerator, found.denominator)


@pytest.mark.parametrize("indicator", ["referrals", "child_protection_plans_started", "contacts_by_route"])
def test_the_months_lists_together_are_the_years_list(records, indicator):
    months = [month(2012 + (number > 12), (number - 1) % 12 + 1) for number in range(4, 16)]
    parts = pd.concat([children_behind(indicator, records, each) for each in months])
    whole = children_behind(indicator, records, year_ending(2013))
    columns = list(whole.columns)
    pd.testing.assert_frame_equal(
        parts.sort_values(columns, ignore_index=True), whole.sort_values(columns, ignore_index=True)
    )
