"""Exhibits of a council's own words: each part as a sentence and a table, with what it still lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from turncurve.analyses.questions.story_behind_the_curve import Told
from turncurve.analyses.story_gaps import CHEAP, Part
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, story_tables, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.tables.story import Story

HIGHEST_SCORE = 20
_NUMERIC = {"Rank", "Leverage", "Feasibility and reach", "Specificity", "Values", "Total"}


@dataclass(frozen=True)
class _Shape:
    """How one part is shown: its title, the headings and rows of its table, its sentence and its notes."""

    title: str
    heads: tuple[str, ...]
    rows: Callable[[Told], story_tables.Rows]
    say: Callable[[Story], str]
    notes: Callable[[Story], tuple[str, ...]] = lambda _: ()


@presents(Told)
def told_exhibit(released: Releasable[Told]) -> Exhibit:
    """Show one part of a council's own words.

    Parameters
    ----------
    released : Releasable of Told
        What may be shown.

    Returns
    -------
    Exhibit
        A sentence, a table, and what is missing from it.
    """
    told = released.value
    shape = _PARTS[told.part]
    if not told.ours_to_tell:
        return Exhibit(shape.title, "Only published figures are held of this council, so its story is not told here.")
    rows = shape.rows(told)
    figures = sorted({series_table.source(each) for each in told.figures})
    return Exhibit(
        title=shape.title,
        sentence=shape.say(told.story),
        columns=tuple(Column(head, numeric=head in _NUMERIC) for head in shape.heads) if rows else (),
        rows=rows,
        missing=told.missing,
        notes=shape.notes(told.story),
        source=words.listed(["the council's own words", *figures]),
    )


def _outcome(story: Story) -> str:
    """Say the outcome, and whose it is."""
    said = _closed(story.outcome) if story.outcome else "The outcome is not written yet."
    if story.accountability is None:
        return said
    return f"{said} This is {story.accountability} accountability: {story_tables.WHOSE[story.accountability]}."


def _quadrant(story: Story) -> str:
    """Say what kind of measure this is."""
    if story.accountability == "population":
        return "It measures the well-being of a whole population, and so has no place among a service's own measures."
    if story.quadrant is None:
        return "It is not written yet what kind of measure this is."
    return f"Of the three questions that a service can be asked, it answers: {story_tables.QUESTIONS[story.quadrant]}"


def _future(story: Story) -> str:
    """Say whether the future is acceptable, and why."""
    said = {
        True: "The council holds this future to be acceptable.",
        False: "The council holds this future not to be acceptable.",
        None: "The council has not yet said whether this future is acceptable.",
    }[story.acceptable]
    return f"{said} {_closed(story.acceptable_because)}" if story.acceptable_because else said


def _causes(story: Story) -> str:
    """Say the first cause, and how many push and hold back."""
    if not story.causes:
        return "No cause is given yet."
    first, *_ = story_tables.ranked(story)
    pushing = sum(cause.effect == "contributing" for cause in story.causes)
    holding = sum(cause.effect == "restricting" for cause in story.causes)
    return (
        f"{words.plural(len(story.causes), 'cause')} given: {pushing} contributing and {holding} restricting. "
        f"The first is {first.id}: {_closed(first.text)}"
    )


def _causes_notes(story: Story) -> tuple[str, ...]:
    """Say what the words contributing, restricting and hunch mean."""
    hunches = sum(cause.evidence_kind == "hunch" for cause in story.causes)
    rest = f" {words.plural(hunches, 'cause rests', many='causes rest')} on one." if hunches else ""
    return (
        (
            "A contributing cause moves the curve the way that is wanted and a restricting one holds it back.",
            f"A hunch is what people who know the work believe, and no evidence until somebody looks.{rest}",
        )
        if story.causes
        else ()
    )


def _partners(story: Story) -> str:
    """Say who has a part."""
    names = [partner.name for partner in story.partners]
    return (
        f"{words.plural(len(names), 'partner')} given: {words.listed(names)}." if names else "No partner is given yet."
    )


def _options(story: Story) -> str:
    """Say the option with the highest score."""
    if not story.options:
        return "No option is given yet."
    given = f"{words.plural(len(story.options), 'option')} given"
    first, *_ = story_tables.scored(story)
    if first.score is None:
        return f"{given}, none of them scored yet."
    return f"{given}. The highest score, {first.score} of {HIGHEST_SCORE}, is that of {first.id}: {_closed(first.text)}"


def _options_notes(story: Story) -> tuple[str, ...]:
    """Say which options cost little, and which is off the wall or that there is room for one."""
    if not story.options:
        return ()
    cheap = [option.id for option in story.options if option.cost in CHEAP]
    odd = [option.id for option in story.options if option.off_the_wall]
    verb = "costs" if len(cheap) == 1 else "cost"
    return (
        f"{words.listed(cheap)} {verb} nothing or little." if cheap else "None is of no cost or low cost.",
        f"Off the wall: {words.listed(odd)}." if odd else "No off-the-wall option is given: there is room for one.",
        "Each is scored from 1 to 5 on leverage, feasibility and reach, specificity and values.",
    )


def _actions(story: Story) -> str:
    """Say how many actions are agreed and which is due first."""
    dated = sorted((action for action in story.actions if action.due), key=lambda action: (action.due, action.id))
    if not story.actions:
        return "No action is given yet."
    given = f"{words.plural(len(story.actions), 'action')} given"
    if not dated:
        return f"{given}, none of them with a date."
    first = dated[0]
    owner = f" ({first.who})" if first.who else ""
    return f"{given}. The first is due by {story_tables.day(first)}{owner}: {_closed(first.what)}"


def _agenda(story: Story) -> str:
    """Say how much must be found out."""
    held = {"kind of data to develop": story.data_development, "question to research": story.research}
    many = {"kind of data to develop": "kinds of data to develop", "question to research": "questions to research"}
    counts = [words.plural(len(items), one, many=many[one]) for one, items in held.items() if items]
    return (
        f"{series_table.capital(words.listed(counts))}." if counts else "Nothing is given yet that must be found out."
    )


def _closed(text: str) -> str:
    """Return the council's words as a sentence ends."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


_OPTION_HEADS = ("Option", "What would work", "Acts on", "Evidence", "Cost", "Leverage", "Feasibility and reach")
_ACTION_HEADS = ("Action", "What", "Who", "By when", "Deliverable", "Cost", "Measured by", "Carries out")
_PARTS: dict[Part, _Shape] = {
    "outcome": _Shape("The outcome wanted", ("Part", "Words"), story_tables.outcome_rows, _outcome),
    "quadrant": _Shape("Why this measure", ("Question", "Answered by"), story_tables.quadrant_rows, _quadrant),
    "future": _Shape("Is this future acceptable?", ("Part", "Words"), story_tables.future_rows, _future),
    "causes": _Shape(
        "The causes at work",
        ("Cause", "Rank", "In plain words", "Effect", "Evidence"),
        story_tables.cause_rows,
        _causes,
        _causes_notes,
    ),
    "partners": _Shape(
        "Partners with a part to play", ("Partner", "Role", "Causes"), story_tables.partner_rows, _partners
    ),
    "options": _Shape(
        "What would work",
        (*_OPTION_HEADS, "Specificity", "Values", "Total"),
        story_tables.option_rows,
        _options,
        _options_notes,
    ),
    "actions": _Shape("What will be done", _ACTION_HEADS, story_tables.action_rows, _actions),
    "agenda": _Shape("What must be found out", ("Kind", "What"), story_tables.agenda_rows, _agenda),
}
