"""A council's own files of words: what YAML would read otherwise than it was meant is refused with its line."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest import (
    annual_report,
    audit_actions,
    audit_programme,
    backlog_actions,
    corrections,
    council,
    initial_access,
    peer_review,
    story,
    workload_scheme,
    yaml_file,
)

WORDS = st.text("abcdefghij", min_size=1, max_size=6)
HELD = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def read(tmp_path, text, **asked):
    path = tmp_path / "words.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return yaml_file.read(path, **asked)


@given(held=HELD)
def test_what_was_written_is_what_is_read(tmp_path_factory, held):
    assert read(tmp_path_factory.mktemp("words"), yaml.safe_dump(held)) == held


def test_a_day_is_one_or_stays_as_it_is_written_so_that_it_can_be_refused_in_its_place(tmp_path):
    assert read(tmp_path, "day: 2013-02-28") == {"day": dt.date(2013, 2, 28)}
    assert read(tmp_path, "day: 2013-02-31", days=False) == {"day": "2013-02-31"}


@pytest.mark.parametrize("written", ["012", "yes", "off", "12:30", "1_000", "1e3", ".inf", "0x1F", "7.50"])
def test_numbers_and_truths_are_those_or_stay_as_they_are_written(tmp_path, written):
    assert read(tmp_path, f"a: {written}", numbers=False) == {"a": written}
    assert read(tmp_path, f"a: {written}") == {"a": yaml.safe_load(written)}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("name: [", ": line 1"),
        ("name: a\n\tday: b\n", ": line 2"),
        ("a: 1\nb: c: d", ": line 2"),
        ("a: 1\n? [b]\n: c\n", ": line 2"),
        ("? [b]\n: c\n? [b]\n: d\n", ": line 1"),
        ("a: 1\n---\nb: 2\n", ": line 2"),
        ("a: !!python/name:os.system\n", ": line 1"),
        ("[" * 15 + "]", ": line 1"),
        (b"name: \xff\xfe", ""),
        ("day: 2013-02-31", ""),
        ("a: \x00", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line_where_that_is_known(tmp_path, text, where):
    with pytest.raises(RefusedInputError, match="not written as YAML in UTF-8") as refused:
        read(tmp_path, text)
    assert refused.value.where == f"words.yml{where}"


def test_whoever_reads_may_say_it_in_words_of_its_own(tmp_path):
    with pytest.raises(RefusedInputError) as refused:
        read(tmp_path, "[", unread="the list cannot be read", where="a/b.yml", remedy="Write it anew")
    assert str(refused.value).startswith("the list cannot be read (a/b.yml: line 1)")
    assert refused.value.remedy == "Write it anew"


@pytest.mark.parametrize(
    ("text", "where"),
    [("name: a\nday: 2013-01-28\nname: b\n", "line 3"), ("lines:\n  - {share: 1, share: 2}\n", "line 2")],
)
def test_a_word_that_stands_twice_is_refused_with_its_line_and_not_taken_by_its_last(tmp_path, text, where):
    with pytest.raises(RefusedInputError, match="stands twice") as refused:
        read(tmp_path, text)
    assert refused.value.where == f"words.yml: {where}"


def test_one_word_in_two_entries_is_read_and_so_is_a_name_for_what_is_repeated(tmp_path):
    held = read(tmp_path, "one: &first {share: 1}\nother: {<<: *first, word: a}\n")
    assert held == {"one": {"share": 1}, "other": {"share": 1, "word": "a"}}


def test_a_short_text_that_would_hold_billions_is_refused_before_it_is_made(tmp_path):
    lines = ["a0: &a0 [word, word]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    with pytest.raises(RefusedInputError, match="holds another repeated name") as refused:
        read(tmp_path, "\n".join(lines))
    assert refused.value.where == "words.yml: line 2"


def test_what_is_deeper_or_longer_than_words_are_is_refused(tmp_path):
    deepest = yaml_file.DEEPEST
    assert read(tmp_path, "[" * deepest + "]" * deepest)
    with pytest.raises(RefusedInputError, match=f"more than {deepest} deep"):
        read(tmp_path, "[" * 50_000)
    with pytest.raises(RefusedInputError, match="longer than 1,000,000 bytes"):
        read(tmp_path, "a: " + "b" * yaml_file.MOST_BYTES)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        (annual_report.FILE, annual_report.read),
        (audit_actions.FILE, audit_actions.read),
        (audit_programme.FILE, audit_programme.read),
        (backlog_actions.FILE, backlog_actions.read),
        (corrections.NAME, corrections.read),
        (council.SETTINGS, lambda raw: council.read(raw, council="exampleshire")),
        (initial_access.FILE, initial_access.read),
        (peer_review.FILE, peer_review.read),
        (story.FILE, story.read),
        (workload_scheme.FILE, workload_scheme.read),
    ],
)
def test_no_reader_of_words_takes_the_last_of_two(tmp_path, name, reader):
    (tmp_path / name).write_text("a: 1\na: 2\n", encoding="utf-8")
    with pytest.raises(RefusedInputError, match="'a' stands twice") as refused:
        reader(tmp_path)
    assert refused.value.where == f"{name}: line 2"
