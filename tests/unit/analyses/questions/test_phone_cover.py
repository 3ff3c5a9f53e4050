"""How many people must answer the phones."""

import datetime as dt

import pytest

from tests.support.phoned_council import FROM_NINE, FROM_TEN, keep_phoned_council
from turncurve.analyses.questions.phone_cover import phone_cover
from turncurve.methods.telephone_queue import telephone_queue
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_phoned_council(tmp_path)
    return Records("phoneshire", AS_AT)


def test_an_ordinary_working_day_has_the_calls_that_come_on_one(records):
    found = phone_cover(records, minutes_a_call=6.0)
    assert [(each.hour, each.calls) for each in found.hours] == [("09:00", FROM_NINE), ("10:00", FROM_TEN)]


def test_the_fewest_people_who_keep_to_the_aim_are_needed(records):
    nine, _ = phone_cover(records, minutes_a_call=6.0, within=20.0, share=80.0).hours
    assert nine.needed.offered == pytest.approx(FROM_NINE * 6 / 60)
    assert nine.needed.answered_in_time >= 0.8
    assert nine.one_fewer.answered_in_time < 0.8
    assert nine.one_fewer.answering == nine.needed.answering - 1


def test_a_stricter_aim_or_longer_calls_need_more(records):
    usual = phone_cover(records, minutes_a_call=6.0).hours[0].needed.answering
    assert phone_cover(records, minutes_a_call=12.0).hours[0].needed.answering > usual
    assert phone_cover(records, minutes_a_call=6.0, share=99.0).hours[0].needed.answering > usual


def test_the_formula_is_the_one_of_the_literature():
    # 100 calls in half an hour, of three minutes each: 14 people answer 80% within 20 seconds, and 17.4% wait.
    found = telephone_queue(100 / 30, handled=1 / 3, answering=14, within=1 / 3)
    assert round(found.waiting_share, 3) == 0.174
    assert found.answered_in_time > 0.8


def test_hidden_hours_are_left_out(records):
    from dataclasses import replace

    found = phone_cover(records, minutes_a_call=6.0)
    (figures,) = found.figures
    none = tuple(replace(each, numerator=None) for each in figures.measurements)
    assert found.over((replace(figures, measurements=none),)).hours == ()


def test_less_than_a_year_of_calls_tells_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_phoned_council(tmp_path, first="2012-09-01")
    assert phone_cover(Records("phoneshire", AS_AT), minutes_a_call=6.0).hours == ()
    assert phone_cover(Records("phoneshire", dt.date(2012, 1, 1)), minutes_a_call=6.0).figures == ()
