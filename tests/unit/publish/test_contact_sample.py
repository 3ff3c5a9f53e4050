"""Contacts drawn to be coded: the same from the same log, and what coders fill in comes back."""

import re
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.support.council_files import CouncilFiles
from turncurve.errors import TurnCurveError
from turncurve.publish.contact_sample import write_contact_sample
from turncurve.tables import store

ROOT = Path(__file__).resolve().parents[3]
DAY = "2013-01-31"
WORDS = """
coding_frame:
  - {code: V1, words: A new concern about a child, demand: value}
  - {code: F1, words: Asks again, demand: failure}
could_go_to: [Housing, Early help]
"""
REASONS = ["Reporting a concern"] * 3 + ["Housing question"]


class LoggedCouncil(CouncilFiles):
    """A council with 120 contacts in January 2013, 90 of them concerns, and 20 in February."""

    def __init__(self, folder: Path):
        (folder / "data" / "raw").mkdir(parents=True)
        shutil.copy(ROOT / "data" / "raw" / "README.md", folder / "data" / "raw")
        self.root = folder
        self.raw = folder / "data" / "raw" / "testshire"
        self.processed = folder / "data" / "processed" / "testshire"
        (self.raw / "contact_log").mkdir(parents=True)
        (self.raw / "coded").mkdir()
        self.text("council.yml", "name: Testshire\nsynthetic: true\n")
        self.text("example.key", "SYNTHETIC: a key that protects nobody")
        self.text("initial_access.yml", WORDS)
        lines = ["Received,Child ID,Route,From whom,Reason,About an allocated case,Outcome"]
        for number in range(140):
            month, place = ("01", number) if number < 120 else ("02", number - 120)
            when = f"{place % 28 + 1:02d}/{month}/2013 09:{place % 60:02d}"
            lines.append(f"{when},K{number:03d},Phone,6,{REASONS[number % 4]},No,No further action")
        self.text("contact_log/contact_log_2013.csv", "\r\n".join(lines))


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    council = LoggedCouncil(tmp_path_factory.mktemp("logged"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(council.root))
        council.ingest()
    return council


@pytest.fixture
def council(_made, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(_made.root))
    for path in _made.processed.glob("contact_samples/*/*"):
        path.unlink()
    return _made


def drawn(**words):
    return write_contact_sample("testshire", **{"drawn_on": DAY, "of_each": 10, **words})


def recorded(sample):
    return (sample.folder / "draw.csv").read_bytes()


def test_so_many_of_each_reason_are_drawn_from_one_month_and_a_third_of_them_twice(council):
    sample = drawn()
    assert sample.contacts == 120
    assert re.fullmatch(r"housing question: 10 of 30 contacts\.", sample.lines[0], re.IGNORECASE)
    assert re.fullmatch(r"reporting a concern: 10 of 90 contacts\.", sample.lines[1], re.IGNORECASE)
    assert sample.lines[-1] == "7 of them are to be coded by two coders."
    assert sample.drawn["received_at"].between("2013-01-01", "2013-02-01").all()


def test_its_words_name_no_child_and_it_lies_beside_the_records(council):
    sample = drawn()
    assert sample.folder.is_relative_to(council.processed)
    assert not re.search(r"K\d\d\d", " ".join(sample.lines))


def test_a_coder_finds_a_contact_by_its_time_its_child_s_own_number_and_its_route(council):
    assert drawn().drawn["found_by"].str.fullmatch(r"\d\d/01/2013 09:\d\d; K\d{3}; phone").all()


def test_the_same_log_and_seed_draw_the_same_contacts_and_another_seed_others(council):
    one = recorded(drawn())
    assert recorded(drawn(workbooks=3)) == one
    with pytest.raises(TurnCurveError, match="drawn otherwise before"):
        drawn(seed=8)


def test_where_a_reason_has_fewer_contacts_all_are_drawn(council):
    strata = drawn(of_each=40).drawn.groupby("stratum")["stratum_drawn"].first()
    assert sorted(strata) == [30, 40]


@pytest.mark.parametrize(("day", "said"), [("2012-08-01", "no contact of that month"), ("1 October", "is not a date")])
def test_what_cannot_be_drawn_is_said(council, day, said):
    with pytest.raises(TurnCurveError, match=said):
        drawn(drawn_on=day)


def test_contacts_after_the_day_of_the_draw_are_not_drawn_and_a_part_of_a_month_is_not_called_the_month(council):
    part = drawn(drawn_on="2013-01-10")
    assert part.contacts < 60
    assert "They are contacts from 1 January 2013 to 10 January 2013, and speak for no later day" in part.lines[-2]
    assert "draw on 31 January 2013" in part.lines[-2]
    assert not any("speak for" in line for line in drawn().lines)


def filled(path, to):
    """Fill a workbook as a coder does, and put it among the council's files."""
    book = openpyxl.load_workbook(path)
    sheet = book["Codings"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, heads["Coder"]).value = f"Coder {path.stem[-2:]}"
        sheet.cell(row, heads["Demand code"]).value = "F1" if row % 3 else "V1"
        sheet.cell(row, heads["Could have gone to"]).value = "Housing" if row % 2 else None
    book.save(to)


def test_a_workbook_that_a_coder_has_filled_in_outlives_the_same_command(council):
    sample = drawn()
    path = sample.folder / "contact_codings_01.xlsx"
    filled(path, path)
    kept = path.read_bytes()
    for words in ({}, {"workbooks": 3}, {"twice": 50}):
        with pytest.raises(TurnCurveError, match=r"as it was written|otherwise before"):
            drawn(**words)
    assert path.read_bytes() == kept


def test_what_the_coders_fill_in_comes_back_with_the_draw(council):
    sample = drawn()
    for path in sorted(sample.folder.glob("*.xlsx")):
        filled(path, council.raw / "coded" / path.name)
    council.ingest()
    codings, draws = (store.read(name, folder=council.processed) for name in ("contact_codings", "contact_draws"))
    assert len(draws) == len(sample.drawn) == 20
    assert len(codings) == 27
    assert codings.groupby("contact_key")["coder_key"].nunique().value_counts().to_dict() == {1: 13, 2: 7}
    assert set(codings["drawn_on"]) == {pd.Timestamp(DAY)}
    assert council.report("problems").query("file.str.contains('codings')", engine="python").empty
