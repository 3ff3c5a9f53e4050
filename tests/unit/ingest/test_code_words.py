"""Words leave one code or none, and a system's label before them says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.code_words import meant, of_its_own_name, without_label

SAYS = {
    "health": frozenset({"3A", "3F"}),
    "gp": frozenset({"3A"}),
    "police": frozenset({"6"}),
    "hospital": frozenset({"3F"}),
    "school nurse": frozenset({"3C"}),
    "school": frozenset({"2A"}),
}
# value                              code
VALUES = [
    ("Health - GP", "3A"),
    ("GP (Health Services)", "3A"),
    ("Police", "6"),
    ("School nurse", "3C"),
    ("Health", None),
    ("GP / Police", None),
    ("School nurse, GP", None),
    ("Police of Testshire", None),
    ("Services", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "code"), VALUES)
def test_a_value_means_a_code_only_where_all_its_words_leave_one(value, code):
    assert meant(value, SAYS) == code


# value                              without its label
LABELS = [
    ("A1 White British", "White British"),
    ("E1: E1 - Chinese", "Chinese"),
    ("A.A37 White", "White"),
    ("1c Emotional abuse", "Emotional abuse"),
    ("Child N8 Absent parenting", "N8 Absent parenting"),
    ("3A GP", "3A GP"),
    ("B1", "B1"),
    ("Child minder", "Child minder"),
    ("Police", "Police"),
]


@pytest.mark.parametrize(("value", "bare"), LABELS)
def test_a_label_is_taken_off_unless_it_is_a_code_of_the_field(value, bare):
    assert without_label(value, {"3a": "3A", "n8": "N8"}) == bare


@given(st.text(max_size=30))
def test_no_text_breaks_the_words_and_none_means_two(text):
    assert meant(text, SAYS) in {None, "3A", "3F", "6", "3C", "2A"}


@given(st.permutations(["police", "health", "gp", "school"]))
def test_words_that_contradict_one_another_mean_nothing_in_any_order(words):
    assert meant(" ".join(words), SAYS) is None


ENDS = {"school": "2A", "hospital": "3F", "police": "6", "sexual assault referral centre": "3F"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hillside School", "2A"),
        ("St. Anne's Hospital", "3F"),
        ("Northshire Police", "6"),
        ("St Anne's Sexual Assault Referral Centre", "3F"),
        ("Health Hillside Hospital", "3F"),
        # The last words alone, a list, what something is said of, a denial, another code's words, initials, too long.
        ("Hospital", None),
        ("Hillside and Valley School", None),
        ("Hillside/Valley School", None),
        ("Cleaner at Hillside School", None),
        ("Former police", None),
        ("Retired police", None),
        ("GP Hillside Hospital", None),
        ("Police School", None),
        ("CS Police", None),
        ("one two three four five six School", None),
        ("School Hillside", None),
        ("", None),
    ],
)
def test_an_institution_is_known_by_what_its_own_name_ends_with(text, code):
    assert of_its_own_name(text, ENDS, SAYS) == code
