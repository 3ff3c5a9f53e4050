"""A council's own files of words: what cannot be is refused with its place."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.own_words import Entry, day_of, read


def entry(**held):
    return Entry(held, "words.yml", "lines, number 1")


def written(tmp_path, text):
    path = tmp_path / "words.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def test_what_is_said_is_read(tmp_path):
    held = written(tmp_path, "name: ' Two  words '\nday: 2013-01-28\nshare: 60\nwords: [one, ' two ']\n")
    assert (held.text("name"), held.date("day"), held.number("share")) == ("Two words", dt.date(2013, 1, 28), 60.0)
    assert held.texts("words") == ("one", "two")
    assert (held.text("other"), held.date("other"), held.number("other"), held.texts("other")) == ("", None, None, ())


def test_no_file_and_an_empty_one_hold_nothing(tmp_path):
    assert read(tmp_path / "none.yml") is None
    assert written(tmp_path, "# nothing yet\n") is None


def test_a_file_that_holds_a_list_is_refused(tmp_path):
    with pytest.raises(RefusedInputError, match="words with their values"):
        written(tmp_path, "- one\n- two\n")


def test_entries_know_their_place():
    (first, second) = entry(bullets=[{"id": "a"}, {"id": "b"}]).entries("bullets")
    assert (first.where, second.needed("id")) == ("lines, number 1, bullets, number 1", "b")


@pytest.mark.parametrize(
    ("held", "ask", "said"),
    [
        ({"a": 5}, lambda each: each.text("a"), "words are wanted"),
        ({}, lambda each: each.needed("a"), "a is not given"),
        ({"a": "x"}, lambda each: each.one_of("a", ("y", "z")), "'x' is not one of: y, z"),
        ({"a": "soon"}, lambda each: each.date("a"), "YYYY-MM-DD"),
        ({"a": dt.datetime(2013, 1, 1)}, lambda each: each.date("a"), "YYYY-MM-DD"),  # noqa: DTZ001 - YAML has none
        ({"a": True}, lambda each: each.number("a"), "number of 0 or more"),
        ({"a": -1}, lambda each: each.number("a"), "number of 0 or more"),
        ({"a": float("nan")}, lambda each: each.number("a"), "number of 0 or more"),
        ({"a": "x"}, lambda each: each.texts("a"), "a is not a list"),
        ({"a": [""]}, lambda each: each.texts("a"), "words are wanted"),
        ({"a": ["x"]}, lambda each: list(each.entries("a")), "words with their values"),
        ({"a": 1, "b": 2}, lambda each: each.knowing("a"), "no place for the word 'b'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(held, ask, said):
    with pytest.raises(RefusedInputError, match=said) as refused:
        ask(entry(**held))
    assert "words.yml: lines, number 1" in str(refused.value)


def test_the_first_choice_stands_where_none_is_given():
    assert entry().one_of("kind", ("strength", "to improve")) == "strength"


def test_known_words_are_let_through():
    held = entry(a="x")
    assert held.knowing("a", "b") is held


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2013-01-28", dt.date(2013, 1, 28)),
        (dt.date(2013, 1, 28), dt.date(2013, 1, 28)),
        ("2013-02-30", "2013-02-30"),
        ("28/01/2013", "28/01/2013"),
        ("2013-W05-1", "2013-W05-1"),
        (20130128, 20130128),
        (None, None),
    ],
)
def test_a_day_in_quotes_is_a_day_and_nothing_else_is(value, found):
    assert day_of(value) == found


def test_an_entry_takes_a_day_in_quotes_and_refuses_what_is_none(tmp_path):
    (tmp_path / "own.yml").write_text("good: '2013-01-28'\nbad: '2013-02-30'\n", encoding="utf-8")
    entry = read(tmp_path / "own.yml")
    assert entry.date("good") == dt.date(2013, 1, 28)
    with pytest.raises(RefusedInputError, match="YYYY-MM-DD"):
        entry.date("bad")


@pytest.mark.parametrize(
    ("text", "truth"), [("open: true\n", True), ("open: false\n", False), ("open:\n", False), ("a: 1\n", False)]
)
def test_something_is_so_only_where_it_says_so(tmp_path, text, truth):
    (tmp_path / "words.yml").write_text(text, encoding="utf-8")
    assert read(tmp_path / "words.yml").truth("open") is truth


@pytest.mark.parametrize("value", ["'true'", "1", "maybe", "[true]"])
def test_what_is_neither_true_nor_false_is_refused(tmp_path, value):
    (tmp_path / "words.yml").write_text(f"open: {value}\n", encoding="utf-8")
    with pytest.raises(RefusedInputError, match="true or false is wanted here") as refused:
        read(tmp_path / "words.yml").truth("open")
    assert refused.value.where == "words.yml: open"
