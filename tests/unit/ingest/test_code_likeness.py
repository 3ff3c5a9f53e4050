"""A value is a form of one code's name, or of none: plurals, small words, order, short forms, a slip, a cut end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.code_likeness import expanded, names_of, nearest, simplified

NAMES = names_of(
    [
        ("neglect", "NEG"),
        ("physical abuse", "PHY"),
        ("sexual abuse", "SAB"),
        ("moved into independent living with support", "E5"),
        ("moved into independent living with no support", "E6"),
        ("transferred to another local authority", "RC5"),
        ("temporary placement holiday", "T2"),
        ("temporary placement carer holiday", "T3"),
        ("temporary placement hospital", "T1"),
        ("other local authority", "5C"),
        ("special guardianship order relative", "E45"),
        ("special guardianship order relative", "E47"),
        ("foster placement with a relative who is also an approved adopter", "U2"),
        ("a and e", "3E"),
    ]
)
# value                                             code
FORMS = [
    # The name itself, plurals, small words left out or put in, short forms, another order.
    ("Neglect", "NEG"),
    ("Temporary placements - holidays", "T2"),
    ("Moved to independent living, no support", None),
    ("Moved into independent living - no support", "E6"),
    ("Moved into an independent living with the support", "E5"),
    ("Temp plcmt - hosp", "T1"),
    ("Abuse - sexual", "SAB"),
    ("Holiday - temporary placement", "T2"),
    ("Other LA", "5C"),
    ("LA - other", None),
    ("Trans to another LA", "RC5"),
    ("Transferred to another LA", "RC5"),
    ("Transferred from another LA", None),
    ("Accident and Emergency", "3E"),
    ("A&E", "3E"),
    # A slip or two, and never in a short word or in one that another name has.
    ("Sexaul abuse", "SAB"),
    ("Sxual abuse", "SAB"),
    ("Sezual abuse", "SAB"),
    ("Sexuall abuse", "SAB"),
    ("Negelct", "NEG"),
    ("Temporary placement - carer hoilday", "T3"),
    ("Temporery plaecment - holiday", "T2"),
    ("Temporery plaecment - holidey", None),
    ("Tempoary placement - carer", None),
    ("Rexual abuse", None),
    ("Sexual abase", None),
    ("Reglect", None),
    # A cut end, where one code's names alone begin so.
    ("Temporary placement - hol", "T2"),
    ("Temporary placement - ho", None),
    ("Temporary placement - c", "T3"),
    ("Temporary placement", None),
    ("Foster placement with a relative who is also an app", "U2"),
    ("Sexual ab", None),
    # A name of two codes, and nothing.
    ("Special guardianship order - relative", None),
    ("Special guardianship order - relat", None),
    ("Special guardianship orders - relatives", None),
    ("", None),
    ("the", None),
    ("?", None),
]


@pytest.mark.parametrize(("value", "code"), FORMS)
def test_a_value_is_read_where_one_codes_name_is_nearest(value, code):
    assert nearest(value, NAMES) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The child's homes", ("child", "home")),
        ("Local authorities", ("local", "authority")),
        ("LA servs (oth)", ("local", "authority", "service", "other")),
        ("Illness", ("illness",)),
        ("Hospital A & E", ("hospital", "accident", "emergency")),
        ("of the", ()),
        ("Not with parents", ("not", "parent")),
    ],
)
def test_words_are_compared_in_full_in_the_singular_and_without_small_ones(text, words):
    assert simplified(text) == words


@pytest.mark.parametrize(
    ("text", "in_full"),
    [
        ("Oth backgrnd", "other background"),
        ("Housing dept.", "housing department"),
        ("Housing Department", "Housing Department"),
        ("Deptford", "Deptford"),
        ("", ""),
    ],
)
def test_a_text_is_put_in_full_only_where_something_is_short(text, in_full):
    assert expanded(text) == in_full


def test_names_of_two_codes_are_held_with_both():
    assert NAMES.in_order[("special", "guardianship", "order", "relative")] == {"E45", "E47"}
    assert "guardianship" in NAMES.words
    assert NAMES.in_any_order[("abuse", "sexual")] == {"SAB"}
    assert ("other", "local", "authority") in NAMES.in_any_order


@given(st.text(max_size=40))
def test_whatever_is_written_a_code_of_the_list_is_meant_or_none(text):
    assert nearest(text, NAMES) in {None, *(code for codes in NAMES.in_order.values() for code in codes)}


@given(st.sampled_from(sorted(NAMES.in_order)), st.randoms())
def test_the_words_of_a_name_in_another_order_mean_no_other_code(words, chance):
    turned = list(words)
    chance.shuffle(turned)
    assert {nearest(" ".join(turned), NAMES)} <= NAMES.in_order[words] | {None}
