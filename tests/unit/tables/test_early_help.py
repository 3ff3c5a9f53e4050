"""The table of early help."""

import datetime as dt

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.reference.formats.specification import load
from turncurve.tables.early_help import CAME_THROUGH, LEVELS, OUTCOMES, STEP_DOWN, STEP_UP, EarlyHelp
from turncurve.tables.records import cut


def spell(**changes):
    """Return one spell."""
    row = {
        "child_key": "a", "began_on": "2012-05-01", "came_through": STEP_DOWN, "level": "2b",
        "assessed_on": "2012-05-20", "ended_on": "2012-08-01", "outcome": STEP_UP,
    }  # fmt: skip
    return canonical("early_help", [row | changes])


@pytest.mark.parametrize("changes", [{}, {"level": None}, {"assessed_on": None}, {"ended_on": None, "outcome": None}])
def test_a_spell_that_is_as_it_should_be_is_accepted(changes):
    assert len(EarlyHelp.validate(spell(**changes))) == 1


@pytest.mark.parametrize(
    "changes",
    [{"child_key": None}, {"began_on": None}, {"came_through": None}, {"came_through": "x"}, {"level": "9"},
     {"outcome": "x"}],
)  # fmt: skip
def test_a_spell_without_what_it_needs_is_refused(changes):
    with pytest.raises(pandera.errors.SchemaErrors):
        EarlyHelp.validate(spell(**changes), lazy=True)


@pytest.mark.parametrize(
    ("column", "words"), [("Came through", CAME_THROUGH), ("Level of need", LEVELS), ("Early help outcome", OUTCOMES)]
)
def test_the_lists_are_those_of_the_template(column, words):
    assert list(load("early_help").table("early_help").column(column).codes.values()) == words


def test_how_help_ended_is_told_with_its_end():
    rows = cut("early_help", spell(), as_at=dt.date(2012, 7, 31))
    assert rows[["ended_on", "outcome"]].isna().all().all()
    assert rows["assessed_on"].notna().all()
    assert cut("early_help", spell(), as_at=dt.date(2012, 4, 30)).empty
