"""Hours and workers freed: by hand, with bounds that hold both how few were timed and how few were coded."""

from dataclasses import replace
from math import sqrt

import pytest

from tests.support.coded_council import STRATA, STUDY, WORDS, coded_tables, keep_coded
from tests.support.door_council import CALL, CONCERN, contact_rows, keep_door
from turncurve.analyses.questions.capacity_freed import capacity_freed

DAYS = 250  # working days of the year to March 2013
LOG = contact_rows(lambda _: [CALL] * 4 + [CONCERN])


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Return what keeps a sample and answers."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda strata=STRATA, words=WORDS: capacity_freed(
        keep_coded(tmp_path, log=LOG, words=words, **coded_tables(strata))
    )


def test_hours_are_contacts_by_share_by_minutes(keep):
    """A month of 83 calls of 8 minutes, 12 of 20 of which could go elsewhere; and of 21 concerns of half an hour."""
    answer = keep()
    calls, concerns = answer.kinds
    assert calls.reason == "about an allocated case"
    assert calls.a_month == pytest.approx(4 * DAYS / 12)
    assert calls.taken.total == pytest.approx(4 * DAYS / 12 * 8 / 60)
    assert calls.freed.total == pytest.approx(4 * DAYS / 12 * 0.6 * 8 / 60)
    assert concerns.freed.total == pytest.approx(DAYS / 12 * 0.3 * 30 / 60)
    assert answer.hours.total == pytest.approx(calls.freed.total + concerns.freed.total)


def test_the_error_of_the_hours_taken_is_that_of_the_minutes(keep):
    taken = keep().kinds[0].taken
    assert taken.error == pytest.approx(4 * DAYS / 12 * 6 / sqrt(36) / 60)


def test_bounds_of_hours_freed_are_wider_than_those_of_either_alone(keep):
    calls = keep().kinds[0]
    share = 13 / 22
    of_share = calls.a_month * sqrt(share * (1 - share) / 19 * (1 - 20 / 400)) * 8 / 60
    of_minutes = calls.a_month * 0.6 * 1 / 60
    assert calls.freed.error > max(of_share, of_minutes)
    assert calls.freed.error == pytest.approx(sqrt(of_share**2 + of_minutes**2), rel=0.02)


def test_workers_are_hours_over_those_of_a_worker(keep):
    answer = keep()
    total, low, high = answer.workers
    assert total == pytest.approx(answer.hours.total / STUDY.hours_a_month)
    assert (low, high) == (answer.hours.interval.lower / 100, answer.hours.interval.upper / 100)


def test_a_reason_without_minutes_or_without_a_sample_is_left_out(keep):
    fewer = replace(WORDS, time_study=replace(STUDY, types=STUDY.types[:1]))
    assert [each.reason for each in keep(words=fewer).kinds] == ["about an allocated case"]
    assert [each.reason for each in keep({CONCERN["reason"]: STRATA[CONCERN["reason"]]}).kinds] == [
        "reporting a concern"
    ]


def test_a_sample_in_which_none_could_go_elsewhere_frees_nothing_for_certain_by_no_means(keep):
    answer = keep({CALL["reason"]: (400, [("V1", None, "2A")] * 20)})
    assert answer.hours.total == 0.0
    assert answer.hours.interval.upper > 0.0


def test_without_a_study_or_a_sample_it_is_said_what_is_missing(keep, tmp_path):
    assert keep(words=replace(WORDS, time_study=None)).reason == (
        "no time study is on record: list one in initial_access.yml"
    )


def test_without_a_sample_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    answer = capacity_freed(keep_door(tmp_path, LOG, words=WORDS))
    assert answer.reason == "no sample of contacts has been drawn and coded"
    assert (answer.hours, answer.workers, answer.kinds) == (None, None, ())


def test_hidden_counts_free_nothing(keep):
    answer = keep()
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in answer.figures)
    over = answer.over(hidden)
    assert (over.hours, over.workers) == (None, None)
    assert over.reason.startswith("no reason has a count that may be shown")
