"""A recorded table keeps its counts at every grain, and the grain to publish at is the finest that is half full."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, digest, from_json, ladder, record
from turncurve.disclosure.rule import profile
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.tables.records import Records

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


def test_a_table_of_means_is_read_back_with_its_sums(monthly):
    table = record(monthly([(4000, 30), (3500, 25), (0, 0)], kind="mean"))
    again = RecordedTable.from_json(table.to_json())
    assert again == table
    assert [each.value for each in again.grains[0].sums] == [4000, 3500]


def test_a_share_of_none_is_not_hidden_in_2012_because_there_is_no_share(monthly):
    grain = record(monthly([(0, 0), (0, 11)])).grains[0]
    assert {key.period.label for key in grain.small(profile("dfe_2012"))} == {"May 2012"}


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


@pytest.mark.parametrize(
    ("left", "values", "chosen"),
    [
        (1, 2, "month"), (1, 3, "quarter"), (2, 3, "month"), (2, 5, "quarter"), (3, 5, "month"), (3, 6, "month"),
        (5, 11, "quarter"), (6, 11, "month"), (6, 12, "month"), (5, 12, "quarter"),
    ],
)  # fmt: skip
def test_half_of_the_values_to_the_value_is_enough_and_one_less_is_not(key, left, values, chosen):
    months = _grain(key, [6] * left + [5] * (values - left))
    table = RecordedTable("t", "d", (months, _grain(key, [20, 30], grain="quarter")))
    assert months.share_left(RULE) == pytest.approx(left / values)
    assert table.chosen(RULE).grain == chosen


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, True), (6, False)])
def test_a_count_is_small_from_one_to_the_threshold(key, count, small):
    assert bool(_grain(key, [count]).small(RULE)) is small


@pytest.mark.parametrize(
    ("above", "below", "hidden"),
    [(5, 11, True), (6, 11, False), (7, 11, False), (6, 9, True), (6, 10, True), (10, 12, False), (0, 50, True)],
)
def test_in_2012_a_share_went_by_both_of_its_counts(monthly, above, below, hidden):
    grain = record(monthly([(above, below)])).grains[0]
    assert bool(grain.small(profile("dfe_2012"))) is hidden


def test_a_count_that_is_public_already_is_never_small(key):
    cells = (Cell(key(), 3, public_already=True), Cell(key(YES), 2))
    grain = RecordedGrain("year", cells, ((key(), key(YES)),))
    assert grain.small(RULE) == {key(YES)}


def test_an_unknown_count_is_not_small(key):
    assert RecordedGrain("year", (Cell(key(), None),), ()).small(RULE) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        '["a", "b", [{"grain": "month", "keys": [], "cells": [[0, 1, false]], "values": []}]]',
        '["a", "b", [{"grain": "month", "keys": [], "cells": [], "values": [[2]]}]]',
        '["a", "b", [{"grain": "month", "keys": [["m", "A", "2012-04-01"]], "cells": [], "values": []}]]',
        '["a", "b", [{"grain": "month", "keys": [["m", "A", "x", "y", []]], "cells": [], "values": []}]]',
        '["a", "b", {"grain": 1}]',
        '["a", "b", [3]]',
        '["a", "b"]',
    ],
)
def test_a_text_cut_short_or_tampered_with_is_refused_in_a_sentence(text):
    with pytest.raises(DisclosureError, match=r"cannot be read.*Run the restricted pages again"):
        from_json(text)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=14),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
@settings(max_examples=25, deadline=None)
def test_any_table_is_read_back_as_it_was_whatever_its_name(monthly, pairs, name):
    table = record(monthly([(min(pair), max(pair)) for pair in pairs]), table_id=name)
    again = from_json(table.to_json())
    assert again == table
    assert again.to_json() == table.to_json()
    assert again.chosen(RULE) == table.chosen(RULE)
    assert "\n" not in table.to_json()


def test_each_quarter_states_the_sum_of_its_three_months_by_hand(monthly):
    # April to June: 1 + 2 + 3 of 10 + 11 + 12; July to September: 4 + 5 + 6 of 13 + 14 + 15.
    table = record(monthly([(1, 10), (2, 11), (3, 12), (4, 13), (5, 14), (6, 15)]))
    assert [grain.grain for grain in table.grains] == ["month", "quarter"]
    counts = {key: cell.value for cell in table.grains[1].cells for key in [cell.key]}
    stated = [[counts[key] for key in keys] for keys in table.grains[1].measurements]
    assert stated == [[33, 6], [42, 15]]


def test_the_fingerprint_does_not_hang_on_the_run_and_does_on_the_order_of_months(monthly):
    one, again, other = (
        digest(monthly(pairs).figures) for pairs in ([(3, 40), (9, 41)], [(3, 40), (9, 41)], [(9, 41), (3, 40)])
    )
    assert one == again != other
    assert len(one) == 64
    assert set(one) <= set("0123456789abcdef")


def test_answers_over_the_same_figures_are_counted_once_and_recorded_each_by_its_name(monthly, tmp_path):
    answer = monthly([(3, 40), (9, 40)] * 6)
    records = Records("exampleshire", dt.date(2013, 3, 31), folder=tmp_path)
    first, again = (record(answer, table_id=name, records=records) for name in ("first", "again"))
    assert first.grains is again.grains
    assert (first, again) == (record(answer, table_id="first"), record(answer, table_id="again"))
    assert from_json(again.to_json()) == again
