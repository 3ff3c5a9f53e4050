"""Words in the place of what no records are held of."""

from tests.support.shown import restricted
from turncurve.analyses.if_held import NotHeld

ALLOCATIONS = NotHeld((), "no records are held of allocations")


def test_it_says_that_nothing_can_be_told_and_that_nothing_follows_from_that():
    exhibit = restricted(ALLOCATIONS)
    assert exhibit.answer == "Cannot tell"
    assert exhibit.sentence == (
        "No records are held of allocations, so this cannot be told. It does not mean that there is nothing to tell."
    )


def test_it_has_no_picture_no_table_and_makes_no_page_a_draft():
    exhibit = restricted(ALLOCATIONS)
    assert (exhibit.picture, exhibit.rows, exhibit.missing) == (None, (), ())
