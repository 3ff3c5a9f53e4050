"""A value is parted from what stands round it, and a slip in a long word is mended only where one word is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.code_text import bared, mended, one_slip, that_applies, without_examples

# value                                     what is left last
MARKED = [
    ("CIN-LOW INCOME", "LOW INCOME"),
    ("CIN - N5 Family dysfunction", "N5 Family dysfunction"),
    ("C/F UNACCEPTABLE BEHAVIOUR", "UNACCEPTABLE BEHAVIOUR"),
    ("REF_NFA c_No Further Action", "No Further Action"),
    ("Other - eg. children?s centres", "Other - eg. children's centres"),
    ("children??s centres", "children's centres"),
    ("children\u00e2\u20ac\u2122s centre", "children's centre"),
    ("A4.14 Black Caribbean", "Black Caribbean"),
    ("(U.X2) Unknown", "Unknown"),
    ("Mixed - White/Asian (B3)", "Mixed - White/Asian"),
    ("Foster placement (OUT) [U3b]", "Foster placement"),
    ("(03) Own provision", "Own provision"),
    ("12. Emotional abuse", "Emotional abuse"),
    ("CODE_1 Police", "Police"),
    ("[L] Police", "Police"),
    ("* Police", "Police"),
    ("B - Any other Black background", "Any other Black background"),
]


@pytest.mark.parametrize(("value", "left"), MARKED)
def test_a_systems_marks_are_taken_off_from_the_outside(value, left):
    assert list(bared(value))[-1] == left


@pytest.mark.parametrize(
    "value", ["Police", "CINEMA", "Cash", "Why?", "(OUT)", "x", "School (the academy)", "N1", "children?"]
)
def test_a_value_without_marks_is_left_as_it_is(value):
    assert list(bared(value)) == []


# value                                             without examples            examples, and what is left out
EXAMPLES = [
    ("Health services - other (e.g. hospice)", "Health services - other", "hospice", ""),
    ("LA services - external e.g. from another LA", "LA services - external", "from another LA", ""),
    ("Individual - Other (inc. strangers, MPs)", "Individual - Other", "strangers, MPs", ""),
    ("Other including voluntary organisations", "Other", "voluntary organisations", ""),
    ("Hospital staff (not social work staff)", "Hospital staff", "", "social work staff"),
    ("Other internal (excluding housing)", "Other internal", "", "housing"),
    ("Police", "Police", "", ""),
    ("Not police", "Not police", "", ""),
    ("Incident", "Incident", "", ""),
]


@pytest.mark.parametrize(("value", "said", "examples", "left_out"), EXAMPLES)
def test_examples_and_what_is_left_out_are_parted_from_the_value(value, said, examples, left_out):
    assert without_examples(value) == (said, examples, left_out)


WORDS = {"multiple", "physical", "emotional", "disability", "assessment", "parental", "supervision", "adopted", "order"}
# value                             mended
SLIPS = [
    ("Muliple", "multiple"),
    ("Emotionl abuse", "emotional abuse"),
    ("Child's Disablity/Illness", "Child's disability/Illness"),
    ("Age assessement", "Age assessment"),
    ("perental", "parental"),
    ("phsyical", "physical"),
    ("Supervsion Oder", "supervision Oder"),  # a short word is left: too many are one letter apart
    ("Multiple", "Multiple"),
    ("Mutliipel", "Mutliipel"),  # two slips
    ("unadopted", "unadopted"),
    ("readopted", "readopted"),
]


@pytest.mark.parametrize(("value", "expected"), SLIPS)
def test_one_slip_in_a_long_word_is_mended(value, expected):
    assert mended(value, WORDS) == expected


def test_a_word_that_is_as_near_to_two_words_is_left():
    assert mended("paternel", {"paternal", "paterner"}) == "paternel"
    assert mended("paternel", {"paternal", "maternal"}) == "paternal"


@given(st.text(alphabet="abcdefgh", min_size=7, max_size=10), st.integers(0, 6), st.sampled_from("abcdefgh"))
def test_any_one_letter_wrong_missing_or_added_after_the_first_is_mended(word, at, letter):
    place = at + 1
    for slip in (word[:place] + letter + word[place + 1 :], word[:place] + letter + word[place:]):
        assert mended(slip, {word}) == word
    missing = word[:place] + word[place + 1 :]
    assert mended(missing, {word}) == (word if len(missing) >= 7 else missing)


@given(st.text(max_size=40))
def test_no_text_breaks_the_parting(text):
    assert sum(map(len, without_examples(text))) <= len(text)
    assert all(isinstance(each, str) and each.strip() for each in bared(text))
    assert mended(text, ()) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Aged 18 or over and E5, E6 and E7 do not apply", "Aged 18 or over"),
        ("Aged 18 (E5 and E6 do not apply) e.g. disputed", "Aged 18"),
        ("Rules do not apply", "Rules do not apply"),
        ("E5 applies", "E5 applies"),
    ],
)
def test_codes_that_are_said_not_to_apply_are_left_out(text, left):
    assert that_applies(text) == left


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("sexual", "sexual", True),
        ("sexaul", "sexual", True),
        ("sexal", "sexual", True),
        ("sexuall", "sexual", True),
        ("sexuil", "sexual", True),
        ("sxeuil", "sexual", False),
        ("planned", "unplanned", False),
        ("", "ab", False),
    ],
)
def test_a_slip_is_one_letter_or_two_neighbours_changed_over(one, other, expected):
    assert one_slip(one, other) is expected
    assert one_slip(other, one) is expected
