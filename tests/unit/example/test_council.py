"""Exampleshire as files: complete, marked, the same each time, and counting up to its totals however it is counted."""

import datetime as dt
import hashlib
import itertools
import os
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
import yaml

from turncurve.errors import TurnCurveError
from turncurve.example import ExampleSummary, write
from turncurve.example import council as writing

FIRST, LAST = "2012-04-01", "2013-03-31"
MONTHS = [
    559,
    498,
    451,
    398,
    246,
    345,
    353,
    272,
    237,
    409,
    321,
    316,
]  # published for Wiltshire, April 2012 to March 2013
HOLIDAYS = [
    "2012-04-06", "2012-04-09", "2012-05-07", "2012-06-04", "2012-06-05", "2012-08-27", "2012-12-25", "2012-12-26",
    "2013-01-01", "2013-03-29", "2012-01-02", "2011-12-26", "2011-12-27",
]  # fmt: skip


def _in_year(days):
    return [day for day in days if FIRST <= day <= LAST]


def _texts(root, tag):
    return [each.text for each in root.iter(tag)]


def _day(text):
    return dt.date.fromisoformat(text)


def test_every_file_that_the_example_promises_is_there(summary):
    names = set(summary.files)
    assert {"council.yml", "example.key", "README.txt", "faults.yml"} <= names
    assert sum(name.startswith("annex_a/") for name in names) == 8
    assert sum(name.startswith("cin_census/") for name in names) == 4
    assert sum(name.startswith("ssda903/") for name in names) == 24
    assert sum(name.startswith("contact_log/") for name in names) == 4
    assert "adoption_tracker/2013-03-31/adoption_tracker_SYNTHETIC.xlsx" in names
    assert {name.split("/")[1] for name in names if name.startswith("audits/")} == {"2012-09-30", "2013-03-31"}


def test_the_summary_counts_files_bytes_and_rows(summary: ExampleSummary):
    assert summary.size == sum((summary.folder / name).stat().st_size for name in summary.files)
    assert summary.size < 60_000_000
    assert summary.counts["contacts"] == 218_392
    assert summary.faults == len(yaml.safe_load((summary.folder / "faults.yml").read_text(encoding="utf-8"))["faults"])


def test_every_file_says_that_it_is_synthetic(summary: ExampleSummary):
    for name in summary.files:
        path = summary.folder / name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                said = "SYNTHETIC" in book.read("docProps/core.xml").decode()
        else:
            said = "SYNTHETIC" in name or "SYNTHETIC" in path.read_text(encoding="utf-8")
        assert said, name


def test_the_settings_name_an_invented_council(written: Path):
    settings = yaml.safe_load((written / "council.yml").read_text(encoding="utf-8"))
    assert settings["name"] == "Exampleshire"
    assert settings["synthetic"] is True
    assert len((written / "example.key").read_text(encoding="utf-8").strip()) >= 32
    readme = (written / "README.txt").read_text(encoding="utf-8")
    assert "2017: younger than the years" in " ".join(readme.split())


@pytest.mark.slow
def test_another_run_with_another_hash_seed_writes_the_same_bytes(summary: ExampleSummary, tmp_path: Path):
    code = f"from pathlib import Path; from turncurve.example import write; write(Path({str(tmp_path / 'again')!r}))"
    subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "12345"}
    )
    for name in summary.files:
        ours = hashlib.sha256((summary.folder / name).read_bytes()).hexdigest()
        theirs = hashlib.sha256((tmp_path / "again" / name).read_bytes()).hexdigest()
        assert ours == theirs, name


def test_a_folder_with_another_councils_files_is_refused_and_left_as_it_is(tmp_path: Path):
    (tmp_path / "children.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(TurnCurveError, match="not the example's"):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["children.csv"]


@pytest.mark.parametrize("settings", ["name: Wessex\nsynthetic: false\n", "[broken", ""])
def test_a_folder_that_does_not_say_it_is_synthetic_is_refused(tmp_path: Path, settings: str):
    (tmp_path / "council.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(TurnCurveError, match="empty folder"):
        write(tmp_path)


def test_the_census_holds_the_published_number_of_referrals_of_each_month(censuses):
    days = _in_year(_texts(censuses[2013], "CINreferralDate"))
    by_month = Counter(day[:7] for day in days)
    assert [by_month[month] for month in sorted(by_month)] == MONTHS
    assert len(days) == 4405


def test_930_referrals_of_the_year_came_within_12_months_of_another_of_the_same_child(censuses):
    referred = defaultdict(set)
    for root in censuses.values():
        for child in root.iter("Child"):
            referred[child.findtext("ChildIdentifiers/LAchildID")] |= set(_texts(child, "CINreferralDate"))
    again = 0
    for days in referred.values():
        ordered = sorted(map(_day, days))
        again += sum(
            (later - earlier).days <= 365 and FIRST <= later.isoformat() <= LAST
            for earlier, later in itertools.pairwise(ordered)
        )
    assert again == 930


def test_no_referral_came_so_close_to_a_year_after_another_that_a_definition_decides(censuses):
    for root in censuses.values():
        for child in root.iter("Child"):
            ordered = sorted(map(_day, _texts(child, "CINreferralDate")))
            assert all(not 351 <= (b - a).days <= 385 for a, b in itertools.pairwise(ordered))


def test_the_census_holds_1446_section_47_enquiries_of_the_year(censuses):
    assert len(_in_year(_texts(censuses[2013], "S47ActualStartDate"))) == 1446


def test_477_conferences_of_which_230_within_15_working_days_of_the_latest_discussion(censuses):
    latest = {}
    for child in censuses[2013].iter("Child"):
        number = child.findtext("ChildIdentifiers/LAchildID")
        for enquiry in child.iter("Section47"):
            held = enquiry.findtext("DateOfInitialCPC")
            if held and FIRST <= held <= LAST:
                begun = enquiry.findtext("S47ActualStartDate")
                latest[number, held] = max(begun, latest.get((number, held), begun))
    begun = np.array(list(latest.values()), dtype="datetime64[D]")
    held = np.array([day for _, day in latest], dtype="datetime64[D]")
    days = np.busday_count(begun + 1, held + 1, holidays=np.array(HOLIDAYS, dtype="datetime64[D]"))
    assert len(latest) == 477
    assert int((days <= 15).sum()) == 230
    assert {15, 16} <= set(days.tolist())


def test_388_plans_started_62_of_them_not_the_childs_first_227_ended_and_328_open(censuses):
    plans = list(censuses[2013].iter("ChildProtectionPlans"))
    started = [plan for plan in plans if FIRST <= plan.findtext("CPPstartDate") <= LAST]
    ended = _in_year(_texts(censuses[2013], "CPPendDate"))
    still_open = [plan for plan in plans if plan.findtext("CPPendDate") is None]
    open_before = [plan for plan in plans if plan.findtext("CPPstartDate") < FIRST]
    assert len(started) == 388
    assert sum(int(plan.findtext("NumberOfPreviousCPP")) > 0 for plan in started) == 62
    assert (len(ended), len(still_open), len(open_before)) == (227, 328, 167)


def test_the_number_of_previous_plans_is_never_less_than_the_plans_in_the_files(censuses):
    starts = defaultdict(dict)
    for root in censuses.values():
        for child in root.iter("Child"):
            for plan in child.iter("ChildProtectionPlans"):
                number = child.findtext("ChildIdentifiers/LAchildID")
                starts[number][plan.findtext("CPPstartDate")] = int(plan.findtext("NumberOfPreviousCPP"))
    again = [plans for plans in starts.values() if len(plans) > 1]
    assert len(again) >= 20
    for plans in again:
        told = [plans[day] for day in sorted(plans)]
        assert told == list(range(told[0], told[0] + len(told)))


def test_216_of_the_223_plans_open_three_months_were_reviewed_in_time(censuses):
    open_long = [
        plan
        for plan in censuses[2013].iter("ChildProtectionPlans")
        if plan.findtext("CPPendDate") is None and plan.findtext("CPPstartDate") <= "2012-12-31"
    ]
    in_time = 0
    for plan in open_long:
        days = [_day(plan.findtext("CPPstartDate")), *sorted(map(_day, _texts(plan, "CPPreviewDate"))), _day(LAST)]
        gaps = [(b - a).days for a, b in itertools.pairwise(days)]
        in_time += gaps[0] <= 90 and all(gap <= 181 for gap in gaps[1:])
    assert (in_time, len(open_long)) == (216, 223)


@pytest.mark.parametrize(
    ("year", "referrals", "started", "ended", "left_open"),
    [(2010, 3600, 190, 180, 160), (2011, 3800, 210, 207, 163), (2012, 4100, 250, 246, 167)],
)
def test_the_earlier_years_are_lower_and_add_up(censuses, year, referrals, started, ended, left_open):
    def inside(days):
        return sum(f"{year - 1}-04-01" <= day <= f"{year}-03-31" for day in days)

    root = censuses[year]
    assert inside(_texts(root, "CINreferralDate")) == referrals
    assert inside(_texts(root, "CPPstartDate")) == started
    assert inside(_texts(root, "CPPendDate")) == ended
    assert len(_texts(root, "CPPstartDate")) - len(_texts(root, "CPPendDate")) == left_open


def test_an_example_cut_short_leaves_what_was_there(tmp_path: Path, monkeypatch):
    (tmp_path / "exampleshire").mkdir()
    (tmp_path / "exampleshire" / "council.yml").write_text("synthetic: true\n", encoding="utf-8")
    (tmp_path / "exampleshire" / "own.csv").write_text("kept", encoding="utf-8")

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "live", lambda _: None)
    monkeypatch.setattr(writing, "write_annex_a", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "exampleshire")
    assert [path.name for path in tmp_path.iterdir()] == ["exampleshire"]
    held = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "exampleshire").iterdir()}
    assert held == {"council.yml": "synthetic: true\n", "own.csv": "kept"}
