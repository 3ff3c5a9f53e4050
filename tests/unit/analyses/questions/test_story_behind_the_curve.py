"""A council's words part by part: what they lack, and the figures that its causes cite."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_council import keep_made_council
from tests.support.made_figures import yearly
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.story_behind_the_curve import YEARS_CITED, Told, cited, part_of
from turncurve.analyses.story_gaps import PARTS
from turncurve.tables import story as stories
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records
from turncurve.tables.story import Cause, Story

STARTED = "child_protection_plans_started"
REPEAT = "repeat_child_protection_plans"
FIGURE = Cause("C1", "More first plans", "contributing", 1, "figure", f"{STARTED}, which rose")
AUDIT = Cause("C2", "Plans end early", "restricting", 2, "audit", f"audit of {REPEAT}")


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Keep a made council with a story of one curve, and return its records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = keep_made_council(tmp_path)
    stories.keep((Story(REPEAT, outcome="Children are safe", causes=(FIGURE, AUDIT)),), folder=folder)
    return Records("madeshire", dt.date(2013, 3, 31))


def test_a_part_names_its_own_gaps_alone_and_rests_on_no_figures():
    part = Told("actions", Story("referrals"))
    assert part.missing == ("No action is agreed",)
    assert part.figures == ()
    assert part.over(()) == part
    assert isinstance(part, Answer)


def test_a_cause_is_told_with_the_last_years_of_what_it_cites(records):
    (figures,) = part_of(records, REPEAT, "causes").figures
    assert figures.definition.id == STARTED
    assert [(each.period.end.year, each.numerator) for each in figures.measurements] == [(2012, 96), (2013, 96)]
    assert len(figures.measurements) == YEARS_CITED


@pytest.mark.parametrize("part", [part for part in PARTS if part != "causes"])
def test_only_causes_rest_on_figures(records, part):
    assert part_of(records, REPEAT, part).figures == ()


def test_an_indicator_without_a_story_lacks_every_part(records):
    assert all(part_of(records, "referrals", part).missing for part in PARTS)
    assert part_of(records, REPEAT, "outcome").missing == (
        "It is not said whether this is population or performance accountability",
    )


def test_the_story_of_a_council_with_published_figures_alone_lacks_nothing_for_it_is_not_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep(Council("Elsewhere", "elsewhere", records=False), folder=tmp_path / "data/processed/elsewhere")
    told = part_of(Records("elsewhere", dt.date(2013, 3, 31)), REPEAT, "causes")
    assert (told.ours_to_tell, told.missing, told.figures) == (False, (), ())


@pytest.mark.parametrize(
    ("evidence", "kind", "names"),
    [
        (f"{STARTED}", "figure", (STARTED,)),
        (f"{STARTED} and {REPEAT}, then {STARTED}", "figure", (STARTED, REPEAT)),
        ("contacts", "figure", ("contacts",)),
        ("referrals: more each month", "figure", ("referrals",)),
        ("contacts and referrals rose", "figure", ()),
        ("Fewer referrals", "figure", ()),
        ("no_such_indicator", "figure", ()),
        ("", "figure", ()),
        (STARTED, "audit", ()),
        (STARTED, "hunch", ()),
        (STARTED, None, ()),
    ],
)
def test_a_figure_cites_an_indicator_by_its_identifier_and_a_plain_word_does_not(evidence, kind, names):
    assert cited(Cause("C1", "A cause", evidence_kind=kind, evidence=evidence)) == names


def test_what_the_records_cannot_give_is_cited_without_figures(records):
    in_categories = replace(FIGURE, evidence="contacts_by_route")
    stories.keep((Story(REPEAT, causes=(in_categories,)),), folder=stories_folder(records))
    assert part_of(records, REPEAT, "causes").figures == ()


def stories_folder(records):
    """Return where a council's stories are kept."""
    from turncurve.reference import project

    return project.processed_folder(records.council)


def test_over_other_figures_the_words_stay():
    told = Told("causes", Story(REPEAT, causes=(FIGURE,)), (yearly([250, 388]),))
    other = (yearly([None, 388]),)
    assert told.over(other) == replace(told, figures=other)
