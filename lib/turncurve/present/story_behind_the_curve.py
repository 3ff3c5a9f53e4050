"""Exhibits of a council's own words: each part as a table, with what it still lacks."""

from __future__ import annotations

from collections.abc import Callable

from turncurve.analyses.questions.story_behind_the_curve import Part, Told
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.tables.story import Action, Cause, Option, Partner, Story

Rows = tuple[tuple[str, ...], ...]
NOT_WRITTEN = "not written yet"


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
        A table, and what is missing from it.
    """
    told = released.value
    title, heads, make, say = _PARTS[told.part]
    if not told.ours_to_tell:
        return Exhibit(title, "Only published figures are held of this council, so its story is not told here.")
    rows = make(told.story)
    return Exhibit(
        title=title,
        sentence=say(told.story),
        columns=tuple(Column(head, numeric=head in _NUMERIC) for head in heads) if rows else (),
        rows=rows,
        missing=told.missing,
        source="the council's own words",
    )


_NUMERIC = {"Rank", "Leverage", "Feasibility and reach", "Specificity", "Values", "Total"}


def _outcome_rows(story: Story) -> Rows:
    """Return the outcome and why this measure."""
    return (
        ("Outcome", story.outcome or NOT_WRITTEN),
        ("Accountability", story.accountability or NOT_WRITTEN),
        ("Kind of measure", story.quadrant or NOT_WRITTEN),
        ("Why a headline", story.headline_because or NOT_WRITTEN),
    )


def _future_rows(story: Story) -> Rows:
    """Return the judgement of the future."""
    judged = {True: "yes", False: "no", None: NOT_WRITTEN}[story.acceptable]
    return (("Is this future acceptable?", judged), ("Why", story.acceptable_because or NOT_WRITTEN))


def _cause_row(cause: Cause) -> tuple[str, ...]:
    """Return one cause."""
    kinds = {"figure": "figure", "audit": "audit finding", "hunch": "hunch: not evidence", None: NOT_WRITTEN}
    evidence = ": ".join(part for part in (kinds[cause.evidence_kind], cause.evidence) if part)
    return (cause.id, _text(cause.rank), cause.text, cause.effect or NOT_WRITTEN, evidence)


def _partner_row(partner: Partner) -> tuple[str, ...]:
    """Return one partner."""
    return (partner.name, partner.role or NOT_WRITTEN, words.listed(partner.causes) or NOT_WRITTEN)


def _option_row(option: Option) -> tuple[str, ...]:
    """Return one option with its scores."""
    scores = (option.leverage, option.feasibility, option.specificity, option.values, option.score)
    text = f"{option.text} (off the wall)" if option.off_the_wall else option.text
    return (
        option.id,
        text,
        words.listed(option.causes) or NOT_WRITTEN,
        option.evidence or NOT_WRITTEN,
        option.cost or NOT_WRITTEN,
        *(_text(score) for score in scores),
    )


def _action_row(action: Action) -> tuple[str, ...]:
    """Return one action."""
    due = f"{action.due.day} {action.due:%B %Y}" if action.due else NOT_WRITTEN
    texts = (action.what, action.who, due, action.deliverable, action.cost, action.measure, action.option)
    return (action.id, *(text or NOT_WRITTEN for text in texts))


def _ranked(story: Story) -> Rows:
    """Return the causes by rank, those not ranked last."""
    order = sorted(story.causes, key=lambda cause: (cause.rank is None, cause.rank or 0, cause.id))
    return tuple(_cause_row(cause) for cause in order)


def _scored(story: Story) -> Rows:
    """Return the options, the highest score first and those not scored last."""
    order = sorted(story.options, key=lambda option: (-(option.score or 0), option.id))
    return tuple(_option_row(option) for option in order)


def _agenda_rows(story: Story) -> Rows:
    """Return what must be found out."""
    data = tuple(("Data to develop", text) for text in story.data_development)
    return (*data, *(("Question to research", text) for text in story.research))


def _text(number: int | None) -> str:
    """Return a whole number's text, or a dash."""
    return "–" if number is None else str(number)


def _counted(held: tuple[object, ...], one: str) -> str:
    """Say how many of something are given."""
    return f"{words.plural(len(held), one)} given." if held else f"No {one} is given yet."


_OPTION_HEADS = ("Option", "What would work", "Acts on", "Evidence", "Cost", "Leverage", "Feasibility and reach")
_ACTION_HEADS = ("Action", "What", "Who", "By when", "Deliverable", "Cost", "Measured by", "Carries out")
_PARTS: dict[Part, tuple[str, tuple[str, ...], Callable[[Story], Rows], Callable[[Story], str]]] = {
    "outcome": (
        "The outcome, and why this measure",
        ("Part", "Words"),
        _outcome_rows,
        lambda story: story.outcome or "The outcome is not written yet.",
    ),
    "future": (
        "Is this future acceptable?",
        ("Part", "Words"),
        _future_rows,
        lambda story: {
            True: "The council holds this future to be acceptable.",
            False: "The council holds this future not to be acceptable.",
            None: "The council has not yet said whether this future is acceptable.",
        }[story.acceptable],
    ),
    "causes": (
        "The story behind the curve",
        ("Cause", "Rank", "In plain words", "Effect", "Evidence"),
        _ranked,
        lambda story: _counted(story.causes, "cause"),
    ),
    "partners": (
        "Partners with a part to play",
        ("Partner", "Role", "Causes"),
        lambda story: tuple(_partner_row(partner) for partner in story.partners),
        lambda story: _counted(story.partners, "partner"),
    ),
    "options": (
        "What would work",
        (*_OPTION_HEADS, "Specificity", "Values", "Total"),
        _scored,
        lambda story: _counted(story.options, "option"),
    ),
    "actions": (
        "What will be done",
        _ACTION_HEADS,
        lambda story: tuple(_action_row(action) for action in story.actions),
        lambda story: _counted(story.actions, "action"),
    ),
    "agenda": (
        "What must be found out",
        ("Kind", "What"),
        _agenda_rows,
        lambda story: _counted((*story.data_development, *story.research), "item"),
    ),
}
