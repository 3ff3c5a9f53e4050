"""Codes are matched whatever their spelling, and never to a wrong one."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest import codes
from turncurve.reference.formats.specification import load

SOURCE = load("annex_a").table("list_3").column("Referral Source")
CATEGORY = load("annex_a").table("list_7").column("Latest Category of Abuse")
REASON = load("annex_a").table("list_10").column("Reason Why Child No Longer Placed for Adoption")
NFA = load("annex_a").table("list_3").column("Referral NFA?")
DISABILITY = load("annex_a").table("list_7").column("Does the Child have a Disability")
LOG_REASON = load("contact_log").table("contacts").column("Reason")
CENSUS_SOURCE = load("cin_census").table("referrals").column("ReferralSource")

# column      cell                                        code
SPELLINGS = [
    (SOURCE, "a) 1A: Individual", "1A"),
    (SOURCE, "1A", "1A"),
    (SOURCE, " 1a ", "1A"),
    (SOURCE, "1B - Individual - Acquaintance (including neighbours and child minders)", "1B"),
    (SOURCE, "3f: Health services – Other", "3F"),
    (SOURCE, "Acquaintance (including neighbours and child minders) [1B]", "1B"),
    (SOURCE, "q) 6: Police", "6"),
    (SOURCE, "6 - Police", "6"),
    (SOURCE, "POLICE", "6"),
    (SOURCE, "10 - Unknown", "10"),
    (SOURCE, "1D Individual other", "1D"),
    (SOURCE, "2A Schools", "2A"),
    (SOURCE, "p1) 5D: LA services", "5D"),
    (CATEGORY, "a) Neglect", "NEG"),
    (CATEGORY, "neglect", "NEG"),
    (CATEGORY, "NEG", "NEG"),
    (CATEGORY, "Sexual Abuse", "SAB"),
    (CATEGORY, "e) Multiple/not recommended", "MUL"),
    (CATEGORY, "e)", "MUL"),
    (REASON, "RD2 The Court did not make a placement order", "RD2"),
    (REASON, "Prospective adopters could not be found (RD3)", "RD3"),
    (REASON, "Child's needs changed subsequent to decision", "RD1"),
    (NFA, "a) Yes", "yes"),
    (NFA, "0 - No", "no"),
    (NFA, "Y", "yes"),
    (CENSUS_SOURCE, "5d", "5D"),
]


@pytest.mark.parametrize(("column", "cell", "code"), SPELLINGS)
def test_a_known_spelling_means_its_code(column, cell, code):
    assert codes.code_for(cell, column) == code


# A value that says two things, says nothing certain, or only looks like a code, means no code.
UNCERTAIN = [
    (SOURCE, "1A - Police"),
    (SOURCE, "4 children"),
    (SOURCE, "Individual"),
    (SOURCE, "Health services"),
    (SOURCE, "1E"),
    (SOURCE, "11"),
    (SOURCE, "?"),
    (SOURCE, "a"),
    (CATEGORY, "f) Something"),
    (CATEGORY, "Neglectful school"),
    (REASON, "RD5"),
    (NFA, "2"),
    (NFA, "Perhaps"),
]


@pytest.mark.parametrize(("column", "cell"), UNCERTAIN)
def test_an_uncertain_value_means_no_code(column, cell):
    assert codes.code_for(cell, column) is None


@pytest.mark.parametrize(
    "format_key", ["annex_a", "cin_census", "ssda903", "contact_log", "adoption_tracker", "audit_return"]
)
def test_every_value_of_every_standard_means_its_own_code(format_key):
    wrong = [
        (table.key, column.name, value)
        for table in load(format_key).tables
        for column in table.columns
        for value, code in {**column.codes, **column.spellings}.items()
        if codes.code_for(value, column) != code
    ]
    assert wrong == []


def test_spellings_seen_in_use_are_never_read_as_a_wrong_code(shared):
    seen = pd.read_csv(shared / "standards" / "annex_a_value_variants_sample.csv", dtype="str", keep_default_na=False)
    wanted = {"a) Neglect": "NEG", "b) Physical Abuse": "PHY", "c) Sexual Abuse": "SAB", "d) Emotional abuse": "EMO"}
    wanted |= {"d) Emotional Abuse": "EMO", "e) Multiple": "MUL"}
    rows = seen[seen["column"].isin(["Initial Category of Abuse", "Latest Category of Abuse"])]
    # Two rows of the sample are grouped by a rule of one council, not by what they say.
    rows = rows[~rows["raw_value_seen"].isin(["Neglect, Physical and Emotional", "NYNN"])]
    wrong = [
        value
        for group, value in zip(rows["mapped_group"], rows["raw_value_seen"], strict=True)
        if codes.code_for(value, CATEGORY) not in {None, wanted[group]}
    ]
    assert wrong == []


def test_a_column_keeps_blanks_blank_and_says_where_a_value_is_unknown():
    parsed = codes.parse(pd.Series(["Police", None, "The postman", "1A"], dtype="str"), SOURCE)
    assert list(parsed.codes.fillna("-")) == ["6", "-", "-", "1A"]
    assert list(parsed.unknown) == [False, False, True, False]


def test_yes_and_no_are_answers_and_unknown_is_blank_without_a_fault():
    answers, unknown = codes.parse_yes_no(
        pd.Series(["a) Yes", "b) No", "c) Unknown", None, "Maybe"], dtype="str"), DISABILITY
    )
    assert [None if pd.isna(each) else bool(each) for each in answers] == [True, False, None, None, None]
    assert list(unknown) == [False, False, False, False, True]


def test_an_open_list_keeps_the_values_of_a_councils_own_list():
    parsed = codes.parse(pd.Series(["Reporting a Concern", "School  transport", None], dtype="str"), LOG_REASON)
    assert list(parsed.codes.fillna("-")) == ["reporting a concern", "school transport", "-"]
    assert not parsed.unknown.any()


def test_an_open_list_that_holds_free_text_is_not_kept():
    texts = pd.Series([f"note number {number}" for number in range(codes.MOST_OWN_VALUES + 1)] + ["Other"], dtype="str")
    parsed = codes.parse(texts, LOG_REASON)
    assert parsed.is_free_text
    assert list(parsed.codes.dropna()) == ["other"]
    fewer = codes.parse(texts[1:], LOG_REASON)
    assert not fewer.is_free_text
    long = codes.parse(pd.Series(["x" * (codes.LONGEST_OWN_VALUE + 1)], dtype="str"), LOG_REASON)
    assert long.is_free_text


@given(st.text(max_size=20))
def test_no_text_breaks_the_matching(text):
    assert codes.code_for(text, SOURCE) in {None, *SOURCE.codes.values(), *SOURCE.spellings.values()}
