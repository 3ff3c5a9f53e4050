"""What chairs chaired, whether in time, and what they recorded: by the records where those know, else not known."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import month

JUNE = month(2012, 6)
ANSWERS = ("non_compliance_raised", "unassessed_risk_recorded", "contingency_plan_present")


def returned(*rows):
    names = ("child_key", "held_on", "kind", "chair_key")
    return canonical(
        "chaired_conferences",
        [{**dict(zip(names, row[:4], strict=True)), **(row[4] if len(row) > 4 else {})} for row in rows],
    )


def counted(indicator, tables, *, period=JUNE, by=()):
    figures = measure(indicator, tables, periods=(period,), area="Exampleshire", by=by)
    return [(each.numerator, each.denominator, each.unknown) for each in figures.measurements]


def reviewed(*, held_on, earlier=()):
    """Return the tables of one review of a plan that started on 5 March 2012."""
    days = [*earlier, held_on]
    rows = [{"child_key": "c1", "plan_started_on": "2012-03-05", "reviewed_on": day} for day in days]
    return {
        "chaired_conferences": returned(("c1", held_on, "review", "h1")),
        "cp_plans": canonical("cp_plans", [{"child_key": "c1", "started_on": "2012-03-05"}]),
        "cp_reviews": canonical("cp_reviews", rows),
    }


@pytest.mark.parametrize(("day", "on_time"), [("2012-06-04", 1), ("2012-06-05", 1), ("2012-06-06", 0)])
def test_a_first_review_is_on_time_to_the_day_three_months_after_the_plan_started(day, on_time):
    assert counted("chaired_reviews_on_time", reviewed(held_on=day)) == [(on_time, 1, 0)]


@pytest.mark.parametrize(("day", "on_time"), [("2012-11-14", 1), ("2012-11-15", 1), ("2012-11-16", 0)])
def test_a_later_review_is_on_time_to_the_day_six_months_after_the_one_before(day, on_time):
    tables = reviewed(held_on=day, earlier=["2012-05-15"])
    assert counted("chaired_reviews_on_time", tables, period=month(2012, 11)) == [(on_time, 1, 0)]


def test_a_late_review_whose_earlier_ones_the_records_do_not_reach_is_not_known_and_one_in_time_is():
    edition = "worked_example/2012-06-01_2013-03-31"
    for day, expected in (("2012-06-04", (1, 1, 0)), ("2012-06-20", (None, None, 1))):
        tables = reviewed(held_on=day)
        tables["cp_reviews"] = tables["cp_reviews"].assign(edition=edition)
        assert counted("chaired_reviews_on_time", tables) == [expected]


def test_a_review_in_time_before_the_records_end_is_known_though_it_was_due_after_they_did():
    tables = reviewed(held_on="2013-03-04", earlier=["2012-11-15"])
    assert counted("chaired_reviews_on_time", tables, period=month(2013, 3)) == [(1, 1, 0)]


def test_an_initial_conference_that_no_record_shows_is_not_known():
    tables = {
        "chaired_conferences": returned(("c1", "2012-06-01", "initial", "h1"), ("c2", "2012-06-01", "initial", "h1")),
        "conferences": canonical(
            "conferences", [{"child_key": "c1", "held_on": "2012-06-01", "strategy_discussion_on": "2012-05-21"}]
        ),
    }
    assert counted("chaired_conferences_on_time", tables) == [(1, 1, 1)]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_counted_among_those_answered(answer):
    rows = [(f"c{n}", "2012-06-01", "review", "h1", {answer: said}) for n, said in enumerate((True, True, False, None))]
    assert counted(answer, {"chaired_conferences": returned(*rows)}) == [(2, 3, 1)]


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_chairs_add_up_to_all_of_them(answer):
    rows = [(f"c{n}", "2012-06-01", "review", f"h{n % 3}", {answer: n % 4 == 0 if n % 5 else None}) for n in range(30)]
    tables = {"chaired_conferences": returned(*rows)}
    (whole,) = counted(answer, tables)
    parts = counted(answer, tables, by=("chair",))
    assert len(parts) == 3
    assert tuple(map(sum, zip(*parts, strict=True))) == whole


def test_a_month_without_a_return_between_two_others_is_not_available_and_never_zero():
    rows = [("c1", "2012-05-02", "review", "h1"), ("c2", "2012-07-02", "review", "h1")]
    held = returned(*rows)
    tables = {"chaired_conferences": held.assign(edition=["chair_return/may", "chair_return/july"])}
    figures = measure("conferences_chaired", tables, periods=(month(2012, 5), JUNE, month(2012, 7)), area="E")
    assert [each.status for each in figures.measurements] == ["measured", "not available", "measured"]


def test_the_list_behind_a_figure_has_the_chairs_letter_and_key_for_those_who_may_look_them_up():
    listed = children_behind(
        "conferences_chaired", {"chaired_conferences": returned(("c1", "2012-06-01", "review", "h1"))}, JUNE
    )
    assert listed[["child_key", "chair", "chair_key"]].to_dict("records") == [
        {"child_key": "c1", "chair": "Chair A", "chair_key": "h1"}
    ]
