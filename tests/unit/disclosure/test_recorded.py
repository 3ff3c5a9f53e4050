"""A recorded table keeps its counts at every grain, and the grain to publish at is the finest that is half full."""

import dataclasses

import pytest

from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, digest, from_json, ladder, record
from turncurve.disclosure.rule import profile
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell

RULE = profile("dfe_now")
YES = ("previous plan", "yes")


def _grain(key, counts, *, grain="month"):
    keys = [key(("place", str(number))) for number in range(len(counts))]
    cells = tuple(Cell(each, count) for each, count in zip(keys, counts, strict=True))
    return RecordedGrain(grain, cells, tuple((each,) for each in keys))


@pytest.mark.parametrize(
    ("months", "quarters", "chosen"),
    [
        ([6, 5, 0, 1], [9, 9], "month"),  # two of four left: half is enough
        ([6, 5, 4, 1], [9, 5], "quarter"),  # one of four left
        ([1, 1, 1, 6], [2, 2], "month"),  # none leaves half: the most left
        ([1, 1], [2, 2], "month"),  # nothing left anywhere: the finest
    ],
)
def test_the_finest_grain_that_leaves_half_is_published(key, months, quarters, chosen):
    table = RecordedTable("t", "d", (_grain(key, months), _grain(key, quarters, grain="quarter")))
    assert table.chosen(RULE).grain == chosen


def test_a_share_with_a_hidden_numerator_is_not_left(monthly):
    grain = record(monthly([(3, 40), (9, 40)])).grains[0]
    assert grain.share_left(RULE) == 0.5
    assert {key.breakdown for key in grain.small(RULE)} == {(YES,)}


def test_in_2012_a_share_of_none_was_hidden_too(monthly):
    grain = record(monthly([(0, 40), (9, 40)])).grains[0]
    assert grain.share_left(profile("dfe_2012")) == 0.5
    assert grain.share_left(RULE) == 1


def test_the_ladder_goes_from_months_to_quarters_to_years(monthly):
    rungs = ladder(monthly([(5, 30)] * 24).figures)
    assert [grain for grain, _ in rungs] == ["month", "quarter", "year"]
    assert [len(figures[0].measurements) for _, figures in rungs] == [24, 8, 2]
    assert rungs[1][1][0].measurements[0].denominator == 90


def test_the_ladder_ends_where_no_whole_period_fits(monthly):
    assert [grain for grain, _ in ladder(monthly([(5, 30)] * 2).figures)] == ["month"]


def test_figures_that_are_coarser_already_wait_for_the_others(monthly):
    months = monthly([(5, 30)] * 24).figures[0]
    years = months.coarser().coarser()
    rungs = ladder((months, years))
    assert [grain for grain, _ in rungs] == ["month", "quarter", "year"]
    assert rungs[1][1][1] == years


def test_a_table_is_read_back_from_its_text(monthly):
    table = record(monthly([(3, 40), (9, 40), (0, 0)]), table_id="shares")
    assert table.table_id == "shares"
    again = RecordedTable.from_json(table.to_json())
    assert again == table
    assert [cell.value for cell in again.grains[0].cells] == [cell.value for cell in table.grains[0].cells]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '["a", "b", [{}]]', "null"])
def test_a_text_that_is_no_table_is_refused(text):
    with pytest.raises(DisclosureError, match="cannot be read"):
        from_json(text)


def test_the_name_by_default_says_the_kind_of_answer(monthly):
    table = record(monthly([(3, 40)]))
    assert table.table_id == f"MadeAnswer {table.digest[:8]}"


def test_published_figures_are_no_values_of_ours(monthly):
    grain = record(monthly([(3, 40)], published=True)).grains[0]
    assert grain.measurements == ()
    assert grain.share_left(RULE) == 1
    assert grain.small(RULE) == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"numerator": 4},
        {"denominator": 41},
        {"area": "Elsewhere"},
        {"status": "history too short"},
        {"unknown": 1},
        {"breakdown": (("age", "0"),)},
    ],
)
def test_the_fingerprint_changes_with_anything_stated(monthly, change):
    (figures,) = monthly([(3, 40)]).figures
    (measurement,) = figures.measurements
    changed = dataclasses.replace(figures, measurements=(dataclasses.replace(measurement, **change),))
    assert digest([changed]) != digest([figures])


def test_the_fingerprint_of_a_mean_changes_with_its_sum(monthly):
    one, other = (monthly([(total, 10)], kind="mean").figures for total in (4000, 4001))
    assert digest(one) != digest(other)
    assert one[0].cells() == other[0].cells()
