"""Workbooks that people fill in are never written over once somebody has written in them."""

import json

import pytest

from turncurve.errors import TurnCurveError
from turncurve.publish.handed_out import RECORD, hand_out, keep_draw

WORDS = {"what": "the contacts of this day", "done": "its contacts has been coded"}
TWO = {"codings_01.xlsx": b"one", "codings_02.xlsx": b"two"}
THREE = {"codings_01.xlsx": b"first", "codings_02.xlsx": b"second", "codings_03.xlsx": b"third"}


def given(folder, books, **asked):
    hand_out(folder, books, asked={"twice": 33, **asked}, **WORDS)


def held(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}


def test_the_record_keeps_what_was_asked_and_the_hash_of_each_workbook(tmp_path):
    given(tmp_path, TWO)
    kept = json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))
    assert kept["asked"] == {"twice": 33}
    # SHA-256 of "one", as `printf one | sha256sum` gives it.
    assert kept["sha256"]["codings_01.xlsx"] == "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    assert held(tmp_path) == TWO


@pytest.mark.parametrize("books", [TWO, THREE, {"codings.xlsx": b"all"}])
def test_untouched_workbooks_give_way_to_new_ones_and_none_is_left_over(tmp_path, books):
    given(tmp_path, TWO)
    given(tmp_path, books)
    assert held(tmp_path) == books


@pytest.mark.parametrize("books", [TWO, THREE, {"codings.xlsx": b"all"}])
def test_a_workbook_that_somebody_has_filled_in_is_refused_by_name_and_nothing_is_written(tmp_path, books):
    given(tmp_path, TWO)
    (tmp_path / "codings_02.xlsx").write_bytes(b"two, filled in")
    before = held(tmp_path)
    with pytest.raises(TurnCurveError, match=r"^codings_02\.xlsx is not as it was written") as refused:
        given(tmp_path, books)
    assert held(tmp_path) == before
    assert refused.value.remedy.startswith("Move what is filled in to the council's folder below data/raw")


def test_each_of_several_is_named(tmp_path):
    given(tmp_path, TWO)
    for name in TWO:
        (tmp_path / name).write_bytes(b"filled in")
    with pytest.raises(TurnCurveError, match=r"^codings_01\.xlsx, codings_02\.xlsx are not as they were written"):
        given(tmp_path, TWO)


def test_what_lies_there_without_a_record_is_not_written_over_unless_it_is_the_same(tmp_path):
    (tmp_path / "codings_01.xlsx").write_bytes(b"one")
    given(tmp_path, TWO)
    (tmp_path / RECORD).unlink()
    (tmp_path / "codings_01.xlsx").write_bytes(b"one, filled in")
    with pytest.raises(TurnCurveError, match=r"codings_01\.xlsx is not"):
        given(tmp_path, TWO)


def test_one_that_was_taken_away_is_written_again_but_not_shared_out_anew(tmp_path):
    given(tmp_path, TWO)
    (tmp_path / "codings_01.xlsx").unlink()
    with pytest.raises(TurnCurveError, match=r"^codings_01\.xlsx has been taken from the draw's folder"):
        given(tmp_path, THREE)
    given(tmp_path, TWO)
    assert held(tmp_path) == TWO


def test_another_share_to_be_done_twice_is_another_draw(tmp_path):
    given(tmp_path, TWO)
    with pytest.raises(TurnCurveError, match=r"^the contacts of this day have been drawn otherwise before"):
        given(tmp_path, TWO, twice=50)
    assert held(tmp_path) == TWO


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"asked": 3, "sha256": {}}'])
def test_a_record_that_cannot_be_read_is_a_sentence(tmp_path, text):
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError, match="record of the workbooks cannot be read"):
        given(tmp_path, TWO)


def test_a_machine_that_stopped_between_two_workbooks_goes_on_where_it_was(tmp_path):
    given(tmp_path, TWO)
    (tmp_path / "codings_01.xlsx").write_bytes(THREE["codings_01.xlsx"])
    given(tmp_path, THREE)
    assert held(tmp_path) == THREE


def test_a_file_of_the_readers_own_is_left_alone(tmp_path):
    (tmp_path / "codings_01 our copy.xlsx").write_bytes(b"ours")
    given(tmp_path, TWO)
    given(tmp_path, THREE)
    assert held(tmp_path)["codings_01 our copy.xlsx"] == b"ours"


def test_a_draw_is_kept_and_another_in_its_place_refused(tmp_path):
    for _ in range(2):
        keep_draw(tmp_path / "draw.csv", b"a", **WORDS)
    with pytest.raises(TurnCurveError, match="drawn otherwise before") as refused:
        keep_draw(tmp_path / "draw.csv", b"b", **WORDS)
    assert refused.value.remedy == "Use that draw; take its folder away only if none of its contacts has been coded"
    assert (tmp_path / "draw.csv").read_bytes() == b"a"
