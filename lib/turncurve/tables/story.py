"""A council's own words on one curve: outcome, target, story, partners, options, scenarios and actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from turncurve.methods.chart_result import Rebase
from turncurve.reference import project
from turncurve.tables import kept_words
from turncurve.tables.explanation import Explanation

STORIES = "turning_the_curve.json"

Accountability = Literal["population", "performance"]
Quadrant = Literal["how much", "how well", "better off"]
Effect = Literal["contributing", "restricting"]
EvidenceKind = Literal["figure", "audit", "hunch"]
Strength = Literal["strong", "moderate", "weak", "none"]
Cost = Literal["none", "low", "medium", "high"]
Aim = Literal["at most", "at least"]


@dataclass(frozen=True)
class Target:
    """Where the council wants the curve to be, and by when.

    What happens is held against it over the twelve months up to the date; what is open, on the date.

    Parameters
    ----------
    value : float
        In the indicator's unit: percent for a share.
    by : datetime.date
        The date by which it is to be met.
    aim : {"at most", "at least"} or None
        On which side of the value the target is met; needed where neither more nor less is better in itself.
    set_by : str
        Who set it, and where it is written.
    """

    value: float
    by: dt.date
    aim: Aim | None = None
    set_by: str = ""


@dataclass(frozen=True)
class Cause:
    """One cause in the story behind the curve.

    Parameters
    ----------
    id : str
        Its identifier in the file.
    text : str
        The cause in plain words.
    effect : {"contributing", "restricting"}
        Whether it pushes the curve the right way or holds it back.
    rank : int or None
        Its order of importance, 1 first.
    evidence_kind : {"figure", "audit", "hunch"} or None
        What it rests on; a hunch is labelled so.
    evidence : str
        Where the evidence stands.
    """

    id: str
    text: str
    effect: Effect | None = None
    rank: int | None = None
    evidence_kind: EvidenceKind | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Partner:
    """One partner with a part to play.

    Parameters
    ----------
    name : str
        The partner agency or group.
    role : str
        What it can do.
    causes : tuple of str
        Identifiers of the causes that it bears on.
    """

    name: str
    role: str = ""
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One thing that would work to turn the curve.

    Parameters
    ----------
    id : str
        Its identifier in the file.
    text : str
        The option in plain words.
    causes : tuple of str
        Identifiers of the causes that it acts on.
    evidence : {"strong", "moderate", "weak", "none"} or None
        How well it is known to work.
    cost : {"none", "low", "medium", "high"} or None
        What it costs.
    off_the_wall : bool
        Whether it is deliberately unusual.
    leverage, feasibility, specificity, values : int or None
        Scores from 1 to 5.
    """

    id: str
    text: str
    causes: tuple[str, ...] = ()
    evidence: Strength | None = None
    cost: Cost | None = None
    off_the_wall: bool = False
    leverage: int | None = None
    feasibility: int | None = None
    specificity: int | None = None
    values: int | None = None

    @property
    def score(self) -> int | None:
        """The sum of the four scores; None where one is missing."""
        scores = (self.leverage, self.feasibility, self.specificity, self.values)
        known = [each for each in scores if each is not None]
        return sum(known) if len(known) == len(scores) else None


@dataclass(frozen=True)
class Action:
    """One action agreed.

    Parameters
    ----------
    id : str
        Its identifier in the file.
    what, who, deliverable, cost, measure : str
        What will be done, by whom, what will exist then, what it costs, and how its effect is measured.
    due : datetime.date or None
        By when.
    option : str
        Identifier of the option that it carries out.
    """

    id: str
    what: str
    who: str = ""
    due: dt.date | None = None
    deliverable: str = ""
    cost: str = ""
    measure: str = ""
    option: str = ""


@dataclass(frozen=True)
class Scenario:
    """What would follow if one option worked as it is meant to.

    Parameters
    ----------
    id : str
        Its identifier in the file.
    name : str
        The scenario in plain words.
    option : str
        Identifier of the option that it carries out.
    change : float or None
        Percent by which the level would differ once the option works fully: -25 for a quarter lower.
    begins, full_by : datetime.date or None
        When the change would begin, and when it would be complete.
    evidence : str
        What the size of the change rests on.
    """

    id: str
    name: str
    option: str = ""
    change: float | None = None
    begins: dt.date | None = None
    full_by: dt.date | None = None
    evidence: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is not said of it yet, in words; one without its size and both dates cannot be drawn."""
        wanted = {
            "the option that it carries out": self.option,
            "the change that it would bring": self.change is not None,
            "the date from which it would begin": self.begins,
            "the date by which it would be complete": self.full_by,
            "what its size rests on": self.evidence,
        }
        return tuple(what for what, held in wanted.items() if not held)


@dataclass(frozen=True)
class Story:
    """A council's own words on one curve; what is not yet written is empty.

    Parameters
    ----------
    indicator : str
        Identifier of the indicator.
    outcome : str
        The outcome in plain words.
    accountability : {"population", "performance"} or None
        Whose well-being: a whole population's, or a service's users'.
    quadrant : {"how much", "how well", "better off"} or None
        What kind of measure the indicator is.
    headline_because : str
        Why it is a headline.
    acceptable : bool or None
        Whether the future, if nothing changes, is acceptable.
    acceptable_because : str
        Why.
    baseline_as_at : datetime.date or None
        Date of the released report whose forecast is the frozen baseline.
    target : Target or None
        Where the council wants the curve to be.
    causes : tuple of Cause
        The story behind the curve.
    partners : tuple of Partner
        Who has a part to play.
    options : tuple of Option
        What would work.
    scenarios : tuple of Scenario
        What would follow if an option worked.
    actions : tuple of Action
        What will be done.
    data_development, research : tuple of str
        What must be found out.
    rebases : tuple of Rebase
        Where limits of the control chart start anew, each with its reason and who approved it.
    explanations : tuple of Explanation
        What lay behind periods that were out of the ordinary.
    written_on : datetime.date or None
        The day from which these are the council's words; None where they always were.
    """

    indicator: str
    outcome: str = ""
    accountability: Accountability | None = None
    quadrant: Quadrant | None = None
    headline_because: str = ""
    acceptable: bool | None = None
    acceptable_because: str = ""
    baseline_as_at: dt.date | None = None
    target: Target | None = None
    causes: tuple[Cause, ...] = ()
    partners: tuple[Partner, ...] = ()
    options: tuple[Option, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    actions: tuple[Action, ...] = ()
    data_development: tuple[str, ...] = ()
    research: tuple[str, ...] = field(default=())
    rebases: tuple[Rebase, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    written_on: dt.date | None = None


PARTS: dict[str, type[Any]] = {
    "causes": Cause,
    "partners": Partner,
    "options": Option,
    "scenarios": Scenario,
    "actions": Action,
    "rebases": Rebase,
    "explanations": Explanation,
}
WORDS: dict[str, tuple[str, ...]] = {
    "accountability": get_args(Accountability),
    "quadrant": get_args(Quadrant),
    "effect": get_args(Effect),
    "evidence_kind": get_args(EvidenceKind),
    "cost": get_args(Cost),
    "strength": get_args(Strength),
    "aim": get_args(Aim),
}
DATES = frozenset({"on", "written_on", "due", "baseline_as_at", "by", "begins", "full_by"})


def keep(stories: tuple[Story, ...], *, folder: Path) -> None:
    """Keep a council's stories beside its canonical tables.

    Parameters
    ----------
    stories : tuple of Story
        One an indicator, or several written on different days.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    held: dict[str, list[Story]] = {}
    for story in sorted(stories, key=lambda each: (each.indicator, each.written_on or dt.date.min)):
        held.setdefault(story.indicator, []).append(story)
    kept_words.keep(held, path=folder / STORIES)


def told(council: str, indicator: str, *, as_at: dt.date) -> Story:
    """Return what a council had written of one curve by a date.

    Parameters
    ----------
    council : str
        The council's name or folder.
    indicator : str
        Identifier of the indicator.
    as_at : datetime.date
        The report's date: what was written later is not told.

    Returns
    -------
    Story
        Empty where nothing was written yet.
    """
    return all_told(council, as_at=as_at).get(indicator, Story(indicator))


def all_told(council: str, *, as_at: dt.date) -> dict[str, Story]:
    """Return what a council had written of its curves by a date.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : datetime.date
        The report's date: what was written later is not told.

    Returns
    -------
    dict of str to Story
        By the indicator's identifier; without those of which nothing was written yet.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = project.processed_folder(council) / STORIES
    held: dict[str, list[Story]] | None = kept_words.read_back(
        dict[str, list[Story]], path=path, called="the stories behind curves"
    )
    return {
        indicator: story
        for indicator, written in (held or {}).items()
        for story in written
        if story.written_on is None or story.written_on <= as_at  # the last of them stands
    }
