"""The tables of a council's own words: one row a cause, partner, option, action or question."""

from __future__ import annotations

from collections.abc import Mapping

from turncurve.analyses.questions.story_behind_the_curve import Told, cited
from turncurve.indicators.figures import Figures
from turncurve.indicators.registry import definition
from turncurve.present import words
from turncurve.tables.story import Action, Cause, Option, Partner, Story

Rows = tuple[tuple[str, ...], ...]
NOT_WRITTEN = "not written yet"
QUESTIONS = {
    "how much": "How much did we do?",
    "how well": "How well did we do it?",
    "better off": "Is anyone better off?",
}
WHOSE = {
    "population": "the well-being of everybody of a place, which no one service can answer for alone",
    "performance": "how well a service does for those it serves, for which it answers",
}
KINDS = {"figure": "figure", "audit": "audit finding", "hunch": "hunch: not evidence", None: NOT_WRITTEN}


def outcome_rows(told: Told) -> Rows:
    """Return the outcome, and whose it is.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        Two rows.
    """
    story = told.story
    whose = f"{story.accountability}: {WHOSE[story.accountability]}" if story.accountability else NOT_WRITTEN
    return (("Outcome", story.outcome or NOT_WRITTEN), ("Accountability", whose))


def quadrant_rows(told: Told) -> Rows:
    """Return the three questions that a measure can answer, with this measure's place among them.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        One row a question, and why the measure is a headline.
    """
    story = told.story
    title = definition(story.indicator).title
    places = tuple((asked, title if story.quadrant == kind else "–") for kind, asked in QUESTIONS.items())
    if story.quadrant is None and story.accountability != "population":
        places = tuple((asked, NOT_WRITTEN) for asked, _ in places)
    return (*places, ("Why it is a headline", story.headline_because or NOT_WRITTEN))


def future_rows(told: Told) -> Rows:
    """Return the judgement of the future.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        Two rows.
    """
    judged = {True: "yes", False: "no", None: NOT_WRITTEN}[told.story.acceptable]
    return (("Is this future acceptable?", judged), ("Why", told.story.acceptable_because or NOT_WRITTEN))


def cause_rows(told: Told) -> Rows:
    """Return the causes by rank, those not ranked last, each with its evidence.

    Parameters
    ----------
    told : Told
        The part, with the figures that its causes cite.

    Returns
    -------
    tuple of tuple of str
        One row a cause.
    """
    by_name = {each.definition.id: each for each in told.figures}
    return tuple(_cause_row(cause, by_name) for cause in ranked(told.story))


def partner_rows(told: Told) -> Rows:
    """Return the partners in the council's order.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        One row a partner.
    """
    return tuple(_partner_row(partner) for partner in told.story.partners)


def option_rows(told: Told) -> Rows:
    """Return the options, the highest score first and those not scored last.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        One row an option.
    """
    return tuple(_option_row(option) for option in scored(told.story))


def action_rows(told: Told) -> Rows:
    """Return the actions in the council's order.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        One row an action.
    """
    return tuple(_action_row(action) for action in told.story.actions)


def agenda_rows(told: Told) -> Rows:
    """Return what must be found out: data first and then questions.

    Parameters
    ----------
    told : Told
        The part.

    Returns
    -------
    tuple of tuple of str
        One row a thing to find out.
    """
    data = tuple(("Data to develop", text) for text in told.story.data_development)
    return (*data, *(("Question to research", text) for text in told.story.research))


def ranked(story: Story) -> tuple[Cause, ...]:
    """Return the causes by rank, those not ranked last.

    Parameters
    ----------
    story : Story
        A council's words.

    Returns
    -------
    tuple of Cause
        The most important first.
    """
    return tuple(sorted(story.causes, key=lambda cause: (cause.rank is None, cause.rank or 0, cause.id)))


def scored(story: Story) -> tuple[Option, ...]:
    """Return the options, the highest score first and those not scored last.

    Parameters
    ----------
    story : Story
        A council's words.

    Returns
    -------
    tuple of Option
        The most promising first.
    """
    return tuple(sorted(story.options, key=lambda option: (-(option.score or 0), option.id)))


def day(action: Action) -> str:
    """Write the day by which an action is due.

    Parameters
    ----------
    action : Action
        The action.

    Returns
    -------
    str
        Such as "31 May 2013"; that it is not written where it is not.
    """
    return f"{action.due.day} {action.due:%B %Y}" if action.due else NOT_WRITTEN


def _cause_row(cause: Cause, figures: Mapping[str, Figures]) -> tuple[str, ...]:
    """Return one cause."""
    evidence = cause.evidence.rstrip(" .")
    for name in cited(cause):
        evidence = evidence.replace(name, _stated(name, figures.get(name)), 1)
    said = ": ".join(part for part in (KINDS[cause.evidence_kind], evidence) if part)
    return (cause.id, _text(cause.rank), cause.text, cause.effect or NOT_WRITTEN, said)


def _stated(name: str, figures: Figures | None) -> str:
    """Return an indicator cited as evidence: its title, and its last years where they are held."""
    title = definition(name).title
    held = figures.measurements if figures is not None else ()
    if figures is None or not held:
        return title
    years = [f"{words.ratio(figures, each)} {words.within(each.period)}" for each in held]
    return f"{title} ({words.listed(years)})"


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
    texts = (action.what, action.who, day(action), action.deliverable, action.cost, action.measure, action.option)
    return (action.id, *(text or NOT_WRITTEN for text in texts))


def _text(number: int | None) -> str:
    """Return a whole number's text, or a dash."""
    return "–" if number is None else str(number)
