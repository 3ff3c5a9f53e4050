"""What words say of codes is about codes that the lists have, and says nothing where a list is another."""

import pytest

from turncurve.ingest.headers import plain
from turncurve.reference.formats.code_words import ends, neutral, says, shortened
from turncurve.reference.formats.specification import load

SOURCE = load("annex_a").table("list_3").column("Referral Source")
ETHNICITY = load("annex_a").table("list_7").column("Ethnicity")
CATEGORY = load("annex_a").table("list_7").column("Latest Category of Abuse")


@pytest.mark.parametrize("column", [SOURCE, ETHNICITY])
def test_every_word_leaves_codes_of_its_list_and_is_written_plainly(column):
    every = {*column.codes.values(), *column.spellings.values()}
    held = says(every)
    assert len(held) > 50
    assert all(codes and codes <= every for codes in held.values())
    assert all(word == plain(word) for word in held)


@pytest.mark.parametrize("column", [SOURCE, ETHNICITY])
def test_a_word_of_one_code_never_contradicts_a_spelling_of_the_list(column):
    held = says({*column.codes.values(), *column.spellings.values()})
    spelled = {plain(text): code for text, code in column.spellings.items()}
    wrong = {word for word, codes in held.items() if word in spelled and spelled[word] not in codes}
    assert wrong == set()


def test_a_word_that_says_nothing_is_no_word_that_says_something():
    every = {*says(set(SOURCE.spellings.values()) | set(SOURCE.codes.values())), *says(set(ETHNICITY.codes.values()))}
    assert neutral() & every == set()
    assert all(word == plain(word) for word in neutral())


def test_a_field_with_other_codes_has_no_words():
    assert says(set(CATEGORY.codes.values())) == {}


@pytest.mark.parametrize(
    ("word", "codes"), [("police", {"6"}), ("social care", {"5A", "5C"}), ("health", {f"3{each}" for each in "ABCDEF"})]
)
def test_what_some_words_say(word, codes):
    assert says({*SOURCE.codes.values(), *SOURCE.spellings.values()})[word] == codes


def test_ends_of_names_are_codes_of_the_list_and_written_plainly():
    held = ends({*SOURCE.codes.values(), *SOURCE.spellings.values()})
    assert held["primary school"] == "2A"
    assert set(held.values()) <= set(SOURCE.codes.values())
    assert all(end == plain(end) and len(end.split()) <= 4 for end in held)
    assert ends(CATEGORY.codes.values()) == {}


def test_an_end_of_a_name_never_contradicts_what_its_words_say():
    said = says({*SOURCE.codes.values(), *SOURCE.spellings.values()})
    wrong = {
        end: code
        for end, code in ends({*SOURCE.codes.values(), *SOURCE.spellings.values()}).items()
        if end in said and code not in said[end]
    }
    assert wrong == {}


def test_what_is_shortened_is_written_plainly_and_never_stands_for_itself():
    held = shortened()
    assert held["dept"] == "department"
    assert all(short == plain(short) and full == plain(full) for short, full in held.items())
    assert all(short not in full.split() for short, full in held.items())
