"""Adoptions to expect and children who wait, in words, rows and pictures that say the same."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, STOCK, definition
from tests.support.made_forecasts import DAY, expected, figures_of, told, years
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.case_forecast import not_told
from turncurve.analyses.questions.children_on_the_way import BY_QUARTER, WAITING, AdoptionsToCome, WaitingAhead
from turncurve.analyses.waits_now import STAGE_MEASURES, STAGES
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.picture import Band, Line
from turncurve.reference.periods import Period, at

DATES = [dt.date(2012, 12, 31), DAY]
WAY = {**STOCK, "id": "way", "title": "On the way", "base": "way"}
ADOPTED = figures_of(definition(COUNT, id="children_adopted", title="Adopted"), 19, 14, periods=years(2012, 2013))
QUARTER = Period(dt.date(2013, 4, 1), dt.date(2013, 6, 30))


def on_the_way(whole=(55, 59), without=(31, 29)):
    held = tuple(
        Measurement("Exampleshire", at(day), number, None, "measured", (("lives with the family", name),))
        for name, numbers in (("no", without), ("yes", [a - b for a, b in zip(whole, without, strict=True)]))
        for day, number in zip(DATES, numbers, strict=True)
    )
    by_home = Figures(definition(WAY, by=("home",)), held, Source("SSDA903"))
    return figures_of(definition(WAY), *whole, periods=[at(day) for day in DATES]), by_home


def to_come(held=None):
    if held is None:
        held = told(
            expected("children_adopted", (31.0, 26.0), periods=years(2014, 2015), unit="children", spread=6),
            expected(BY_QUARTER, (5.0,), periods=(QUARTER,), unit="children", spread=2),
            notes=("As now.",),
        )
    return restricted(AdoptionsToCome((ADOPTED, *on_the_way()), held))


def test_the_next_year_is_said_beside_the_last():
    assert to_come().sentence == (
        "In the year to March 2013, adopted: 14. In the year to March 2014, expect between 25 and 37 adoptions four "
        "times in five, most likely about 31."
    )


def test_years_on_record_years_ahead_and_quarters_each_have_a_row():
    held = to_come()
    assert column(held, "Adopted (children)") == ("19", "14", "–", "–", "–")
    assert column(held, "Middle (children)") == ("–", "–", "31", "26", "5")
    assert column(held, "Period")[-1] == "April to June 2013"


def test_the_picture_shows_the_range_of_the_years_ahead():
    layers = to_come().picture.layers
    band = next(each for each in layers if isinstance(each, Band))
    assert (band.low, band.high) == ((25.0, 20.0), (37.0, 32.0))
    assert [each.y for each in layers if isinstance(each, Line)] == [(31.0, 26.0), (19.0, 14.0)]


def test_adoptions_ahead_are_issued():
    (issued,) = to_come().issued
    assert (issued.indicator, issued.grain, issued.periods) == ("children_adopted", "year", years(2014, 2015))


def test_without_a_forecast_the_year_on_record_and_the_reason_are_said():
    held = to_come(not_told("only 9 adoptions are on record"))
    assert held.sentence.startswith("In the year to March 2013, adopted: 14. No forecast")
    assert (len(held.rows), held.issued) == (2, ())
    empty = AdoptionsToCome((figures_of(definition(COUNT), periods=()), *on_the_way()), not_told("x"))
    assert restricted(empty).sentence.startswith("No forecast")


def waits(*, stages=True, ahead=True, figures=None):
    today, dates = (at(DAY),), tuple(at(dt.date(year, 3, 31)) for year in (2014, 2015))
    parts = [
        expected(measure, (float(10 * place + number),), periods=today, unit="children", spread=0, part=stage)
        for place, (stage, _) in enumerate(STAGES)
        for number, measure in enumerate(STAGE_MEASURES)
    ]
    coming = [
        expected(WAITING[0], (16.0, 17.0), periods=dates, unit="children", spread=7),
        expected(WAITING[1], (181.0, 190.0), periods=dates),
        expected(WAITING[2], (1.0, 2.0), periods=dates, unit="children", spread=1),
    ]
    held = told(*(parts if stages else []), *(coming if ahead else []))
    return WaitingAhead(figures or on_the_way(), held)


def test_those_without_a_family_are_said_and_how_many_will_wait():
    assert restricted(waits()).sentence == (
        "On 31 March 2013, children on the way to adoption: 59; of them not living with the family yet: 29. On 31 "
        "March 2014, expect between 9 and 23 children to be waiting under an order for a match, four times in five."
    )


def test_stages_and_waits_ahead_have_their_rows():
    rows = restricted(waits()).rows
    assert ("placement order, no match", "31 March 2013", "10", "–", "–", "11", "12", "13") in rows
    assert ("will wait for a match (middle)", "31 March 2015", "17", "10", "24", "190", "–", "2") in rows
    assert ("without a family yet", "31 March 2013", "29", "–", "–", "–", "–", "–") in rows


def test_where_stages_are_not_told_there_is_no_row_of_them():
    held = restricted(waits(stages=False))
    assert not [row for row in held.rows if row[0] in dict(STAGES)]
    assert len(held.rows) == 6


def test_nothing_ahead_is_no_fault():
    held = restricted(waits(ahead=False))
    assert held.sentence.endswith("not living with the family yet: 29.")
    assert everything(held)


def test_nobody_without_a_family_is_a_nought():
    assert (
        "not living with the family yet: 0."
        in restricted(waits(ahead=False, figures=on_the_way((5, 6), (2, 0)))).sentence
    )


def test_where_nothing_is_on_record_nobody_is_not_called_a_nought():
    whole, by_home = on_the_way()
    missing = tuple(replace(each, numerator=None, status="not available") for each in whole.measurements)
    bare = (replace(whole, measurements=missing), replace(by_home, measurements=()))
    sentence = restricted(waits(ahead=False, figures=bare)).sentence
    assert "on the way to adoption: not available; of them not living with the family yet: not known." in sentence


def test_no_records_are_a_sentence():
    bare = (figures_of(definition(WAY), periods=()), figures_of(definition(WAY, by=("home",)), periods=()))
    assert restricted(waits(figures=bare)).sentence == (
        "The records do not say how many children are on the way to adoption."
    )


@pytest.mark.parametrize("hidden", [1, 4])
def test_a_small_number_without_a_family_is_hidden_and_so_is_all_that_follows_from_children(hidden):
    answer = waits(figures=on_the_way((53, 59), (31, hidden)))
    held = public(answer)
    assert "c" in cells(held)
    assert not [row for row in held.rows if row[0] in dict(STAGES) or row[0].startswith("will wait")]
    assert str(59 - hidden) not in cells(held)
