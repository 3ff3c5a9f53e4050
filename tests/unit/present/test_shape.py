"""What of an exhibit is folded, and which columns need room."""

from dataclasses import replace

import pytest

from turncurve.present.exhibit import Column, Exhibit
from turncurve.present.shape import FOLD_ROWS, LONG_TEXT, MANY_COLUMNS, NOTES_IN_SIGHT, shape_of


def exhibit(*, rows=1, columns=2, notes=0, text="x"):
    """Return an exhibit of so many rows, columns and notes."""
    heads = tuple(Column(f"c{place}", numeric=False) for place in range(columns))
    return Exhibit("T", "s.", heads, ((text,) * columns,) * rows, notes=tuple(f"Note {n}." for n in range(notes)))


@pytest.mark.parametrize(("rows", "folded"), [(FOLD_ROWS - 1, False), (FOLD_ROWS, False), (FOLD_ROWS + 1, True)])
def test_a_table_of_more_than_twelve_rows_is_folded(rows, folded):
    assert shape_of(exhibit(rows=rows)).folded is folded


@pytest.mark.parametrize(
    ("columns", "wide"), [(MANY_COLUMNS - 1, False), (MANY_COLUMNS, False), (MANY_COLUMNS + 1, True)]
)
def test_a_table_of_more_than_seven_columns_is_set_smaller(columns, wide):
    assert shape_of(exhibit(columns=columns)).wide is wide


@pytest.mark.parametrize(("more", "long"), [(-1, False), (0, False), (1, True)])
def test_a_column_is_long_where_one_of_its_texts_is(more, long):
    assert shape_of(exhibit(text="w" * (LONG_TEXT + more))).long == (frozenset({0, 1}) if long else frozenset())


@pytest.mark.parametrize(
    ("notes", "further"), [(0, 0), (NOTES_IN_SIGHT, 0), (NOTES_IN_SIGHT + 1, 0), (NOTES_IN_SIGHT + 2, 2)]
)
def test_two_notes_or_more_are_folded_and_never_one_alone(notes, further):
    found = shape_of(exhibit(notes=notes))
    assert len(found.further) == further
    assert (*found.in_sight, *found.further) == exhibit(notes=notes).notes


@pytest.mark.parametrize(("notes", "further"), [(0, 0), (1, 0), (2, 2), (5, 5)])
def test_below_an_answer_only_one_note_stands_in_sight(notes, further):
    assert len(shape_of(replace(exhibit(notes=notes), answer="It has fallen.")).further) == further


def test_an_exhibit_without_a_table_or_notes_has_nothing_to_fold():
    assert shape_of(Exhibit("T", "s.")) == shape_of(Exhibit("U", "other."))
    assert not shape_of(Exhibit("T", "s.")).folded


@pytest.mark.parametrize(
    ("heads", "totals"),
    [
        (("a", "b"), 0),
        (("a", "All"), 1),
        (("a", "b", "Total", "The share"), 2),
        (("All", "a"), 0),
        (("a", "All ages"), 0),
        ((), 0),
    ],
)
def test_the_last_rows_that_sum_the_others_up_are_known_by_their_names(heads, totals):
    rows = tuple((head, "1") for head in heads)
    assert shape_of(replace(exhibit(), rows=rows)).totals == totals
