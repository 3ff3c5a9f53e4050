"""The programme of audits comes back as it was kept."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError, UnknownNameError
from turncurve.tables.audit_programme import (
    PROGRAMMES,
    Criterion,
    Programme,
    QuestionSet,
    keep,
    programme_of,
    programmes_of,
)

SETS = (
    QuestionSet("Set", dt.date(2012, 9, 1), (Criterion("SMART", "Specific", ("N06",)),)),
    QuestionSet("Set", dt.date(2013, 1, 1), (Criterion("SMART", "Timescale"),)),
)
MONTHLY = Programme(
    "Monthly", "All", "monthly", ("children in need",), SETS, files=30, strata=("team",), double_marked=20.0,
    at_least=(("children in need", 40.0),),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    made = tmp_path / "data" / "processed" / "testshire"
    made.mkdir(parents=True)
    return made


def test_what_is_kept_comes_back_the_same(folder):
    keep((MONTHLY,), folder=folder)
    assert programmes_of("Testshire") == (MONTHLY,)
    assert programme_of("Testshire", "Monthly") == MONTHLY


def test_a_council_without_a_programme_has_none(folder):
    assert programmes_of("Testshire") == ()


def test_an_audit_that_there_is_not_is_named_with_those_that_are(folder):
    with pytest.raises(UnknownNameError, match=r"write audit_programme\.yml"):
        programme_of("Testshire", "Peer")
    keep((MONTHLY,), folder=folder)
    with pytest.raises(UnknownNameError, match="Audits held: Monthly"):
        programme_of("Testshire", "Peer")


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "x"}]'])
def test_what_is_damaged_is_refused(folder, text):
    (folder / PROGRAMMES).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        programmes_of("Testshire")


@pytest.mark.parametrize(
    ("day", "asked"), [("2012-08-31", None), ("2012-09-01", 0), ("2012-12-31", 0), ("2013-01-01", 1)]
)
def test_the_version_in_force_is_the_last_that_has_begun(day, asked):
    found = MONTHLY.asked_on(dt.date.fromisoformat(day))
    assert found == (None if asked is None else SETS[asked])
