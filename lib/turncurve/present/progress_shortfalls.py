"""What is not achieved as planned, and what is done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from turncurve.analyses.measure_status import in_words
from turncurve.analyses.overviews.not_achieved import Shortfall
from turncurve.analyses.overviews.position import PromiseStanding, RequirementStanding
from turncurve.analyses.overviews.progress_report import NotAchieved, OffTrack
from turncurve.analyses.plan_items import PromiseItem, Slip
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_changes import agreed_by
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import NOT_WRITTEN, day, marked

ELSEWHERE = "what is done stands at the objectives concerned"
"""Where a requirement is off track by what other requirements are served by."""


@presents(OffTrack)
def off_track_exhibit(released: Releasable[OffTrack]) -> Exhibit:
    """Show what is off track, and what is done about it, in as few words as will do.

    Parameters
    ----------
    released : Releasable of OffTrack
        What may be shown.

    Returns
    -------
    Exhibit
        One row a requirement that is off track.
    """
    progress = released.value
    found = [each for each in progress.shortfalls if each.standing.judgement.status == "off track"]
    held = progress.position.with_status("off track")
    elsewhere = [each for each in found if each.requirement not in held]
    said = f"{words.plural(len(held), 'requirement')} off track." if held else "No requirement is off track."
    more = words.plural(len(elsewhere), "thing")
    return Exhibit(
        title="What is off track, and what is done about it",
        sentence=f"{said} {more} besides, in requirements whose measures are met." if elsewhere else said,
        columns=_columns("What is off track", "How far", "What is done about it", "Later date") if held else (),
        rows=tuple(
            _off_track(each, [one for one in found if one.requirement is each], as_at=progress.position.as_at)
            for each in held
        ),
        source=SOURCE,
        in_sight=True,
    )


@presents(NotAchieved)
def not_achieved_exhibit(released: Releasable[NotAchieved]) -> Exhibit:
    """Show all that is not achieved as planned.

    Parameters
    ----------
    released : Releasable of NotAchieved
        What may be shown.

    Returns
    -------
    Exhibit
        One row each: the first date, why, the corrective action, the revised date, and who agreed. What is off track
        and not explained makes the page a draft.
    """
    found = released.value.shortfalls
    agreed = sum(each.standing.item.slip.is_approved for each in found)
    return Exhibit(
        title="What is not achieved as planned",
        sentence=f"{words.plural(len(found), 'thing')} not achieved as planned or at risk; of "
        f"{words.number(agreed)} the Board has agreed to a later date.",
        columns=_columns("What", "Status", "First agreed", "Why", "Corrective action", "Revised", "Agreed by"),
        rows=tuple(_row(each, released.value.position.as_at) for each in found),
        source=SOURCE,
        missing=tuple(lack for each in found for lack in each.lacks),
    )


def _columns(*names: str) -> tuple[Column, ...]:
    """Return columns of words."""
    return tuple(Column(name, numeric=False) for name in names)


def _off_track(requirement: RequirementStanding, found: Sequence[Shortfall], *, as_at: dt.date) -> tuple[str, ...]:
    """Return one requirement that is off track: what of it is, how far, what is done, and by when."""
    number, judged = requirement.item.id, requirement.judgement
    if not found:
        done = ELSEWHERE if judged.rule in {"findings", "moved"} else "–"
        return (f"{number} {requirement.item.text}", judged.because, done, "–")
    doing = [each for each in found if each.corrections or each.under_way] or found
    put_back = [each.standing.item for each in found if each.standing.item.slip.to]
    columns = (
        [each.what for each in found],
        [_how(each) for each in found],
        [_done_about(each, as_at) for each in doing],
    )
    what, how, done = ("; ".join(dict.fromkeys(column)) for column in columns)
    later = [_later(item.slip, of=item.id if len(found) > 1 else "") for item in put_back]
    return (f"{number} {what}", how, done, "; ".join(later) or "–")


def _later(slip: Slip, *, of: str) -> str:
    """Return the date to which one thing was put back, and whether the Board agreed; of which, where there are more."""
    return f"{f'{of}: ' if of else ''}{day(slip.to)}, {'agreed by' if slip.is_approved else 'not agreed by'} the Board"


def _row(each: Shortfall, as_at: dt.date) -> tuple[str, ...]:
    """Return one thing that is not achieved."""
    item = each.standing.item
    judged = each.standing.judgement
    why = each.why or (NOT_WRITTEN if each.lacks_reason else judged.because)
    return (
        _what(each),
        marked(judged.status),
        day(each.first_date),
        why,
        _done_about(each, as_at),
        day(item.slip.to),
        agreed_by(item),
    )


def _what(each: Shortfall) -> str:
    """Name what is not achieved, with the requirement that it serves."""
    return f"{each.standing.item.id} {each.what} ({each.requirement.item.id})"


def _done_about(each: Shortfall, as_at: dt.date) -> str:
    """Say what is done to put it right, by whom and when."""
    if each.corrections:
        return "; ".join(_correction(item, as_at) for item in each.corrections)
    under_way = "; ".join(_correction(item, as_at) for item in each.under_way)
    if under_way:
        return f"no corrective action is named; under way: {under_way}"
    if each.done:
        verb = "is" if each.done == 1 else "are"
        return f"nothing more: {words.plural(each.done, 'action')} of its objective {verb} done"
    return "no action is under way"


def _how(each: Shortfall) -> str:
    """Say how far it is off: a measure's value beside its target, and why it is off track."""
    standing = each.standing
    if isinstance(standing, PromiseStanding) or standing.latest is None or standing.figures is None:
        return standing.judgement.because
    value, item = standing.figures.value(standing.latest), standing.item
    if value is None or item.target is None:
        return standing.judgement.because
    unit = standing.figures.definition
    wanted = f"{words.amount(value, unit)}; {item.aim} {words.amount(item.target, unit)} wanted"
    chance = standing.evidence.probability
    left = "" if chance is None else f" (chance: {in_words(chance)})"
    return f"{wanted} by {day(standing.evidence.deadline)}{left}"


def _correction(item: PromiseItem, as_at: dt.date) -> str:
    """Write one corrective action."""
    owner = f" ({item.owner})" if item.owner else ""
    done = item.promise.done_on
    deadline = item.promise.deadline
    late = " and late" if deadline is not None and deadline < as_at else ""
    by = f"done on {day(done)}" if done else f"due by {day(deadline)}{late}"
    return f"{item.id} {item.text}{owner}, {by}"
