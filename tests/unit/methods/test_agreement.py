"""Agreement between raters is what published programs print, and no more is claimed of few cases than they bear."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.agreement import (
    ALL_ALIKE,
    ac1,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    rating_counts,
    share_agreed,
)
from turncurve.methods.bounds import Interval, NoInterval

SAS_TABLE = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
KINDS = {"unweighted": "identity", "quadratic": "quadratic", "ordinal": "ordinal", "linear": "linear"}
COEFFICIENTS = {
    "AC1": ac1,
    "AC2": ac1,
    "Fleiss' Kappa": fleiss_kappa,
    "Krippendorff's Alpha": krippendorff_alpha,
    "Percent Agreement": share_agreed,
}


@pytest.fixture(scope="module")
def agreement(shared):
    return shared / "reference" / "agreement"


@pytest.fixture(scope="module")
def published(agreement):
    return {case["name"]: case for case in json.loads((agreement / "published_cases.json").read_text(encoding="utf-8"))}


def ratings(path):
    """Return a file's ratings, None where a rater gave none."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]
    return [[answer or None for answer in row] for row in rows]


def pairs(table):
    """Return two raters' table as one pair of answers a case."""
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_four_raters_with_gaps_agree_as_r_prints(agreement):
    counts = rating_counts(ratings(agreement / "cac.raw4raters.csv"), ["1", "2", "3", "4", "5"])
    expected = csv.DictReader((agreement / "irrCAC_expected_raw4raters.csv").read_text(encoding="utf-8").splitlines())
    seen = 0
    for line in expected:
        if line["coeff.name"] not in COEFFICIENTS:
            continue
        found = COEFFICIENTS[line["coeff.name"]](counts, weights=KINDS[line["dataset"].partition("|")[2]])
        low, high = (float(end) for end in line["conf.int"].strip("()").split(","))
        assert found.value == pytest.approx(float(line["coeff.val"]), abs=5.1e-6)
        assert found.standard_error == pytest.approx(float(line["coeff.se"]), abs=5.1e-6)
        assert (found.observed, found.by_chance) == pytest.approx((float(line["pa"]), float(line["pe"])), abs=1e-12)
        assert (found.interval.lower, found.interval.upper) == pytest.approx((low, high), abs=5.1e-4)
        seen += 1
    assert seen == 16


@pytest.mark.parametrize(
    ("weights", "name"), [("identity", "cohen_sas_unweighted"), ("linear", "cohen_sas_linear_weights")]
)
def test_cohens_kappa_is_as_sas_prints_it(published, weights, name):
    found, expected = cohen_kappa(SAS_TABLE, weights=weights), published[name]["expected"]
    assert found.value == pytest.approx(expected["kappa"], abs=5.1e-5)
    assert found.standard_error == pytest.approx(expected["ase"], abs=5.1e-5)
    assert (found.interval.lower, found.interval.upper) == pytest.approx((expected["low"], expected["high"]), abs=1e-4)


def test_where_nearly_all_is_met_kappa_collapses_and_ac1_does_not(published):
    case = published["kappa_paradox_mri"]
    counts = rating_counts(pairs(case["table"]), [0, 1])
    kappa, gwet, plain = cohen_kappa(case["table"]), ac1(counts), share_agreed(counts)
    assert (round(plain.value, 3), round(kappa.by_chance, 3), round(kappa.value, 3)) == (0.675, 0.668, 0.022)
    assert gwet.value == pytest.approx(case["expected"]["gwet_ac1_computed_irrCAC"], abs=5.1e-6)


def test_alpha_of_three_raters_with_gaps_is_as_published(published):
    rows = [row.split() for row in published["krippendorff_wikipedia"]["rows"]]
    units = [[None if answer == "*" else int(answer) for answer in unit] for unit in zip(*rows, strict=True)]
    counts = rating_counts(units, [1, 2, 3, 4])
    expected = published["krippendorff_wikipedia"]["expected"]
    assert round(krippendorff_alpha(counts).value, 3) == expected["nominal"]
    assert round(krippendorff_alpha(counts, weights="quadratic").value, 3) == expected["interval"]


@pytest.mark.parametrize("name", ["fleiss_wikipedia_table", "randolph_7_1_3_5", "randolph_699"])
def test_fleiss_kappa_is_as_published(published, name):
    case = published[name]
    decimals = min(case["decimals"], 5)
    assert fleiss_kappa(case["table"]).value == pytest.approx(case["expected"]["fleiss_kappa"], abs=6 * 10**-decimals)


def test_six_raters_diagnoses_are_as_published(agreement, published):
    counts = rating_counts(ratings(agreement / "fleiss1971_diagnoses.csv"), ["1", "2", "3", "4", "5"])
    expected = published["fleiss1971_diagnoses"]["expected"]["fleiss_kappa"]
    assert fleiss_kappa(counts).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("measure", [fleiss_kappa, krippendorff_alpha])
def test_where_every_rating_is_the_same_chance_cannot_be_told_from_agreement(measure):
    found = measure([[2, 0]] * 12)
    assert (found.value, found.reason, found.n) == (None, "every rating is the same", 12)
    assert isinstance(found.interval, NoInterval)


def test_cohens_kappa_of_one_answer_throughout_has_no_value():
    assert cohen_kappa([[9, 0], [0, 0]]).reason == "every rating is the same"
    assert cohen_kappa([[0, 0], [0, 0]]).reason == "no case has been rated twice"


def test_where_every_rating_is_the_same_ac1_is_full_agreement():
    assert ac1([[2, 0]] * 12).value == 1.0


@pytest.mark.parametrize("measure", [ac1, fleiss_kappa, krippendorff_alpha, share_agreed])
def test_cases_rated_once_tell_nothing_of_agreement(measure):
    found = measure([[1, 0], [0, 1]])
    assert (found.value, found.n, found.reason) == (None, 0, "no case has been rated twice")


def test_one_case_has_a_value_and_no_interval():
    found = ac1([[1, 1]])
    assert found.value == -1.0
    assert found.interval == NoInterval("one case alone has no spread", "none")


@pytest.mark.parametrize("measure", [ac1, fleiss_kappa, krippendorff_alpha, share_agreed])
@pytest.mark.parametrize("counts", [[[2, 0]] * 5, [[2, 0], [0, 2]] * 3, [[1, 1]] * 4])
def test_cases_that_agree_all_alike_show_no_spread_and_have_no_bounds_of_no_width(measure, counts):
    found = measure(counts)
    assert isinstance(found.interval, NoInterval)
    assert found.value is None or found.interval.reason == ALL_ALIKE


def test_cohens_kappa_of_full_agreement_has_no_bounds():
    found = cohen_kappa([[5, 0], [0, 5]])
    assert (found.value, found.interval) == (pytest.approx(1.0), NoInterval(ALL_ALIKE, "none"))


@pytest.mark.parametrize(
    ("measure", "least"), [(ac1, -1.0), (fleiss_kappa, -1.0), (krippendorff_alpha, -1.0), (share_agreed, 0.0)]
)
def test_no_bound_lies_where_no_agreement_can(measure, least):
    found = measure([[2, 0], [1, 1]])
    assert least <= found.interval.lower <= found.value <= found.interval.upper <= 1


@pytest.mark.parametrize("measure", [ac1, fleiss_kappa, krippendorff_alpha, share_agreed])
def test_a_case_that_nobody_rated_is_as_if_it_were_not_there(measure):
    rated = [[2, 0], [1, 1], [0, 2], [2, 0]]
    assert measure([[0, 0], *rated]) == measure(rated)
    assert measure([[0, 0]]).reason == "no case has been rated twice"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ac1([1, 2, 3]), "by case and category"),
        (lambda: ac1([[2, -1]]), "by case and category"),
        (lambda: ac1([[2, np.nan]]), "by case and category"),
        (lambda: ac1([[2, 0]], weights="cubic"), "no weights called 'cubic'"),
        (lambda: ac1([[2, 0], [1, 1]], level=1.5), "level"),
        (lambda: cohen_kappa([[1, 2, 3]]), "square table"),
        (lambda: cohen_kappa([[1, -2], [3, 4]]), "square table"),
    ],
)
def test_what_are_no_ratings_is_refused_in_words(call, said):
    with pytest.raises(TurnCurveError, match=said):
        call()


ANSWERS = st.lists(st.tuples(*[st.none() | st.integers(0, 2)] * 3), min_size=2, max_size=30)


@given(ANSWERS)
def test_no_coefficient_is_above_1_and_full_agreement_alone_gives_1(drawn):
    counts = rating_counts(drawn, [0, 1, 2])
    full = all(len({answer for answer in case if answer is not None}) <= 1 for case in drawn)
    for measure in (ac1, fleiss_kappa, krippendorff_alpha, share_agreed):
        found = measure(counts) if len(counts) else share_agreed(np.zeros((0, 3)))
        if found.value is None:
            assert found.reason
            continue
        assert found.value <= 1 + 1e-12
        assert (found.value == pytest.approx(1)) == full
        bounds = found.interval
        assert isinstance(bounds, NoInterval) or bounds.lower <= found.value <= bounds.upper


@given(ANSWERS)
def test_the_order_of_cases_and_of_raters_changes_nothing(drawn):
    counts = rating_counts(drawn, [0, 1, 2])
    turned = rating_counts([case[::-1] for case in reversed(drawn)], [0, 1, 2])
    for measure in (ac1, krippendorff_alpha):
        one, other = measure(counts), measure(turned)
        assert (one.value is None) == (other.value is None)
        assert one.value is None or one.value == pytest.approx(other.value)


def test_two_raters_are_the_same_to_ac1_by_table_and_by_hand():
    # By hand: 8 of 10 agree; met is answered 15 times of 20, so that chance gives 2 x .75 x .25.
    counts = rating_counts([(1, 1)] * 7 + [(0, 0)] * 1 + [(1, 0)] * 1 + [(0, 0)] * 1 + [(0, 1)] * 0, [0, 1])
    assert counts.sum() == 20
    found = ac1(counts)
    chance = 2 * 0.75 * 0.25
    assert found.observed == pytest.approx(0.9)
    assert found.by_chance == pytest.approx(chance)
    assert found.value == pytest.approx((0.9 - chance) / (1 - chance))
    assert isinstance(found.interval, Interval)
