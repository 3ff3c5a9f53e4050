"""Drawing the files of an audit, and what is written for auditors and for the record."""

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.support.audit_council import DRAWN, NAME, AuditCouncil
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.publish.audit_draw import draw
from turncurve.publish.audit_sample import TEMPLATES, AuditSample, write_audit_sample, write_templates
from turncurve.tables.audit_programme import Programme


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    council = AuditCouncil(tmp_path_factory.mktemp("sample"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(council.root))
        council.ingest()
    return council


@pytest.fixture
def council(_made, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(_made.root))
    for path in _made.processed.glob("audit_samples/*/*"):
        path.unlink()
    return _made


def drawn(council, **words):
    return write_audit_sample(NAME, council="testshire", drawn_on=DRAWN, **words)


def test_the_record_names_the_cases_own_numbers_with_what_weighs_them(council):
    sample = drawn(council, seed=7)
    lines = (sample.folder / "draw.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 21
    assert all(re.match(r"Monthly audit,2012-10-01,T0\d\d,open (over|up to) 9 months,(24|36),(8|12),(Yes|No),7$", line)
               for line in lines[1:])  # fmt: skip
    assert sum(",Yes," in line for line in lines) == 2


def test_it_is_below_the_processed_tables_and_its_words_name_nobody(council):
    sample = drawn(council)
    assert sample.folder.is_relative_to(council.processed)
    assert not re.search(r"T0\d\d", " ".join(sample.lines))
    assert sample.lines[0] == "open over 9 months: 8 of 24 files."
    assert sample.lines[-1] == "2 of them are to be read twice."


def test_its_words_say_how_many_were_drawn_at_random_and_from_how_many(council):
    sample = drawn(council, seed=7)
    assert sample.lines[2] == "20 of 60 files drawn at random with seed 7."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"margin": 20.0, "expected": 50.0, "files": None},
         "So many tell a share near 50% to within 20 percentage points."),
        ({"files": 99}, "All 60 such files are read: nothing was left to chance."),
    ],
)  # fmt: skip
def test_its_words_tell_a_census_from_a_draw_and_why_so_many(words, said):
    cases = pd.DataFrame(
        [{"child_key": f"c{n:02d}", "kind": "children in need", "length": "open up to 9 months", "months": 2,
          "team": "North", "need": "another need"} for n in range(60)]
    )  # fmt: skip
    asked = Programme("Monthly", "s", "monthly", ("children in need",), (), **words)
    sample = AuditSample(Path(), draw(cases, asked, seed=1), asked)
    assert said in sample.lines[0]
    assert "all such files:" not in " ".join(sample.lines)
    assert ("at random" in sample.lines[0]) == ("margin" in words)


@pytest.mark.parametrize("day", ["2015-01-01", "2012-11-03"])
def test_a_draw_long_after_the_records_end_is_refused(council, day):
    with pytest.raises(TurnCurveError, match=r"records end on 2 October 2012, so nothing tells"):
        write_audit_sample(NAME, council="testshire", drawn_on=day)
    assert not (council.processed / "audit_samples" / f"monthly_audit_{day}").exists()


def test_a_draw_soon_after_says_what_is_not_seen(council):
    sample = write_audit_sample(NAME, council="testshire", drawn_on="2012-10-31")
    assert sample.lines[-1] == "The records end on 2 October 2012: cases opened or closed after it are not seen."
    assert not any("records end" in line for line in drawn(council).lines)


def test_the_same_day_draws_the_same_files_again(council):
    one = (drawn(council).folder / "draw.csv").read_bytes()
    assert (drawn(council, workbooks=3).folder / "draw.csv").read_bytes() == one


def test_another_draw_of_the_same_day_is_refused(council):
    drawn(council, seed=7)
    with pytest.raises(TurnCurveError, match="drawn otherwise before"):
        drawn(council, seed=8)


def test_each_auditor_has_a_workbook(council):
    names = sorted(path.name for path in drawn(council, workbooks=3).folder.glob("*.xlsx"))
    assert names == ["audit_return_01.xlsx", "audit_return_02.xlsx", "audit_return_03.xlsx"]


@pytest.mark.parametrize("workbooks", [1, 3])
def test_a_workbook_that_an_auditor_has_begun_outlives_the_same_command(council, workbooks):
    path = drawn(council).folder / "audit_return.xlsx"
    path.write_bytes(b"filled in")
    with pytest.raises(TurnCurveError, match=r"^audit_return\.xlsx is not as it was written"):
        drawn(council, workbooks=workbooks)
    assert path.read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [(NAME, "2012-08-01", "no version of the question set"), (NAME, "1 October", "is not a date"),
     ("Peer", DRAWN, "there is no audit called")],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said(council, name, day, said):
    with pytest.raises((TurnCurveError, UnknownNameError), match=said):
        write_audit_sample(name, council="testshire", drawn_on=day)


def test_without_the_map_of_numbers_nothing_is_drawn(council):
    path = council.processed / "identifiers.csv"
    held = path.read_text(encoding="utf-8")
    try:
        path.write_text(held.splitlines()[0] + "\n", encoding="utf-8")
        with pytest.raises(TurnCurveError, match="no number in the map"):
            drawn(council)
        path.unlink()
        with pytest.raises(TurnCurveError, match="is not there"):
            drawn(council)
    finally:
        path.write_text(held, encoding="utf-8")


def test_templates_are_written_once_and_never_over_what_is_there(council, tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "README.md").touch()
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    assert [path.name for path in write_templates("Newshire")] == list(TEMPLATES)
    kept = tmp_path / "data" / "raw" / "newshire" / TEMPLATES[0]
    kept.write_text("our own", encoding="utf-8")
    assert write_templates("Newshire") == ()
    assert kept.read_text(encoding="utf-8") == "our own"
