"""The exhibit of earlier backlogs: whether they were warned of, what was done, by whom, and what came of it."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.warnings_before import BacklogBefore, WarningsBefore
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.backlog_ahead import rule_in_words
from turncurve.present.exhibit import Column, Exhibit, presents

TITLE = "What was done last time"
NOT_SHOWN = "What is not shown here"
NOT_TOLD = (
    "Which team is warned, each team's queue ahead, and what was done about earlier backlogs are told team by team, "
    "and not to the public."
)
NO_OWNER = "Nobody is named who acts on a warning: write the post as `owner` in backlog_actions.yml."
NOTHING = "nothing recorded"
_HEADS = (
    "Team",
    "Over its limit from",
    "Until",
    "Most waiting",
    "Warned of",
    "What was done",
    "By whom",
    "What followed",
)
_NOTES = (
    "Warned of: when a warning by the rule was raised, or would have been had the page been there.",
    "What was done is in the council's own words, from backlog_actions.yml; it need not be why the queue fell.",
)


@presents(WarningsBefore)
def warnings_before_exhibit(released: Releasable[WarningsBefore]) -> Exhibit:
    """Show earlier backlogs and what was done about them.

    Parameters
    ----------
    released : Releasable of WarningsBefore
        What may be shown.

    Returns
    -------
    Exhibit
        One row a backlog; a sentence alone where they may not be told.
    """
    found = released.value
    source = series_table.source(found.figures[0])
    if not found.told:
        return Exhibit(NOT_SHOWN, NOT_TOLD, notes=(rule_in_words(found.weeks_allowed),), source=source)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        columns=tuple(Column(name, numeric=name == "Most waiting") for name in _HEADS),
        rows=tuple(map(_row, found.backlogs)),
        notes=(*_NOTES, rule_in_words(found.weeks_allowed)),
        source=source,
        missing=() if found.owner else (NO_OWNER,),
    )


def _sentence(found: WarningsBefore) -> str:
    """Say who acts on a warning, how many backlogs there were, and of how many it is known what was done."""
    said = f"On a warning the {_small(found.owner)} acts. " if found.owner else f"{NO_OWNER} "
    many = len(found.backlogs)
    if not many:
        return f"{said}No team has been over its limit since its first half year on record."
    warned = sum(each.warned is not None for each in found.backlogs)
    acted = sum(bool(each.actions) for each in found.backlogs)
    times = words.plural(many, "time")
    return (
        f"{said}Teams were over their limit {times}: a warning stood before {words.number(warned)} of them, and what "
        f"was done is recorded of {words.number(acted)}."
    )


def _small(owner: str) -> str:
    """Write a post as it stands inside a sentence."""
    return owner[:1].lower() + owner[1:]


def _day(day: dt.date) -> str:
    """Write a week's end."""
    return f"{day.day} {day:%b %Y}"


def _row(each: BacklogBefore) -> tuple[str, ...]:
    """Return one backlog's row."""
    done = "; ".join(f"{_day(one.taken_on)}: {one.what}" for one in each.actions) or NOTHING
    return (
        each.team,
        _day(each.from_week),
        _day(each.until_week) if each.is_over else "it lasts",
        words.number(each.most),
        "no" if each.warned is None else _day(each.warned),
        done,
        "; ".join(dict.fromkeys(one.owner for one in each.actions)) or "–",
        "; ".join(one.followed for one in each.actions if one.followed) or "–",
    )
