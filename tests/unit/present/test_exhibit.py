"""An exhibit is made of what has passed disclosure control, and of nothing else."""

import subprocess
import sys
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules

import pytest

from tests.support.made_figures import COUNT, monthly, yearly
from tests.support.shown import column, public, restricted
from turncurve import present
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import DisclosureError
from turncurve.present import exhibit
from turncurve.present.exhibit import Column, Exhibit, exhibit_of, presents

# Of three months in four the numerator can be shown, so that the page stays by month.
SHARES = History((monthly([(9, 40), (3, 40), (8, 41), (12, 39)]),))


@dataclass(frozen=True)
class Odd:
    """An answer that nobody has an exhibit for."""

    figures: tuple

    def over(self, figures):
        return replace(self, figures=figures)


@pytest.fixture
def _unregistered(monkeypatch):
    """Forget afterwards what a test registers."""
    monkeypatch.setattr(exhibit, "_MAKERS", dict(exhibit._MAKERS))


@pytest.mark.parametrize("raw", [SHARES, SHARES.figures[0], SHARES.figures[0].frame(), [("2013", 62)], 62, None])
def test_what_has_not_passed_disclosure_control_is_refused(raw):
    with pytest.raises(DisclosureError, match="has not passed disclosure control"):
        exhibit_of(raw)


def test_an_answer_that_has_passed_is_shown():
    assert restricted(SHARES).rows[0][:3] == ("April 2012", "9", "40")


def test_a_kind_of_answer_without_an_exhibit_is_refused_by_its_name():
    with pytest.raises(DisclosureError, match="no exhibit for an answer of kind Odd"):
        restricted(Odd(SHARES.figures))


@pytest.mark.usefixtures("_unregistered")
def test_a_kind_of_answer_is_shown_by_what_was_registered_for_it():
    @presents(Odd)
    def odd_exhibit(released):
        return Exhibit("Odd", f"{len(released.value.figures)} figures.")

    assert restricted(Odd(SHARES.figures)) == Exhibit("Odd", "1 figures.")
    assert odd_exhibit(release(Odd(()), audience="restricted")).sentence == "0 figures."


def test_the_two_audiences_are_shown_the_same_but_for_what_is_hidden():
    whole, safe = restricted(SHARES), public(SHARES)
    assert whole.columns == safe.columns
    differing = [(one, two) for one, two in zip(whole.rows, safe.rows, strict=True) if one != two]
    assert differing == [(("May 2012", "3", "40", "7.5", *differing[0][0][4:]), ("May 2012", "c", "40", "c", "–", "–"))]


@pytest.mark.parametrize(("profile", "symbol"), [("dfe_now", "c"), ("dfe_2012", "x"), ("nhs5", "*")])
def test_a_hidden_number_has_the_symbol_of_the_rule_that_hides_it(profile, symbol):
    shown = public(SHARES, profile=profile)
    assert column(shown, "Repeat plans")[1] == symbol
    assert column(shown, "Percent")[1] == symbol


@pytest.mark.usefixtures("_unregistered")
def test_a_word_that_looks_like_the_symbol_is_left_alone():
    @presents(Odd)
    def _odd_exhibit(released):
        return Exhibit("Odd", "s.", (Column("Name", numeric=False), Column("n")), (("c", "c"),))

    assert public(Odd(SHARES.figures), profile="nhs5").rows == (("c", "*"),)


def test_a_plan_for_other_figures_shows_nothing():
    plan = solo_plan(SHARES)
    with pytest.raises(DisclosureError, match="not made for these figures"):
        release(Change((yearly([16, 15], words=COUNT),)), audience="public", plan=plan)


def _alone(program):
    """Run a program in a new process, and return what it prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours


def test_a_page_loads_the_exhibits_that_it_shows_and_no_others():
    said = _alone(
        "import sys, turncurve.present\n"
        "from turncurve.analyses.overviews.peer_review import Found\n"
        "from turncurve.analyses.questions.backlog_ahead import BacklogAhead\n"
        "from turncurve.present.exhibit import _found\n"
        "names = lambda: {each.rpartition('.')[2] for each in sys.modules if each.startswith('turncurve.present.')}\n"
        "print('backlog_ahead' in names(), _found(BacklogAhead).__name__, 'backlog_ahead' in names())\n"
        "print(_found(Found).__module__, 'progress_chair' in names())\n"
    )
    assert said.splitlines() == [
        "False backlog_ahead_exhibit True",
        "turncurve.present.peer_findings False",
    ]


def test_every_kind_of_answer_is_found_by_its_name_or_its_family():
    for module in iter_modules(present.__path__):
        import_module(f"{present.__name__}.{module.name}")
    strange = {
        kind.__name__
        for kind, maker in exhibit._MAKERS.items()
        if kind.__module__.startswith("turncurve.")
        and kind.__module__.rpartition(".")[2].partition("_")[0]
        != maker.__module__.rpartition(".")[2].partition("_")[0]
    }
    # The funnel of the councils compared alone: its page loads every exhibit.
    assert strange == {"Funnel"}
    assert all(exhibit._found(kind) is maker for kind, maker in exhibit._MAKERS.items())
