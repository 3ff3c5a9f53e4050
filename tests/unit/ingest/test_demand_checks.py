"""Rows of the front door that only others show to be doubtful are kept, and named by row."""

import pandas as pd
import pytest

from turncurve.ingest.demand_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES
from turncurve.ingest.recipe import Offer


def offered(table, columns, *files):
    """Offer the rows of one table, a list of rows a file; columns ending in _on or _at are dates."""
    offers = []
    for number, given in enumerate(files):
        rows = pd.DataFrame(given, columns=columns)
        dates = [name for name in columns if name.endswith(("_on", "_at"))]
        rows[dates] = rows[dates].apply(pd.to_datetime, format="ISO8601")
        place = Place(f"{table}/{number}.csv", "", table, table, f"{table}/2013", None)
        offers.append(Offer(table, place, rows.assign(row=range(2, 2 + len(rows))), len(rows), 0))
    return {table: offers}


def named(offers):
    checked = check(offers)
    assert checked.offers == offers
    assert all("the row was kept" in SENTENCES[each.rule] for each in checked.problems)
    return [(each.file[-5:], each.field, each.rule, each.rows) for each in checked.problems]


HELP = ["assessed_on", "ended_on"]


def test_early_help_assessed_after_its_end_is_named():
    rows = [("2012-05-02", "2012-05-01"), ("2012-05-01", "2012-05-01"), ("2012-05-01", None), (None, "2012-05-01")]
    assert named(offered("early_help", HELP, rows)) == [("0.csv", "Assessment finished", "after_its_end", (2,))]
    assert named(offered("early_help", HELP[:1], [("2012-05-01",)])) == []


def test_a_case_from_long_before_the_last_of_all_files_is_named():
    offers = offered("allocations", ["ready_at"], [("1995-03-04",), ("2003-03-05",)], [("2013-03-04 10:00",)], [])
    assert named(offers) == [("0.csv", "Ready for allocation", "long_before", (2,))]
    assert named(offered("allocations", ["ready_at"], [("1995-03-04",)])) == []


LOG = ["case_key", "activity", "started_at"]
REFERRED = [("a", "referral", "2012-04-02"), ("a", "allocation", "2012-09-03")]


def test_an_allocation_without_a_referral_is_named_where_no_file_of_the_log_has_one():
    alone = [("b", "allocation", "2012-09-03"), ("c", "allocation", "2012-09-04"), ("b", "assessment", "2012-09-05")]
    offers = offered("case_events", LOG, REFERRED, alone, [("c", "referral", "2012-08-30")])
    assert named(offers) == [("1.csv", "Activity", "no_referral", (2,))]


@pytest.mark.parametrize(
    "rows",
    [[("b", "allocation", "2012-09-03")], [*REFERRED, ("b", "allocation", "2012-05-01")], []],
    ids=["a log without any referral", "a case referred before the log began", "nothing"],
)
def test_a_log_that_could_not_have_the_referral_names_none(rows):
    assert named(offered("case_events", LOG, rows)) == []


def test_what_has_none_of_these_tables_is_passed_on():
    assert named({}) == []
