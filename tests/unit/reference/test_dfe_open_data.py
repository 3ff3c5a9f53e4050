import csv

import pytest

from turncurve.errors import UnknownNameError
from turncurve.indicators.registry import definition
from turncurve.reference.formats.dfe_open_data import load_open_data

SERIES = load_open_data("dfe_children_in_need")
FILES = {
    "referrals_and_re_referrals": "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv",
    "referrals_by_month": "c6_children_in_need_referrals_by_month_2013_to_2024.csv",
    "enquiries_and_conferences": "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv",
    "subsequent_plans": "d3_cpps_subsequent_plan_2013_to_2024.csv",
    "reviews": "d6_cpps_reviewed_within_timescales_2013_to_2024.csv",
    "plans_ended_by_length": "d7_cpps_ending_by_duration_2013_to_2024.csv",
}


@pytest.mark.parametrize("kind", SERIES.kinds, ids=lambda kind: kind.key)
def test_every_figure_is_one_of_our_indicators_in_its_own_kind_and_window(kind):
    for figure in kind.figures:
        words = definition(figure.measure)
        assert (words.kind == "proportion") == bool(figure.denominator)
        assert (words.window == "point") == (figure.at == "end")
        assert figure.numerator


def test_months_of_a_year_are_each_there_once():
    (kind,) = (kind for kind in SERIES.kinds if kind.key == "referrals_by_month")
    assert sorted(figure.month for figure in kind.figures) == list(range(1, 13))


def test_no_two_kinds_have_the_same_columns():
    columns = [frozenset(kind.columns) for kind in SERIES.kinds]
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("key", sorted(FILES))
def test_columns_are_those_of_the_files_published(shared, key):
    (kind,) = (kind for kind in SERIES.kinds if kind.key == key)
    with (shared / "data" / "dfe" / FILES[key]).open(encoding="utf-8-sig", newline="") as file:
        header = set(next(csv.reader(file)))
    assert set(SERIES.columns) <= header
    assert set(kind.columns) <= header
    assert FILES[key].startswith(kind.named)


def test_areas_are_stated_by_name_and_code_at_each_level():
    assert set(SERIES.areas) == {"National", "Regional", "Local authority"}
    assert SERIES.areas["Local authority"].code == "new_la_code"


@pytest.mark.parametrize("key", ["dfe_pupils", "annex_a", "dfe_open_data"])
def test_a_series_that_does_not_exist_is_refused(key):
    with pytest.raises(UnknownNameError, match=key):
        load_open_data(key)
