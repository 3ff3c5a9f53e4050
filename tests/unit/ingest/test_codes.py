"""Codes are matched whatever their spelling, and never to a wrong one."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest import codes
from turncurve.reference.formats.specification import load

SOURCE = load("annex_a").table("list_3").column("Referral Source")
CATEGORY = load("annex_a").table("list_7").column("Latest Category of Abuse")
REASON = load("annex_a").table("list_10").column("Reason Why Child No Longer Placed for Adoption")
ETHNICITY = load("annex_a").table("list_7").column("Ethnicity")
NEED = load("annex_a").table("list_6").column("Primary Need Code")
EPISODE_PLACE = load("ssda903").table("episodes").column("PLACE")
NFA = load("annex_a").table("list_3").column("Referral NFA?")
DISABILITY = load("annex_a").table("list_7").column("Does the Child have a Disability")
CLOSURE = load("annex_a").table("list_6").column("Reason for Closure")
PLACE = load("annex_a").table("list_8").column("Placement Type")
CEASED = load("annex_a").table("list_8").column("Reason Ceased to be Looked After")
LEGAL = load("annex_a").table("list_8").column("Child's Legal Status")
PROVIDER = load("annex_a").table("list_8").column("Placement Provider")
ACCOMMODATION = load("annex_a").table("list_9").column("Type of Accommodation")
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
    # A system's own mark before the value.
    (SOURCE, "(CS) Individual - Self", "1C"),
    (SOURCE, "‘7", "7"),
    (SOURCE, "60) Police", "6"),
    (ETHNICITY, "(A.A41)White - British", "WBRI"),
    (ETHNICITY, "C.C7)Bangladeshi", "ABAN"),
    (ETHNICITY, "A1 - White British", "WBRI"),
    (ETHNICITY, "BAFR African", "BAFR"),
    (SOURCE, "ANON - Anonymous", "9"),
    (SOURCE, "MED - School Nurse", "3C"),
    # The code or its name, and a detail of it.
    (SOURCE, "Police - Central referral unit", "6"),
    (SOURCE, "Housing - Hostels", "4"),
    (SOURCE, "Police (standard notification)", "6"),
    (SOURCE, "3D - Speech and language therapy", "3D"),
    (NEED, "Abuse or Neglect: Deliberate Self Harm", "N1"),
    (NEED, "N1d - Parental Alcohol Misuse", "N1"),
    (NEED, "N6.SUBST", "N6"),
    # Several categories at once.
    (CATEGORY, "Neglect, Emotional", "MUL"),
    (CATEGORY, "Physical abuse and Neglect", "MUL"),
    (CATEGORY, "Sexual abuse; Neglect; Emotional abuse", "MUL"),
    (CATEGORY, "Multiple: Emotional Abuse, Sexual Abuse", "MUL"),
    (CATEGORY, "Neglect and neglect", "NEG"),
    (CATEGORY, "Neglect physical", "MUL"),
    (CATEGORY, "Emotional neglect physical", "MUL"),
    (CATEGORY, "NEG EMO", "MUL"),
    (CATEGORY, "Multiple (neg, emo)", "MUL"),
    # Words that together leave one code, behind a system's own label or none.
    (ETHNICITY, "A1 White British", "WBRI"),
    (ETHNICITY, "E1: E1 - Chinese", "CHNE"),
    (ETHNICITY, "White (Greek)", "WOTH"),
    (ETHNICITY, "Other ethnic group (Iranian)", "OOTH"),
    (ETHNICITY, "WEEU", "WOTH"),
    (SOURCE, "Health - GP team", "3A"),
    (SOURCE, "Childminder", "1B"),
    (NEED, "Child N8 Absent parenting", "N8"),
    (NEED, "1c Emotional abuse", "N1"),
    (NEED, "6SOCUNAC - Socially unacceptable behaviour", "N6"),
    (NEED, "N1SF : Domestic violence", "N1"),
    # A slip in a long word; a system's marks; examples of no other code; what is left out; one code twice.
    (CATEGORY, "Muliple", "MUL"),
    (CATEGORY, "Emotonal abuse", "EMO"),
    (NEED, "CIN-ABUSE OR NEGLECT", "N1"),
    (NEED, "N1; N1", "N1"),
    (NEED, "N9 - Not CIN", "N9"),
    (NEED, "Unaccompanied asylum seeker", "N8"),
    (SOURCE, "Other - e.g. children?s centres", "8"),
    (SOURCE, "Individual - Other (e.g. strangers, MPs)", "1D"),
    (SOURCE, "Secondary health - hospital (not A&E)", "3F"),
    (SOURCE, "Derbyshire Constabulary", "6"),
    (SOURCE, "Consultant psychiatrist", "3F"),
    (ETHNICITY, "A4.14 Black Caribbean", "BCRB"),
    (CLOSURE, "Client moved out of area", "RC5"),
    (PLACE, "Placed for adoption with consent (section 19) NOT with current foster carer", "A4"),
    (PLACE, "Placed for adoption with consent (section 19) with current foster carer", "A3"),
    (CEASED, "Moved to independent living - no formal advice", "E6"),
    (CEASED, "Returned home (unplanned)", "E4B"),
    (LEGAL, "Sentenced to supervision order with residence requirement", "J3"),
    (PROVIDER, "Private", "PR4"),
    # A form of a name: short, turned, in the plural, misspelt or cut; a code before the beginning of its own name.
    (CLOSURE, "Services caesed for any oth reason, inc. child no longer in need", "RC7"),
    (REASON, "The Courts did not make a placement order", "RD2"),
    (LEGAL, "Short term breaks, episodes rec", "V3"),
    (PLACE, "Temporary placement - carer horiday", "T3"),
    (PLACE, "T1-Temporary placement - hosp", "T1"),
    (PROVIDER, "vol/third sector", "PR5"),
    (ETHNICITY, "Any other black backgrnd", "BOTH"),
    (CATEGORY, "NEGLECT/PHYSICAL/EMOTIONAL ABU", "MUL"),
    (CATEGORY, "SAB. Sexual abuse", "SAB"),
    (NEED, "Abuse, neglect and exploitation", "N1"),
    (CEASED, "E43 - SGO made to former foster carers", "E43"),
    (CEASED, "Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply", "E15"),
    # Behind a label of a system, and by the end of an institution's own name.
    (SOURCE, "SECNHLTH  [Secondary Health]", "3F"),
    (SOURCE, "CYP - HEALTH SERV - Health Visitor", "3B"),
    (SOURCE, "Starting Well Health Visitor", "3B"),
    (SOURCE, "Hillside Primary School", "2A"),
    (PLACE, "U6B Placement with other foster carer", "U6"),
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
    # One thing said of another, or denied.
    (SOURCE, "Not police"),
    (SOURCE, "Police - not the referrer"),
    (SOURCE, "Former police officer"),
    (SOURCE, "Police / School"),
    (SOURCE, "School (reported by police)"),
    (SOURCE, "Adult social care - another LA"),
    (SOURCE, "Other - Probation"),
    (SOURCE, "Other - MARAC"),
    (SOURCE, "1A; 6"),
    (SOURCE, "CS Police"),
    (SOURCE, "MOTH"),
    (CATEGORY, "Neglect and something else"),
    (CATEGORY, "Neglect, not physical"),
    # A leading code that its words contradict, and a noun with what is said of it.
    (CATEGORY, "NEG - Emotional abuse"),
    (CATEGORY, "NEG Physical abuse"),
    (CATEGORY, "EMO - Neglect"),
    (CATEGORY, "Neglect - physical"),
    (CATEGORY, "Physical neglect"),
    (CATEGORY, "Emotional neglect"),
    (CATEGORY, "Sexual emotional neglect"),
    (CATEGORY, "Emotional and physical neglect"),
    (SOURCE, "LA - other"),
    (SOURCE, "Other LA department"),
    (SOURCE, "Anonymous - family"),
    (SOURCE, "Mental health staff"),
    (SOURCE, "Education - Police"),
    (ETHNICITY, "White and Pakistani"),
    (ETHNICITY, "Mixed - Chinese and White"),
    (ETHNICITY, "Black British - Egyptian"),
    (ETHNICITY, "British Asian"),
    (ETHNICITY, "White (Martian)"),
    # An example of another code, a place whose department is not known, and kinds that only narrow the code.
    (SOURCE, "Other (including strangers, MPs)"),
    (SOURCE, "Other legal agency - eg. children's centres / voluntary organisations"),
    (SOURCE, "Haringey early help service"),
    (SOURCE, "Other legal agency: courts, probation, immigration, prison or solicitors"),
    (SOURCE, "Young carers"),
    (SOURCE, "Referral to external agency"),
    (SOURCE, "Environmental health and housing"),
    (SOURCE, "Father's solicitor"),
    (SOURCE, "Hospital school"),
    (SOURCE, "Community matron"),
    (SOURCE, "Police (not police)"),
    (NEED, "N4; N1"),
    (NEED, "Parental illness: low income"),
    (CLOSURE, "No further action"),
    (CLOSURE, "Step down to early help - closed after assessment"),
    (CLOSURE, "RC1 - Died"),
    (PLACE, "Foster placement with relative or friend"),
    (PLACE, "Placed for adoption with consent"),
    (PLACE, "Foster placement with relative or friend - long term [U3b]"),
    (CEASED, "Returned home"),
    (CEASED, "Special guardianship order"),
    (LEGAL, "Section 20"),
    (LEGAL, "Code 'C1' is not mapped"),
    (PROVIDER, "Private and voluntary"),
    (CATEGORY, "Physical and mental"),
    (CATEGORY, "NYNN"),
    (NEED, "N1; N4"),
    # A code before another's name, which one word of it more would have hidden; a name that others begin with.
    (NEED, "N6 - Abuse, neglect and exploitation"),
    (SOURCE, "3A - OTHER LEGAL AGENCY – including courts, probation, immigration, CAFCASS or prison"),
    (LEGAL, "C2 - Police protection LA accommodation"),
    (ACCOMMODATION, "E - Foyers and similar supported accommodation"),
    (ACCOMMODATION, "G - Bed and breakfast"),
    (PLACE, "Temporary placement - at sea"),
    (SOURCE, "Health - Primary"),
    (SOURCE, "SBC - Social care"),
    (SOURCE, "Attends Hillside Primary School"),
    (SOURCE, "Retired health visitor"),
    (NEED, "N11"),
    (NEED, "Nld"),
    (NFA, "No: yes"),
    (EPISODE_PLACE, "U6x"),
    (EPISODE_PLACE, "U6Z"),
    (EPISODE_PLACE, "U66"),
    (EPISODE_PLACE, "Ü6"),
]


@pytest.mark.parametrize(("column", "cell"), UNCERTAIN)
def test_an_uncertain_value_means_no_code(column, cell):
    assert codes.code_for(cell, column) is None


@pytest.mark.parametrize(
    "format_key",
    ["annex_a", "cin_census", "ssda903", "contact_log", "adoption_tracker", "audit_return", "chair_return"],
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


# By column, the groups of the sample and the codes that belong to each; a group is known by its letter.
SOURCES = dict(
    zip("abcdefghijk", ["1A 1B 1C 1D", "2A", "2B", "3A 3B 3C 3D 3E 3F", "4", "5A 5B 5C 5D", *"6789", "10"], strict=True)
)
CATEGORIES = dict(zip("abcde", ["NEG", "PHY", "SAB", "EMO", "MUL"], strict=True))
NEEDS = dict(zip("abcdefghij", ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N0"], strict=True))
GROUPS = {
    "Contact Source": SOURCES,
    "Referral Source": SOURCES,
    "Initial Category of Abuse": CATEGORIES,
    "Latest Category of Abuse": CATEGORIES,
    "Primary Need Code": NEEDS,
    "Child's Category of Need": NEEDS,
    "Reason for Closure": {letter: f"RC{number}" for number, letter in enumerate("abcdefgh", 1)},
    "Reason Why Child No Longer Placed for Adoption": {letter: f"RD{n}" for n, letter in enumerate("abcd", 1)},
    "Gender": {"a": "M", "b": "F", "c": "U"},
    "Ethnicity": {
        "a": "WBRI WIRI WIRT WOTH WROM", "b": "MWBC MWBA MWAS MOTH", "c": "AIND APKN ABAN AOTH CHNE",
        "d": "BCRB BAFR BOTH", "e": "OOTH CHNE", "f": "REFU NOBT",
    },
    "Child's Legal Status": {
        "a": "C1", "b": "C2", "c": "D1", "d": "E1", "e": "V2 V3 V4", "f": "L1 L2 L3", "g": "J1 J2 J3"
    },
    "Reason Ceased to be Looked After": dict(
        zip("abcdefghijklmn", ["E11 E12", "E2", "E3", "E4A E4B", "E13 E17", "E41",
                               "E43 E44 E45 E46 E47 E48", "E5 E6", "E7", "E9",
                               "E14", "E15", "E16", "E8 E17"], strict=True)
    ),
    "Placement Type": dict(
        zip("abcdefghijklmno", ["U1 U2 U3 U4 U5 U6", "A3 A4 A5 A6", "P1", "P2", "P3", "H5", "K1", "K2", "R1", "R2",
                                "R3", "R5", "S1", "Z1", "T0 T1 T2 T3 T4"], strict=True)
    ),
    "Placement Provider": {"a": "PR1", "b": "PR4", "c": "PR0 PR2 PR3 PR5"},
}  # fmt: skip
# What the sample groups otherwise than the value itself says, or than the standard defines it: set aside by value.
GROUPED_OTHERWISE = {
    "E8-Transferred to care of adult services",  # bears E8
    "E7 - Transferred to residential care funded by adult social care services",  # bears E7
    "RC6:Transferred to adult social services",  # bears RC6
    "Health Services - Other Primary",  # the standard's 3D
    "CAFCASS", "Probation (NPS)", "Probation / CRC",  # the standard's 7: probation and CAFCASS are legal agencies
    "(CS) Anonymous",  # the standard's 9, grouped as unknown
    "Neglect, Physical and Emotional", "NYNN",  # several categories, grouped by a rule of one council
}  # fmt: skip


def columns_of_the_sample():
    """Return by name the format of each column that the sample groups by the standard's codes."""
    every = {column.name: column for table in reversed(load("annex_a").tables) for column in table.columns}
    return {name: every[name] for name in GROUPS}


@pytest.fixture(scope="module")
def seen(shared):
    """Return the spellings seen in use: column, the codes of its group, the value, and what it is read as."""
    path = shared / "standards" / "annex_a_value_variants_sample.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig").drop_duplicates()
    rows = rows[rows["column"].isin(list(GROUPS)) & (rows["mapped_group"] != "zzCodeError")]
    formats = columns_of_the_sample()
    rows = rows.assign(
        wanted=[GROUPS[c][g[0]].split() for c, g in zip(rows["column"], rows["mapped_group"], strict=True)],
        read=[codes.code_for(v, formats[c]) for c, v in zip(rows["column"], rows["raw_value_seen"], strict=True)],
        borne=[borne(v, formats[c]) for c, v in zip(rows["column"], rows["raw_value_seen"], strict=True)],
    )
    rows["is_right"] = [code in wanted for code, wanted in zip(rows["read"], rows["wanted"], strict=True)]
    return rows[~rows["raw_value_seen"].isin(GROUPED_OTHERWISE)]


@pytest.fixture(scope="module")
def all_seen(shared):
    """Return every spelling seen in use of a code, those set aside too: whether it is read as a code of its group."""
    path = shared / "standards" / "annex_a_value_variants_sample.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig").drop_duplicates()
    rows = rows[rows["column"].isin(list(GROUPS)) & (rows["mapped_group"] != "zzCodeError")]
    formats = columns_of_the_sample()
    read = [codes.code_for(v, formats[c]) for c, v in zip(rows["column"], rows["raw_value_seen"], strict=True)]
    wanted = [GROUPS[c][g[0]].split() for c, g in zip(rows["column"], rows["mapped_group"], strict=True)]
    return rows.assign(read=read, is_right=[code in own for code, own in zip(read, wanted, strict=True)])


def test_80_in_100_of_all_spellings_seen_are_read_rightly_none_of_them_being_left_out(all_seen):
    assert len(all_seen) == 1_828
    assert all_seen["is_right"].mean() >= 0.80


def test_rows_are_set_aside_by_their_value_and_few_are(all_seen):
    aside = all_seen[all_seen["raw_value_seen"].isin(GROUPED_OTHERWISE)]
    assert len(aside) == 11
    assert (aside["read"].notna() & ~aside["is_right"]).sum() <= 10


def borne(value, column):
    """Return the codes that stand in a value as words of their own: an independent reading of it."""
    tokens = {token.upper() for token in re.findall(r"[A-Za-z0-9]+", value)}
    return {
        code
        for code in tokens & set(column.codes.values())
        if (any(map(str.isdigit, code)) and any(map(str.isalpha, code))) or (len(code) > 2 and code in value)
    }


def test_no_spelling_seen_in_use_is_read_as_a_code_of_another_group(seen):
    wrong = seen[seen["read"].notna() & ~seen["is_right"]]
    assert len(seen) > 1_700
    assert list(zip(wrong["column"], wrong["raw_value_seen"], wrong["read"], strict=True)) == []


def test_spellings_that_bear_one_code_of_the_standard_are_read_in_at_least_95_of_100_cases(seen):
    bearing = seen[seen["borne"].map(len) == 1]
    assert len(bearing) > 450
    assert bearing["is_right"].mean() >= 0.95
    assert (bearing["read"].dropna() == bearing["borne"].map(min)[bearing["read"].notna()]).all()


# The rest are a council's own words and initials, most of which no reader could place; those that are read are right.
@pytest.mark.parametrize(
    ("column", "share"),
    [
        ("Contact Source", 0.5),
        ("Referral Source", 0.5),
        ("Initial Category of Abuse", 0.85),
        ("Latest Category of Abuse", 0.9),
        ("Reason Why Child No Longer Placed for Adoption", 1.0),
        ("Placement Type", 0.6),
        ("Primary Need Code", 0.6),
        ("Ethnicity", 0.5),
        ("Gender", 0.8),
    ],
)
def test_so_many_of_all_the_spellings_seen_in_use_are_read_and_rightly(seen, column, share):
    own = seen[seen["column"] == column]
    assert own["is_right"].mean() >= share


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


def test_in_more_spellings_than_a_list_can_have_only_plain_ones_are_read():
    few = pd.Series(["Derbyshire Constabulary", "Police", *(f"note {n}" for n in range(50))], dtype="str")
    assert list(codes.parse(few, SOURCE).codes.dropna()) == ["6", "6"]
    many = pd.Series(
        ["Derbyshire Constabulary", "Police", *map(str, range(20, 20 + codes.MOST_SPELLINGS))], dtype="str"
    )
    parsed = codes.parse(many, SOURCE)
    assert list(parsed.codes.dropna()) == ["6"]
    assert parsed.unknown.sum() == len(many) - 1


@given(st.text(max_size=20))
def test_no_text_breaks_the_matching(text):
    assert codes.code_for(text, SOURCE) in {None, *SOURCE.codes.values(), *SOURCE.spellings.values()}
