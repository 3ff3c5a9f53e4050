"""Drawing the files of an audit, and what is written for auditors and for the record."""

import re

import pytest

from tests.support.audit_council import DRAWN, NAME, AuditCouncil
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.publish.audit_sample import TEMPLATES, write_audit_sample, write_templates


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
