"""An earlier edition that was rewritten is named by its workbook, at the next load and at every one after."""

import datetime as dt

import pandas as pd

from turncurve.ingest.merge import Merged
from turncurve.ingest.plan_pins import check, keep
from turncurve.ingest.problems import SENTENCES
from turncurve.tables.plan_editions import editions_of

FIRST, SECOND, THIRD = "2012-09-13", "2012-12-06", "2013-03-22"


def plan(*editions):
    """Return the merged sheets of some editions: day and aim of each."""
    rows = pd.DataFrame([{"plan_on": day, "aim_on": aim, "edition": f"plan/{day}/plan.xlsx"} for day, aim in editions])
    dates = {name: pd.to_datetime(rows[name]) for name in ("plan_on", "aim_on")}
    return (Merged("improvement_notice", rows.assign(**dates)), Merged("referrals", pd.DataFrame({"row": [1]})))


def load(folder, *editions):
    """Load some editions, and return the workbooks that are named."""
    merged = plan(*editions)
    named = check(merged, folder=folder)
    keep(merged, before=folder, folder=folder)
    assert {each.rule for each in named} <= {"plan_edition_changed"}
    return [each.file for each in named]


def test_what_is_loaded_first_and_unchanged_is_not_named(tmp_path):
    assert load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31")) == []
    assert load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31")) == []


def test_an_earlier_edition_that_was_rewritten_is_named_until_it_is_put_back(tmp_path):
    load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31"))
    changed = ((FIRST, "2014-12-31"), (SECOND, "2013-12-31"))
    assert load(tmp_path, *changed) == load(tmp_path, *changed) == [f"plan/{FIRST}/plan.xlsx"]
    assert load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31")) == []


def test_the_latest_may_be_corrected_until_a_later_one_is_there(tmp_path):
    load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31"))
    assert load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2014-12-31")) == []
    assert load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-06-30"), (THIRD, "2013-12-31")) == [
        f"plan/{SECOND}/plan.xlsx"
    ]


def test_an_edition_that_was_taken_away_is_known_and_has_no_file_to_be_named_by(tmp_path):
    load(tmp_path, (FIRST, "2013-12-31"), (SECOND, "2013-12-31"))
    assert load(tmp_path, (SECOND, "2013-12-31")) == []
    (gone, _) = editions_of("any", folder=tmp_path)
    assert (gone.plan_on, gone.now) == (dt.date.fromisoformat(FIRST), "")
    assert "no longer among the files" in gone.sentence


def test_a_council_without_a_plan_has_nothing_kept(tmp_path):
    merged = (Merged("referrals", pd.DataFrame({"row": [1]})),)
    assert check(merged, folder=tmp_path) == ()
    keep(merged, before=tmp_path, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_refused_for_it():
    assert "refused" not in SENTENCES["plan_edition_changed"]
