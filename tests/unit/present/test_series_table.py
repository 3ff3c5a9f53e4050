"""A series' table: as many cells as headings, counts before the value, and a symbol where a value is hidden."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition, monthly, on_dates, yearly
from turncurve.analyses.spread import Spread
from turncurve.indicators.figures import Figures, Source
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table
from turncurve.reference.periods import year_ending

WORDS = {"proportion": SHARE, "count": COUNT, "mean": MEAN}
BOUNDS = Interval(12.66, 19.96, 0.95, "Wilson")


def with_unknown(figures, *unknown):
    """Return figures whose periods have cases that could not be counted."""
    held = tuple(replace(each, unknown=n) for each, n in zip(figures.measurements, unknown, strict=True))
    return replace(figures, measurements=held)


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        ("proportion", ["Period", "Repeat plans", "Plans started", "Percent"]),
        ("count", ["Period", "Plans"]),
        ("mean", ["Period", "Children adopted", "Days"]),
    ],
)
def test_the_counts_come_before_the_value_that_rests_on_them(kind, heads):
    found = series_table.columns(definition(WORDS[kind]))
    assert [each.name for each in found] == heads
    assert [each.numeric for each in found] == [False] + [True] * (len(heads) - 1)


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        (yearly([(62, 388)]), ("year to March 2013", "62", "388", "16.0")),
        (yearly([(1446, 9041)]), ("year to March 2013", "1,446", "9,041", "16.0")),
        (yearly([(0, 388)]), ("year to March 2013", "0", "388", "0.0")),
        (yearly([(0, 0)]), ("year to March 2013", "0", "0", "–")),
        (yearly([None]), ("year to March 2013", "c", "c", "c")),
        (yearly([388], words=COUNT), ("year to March 2013", "388")),
        (yearly([0], words=COUNT), ("year to March 2013", "0")),
        (yearly([None], words=COUNT), ("year to March 2013", "c")),
        (yearly([(30240, 48)], words=MEAN), ("year to March 2013", "48", "630")),
        (yearly([None], words=MEAN), ("year to March 2013", "c", "c")),
        (on_dates([328], [year_ending(2013).end]), ("31 March 2013", "328")),
    ],
)
def test_a_row_states_its_counts_and_its_value(figures, cells):
    assert series_table.row(figures, figures.measurements[0]) == cells


def test_a_hidden_numerator_hides_the_value_and_leaves_the_denominator():
    figures = yearly([(3, 388)])
    hidden = figures.hiding(frozenset(figures.keys_of(figures.measurements[0])[1:]))
    assert series_table.row(hidden, hidden.measurements[0]) == ("year to March 2013", "c", "388", "c")


@pytest.mark.parametrize(
    ("words", "counts", "bounds", "ends"),
    [
        (SHARE, (62, 388), BOUNDS, ("12.7", "20.0")),
        (COUNT, 62, Interval(47.5, 79.4, 0.95, "Byar"), ("47.5", "79.4")),
        (SHARE, None, NoInterval("there is no value to bound", "none"), ("–", "–")),
    ],
)
def test_an_interval_takes_two_cells_and_so_does_its_absence(words, counts, bounds, ends):
    figures = yearly([counts], words=words)
    assert series_table.row(figures, figures.measurements[0], bounds=bounds)[-2:] == ends


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(WORDS)),
    st.none() | st.tuples(st.integers(0, 900), st.integers(0, 100)),
    st.sampled_from([None, BOUNDS, NoInterval("why", "none")]),
)
def test_a_row_has_as_many_cells_as_there_are_headings(kind, counts, bounds):
    held = counts[0] if counts and kind == "count" else counts
    figures = yearly([held], words=WORDS[kind])
    heads = series_table.columns(figures.definition, interval=bounds is not None)
    row = series_table.row(figures, figures.measurements[0], bounds=bounds)
    assert len(row) == len(heads)
    assert all(row)


def test_the_first_cell_may_be_another_name():
    figures = yearly([(62, 388)], area="England")
    assert series_table.row(figures, figures.measurements[0], first="England")[0] == "England"
    assert series_table.columns(figures.definition, first="Area")[0].name == "Area"


@pytest.mark.parametrize(("kind", "decimals"), [("count", 1), ("proportion", 1), ("mean", 0)])
def test_the_ends_of_a_count_are_not_whole(kind, decimals):
    assert series_table.decimals(definition(WORDS[kind])) == decimals


@pytest.mark.parametrize(
    ("words", "said"), [(SHARE, "Percent of plans started"), (COUNT, "Plans"), (MEAN, "Days"), (STOCK, "Plans")]
)
def test_the_upright_axis_says_what_it_counts(words, said):
    assert series_table.unit(definition(words)) == said


@pytest.mark.parametrize(
    ("kept", "unknown", "note"),
    [
        (False, (0, 0), ()),
        (False, (1, 0), ("The records do not say enough to count 1 case: it is left out.",)),
        (False, (1, 3), ("The records do not say enough to count 4 cases: they are left out.",)),
        (True, (1, 3), ("The records do not say enough to count 4 cases: the true value may be higher.",)),
    ],
)
def test_cases_that_could_not_be_counted_are_told_with_what_that_does(kept, unknown, note):
    figures = with_unknown(yearly([(62, 388), (64, 512)], unknown_kept=kept), *unknown)
    assert series_table.unknown_note(figures) == note


def test_a_plan_open_on_many_dates_is_one_case_and_not_many():
    dates = [year_ending(year).end for year in (2011, 2012, 2013)]
    figures = with_unknown(on_dates([300, 310, 328], dates), 4, 4, 3)
    (note,) = series_table.unknown_note(figures)
    assert "up to 4 cases in any one period" in note


def test_nothing_to_say_of_no_figures():
    nothing = Figures(definition(), (), Source("Made"))
    assert series_table.unknown_note(nothing) == ()
    assert series_table.hidden_note(nothing) == ()


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (monthly([(9, 40), None]), True),
        (monthly([9, None], words=COUNT), True),
        (monthly([(9, 40), (0, 0)]), False),
        (yearly([(30240, 48), None], words=MEAN), False),
    ],
)
def test_what_hiding_small_counts_does_to_the_level_is_said_where_it_does_so(figures, said):
    assert bool(series_table.hidden_note(figures)) is said


@pytest.mark.parametrize(
    ("editions", "said"),
    [
        ((), "CIN census"),
        (("cin_census/2013",), "CIN census (cin_census/2013)"),
        (("a/1", "b/2", "c/3"), "CIN census (a/1, b/2 and c/3)"),
    ],
)
def test_a_source_names_its_editions(editions, said):
    assert series_table.source(Figures(definition(), (), Source("CIN census", editions))) == said


@pytest.mark.parametrize(("text", "said"), [("percent", "Percent"), ("", ""), ("A1 days", "A1 days"), ("à", "À")])
def test_only_the_first_letter_is_made_a_capital(text, said):
    assert series_table.capital(text) == said


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        (Spread(1.0, "none"), None),
        (Spread(1.0, "own"), "no more than chance alone"),
        (Spread(1.04, "own"), "no more than chance alone"),
        (Spread(1.06, "own"), "a variance 1.1 times that of chance, as measured from these values"),
        (
            Spread(2.84, "published", 11),
            "2.8 times that of chance is taken, as measured from the published years of 11",
        ),
        (Spread(3.5, "assumed"), "3.5 times that of chance is assumed, because such figures are known to vary more"),
    ],
)
def test_how_far_values_vary_beyond_chance_is_said_with_how_it_is_known(spread, said):
    notes = series_table.spread_note(spread)
    assert [said in note for note in notes] == ([] if said is None else [True])
