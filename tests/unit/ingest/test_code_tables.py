"""Everything that is known of a field's spellings is looked up once, and what means two codes is left out."""

import pytest

from turncurve.ingest.code_tables import DENIES, LEADING_CODE, LIST_LETTER, tables_of, words_of
from turncurve.reference.formats.specification import load

ANNEX = load("annex_a")
SOURCE = ANNEX.table("list_3").column("Referral Source")
CATEGORY = ANNEX.table("list_7").column("Latest Category of Abuse")
STATUS = ANNEX.table("list_6").column("Case status")


def test_a_spelling_means_its_code_exactly_by_its_words_by_its_letter_and_by_its_sign():
    tables = tables_of(CATEGORY)
    assert tables.exact["neglect"] == tables.exact["neg"] == "NEG"
    assert tables.by_words[frozenset({"physical", "abuse"})] == "PHY"
    assert tables.by_letter["e)"] == "MUL"
    assert tables.by_sign["sab"] == "SAB"


def test_a_spelling_of_two_codes_is_left_out():
    tables = tables_of(SOURCE)
    assert "individual" not in tables.exact  # of 1A to 1D
    assert "health services" not in tables.exact
    assert tables.exact["police"] == "6"


def test_what_words_say_holds_the_lists_own_names_where_anything_is_known():
    says = tables_of(SOURCE).says
    assert says["police"] == {"6"}
    assert says["individual"] == {"1A", "1B", "1C", "1D"}
    assert tables_of(STATUS).says == {}


def test_ends_of_names_belong_to_fields_that_have_their_codes():
    assert tables_of(SOURCE).ends["primary school"] == "2A"
    assert tables_of(CATEGORY).ends == {}


def test_names_that_deny_something_come_the_longest_first():
    denying = tables_of(SOURCE).denying
    assert "not stated" in denying
    assert all(DENIES.search(name) for name in denying)
    assert [len(name) for name in denying] == sorted((len(name) for name in denying), reverse=True)


def test_the_words_of_a_field_hold_those_that_say_nothing():
    words = tables_of(SOURCE).words
    assert {"police", "visitor", "referral"} <= words


def test_tables_are_made_once():
    assert tables_of(SOURCE) is tables_of(SOURCE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Neglect or the abuse", frozenset({"neglect", "abuse"})),
        ("Other LA", frozenset({"other la"})),
        ("LA - other", frozenset({"la other"})),
        ("", frozenset()),
    ],
)
def test_words_have_no_order_unless_one_of_them_is_other(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("1A - Family", "1A", "Family"),
        ("N1. Abuse", "N1", "Abuse"),
        ("[E45] Order", "E45", "Order"),
        ("6: x", "6", "x"),
    ],
)
def test_a_leading_code_is_parted_from_its_words(text, code, rest):
    found = LEADING_CODE.match(text)
    assert found is not None
    assert (found.group(1), found.group(2)) == (code, rest)


def test_the_letter_of_a_list_is_one_or_two_and_a_bracket():
    assert LIST_LETTER.sub("", "zz) T4: Temporary") == "T4: Temporary"
    assert LIST_LETTER.sub("", "abc) T4") == "abc) T4"
