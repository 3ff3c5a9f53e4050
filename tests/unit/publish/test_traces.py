"""Everything shown leads to its file, its table, the definition of its indicator and what the page rests on."""

from dataclasses import replace
from pathlib import Path

import pytest

from turncurve.indicators.registry import INDICATORS
from turncurve.publish.executed import Executed, Exhibit
from turncurve.publish.look import Link
from turncurve.publish.traces import BASIS, READING_PACK, elsewhere, trace, undefined

PLANS, ADOPTED = "repeat_child_protection_plans", "children_adopted"
ROWS = (("May", "3"),)
SENTENCE = Exhibit("answer", "Answer", "It rose.", indicators=(PLANS,), cells=frozenset({"a", "b"}))
MONTHS = Exhibit("months", "By month", "s.", rows=ROWS, indicators=(PLANS,), cells=frozenset({"a"}))
YEARS = Exhibit("years", "By year", "s.", rows=ROWS, indicators=(PLANS,), cells=frozenset({"a", "b", "c"}))
WORDS = Exhibit("words", "The council's own words", "s.")
RESTS = Exhibit("rests", BASIS, "s.", rows=ROWS)
DEFINITION = Exhibit("definition", f"Definition: {INDICATORS[PLANS].definition.title}", "s.", rows=ROWS)


@pytest.fixture
def executed(unit):
    """Return a function that makes a page of exhibits."""

    def make(*exhibits: Exhibit) -> Executed:
        return Executed(unit(), None, exhibits=exhibits)

    return make


def test_a_table_leads_to_its_file(executed):
    page = executed(SENTENCE, MONTHS, RESTS)
    assert trace([MONTHS], page).files == (Link("By month", "tables/01_curve/months.csv"),)
    assert trace([MONTHS], page).tables == ()
    assert trace([SENTENCE], page).files == ()


def test_a_sentence_leads_to_the_table_that_holds_most_of_its_figures(executed):
    assert trace([SENTENCE], executed(SENTENCE, MONTHS, YEARS)).tables == (Link("By year", "#years-table"),)


def test_a_sentence_leads_to_the_first_table_of_its_indicator_where_none_states_its_counts(executed):
    published = replace(SENTENCE, cells=frozenset())
    assert trace([published], executed(published, MONTHS, YEARS)).tables == (Link("By month", "#months-table"),)


def test_a_sentence_leads_to_no_table_of_other_figures(executed):
    other = replace(MONTHS, indicators=(ADOPTED,), cells=frozenset({"z"}))
    assert trace([SENTENCE], executed(SENTENCE, other, WORDS, RESTS)).tables == ()
    assert trace([WORDS], executed(SENTENCE, MONTHS, WORDS)).tables == ()


def test_a_figure_leads_to_its_definition_where_the_page_shows_it_and_otherwise_at_the_foot(executed):
    title = INDICATORS[PLANS].definition.title
    shown = executed(SENTENCE, DEFINITION)
    assert trace([SENTENCE], shown).definitions == (Link(title, "#definition"),)
    assert undefined(shown) == ()
    bare = executed(SENTENCE, MONTHS)
    assert trace([SENTENCE], bare).definitions == (Link(title, "#indicator-repeat-child-protection-plans"),)
    (made,) = undefined(bare)
    assert (made.id, made.title) == ("indicator-repeat-child-protection-plans", title)
    assert made.counts == INDICATORS[PLANS].definition.counts
    assert ("Numerator", INDICATORS[PLANS].definition.numerator) in made.parts


def test_each_indicator_is_defined_once_in_the_order_of_the_figures(executed):
    assert ADOPTED in INDICATORS
    both = replace(MONTHS, indicators=(ADOPTED, PLANS))
    assert [each.title for each in undefined(executed(both, SENTENCE))] == [
        INDICATORS[name].definition.title for name in (ADOPTED, PLANS)
    ]
    assert len(trace([both, SENTENCE], executed(both, SENTENCE)).definitions) == 2


def test_everything_leads_to_what_the_page_rests_on_but_that_itself(executed):
    page = executed(SENTENCE, WORDS, RESTS)
    assert [trace([each], page).basis for each in page.exhibits] == ["rests", "rests", ""]
    assert trace([WORDS], executed(WORDS)).basis == ""


def test_an_indicator_that_is_not_known_is_passed_over(executed):
    odd = replace(SENTENCE, indicators=("no_such_indicator",))
    assert trace([odd], executed(odd)).definitions == ()
    assert undefined(executed(odd)) == ()


def test_a_reading_pack_leads_to_every_table_of_the_other_pages_that_states_its_counts(unit):
    pack = replace(YEARS, id="pack", title=READING_PACK)
    other = replace(MONTHS, id="others", title="Other counts", cells=frozenset({"z"}))
    beside = Executed(unit(Path("notebooks/06_workforce.ipynb")), None, exhibits=(SENTENCE, MONTHS, other))
    assert elsewhere([pack], others=[beside]) == (Link("06 workforce: By month", "06_workforce.html#months"),)
    assert elsewhere([pack], others=[]) == ()


def test_every_other_thing_leads_to_the_one_table_of_each_page_that_states_most_of_its_counts(unit):
    some = replace(MONTHS, id="some", title="Some of them", cells=frozenset(sorted(YEARS.cells)[:1]))
    most = replace(MONTHS, id="most", title="All of them", cells=YEARS.cells)
    none = replace(MONTHS, id="none", title="Other counts", cells=frozenset({"z"}))
    one = Executed(unit(Path("notebooks/01_curve.ipynb")), None, exhibits=(some, most, none))
    two = Executed(unit(Path("notebooks/02_more.ipynb")), None, exhibits=(none, some, replace(most, rows=())))
    three = Executed(unit(Path("notebooks/03_else.ipynb")), None, exhibits=(none,))
    led = elsewhere([YEARS], others=[one, two, three])
    assert led == (
        Link("01 curve: All of them", "01_curve.html#most"),
        Link("02 more: Some of them", "02_more.html#some"),
    )
    assert elsewhere([YEARS, YEARS], others=[one]) == led[:1]
