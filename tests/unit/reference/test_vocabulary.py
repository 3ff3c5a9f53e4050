import pytest
import yaml

from turncurve.errors import UnknownNameError
from turncurve.reference.vocabulary import lists, plain, symbols_of, words_of
from turncurve.tables.child_protection import CATEGORIES
from turncurve.tables.published import STATUSES


def test_codes_have_plain_words():
    assert plain("category_of_abuse", "NEG") == "neglect"
    assert plain("contact_source", "6") == "police"
    assert plain("reason_plan_changed", "rd3") == "no adopters were found"


def test_a_code_without_words_is_kept_as_it_is():
    assert plain("placement", "Q9") == "Q9"


def test_a_list_that_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="category_of_abuse"):
        words_of("categories")


def test_every_canonical_category_of_abuse_has_words():
    assert list(words_of("category_of_abuse")) == CATEGORIES


def test_codes_are_text_even_where_they_look_like_numbers():
    for name in lists():
        assert all(isinstance(code, str) and words for code, words in words_of(name).items())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("contact_source", "referralsourcetype"),
        ("category_of_abuse", "categoryofabusetype"),
        ("primary_need", "primaryneedcodetype"),
        ("reason_for_closure", "reasonforclosuretype"),
    ],
)
def test_every_code_of_the_census_has_words(shared, ours, theirs):
    standard = yaml.safe_load((shared / "standards" / "cin.yml").read_text(encoding="utf-8"))
    assert set(words_of(ours)) >= {str(code) for code in standard["code_sets"][theirs]}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("reason_episode_began", "RNE"),
        ("legal_status", "LS"),
        ("placement", "PLACE"),
        ("reason_left_care", "REC"),
        ("reason_plan_changed", "REASON_PLACED_CEASED"),
    ],
)
def test_every_code_of_the_looked_after_return_has_words(shared, ours, theirs):
    standard = yaml.safe_load((shared / "standards" / "ssda903.yml").read_text(encoding="utf-8"))
    assert set(words_of(ours)) >= {str(code) for code in standard["code_names"][theirs]}


def test_x_meant_suppressed_to_2017_and_not_available_since():
    assert [symbols_of(year)["x"] for year in (2013, 2017, 2018, 2024, 2031)] == [
        "suppressed",
        "suppressed",
        "not available",
        "not available",
        "not available",
    ]


@pytest.mark.parametrize("year", [2013, 2024])
def test_every_symbol_means_a_status_of_the_canonical_table(year):
    assert set(symbols_of(year).values()) <= set(STATUSES)
