"""What a reader is shown of a backlog that may come."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.queued_council import queued_records
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.backlog_ahead import OVER, Needed, backlog_ahead, most_pressing
from turncurve.present.backlog_ahead import TRIED, rule_in_words, told


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Return the records of the council of two teams."""
    with queued_records(tmp_path_factory.mktemp("project")) as records:
        yield records


def test_managers_see_which_team_is_warned_and_by_what_rule(records):
    exhibit = restricted(backlog_ahead(records))
    assert exhibit.answer == "1 of 2 teams are warned; 0 are over their limit."
    assert column(exhibit, "Team") == ("South", "North")
    assert column(exhibit, "State")[0].startswith("warned, since ")
    assert rule_in_words(2.0) in exhibit.notes
    assert exhibit.sentence.startswith("South is warned of a backlog")


def test_the_public_is_told_that_it_is_not_told(records):
    for answer in (backlog_ahead(records), most_pressing(records)):
        exhibit = public(answer)
        assert "which are not released" in exhibit.sentence
        assert exhibit.picture is None
        assert "South" not in everything(exhibit)


def test_one_team_is_drawn_with_its_limit_and_range(records):
    exhibit = restricted(most_pressing(records))
    assert exhibit.title == "South: the queue ahead"
    assert len(exhibit.picture.layers) == 4
    assert len(exhibit.rows) == 26


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"needed": None, "too_late": True}, "No help that begins in the second week would be in time."),
        ({"needed": None, "too_late": False}, "It is likely to pass without help."),
        (
            {"needed": Needed(2.5, 6.0, 1.2, 30), "too_late": False},
            "2.5 more cases taken on a week, 1.2 more workers (6.0 days a week) or 30 contacts a week settled",
        ),
        (
            {"needed": Needed(2.5, None, None, None), "too_late": False},
            "from the second week: 2.5 more cases taken on a week.",
        ),
        ({"state": OVER}, "South is over its limit since"),
        ({"chance": 1.0}, "over 99%"),
        ({"chance": 0.001}, "under 1%"),
    ],
)
def test_the_words_say_what_would_help(records, changes, said):
    assert said in told(replace(most_pressing(records).outlook, **changes))


def test_a_team_without_a_warning_is_said_to_have_none(records):
    assert told(most_pressing(records, rank=2).outlook).startswith("North has no warning: 0 cases wait")


def test_kinds_of_trouble_whose_lead_falls_short_are_said_to():
    text = (Path(__file__).resolve().parents[3] / "docs" / "early_warning.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \.\.\. ([a-z ]+) \| 20 \|.*\| ([0-9.]+) \| [0-9.]+ \|$", text, flags=re.MULTILINE)
    assert len(rows) == 21
    short = {kind: float(lead) for kind, lead in rows if float(lead) < 4}
    assert short == {"shock in demand": 3.0, "everything": 3.0}
    said = text.partition("Not every kind of team does:")[2].partition("\n\n")[0]
    assert all(f'"{kind}"' in said for kind in short)
    assert (
        "a sudden rise in demand, or of several troubles at once, half were warned of only three weeks ahead" in TRIED
    )


def test_the_public_is_told_how_many_wait_where_no_warning_may_be_given(records):
    answer = backlog_ahead(records)
    waiting = answer.figures[0]
    latest = waiting.measurements[-1]
    assert public(answer).sentence.startswith(f"{int(waiting.value(latest))} cases waited for a worker on ")
    hidden = replace(waiting, measurements=(*waiting.measurements[:-1], replace(latest, numerator=None)))
    assert public(answer.over((hidden,))).sentence.startswith("No early warning can be given here")


@pytest.mark.parametrize(
    ("weeks", "said"), [(2.0, "in ten working days."), (3.0, "in 15 working days."), (0.5, "in 2.5 working days."),
                        (0.2, "in 1 working day.")]
)  # fmt: skip
def test_the_limit_is_told_as_it_was_asked_for(records, weeks, said):
    assert rule_in_words(weeks).endswith(f"The limit is what usually comes {said}")
    assert rule_in_words(3.0) in restricted(backlog_ahead(records, weeks_allowed=3.0)).notes
    assert rule_in_words(3.0) in restricted(most_pressing(records, weeks_allowed=3.0)).notes


def test_the_whole_record_of_warnings_is_told_and_not_its_latest_part(records):
    answer = backlog_ahead(records)
    days = [dt.date(2012, month, 1) for month in range(1, 10)]
    earlier = tuple((day, None if day.month % 3 else day + dt.timedelta(weeks=4)) for day in days)
    south, north = answer.teams
    changed = replace(answer, teams=(replace(south, earlier=earlier, breaches=5, unwarned=2), north))
    said = column(restricted(changed), "Its record of warnings")
    assert said[0] == (
        "9 warnings, 3 came true and 6 did not; over the limit 5 times, 2 without a warning. Latest: Jul 2012: passed; "
        "Aug 2012: passed; Sep 2012: over the limit 4 weeks later"
    )
    assert said[1] == "no warning before; never over the limit."
    together = replace(changed, teams=(*changed.teams, replace(north, earlier=earlier[:2], breaches=1, unwarned=1)))
    # 8 false alarms in 52 weeks of each of three teams, three team years: 2.7 a year.
    assert south.judged == 52
    assert restricted(together).sentence.endswith(
        " The rule's record here, of all teams: 11 warnings, 3 came true and 8 did not (2.7 a team a year); over the "
        "limit 6 times, 3 without a warning."
    )


def test_of_which_team_nothing_is_foretold_stands_in_the_sentence(records):
    answer = replace(backlog_ahead(records), untold=("No warning can be given of East.",), remarks=("No rota of X.",))
    assert restricted(answer).sentence.endswith(" No warning can be given of East.")
    assert "No rota of X." in restricted(answer).notes
    calm = replace(answer, teams=(answer.teams[1],))
    assert restricted(calm).sentence.endswith(
        "none is over its limit. The rule's record here, of all teams: no warning before; never over the limit. "
        "No warning can be given of East."
    )
    none = replace(answer, teams=(), reason="nothing is known")
    assert restricted(none).sentence.endswith("because nothing is known. No warning can be given of East.")
    assert "East" not in everything(public(answer))
