"""Identifiers are found in each form that people and programs write, and what only resembles one is left alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from turncurve.publish import identifiers
from turncurve.publish.identifiers import look, look_in_columns, masked

# All made up: 999 begins no NHS number, ZZ no postcode; 01632 960 and 07700 900 are telephone numbers of plays.
NHS, PUPIL = "an NHS number", "a unique pupil number"
INSURANCE, POSTCODE, PHONE, BIRTH = "a National Insurance number", "a postcode", "a telephone number", "a date of birth"
EMAIL = "an email address"

FORMS = [
    (NHS, "9990000042"),
    (NHS, "999 000 0042"),
    (NHS, "999-000-0042"),
    (NHS, "999.000.0042"),
    (NHS, "999\u00a0000\u00a00042"),
    (NHS, "999  000  0042"),
    (NHS, "NHS9990000042"),
    (NHS, "nhs_9990000042"),
    (NHS, "No.9990000042"),
    (NHS, "999&nbsp;000&nbsp;0042"),
    (NHS, "999&#160;000&#xa0;0042"),
    (NHS, r"999\u00a0000\u00a00042"),
    (NHS, r"first\n9990000042"),
    (NHS, "data:image/svg+xml,%3Ctext%3E999%20000%200042"),
    (PUPIL, "H801200001001"),
    (PUPIL, "h801200001001"),
    (INSURANCE, "AB123456C"),
    (INSURANCE, "ab123456c"),
    (INSURANCE, "ab 12 34 56 c"),
    (POSTCODE, "ZZ1 1ZZ"),
    (POSTCODE, "ZZ11ZZ"),
    (POSTCODE, "zz1 1zz"),
    (POSTCODE, "zz11zz"),
    (POSTCODE, "ZZ1  1ZZ"),
    (POSTCODE, "ZZ1\u00a01ZZ"),
    (POSTCODE, r"ZZ1\u00a01ZZ"),
    (PHONE, "01632960123"),
    (PHONE, "01632 960123"),
    (PHONE, "(01632) 960 123"),
    (PHONE, "07700900123"),
    (PHONE, "07700 900 123"),
    (PHONE, "+447700900123"),
    (PHONE, "+44 7700 900123"),
    (PHONE, "+44 (0)1632 960123"),
    (PHONE, "00447700900123"),
    (PHONE, "020 7946 0018"),
    (PHONE, "02079460018"),
    (PHONE, "0808 157 0192"),
    (PHONE, "tel:+441632960123"),
    (BIRTH, "dob: 31/03/2009"),
    (BIRTH, "DOB 31-Mar-2009"),
    (BIRTH, "DOB 20090331"),
    (BIRTH, "D.O.B. 31/03/2009"),
    (BIRTH, "d.o.b 31.03.09"),
    (BIRTH, "DATE OF BIRTH 31/03/2009"),
    (BIRTH, "Date of birth is 31 March 2009"),
    (BIRTH, "born 31st March 2009"),
    (BIRTH, "born on 31 Mar 09"),
    (BIRTH, "Born March 31, 2009"),
    (BIRTH, '{"date_of_birth": "2009-03-31"}'),
    (BIRTH, r"{\"date_of_birth\": \"2009-03-31\"}"),
    (BIRTH, "<PersonBirthDate>2009-03-31</PersonBirthDate>"),
    (BIRTH, "<th>Date of birth</th><td>31/03/2009</td>"),
    (EMAIL, "someone@example.org"),
    (EMAIL, "someone&#64;example.org"),
    (EMAIL, "mailto:someone%40example.org"),
]


@pytest.mark.parametrize(("kind", "text"), FORMS)
@pytest.mark.parametrize("around", ["{}", "Then {} and more.", "a,{},b", "1,{},2", '"{}"', "<td>{}</td>", "a\t{}\tb"])
def test_each_form_is_found_wherever_it_stands(kind, text, around):
    assert (kind, 2) in set(look("line one\n" + around.format(text)))


@pytest.mark.parametrize(
    "text",
    [
        "0.9990000042",
        "12,345.9990000042",
        "-.9990000042",
        "999.0000042",
        "9990000042ab",
        "ab9990000042",
        "99900000421",
        "999000004.2",
        "9990000043",
        "#e1e2ab",
        "sha256-/e11ab+H801200001001+AB123456C",
        "in Q1 1st and in N8 2nd",
        "as from e1 4th",
        "between 01-02-2013 12 and 03-04-2014",
        "from 0800 to 1600",
        "0001632960123",
        "0.01632960123",
        "001 002 003 004",
        "E06000054, N05, List 7, A1 630",
        "were born of a conference on 3 March 2009",
        "Babies born from 1 April 2012 to 31 March 2013",
        "Dates of birth are not shown; as at 31 March 2013",
        "16.0% (62/388) in 2013, 12.5% (64/512) in 2014",
        "sha256 with %20 and 50%25 of 2013",
    ],
)
def test_what_only_resembles_an_identifier_is_left_alone(text):
    assert list(look(text)) == []


def test_the_line_is_told_from_the_text_as_it_stands():
    assert list(look("one\\n\ntwo &amp; three\n\n9990000042")) == [(NHS, 4)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("id,date_of_birth\n1,2009-03-31\n2,\n3,31/03/2009\n", [2, 4]),
        ("\ufeffid,DOB\r\n1,31 March 2009\r\n", [2]),
        ("id,PersonBirthDate\n1,2009-03-31\n", [2]),
        ("id,Child's date of birth\n1,2009-03-31\n", [2]),
        ("id,Ended\n1,2009-03-31\n", []),
        ("id,Births\n1,2009\n", []),
        ("id,DOB\n1,x\n2\n", []),
        ("", []),
        ('"id,DOB\n1,2009-03-31', []),
    ],
)
def test_dates_in_a_column_named_for_birth_are_found(text, lines):
    assert list(look_in_columns(text)) == [(BIRTH, line) for line in lines]


def test_a_place_is_told_without_the_identifier_that_it_holds():
    assert masked("tables/9990000042 someone@example.org.csv, line 1") == "tables/… …, line 1"
    assert masked("tables/05_unallocated_cases/children.csv") == "tables/05_unallocated_cases/children.csv"


# Capitals and small letters have companions beyond English: a dotless i, a long s, the sign of kelvin.
SCRAPS = [text for _, text in FORMS] + ["NHS", "nhs_", "0", "00", "123", "4567", "44", "(0)", "b\u0131rth date ", "ZZ1"]
written = st.lists(
    st.one_of(
        st.sampled_from(SCRAPS),
        st.text(alphabet="0123456789ABKSZabk\u0131\u0130\u017f\u212a\u0663 \u00a0\u2009.-/+()@_,\n", max_size=14),
    ),
    max_size=5,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(written)
@example("123 999 0000042")
@example("1999 000 0042 999 000 0042")
@example("AB 123456C AB123456C ZZ1 1ZZ ZZ11ZZ \u212aW1 1AA")
@example("D.O.B 31/03/2009 and B\u0130RTH DATE 31/03/2009, born 1 May 09")
def test_looking_where_a_core_stands_finds_what_looking_everywhere_finds(text):
    for kind, (pattern, _) in identifiers._KINDS.items():
        near = identifiers._matches(pattern, text, core=identifiers._CORES[kind])
        assert [found.span() for found in near] == [found.span() for found in pattern.finditer(text)], kind
