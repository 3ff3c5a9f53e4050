"""Whether children who were stepped down came back."""

import dataclasses
import datetime as dt

import pytest

from tests.support.stepped_council import SPELLS, keep_stepped_council
from turncurve.analyses.questions.step_down import BACK, QUARTERS, step_down
from turncurve.methods.interval import wilson
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return the answer for the council whose spells are counted by hand."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield step_down(keep_stepped_council(root))


def by_hand(months):
    """Count who was back among step-downs whose window was up in the year, from how the council was made."""
    spans = {6: (dt.date(2011, 10, 1), dt.date(2012, 9, 30)), 12: (dt.date(2011, 4, 1), dt.date(2012, 3, 31))}
    first, last = spans[months]
    began = {n: dt.date(2010, 5, 1) + dt.timedelta(days=8 * n) for n in range(0, SPELLS, 2)}
    ours = [n for n, day in began.items() if first <= day <= last]
    return sum(n % 3 == 0 for n in ours), len(ours)


def test_the_last_two_years_are_told_by_quarter(found):
    assert len(found.periods) == QUARTERS
    assert found.periods[-1].label == "January to March 2013"


@pytest.mark.parametrize(("place", "months"), [(0, 6), (1, 12)])
def test_the_last_years_windows_are_summed_with_a_range(found, place, months):
    each = found.back[place]
    assert (each.months, (each.back, each.followed)) == (months, by_hand(months))
    assert each.interval == wilson(each.back, each.followed)


def test_of_the_latest_it_cannot_be_told_yet(found):
    down = [each.numerator for each in found.figures[0].measurements]
    assert found.still_open == {6: sum(down[-2:]), 12: sum(down[-4:])}


def test_where_a_quarter_is_hidden_the_year_is_not_told(found):
    figures = list(found.figures)
    last = figures[1].measurements[-1]
    hidden = (*figures[1].measurements[:-1], dataclasses.replace(last, numerator=None, status="hidden"))
    figures[1] = dataclasses.replace(figures[1], measurements=hidden)
    assert [each.months for each in found.over(tuple(figures)).back] == [12]


def test_without_early_help_or_before_a_quarter_of_it_there_is_no_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    assert step_down(keep_stepped_council(tmp_path, help_given=False)).figures == ()
    keep_stepped_council(tmp_path)
    assert step_down(Records("stepshire", dt.date(2010, 5, 20))).figures == ()


def test_windows_are_of_six_and_of_twelve_months():
    assert {months: f"back_within_{months}_months_of_step_down" for months in (6, 12)} == BACK
