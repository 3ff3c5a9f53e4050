"""A note that names another answer, denies the one given or grants a part of it makes the answer doubtful."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.audit_answers import answer_meant
from turncurve.ingest.audit_doubt import makes_doubtful
from turncurve.reference.formats.specification import load

ANSWER = load("audit_return").table("answers").column("Answer")
GRADE = load("audit_return").table("grades").column("Grade")
SCALE = {"met": "Met", "yes": "Met", "y": "Met", "partly met": "Partly met", "partly": "Partly met",
         "not met": "Not met", "no": "Not met", "n": "Not met", "n a": "Not applicable"}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Yes, no", "Met: no", "Met (NM)", "Met - N", "Met (P)", "Met (PM)", "Met, partially", "Met - in part",
        "Met - not evidenced", "Yes but no evidence", "Met but not all of it", "Met (2 of 5 outcomes only)",
        "Met but could not be found on file", "No - everything fine", "No: all in place", "No (good)", "Not met, ok",
        "Met - couldn't be found", "Met - couldn\u2019t be found", "Met (80%)", "Met, 3/5 goals", "Met - never seen",
        "Yes; some of it", "Met - mostly", "Met (missing dates)", "Not met (no concerns)", "Partly (NM)", "Not met: y",
        "Met (n/a)", "Not met - P", "Partly - M", "Met, except timescales",
    ],
)  # fmt: skip
def test_an_answer_that_its_note_contradicts_is_left_blank(text):
    assert answer_meant(text, ANSWER) == (None, False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Met - no concerns", "Met"), ("Met, no issues", "Met"), ("Met (5 of 5)", "Met"), ("Met (100%)", "Met"),
        ("Met - see supervision 14/03/2013", "Met"), ("Met (M)", "Met"), ("Met: yes", "Met"), ("Met (y)", "Met"),
        ("Partly - no timescale", "Partly met"), ("Partly (some outcomes)", "Partly met"), ("Partly (P)", "Partly met"),
        ("Not met - no plan in place", "Not met"), ("Not met (NM)", "Not met"), ("No, nothing on file", "Not met"),
        ("Not met - not all in place", "Not met"), ("N/A - not born", "Not applicable"),
    ],
)  # fmt: skip
def test_a_note_that_agrees_with_the_answer_leaves_it(text, meant):
    assert answer_meant(text, ANSWER) == (meant, True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Good - just", ("Good", True)), ("Good/Adequate", (None, False)), ("Good - adequate for plans", (None, False)),
        ("Good?", (None, False)), ("Good (A)", (None, False)), ("RI", ("Adequate", False)),
        ("Good (P)", ("Good", True)),
    ],
)  # fmt: skip
def test_a_grade_has_no_part_but_another_grade_named_makes_it_doubtful(text, meant):
    assert answer_meant(text, GRADE) == meant


@pytest.mark.parametrize("note", ["", " ", ".", "\n"])
def test_no_note_makes_no_doubt(note):
    assert not makes_doubtful(note, "Met", SCALE)


@given(found=st.sampled_from(["Met", "Partly met", "Not met", "Not applicable"]), name=st.sampled_from(sorted(SCALE)))
def test_a_note_that_is_an_answer_is_doubtful_exactly_where_it_is_another(found, name):
    assert makes_doubtful(name, found, SCALE) == (SCALE[name] != found)
