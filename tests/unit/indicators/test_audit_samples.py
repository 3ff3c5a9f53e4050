"""How files were chosen; the counts worked by hand are in tests/spec/audits.md."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.audit_samples import samples
from turncurve.reference.periods import month, year_ending


def audits(*rows):
    names = ("programme", "audited_on", "file_key", "selection", "population")
    fixed = {"auditor_key": "a1", "standard": "plan", "criterion": "clear aim", "answer": "met"}
    return canonical("audits", [{**fixed, **dict(zip(names, row, strict=True))} for row in rows])


def test_a_sample_says_how_many_files_of_how_many_and_how_they_were_chosen():
    held = audits(
        ("monthly", "2012-09-03", "f1", "random", 210),
        ("monthly", "2012-09-04", "f2", "random", 210),
        ("monthly", "2012-09-04", "f2", "random", 210),
        ("in need", "2012-09-05", "f3", "not stated", None),
    )
    in_need, monthly = samples(held, period=month(2012, 9))
    assert (monthly.files, monthly.population, monthly.selection) == (2, 210, "random")
    assert (in_need.files, in_need.population, in_need.selection) == (1, None, "not stated")


@pytest.mark.parametrize(
    ("selection", "population", "expected"),
    [
        ("random", 210, True),
        ("random", None, False),
        ("not stated", 210, False),
        ("chosen", 210, False),
        ("all such files", 210, False),
    ],
)
def test_only_files_drawn_at_random_from_a_known_number_can_speak_for_others(selection, population, expected):
    (sample,) = samples(audits(("x", "2012-09-03", "f1", selection, population)), period=month(2012, 9))
    assert sample.supports_inference is expected


def test_draws_from_different_populations_are_not_one_sample_of_one_population():
    held = audits(("monthly", "2012-09-03", "f1", "random", 210), ("monthly", "2012-10-03", "f2", "random", 190))
    (year,) = samples(held, period=year_ending(2013))
    assert (year.files, year.population) == (2, None)
    (october,) = samples(held, period=month(2012, 10))
    assert october.population == 190


def test_no_audits_are_no_samples():
    assert samples(audits(), period=month(2012, 9)) == ()
