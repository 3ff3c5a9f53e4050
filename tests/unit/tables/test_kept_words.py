"""What a council has written is read back as it was kept, or refused: nothing is filled in."""

import datetime as dt
import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.tables import kept_words


@dataclass(frozen=True)
class Promise:
    """One made entry, with each kind of value that such files hold."""

    what: str
    due: dt.date | None = None
    weight: float = 1.0
    parts: tuple[str, ...] = ()


PROMISES = st.lists(
    st.builds(
        Promise,
        what=st.text(st.characters(exclude_categories=("Cs",))),
        due=st.none() | st.dates(),
        weight=st.floats(allow_nan=False, allow_infinity=False),
        parts=st.lists(st.text(st.characters(exclude_categories=("Cs",)))).map(tuple),
    )
).map(tuple)


def back(path, kind=tuple[Promise, ...]):
    return kept_words.read_back(kind, path=path, called="promises")


@given(PROMISES)
def test_what_is_kept_is_read_back(tmp_path_factory, promises):
    path = tmp_path_factory.mktemp("kept") / "promises.json"
    kept_words.keep(promises, path=path)
    assert back(path) == promises


def test_whole_numbers_stand_for_measures_too(tmp_path):
    kept_words.keep((Promise("visit", weight=2),), path=tmp_path / "promises.json")
    assert back(tmp_path / "promises.json") == (Promise("visit", weight=2.0),)


def test_the_same_words_are_the_same_bytes(tmp_path):
    for name, held in (("one", {"b": Promise("later"), "a": Promise("soon")}), ("two", {"a": Promise("soon")})):
        kept_words.keep(held, path=tmp_path / name)
    kept_words.keep({"a": Promise("soon"), "b": Promise("later")}, path=tmp_path / "three")
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == three != two
    assert one.endswith(b"\n")
    assert b"\r" not in one


def test_nothing_kept_is_none(tmp_path):
    assert back(tmp_path / "promises.json") is None


@pytest.mark.parametrize(
    "held",
    [
        "not json",
        "",
        "{}",
        "[{}]",
        '[{"what": "visit"}, {}]',
        '[{"what": "visit", "parts": {"0": "a"}}]',
        json.dumps([{"what": "visit", "due": "soon", "weight": 1.0, "parts": []}]),
        json.dumps([{"what": "visit", "due": None, "weight": 1.0, "parts": [], "more": 1}]),
        json.dumps([{"what": 5, "due": None, "weight": 1.0, "parts": []}]),
    ],
)
def test_anything_else_is_refused_with_what_to_do(tmp_path, held):
    (tmp_path / "promises.json").write_text(held, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="what is kept of promises is damaged") as refused:
        back(tmp_path / "promises.json")
    assert refused.value.where == "promises.json"
    assert "Run `turncurve ingest` again" in refused.value.remedy


def test_a_word_that_was_thought_of_later_takes_its_default(tmp_path):
    (tmp_path / "promises.json").write_text('[{"what": "visit", "due": "2013-03-31"}]', encoding="utf-8")
    assert back(tmp_path / "promises.json") == (Promise("visit", dt.date(2013, 3, 31)),)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "promises.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RefusedInputError, match="damaged"):
        back(tmp_path / "promises.json")
