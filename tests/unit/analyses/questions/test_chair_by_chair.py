"""Each chair's counts, by letter and in the order of letters, for the board alone."""

import pytest

from tests.support.chaired_council import AS_AT, keep_chaired_council
from turncurve.analyses.questions.chair_by_chair import INDICATORS, each_chair
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import DisclosureError
from turncurve.reference.periods import month, year_ending
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_chaired_council(tmp_path, silent=(4,))
    return Records("chairshire", AS_AT)


@pytest.mark.parametrize(("months", "period", "count"), [(1, month(2013, 3), 3), (12, year_ending(2013), 36)])
def test_it_is_of_one_month_or_of_twelve(records, months, period, count):
    found = each_chair(records, months=months)
    assert found.period == period
    assert found.at(found.figures[0], "Chair A").numerator == count


def test_chairs_stand_by_letter_whatever_their_counts(records):
    found = each_chair(records)
    assert found.chairs == tuple(f"Chair {letter}" for letter in "ABCDEFGHI")
    assert tuple(each.definition.id for each in found.figures) == INDICATORS
    challenged = [found.at(found.figures[-1], chair).numerator for chair in found.chairs]
    assert challenged == [12, 12, 12, 12, 0, 12, 12, 12, 1]


def test_a_chair_after_the_twenty_sixth_stands_last(records):
    found = each_chair(records)
    figures = found.figures[0]
    names = ["Chair AA", "Chair B", "Chair A"]
    held = tuple(
        type(each)(each.area, each.period, each.numerator, breakdown=(("chair", name),))
        for each, name in zip(figures.measurements, names, strict=False)
    )
    again = found.over((type(figures)(figures.definition, held, figures.source),))
    assert again.chairs == ("Chair A", "Chair B", "Chair AA")
    assert again.at(again.figures[0], "Chair Z") is None


def test_nothing_of_it_names_a_chair_or_a_child(records):
    assert "chair-4" not in repr(each_chair(records))
    assert "child-" not in repr(each_chair(records))


def test_the_public_is_never_shown_it_whatever_the_plan(records):
    found = each_chair(records)
    with pytest.raises(DisclosureError, match="the public is not shown it"):
        release(found, audience="public", plan=solo_plan(found))
    assert release(found, audience="restricted").value is found
