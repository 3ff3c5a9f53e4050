"""Every indicator of the registry has a page of Turning the Curve, or a sentence that says why it has none."""

import datetime as dt
import re

import pandas as pd
import pytest

from tests.support.made_council import keep_made_council, published_figures
from turncurve.analyses.questions import (
    beside_others,
    change_by_group,
    has_it_turned,
    how_good_the_data_are,
    if_nothing_changes,
    special_causes,
    the_curve_so_far,
    time_to_return,
    was_the_target_met,
    why_it_changed,
)
from turncurve.analyses.questions.story_behind_the_curve import part_of
from turncurve.analyses.story_gaps import PARTS
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import TurnCurveError
from turncurve.indicators.registry import INDICATORS
from turncurve.present import Page
from turncurve.present.exhibit import exhibit_of
from turncurve.reference.periods import MONTHS_IN
from turncurve.tables import store
from turncurve.tables.records import Records

WHOLE = sorted(name for name, each in INDICATORS.items() if not each.definition.by)
IN_CATEGORIES = sorted(name for name, each in INDICATORS.items() if each.definition.by)
POOLED = [name for name in WHOLE if INDICATORS[name].definition.window == "three years pooled"]
QUESTIONS = {
    "change": has_it_turned.change,
    "history": the_curve_so_far.history,
    "year by year": lambda records, name: the_curve_so_far.history(records, name, grain="year"),
    "projection": if_nothing_changes.projection,
    "comparison": beside_others.comparison,
    "funnel": beside_others.funnel,
    "turned": has_it_turned.turned,
    "target": was_the_target_met.target_met,
    "quality": how_good_the_data_are.quality,
    "special causes": special_causes.special_causes,
    "why it changed": why_it_changed.why_it_changed,
    "change by group": change_by_group.change_by_group,
    "time to return": time_to_return.time_to_return,
}
NO_WORD_FOR_A_READER = re.compile(r"\b(None|nan|inf|NaT)\b|\bin \d{1,2} [A-Z]|  |\.\.|yearss")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Keep a made council with four years of every table."""
    root = tmp_path_factory.mktemp("project")
    keep_made_council(root)
    rows = published_figures(("child_protection_plans_open", "England", 2012, 42850, None))
    store.write("published_figures", rows, folder=root / "data/processed/published", sources={}, counts={})
    return root


@pytest.fixture(scope="module")
def short_root(tmp_path_factory):
    """Keep a made council with two months of every table."""
    root = tmp_path_factory.mktemp("project")
    keep_made_council(root, months=pd.date_range("2012-05-01", "2012-06-01", freq="MS"))
    return root


@pytest.fixture(scope="module")
def held():
    """Return the records of both councils, which count nothing twice, as those of one page do not."""
    return {name: Records("madeshire", dt.date(2013, 3, 31)) for name in ("long", "short")}


@pytest.fixture
def records(root, held, monkeypatch):
    """Return the made council's records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    return held["long"]


@pytest.fixture
def short_records(short_root, held, monkeypatch):
    """Return the records of two months."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(short_root))
    return held["short"]


def texts_of(exhibit):
    """Return every text of an exhibit."""
    cells = [text for row in exhibit.rows for text in row]
    return [exhibit.title, exhibit.sentence, exhibit.answer, exhibit.source, *exhibit.notes, *cells]


@pytest.mark.parametrize("audience", ["restricted", "public"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("indicator", WHOLE)
def test_every_indicator_of_one_curve_answers_every_question_in_words(records, indicator, question, audience):
    answer = QUESTIONS[question](records, indicator)
    plan = solo_plan(answer) if audience == "public" else None
    exhibit = exhibit_of(release(answer, audience=audience, plan=plan))
    assert exhibit.sentence.endswith(".")
    assert exhibit.source
    assert all(len(row) == len(exhibit.columns) for row in exhibit.rows)
    assert [text for text in texts_of(exhibit) if NO_WORD_FOR_A_READER.search(text)] == []


@pytest.mark.parametrize("audience", ["restricted", "public"])
@pytest.mark.parametrize("indicator", [*WHOLE, *IN_CATEGORIES])
def test_an_indicator_without_a_story_is_a_draft_to_both_audiences_and_lists_what_is_missing(
    root, monkeypatch, indicator, audience
):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    shown = []
    page = Page("madeshire", "2013-03-31", audience, show=shown.append)
    for part in PARTS:
        page.table(part_of(page.records, indicator, part))
    drafts = [bundle["application/vnd.turncurve.draft+json"]["missing"] for bundle in shown]
    assert len(drafts) == len(PARTS)
    assert all(missing for missing in drafts)
    assert "No cause is given for the curve" in [said for missing in drafts for said in missing]


@pytest.mark.parametrize("indicator", WHOLE)
def test_every_indicator_of_one_curve_has_a_value_to_show(records, indicator):
    """So that the test above speaks of figures and not of gaps."""
    (figures,) = the_curve_so_far.history(records, indicator, grain="year").figures
    assert any(figures.value(each) is not None for each in figures.measurements)
    periods = [each.period for each in figures.measurements]
    assert periods == sorted(set(periods))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("indicator", IN_CATEGORIES)
def test_an_indicator_in_categories_is_refused_with_a_sentence_and_never_drawn_as_one_line(
    records, indicator, question
):
    with pytest.raises(TurnCurveError, match="is not one curve: it has one for each") as refused:
        QUESTIONS[question](records, indicator)
    assert INDICATORS[indicator].definition.title in refused.value.what
    assert refused.value.remedy


def test_a_curve_in_categories_names_the_curve_of_them_all(records):
    with pytest.raises(TurnCurveError, match="one for each route and reason") as refused:
        the_curve_so_far.history(records, "contacts_by_route_and_reason")
    assert refused.value.remedy == "Use contacts"


@pytest.mark.parametrize("indicator", POOLED)
@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_what_is_pooled_over_three_years_is_never_measured_over_less(records, indicator, grain):
    (figures,) = the_curve_so_far.history(records, indicator, grain=grain).figures
    assert {each.period.months for each in figures.measurements} == {MONTHS_IN["three_years"]}


@pytest.mark.parametrize("indicator", POOLED)
def test_windows_that_overlap_tell_no_change_and_give_no_projection(records, indicator):
    assert has_it_turned.change(records, indicator).verdict == "cannot tell"
    assert "share" in has_it_turned.change(records, indicator).difference.reason
    assert "share children with one another" in if_nothing_changes.projection(records, indicator).forecast.reason


@pytest.mark.parametrize("indicator", WHOLE)
@pytest.mark.parametrize("question", QUESTIONS)
def test_records_of_two_months_are_too_few_and_that_is_said(short_records, indicator, question):
    answer = QUESTIONS[question](short_records, indicator)
    for audience, plan in (("restricted", None), ("public", solo_plan(answer))):
        exhibit = exhibit_of(release(answer, audience=audience, plan=plan))
        assert exhibit.sentence.endswith(".")
        assert [text for text in texts_of(exhibit) if NO_WORD_FOR_A_READER.search(text)] == []


@pytest.mark.parametrize("indicator", WHOLE)
def test_a_report_dated_before_the_first_record_is_a_sentence(root, monkeypatch, indicator):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    with pytest.raises(TurnCurveError, match="no records are held of"):
        the_curve_so_far.history(Records("madeshire", dt.date(1999, 3, 31)), indicator)
