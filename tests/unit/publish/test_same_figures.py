"""A count that stands on two pages of one release is one number, or nothing is laid out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import PublicationError
from turncurve.publish.executed import Executed
from turncurve.publish.run import Unit
from turncurve.publish.same_figures import refuse_differences

YEAR = "child_protection_plans_started|Exampleshire|2011-04-01|2012-03-31"
REPEAT = f"{YEAR}|previous plan=yes"
OTHER = "a_measure_of_ours|Exampleshire|2011-04-01|2011-04-30"


def page(name, *stated):
    """Return a page that states some counts."""
    return Executed(Unit(Path(f"{name}.ipynb"), name, (("audience", "restricted"),)), None, stated=stated)


# pages                                               why they may stand together
TOGETHER = [
    ([], "nothing is shown"),
    ([[(YEAR, 388)], [(YEAR, 388)]], "the same number on both"),
    ([[(YEAR, 388), (REPEAT, 62)], [(REPEAT, 62)]], "one shows more"),
    ([[(YEAR, 388)], [(YEAR, None)]], "one hides it"),
    ([[(YEAR, None)], [(YEAR, None)], [(YEAR, 388)]], "only one shows it"),
    ([[(YEAR, 388)], [(REPEAT, 62)], [(OTHER, 4)]], "different things"),
]


@pytest.mark.parametrize(("pages", "why"), TOGETHER, ids=[why for _, why in TOGETHER])
def test_pages_that_agree_are_let_through(pages, why):
    made = [page(f"page{number}", *stated) for number, stated in enumerate(pages)]
    assert refuse_differences(made) is None, why


# pages                                        what is said, and where
APART = [
    (
        {"01_curve": [(YEAR, 388)], "10_report": [(YEAR, 389)]},
        "Child protection plans started, Exampleshire, year to March 2012",
        "01_curve and 10_report",
    ),
    (
        {"01_curve": [(REPEAT, 62)], "02_more": [(YEAR, 388)], "10_report": [(REPEAT, 26)]},
        "Child protection plans started, previous plan yes, Exampleshire, year to March 2012",
        "01_curve and 10_report",
    ),
    ({"01_curve": [(YEAR, 1), (YEAR, 2)]}, "Child protection plans started", "01_curve, twice"),
    (
        {"01_curve": [(OTHER, 4), (YEAR, 1)], "10_report": [(YEAR, 2), (OTHER, 5)]},
        "a measure of ours, Exampleshire, April 2011, and 1 more",
        "01_curve and 10_report",
    ),
    ({"01_curve": [(YEAR, 0)], "10_report": [(YEAR, None), (YEAR, 7)]}, "Child", "01_curve and 10_report"),
]


@pytest.mark.parametrize(("pages", "named", "where"), APART)
def test_two_numbers_for_one_thing_stop_the_release_and_are_named_without_a_number(pages, named, where):
    made = [page(name, *stated) for name, stated in pages.items()]
    with pytest.raises(PublicationError, match="two different numbers for the same thing") as stopped:
        refuse_differences(made)
    text = str(stopped.value)
    assert named in text
    assert where in text
    counts = {str(count) for stated in pages.values() for _, count in stated if count and count > 9}
    assert not any(f" {count}" in text for count in counts)


COUNTS = st.dictionaries(st.sampled_from([YEAR, REPEAT, OTHER]), st.none() | st.integers(0, 3), max_size=3)


@given(st.lists(COUNTS, max_size=4))
def test_pages_stand_together_exactly_where_no_thing_has_two_numbers(held):
    pages = [page("a", *each.items()) for each in held]
    numbers = [{each[key] for each in held if each.get(key) is not None} for key in (YEAR, REPEAT, OTHER)]
    if all(len(each) <= 1 for each in numbers):
        assert refuse_differences(pages) is None
    else:
        with pytest.raises(PublicationError):
            refuse_differences(pages)
