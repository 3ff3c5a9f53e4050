"""An extract of a database is kept as it was received, never written over, and read only if it is still as it was."""

import datetime as dt
import hashlib

import pytest

from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.ingest.database_extract import Extract, check, earlier, keep

DAY = dt.date(2026, 3, 31)
ABOUT = {"server": "postgresql 15.1", "schema": "ssd", "prefix": ""}


@pytest.fixture
def kept(tmp_path):
    """Keep an extract of one table that holds a text."""
    raw = tmp_path / "raw"
    raw.mkdir()

    def put(text, *, today=DAY):
        staged = tmp_path / "staged"
        staged.mkdir(exist_ok=True)
        (staged / "ssd_contacts.csv").write_text(text, encoding="utf-8")
        return keep(staged, raw=raw, rows={"ssd_contacts.csv": text.count("\n")}, about=ABOUT, today=today)

    put.raw = raw
    return put


def hashes(raw):
    """Return the hash of every file but the records, as an ingest takes them."""
    paths = [path for path in sorted(raw.rglob("*")) if path.is_file() and path.name != "extract.yml"]
    return {path.relative_to(raw).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_an_extract_lies_in_a_folder_of_its_day(kept):
    assert kept("a\nb\n") == Extract("ssd_database/2026-03-31", 2, is_new=True)
    assert (kept.raw / "ssd_database/2026-03-31/ssd_contacts.csv").read_text(encoding="utf-8") == "a\nb\n"


def test_the_record_says_what_was_read_from_where_and_when(kept):
    kept("a\n")
    said = (kept.raw / "ssd_database/2026-03-31/extract.yml").read_text(encoding="utf-8")
    assert said == (
        "read_on: '2026-03-31'\nserver: postgresql 15.1\nschema: ssd\nprefix: ''\ntables:\n  ssd_contacts.csv:\n"
        f"    rows: 1\n    sha256: {hashlib.sha256(b'a' + bytes([10])).hexdigest()}\n"
    )


def test_the_same_again_on_the_same_day_is_no_new_extract(kept):
    kept("a\n")
    assert kept("a\n") == Extract("ssd_database/2026-03-31", 1, is_new=False)
    assert len(list((kept.raw / "ssd_database").iterdir())) == 1


def test_another_content_on_the_same_day_stands_beside_the_first(kept):
    folders = [kept(text).folder for text in ("a\n", "b\n", "c\n", "c\n", "a\n")]
    assert folders == [f"ssd_database/2026-03-31{n}" for n in ("", "-2", "-3", "-3", "-4")]


def test_the_same_on_another_day_is_an_extract_of_that_day(kept):
    kept("a\n")
    assert kept("a\n", today=dt.date(2026, 4, 1)) == Extract("ssd_database/2026-04-01", 1, is_new=True)


def test_a_folder_without_a_record_is_not_taken_for_an_extract_to_compare_with(kept):
    (kept.raw / "ssd_database/notes").mkdir(parents=True)
    assert kept("a\n").is_new


NAMES = [
    "ssd_database/2026-03-31/a.csv",
    "ssd_database/2026-03-31-2/a.csv",
    "ssd_database/2026-03-31-10/a.csv",
    "ssd_database/2026-03-31-9/a.csv",
]


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ([], []),
        (["ssd/2026-03-31/a.csv", "log.csv"], []),
        (NAMES[:1], []),
        (NAMES[:2], [NAMES[0]]),
        (NAMES, [NAMES[0], NAMES[1], NAMES[3]]),
        ([NAMES[2], "ssd_database/2026-04-01/a.csv"], [NAMES[2]]),
        (["ssd_database/notes/a.csv", NAMES[0]], []),
        (["ssd_database/2026-03-31/deeper/a.csv", NAMES[1]], []),
        (["other/2026-03-31/a.csv", NAMES[1]], []),
    ],
)
def test_all_but_the_last_extract_are_left_alone(names, left):
    assert earlier(names) == frozenset(left)


def test_an_extract_that_is_as_it_was_received_is_accepted(kept):
    kept("a\n")
    kept("b\n")
    (kept.raw / "log.csv").write_text("x", encoding="utf-8")
    before = hashes(kept.raw)
    check(kept.raw, before)
    assert hashes(kept.raw) == before


@pytest.mark.parametrize("fault", ["changed", "added", "taken away"])
def test_an_extract_that_was_meddled_with_is_refused(kept, fault):
    kept("a\n")
    folder = kept.raw / "ssd_database/2026-03-31"
    name = "ssd_contacts.csv" if fault != "added" else "ssd_more.csv"
    if fault == "taken away":
        (folder / "ssd_more.csv").write_text("x", encoding="utf-8")
        (folder / name).unlink()
    else:
        (folder / name).write_text("other", encoding="utf-8")
    with pytest.raises(RefusedInputError, match=f"not as it was received .ssd_database/2026-03-31/{name}"):
        check(kept.raw, hashes(kept.raw))


@pytest.mark.parametrize("record", [None, "", "tables: 7", "tables: {a.csv: 7}", "{", "\x00"])
def test_an_extract_whose_record_is_gone_or_spoilt_is_refused(kept, record):
    kept("a\n")
    path = kept.raw / "ssd_database/2026-03-31/extract.yml"
    path.unlink()
    if record is not None:
        path.write_text(record, encoding="utf-8")
    with pytest.raises(TurnCurveError, match=r"record of an extract .* cannot be read"):
        check(kept.raw, hashes(kept.raw))
