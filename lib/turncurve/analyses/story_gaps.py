"""What a council's story of a curve still lacks, part by part, one sentence each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from turncurve.analyses.plain_action import is_said, vagueness
from turncurve.indicators.registry import INDICATORS
from turncurve.tables.story import Action, Option, Story

Part = Literal["outcome", "quadrant", "future", "causes", "partners", "options", "actions", "agenda"]
PARTS: tuple[Part, ...] = get_args(Part)
CHEAP = frozenset({"none", "low"})


def gaps(story: Story, part: Part) -> tuple[str, ...]:
    """List what one part of a story lacks.

    Parameters
    ----------
    story : Story
        A council's words on one curve.
    part : {"outcome", "quadrant", "future", "causes", "partners", "options", "actions", "agenda"}
        The part.

    Returns
    -------
    tuple of str
        One sentence each, without a full stop; empty where the part is complete.
    """
    return _GAPS[part](story)


def missing(story: Story) -> tuple[str, ...]:
    """List what a story lacks in all its parts.

    Parameters
    ----------
    story : Story
        A council's words on one curve.

    Returns
    -------
    tuple of str
        One sentence each, in the order of the report; empty where the story is complete.
    """
    return tuple(sentence for part in PARTS for sentence in gaps(story, part))


def _outcome(story: Story) -> tuple[str, ...]:
    """Say what the outcome lacks."""
    wanted = {
        "The outcome is not stated in plain words": story.outcome,
        "It is not said whether this is population or performance accountability": story.accountability,
    }
    return _absent(wanted)


def _quadrant(story: Story) -> tuple[str, ...]:
    """Say what the choice of the measure lacks; an indicator of a whole population has no place among a service's."""
    placed = story.quadrant or story.accountability == "population"
    wanted = {
        "It is not said whether the measure is of how much, how well, or whether anyone is better off": placed,
        "It is not said why this is a headline measure": story.headline_because,
    }
    return _absent(wanted)


def _future(story: Story) -> tuple[str, ...]:
    """Say what the judgement of the future lacks."""
    wanted = {
        "It is not said whether the future, if nothing changes, is acceptable": story.acceptable is not None,
        "It is not said why that future is or is not acceptable": story.acceptable_because,
    }
    return _absent(wanted)


def _causes(story: Story) -> tuple[str, ...]:
    """Say what the causes lack."""
    if not story.causes:
        return ("No cause is given for the curve",)
    found: list[str] = []
    for cause in story.causes:
        if cause.effect is None:
            found.append(f"Cause {cause.id} is not said to contribute or to restrict")
        if cause.rank is None:
            found.append(f"Cause {cause.id} is not ranked")
        if cause.evidence_kind is None or (cause.evidence_kind != "hunch" and not cause.evidence):
            found.append(f"Cause {cause.id} has no evidence, and is not labelled a hunch")
        elif cause.evidence_kind == "figure" and not set(re.findall(r"\w+", cause.evidence)) & set(INDICATORS):
            found.append(f"Cause {cause.id} rests on a figure, but names no indicator by its identifier")
    return tuple(found)


def _partners(story: Story) -> tuple[str, ...]:
    """Say what the partners lack."""
    if not story.partners:
        return ("No partner is named",)
    lacking = (each.name for each in story.partners if not each.role or not each.causes)
    return tuple(f"Partner {name} has no role, or no cause that it bears on" for name in lacking)


def _options(story: Story) -> tuple[str, ...]:
    """Say what the options lack."""
    if not story.options:
        return ("No option is given for what would work",)
    found = [sentence for option in story.options for sentence in _option(option)]
    if not any(option.cost in CHEAP for option in story.options):
        found.append("There is no option of no cost or low cost")
    return tuple(found)


def _option(option: Option) -> tuple[str, ...]:
    """Say what one option lacks."""
    wanted = {
        f"Option {option.id} acts on no cause": option.causes,
        f"Option {option.id} has no grade of evidence": option.evidence,
        f"Option {option.id} has no cost": option.cost,
        f"Option {option.id} is not scored on leverage, feasibility and reach, specificity and values": option.score,
    }
    return _absent(wanted)


def _actions(story: Story) -> tuple[str, ...]:
    """Say what the actions lack."""
    if not story.actions:
        return ("No action is agreed",)
    return tuple(sentence for action in story.actions for sentence in _action(action))


def _action(action: Action) -> tuple[str, ...]:
    """Say what one action lacks."""
    wanted = {
        f"Action {action.id} has no owner": is_said(action.who) and not action.who.lower().startswith("every"),
        f"Action {action.id} has no date": action.due,
        f"Action {action.id} has no deliverable": is_said(action.deliverable),
        f"Action {action.id} has no cost": is_said(action.cost),
        f"Action {action.id} has no measure of its effect": is_said(action.measure),
        f"Action {action.id} carries out no option": action.option,
    }
    vague = vagueness(action.what)
    return ((f"Action {action.id} is vague: {vague}",) if vague else ()) + _absent(wanted)


def _agenda(story: Story) -> tuple[str, ...]:
    """Say what the agenda lacks."""
    wanted = {
        "No data is to be developed": story.data_development,
        "No question is to be researched": story.research,
    }
    return _absent(wanted)


def _absent(wanted: Mapping[str, object]) -> tuple[str, ...]:
    """Return the sentence of each thing that is not there."""
    return tuple(sentence for sentence, held in wanted.items() if not held)


_GAPS = {
    "outcome": _outcome,
    "quadrant": _quadrant,
    "future": _future,
    "causes": _causes,
    "partners": _partners,
    "options": _options,
    "actions": _actions,
    "agenda": _agenda,
}
