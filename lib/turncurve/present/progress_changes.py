"""What has changed since the last progress report: statuses, dates, and what was promised then."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.analyses.overviews.progress_report import Changes, Dates, Progress, Promises
from turncurve.analyses.overviews.since_last_time import ChangedStatus, Promised, RevisedDate
from turncurve.analyses.plan_items import PromiseItem
from turncurve.disclosure.release import Releasable
from turncurve.indicators.registry import definition
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_overall import SOURCE, moved
from turncurve.present.status_marks import NOT_WRITTEN, day, marked
from turncurve.tables.improvement_plan import NOT_APPROVED

AS_THEN = (
    "Last time's status is worked out by today's rule, from the plan as it stood then and the periods that had ended "
    "then: records that came late are in it."
)

TWICE = (
    "What was said at a meeting may stand among the milestones and actions too, so the two are counted apart and not "
    "added."
)


@presents(Changes)
def changes_exhibit(released: Releasable[Changes]) -> Exhibit:
    """Show which requirements have another status than last time.

    Parameters
    ----------
    released : Releasable of Changes
        What may be shown.

    Returns
    -------
    Exhibit
        One row a requirement that has changed.
    """
    progress = released.value
    title = f"What has changed since {day(progress.since)}"
    if progress.before is None:
        return Exhibit(title, _nothing_before(progress), source=SOURCE)
    said = moved(progress)
    return Exhibit(
        title=title,
        sentence=f"{said[0].upper()}{said[1:]}.",
        columns=_columns("Requirement", "Last time", "Now", "Why"),
        rows=tuple(_changed(each) for each in progress.changed),
        notes=(AS_THEN,),
        source=SOURCE,
    )


@presents(Dates)
def dates_exhibit(released: Releasable[Dates]) -> Exhibit:
    """Show which dates were revised, with the dates first agreed.

    Parameters
    ----------
    released : Releasable of Dates
        What may be shown.

    Returns
    -------
    Exhibit
        One row a date.
    """
    progress = released.value
    title = f"Dates revised since {day(progress.since)}"
    if progress.before is None:
        return Exhibit(title, _nothing_before(progress), source=SOURCE)
    without = sum(not each.item.slip.is_approved for each in progress.revised)
    said = f", {words.number(without)} of them without the Board's agreement" if without else ""
    return Exhibit(
        title=title,
        sentence=f"{words.plural(len(progress.revised), 'date')} {_was(len(progress.revised))} revised{said}.",
        columns=_columns("What", "First agreed", "Last time", "Now", "Why", "Agreed by"),
        rows=tuple(_revised(each) for each in progress.revised),
        source=SOURCE,
    )


@presents(Promises)
def promises_exhibit(released: Releasable[Promises]) -> Exhibit:
    """Show what was promised last time, and what happened.

    Parameters
    ----------
    released : Releasable of Promises
        What may be shown.

    Returns
    -------
    Exhibit
        One row a promise.
    """
    progress = released.value
    title = "What was promised last time, and what happened"
    if progress.before is None:
        return Exhibit(title, _nothing_before(progress), source=SOURCE)
    return Exhibit(
        title=title,
        sentence=_counted(progress.promised)
        if progress.promised
        else f"Nothing was promised for the time since {day(progress.since)}.",
        columns=_columns("What was promised", "By", "What happened", "In the council's words"),
        rows=tuple(_kept(each) for each in progress.promised),
        notes=(TWICE,) if len({each.is_pledge for each in progress.promised}) > 1 else (),
        source=SOURCE,
    )


def agreed_by(item: PromiseItem | object) -> str:
    """Say who agreed to a later date, and when.

    Parameters
    ----------
    item : MeasureItem or PromiseItem
        What the date is of.

    Returns
    -------
    str
        "Improvement board, 15 February 2013"; that nobody has, where nobody did; a dash where no date was revised.
    """
    slip = getattr(item, "slip", None)
    if slip is None or slip.to is None:
        return "–"
    if slip.approved_by in {"", NOT_APPROVED}:
        return "nobody yet"
    when = f", {day(slip.approved_on)}" if slip.approved_on else ""
    other = f" ({slip.doubt or 'not the Board'})" if not slip.is_approved else ""
    return f"{slip.approved_by.capitalize()}{when}{other}"


def _columns(*names: str) -> tuple[Column, ...]:
    """Return columns of words."""
    return tuple(Column(name, numeric=False) for name in names)


def _changed(each: ChangedStatus) -> tuple[str, ...]:
    """Return one requirement that has changed."""
    item, judged = each.now.item, each.now.judgement
    return (f"{item.id} {item.text}", marked(each.before) or "new", marked(judged.status), judged.because)


def _revised(each: RevisedDate) -> tuple[str, ...]:
    """Return one date that was revised."""
    item = each.item
    what = item.text if isinstance(item, PromiseItem) else definition(item.indicator).title
    dates = (day(each.original), day(each.before), day(each.now))
    return (f"{item.id} {what}", *dates, item.slip.reason or NOT_WRITTEN, agreed_by(item))


def _kept(each: Promised) -> tuple[str, ...]:
    """Return one promise, and what happened."""
    if each.kept_on is not None:
        happened = f"done on {day(each.kept_on)}"
    elif each.now_due is not None and each.now_due != each.due:
        happened = f"not done; now due by {day(each.now_due)}"
    else:
        happened = "not done"
    return (f"{each.identifier} {each.what}", day(each.due), happened, each.said or NOT_WRITTEN)


def _counted(promised: Sequence[Promised]) -> str:
    """Say how many promises made at meetings were kept, and, apart from them, how many dates of the plan."""
    said = []
    for is_pledge, one, where in ((True, "promise", "made at meetings"), (False, "milestone or action", "then due")):
        own = [each for each in promised if each.is_pledge == is_pledge]
        many = words.plural(len(own), one).replace("milestone or actions", "milestones and actions")
        done = sum(each.kept_on is not None for each in own)
        verb = f"{_was(done)} {'kept' if is_pledge else 'done'}"
        said += [f"Of {many} {where}, {words.number(done)} {verb}."] if own else []
    return " ".join(said)


def _was(count: int) -> str:
    """Return the verb for a count."""
    return "was" if count == 1 else "were"


def _nothing_before(progress: Progress) -> str:
    """Say that there is nothing to compare with."""
    return f"No plan is held of {day(progress.since)} or before, so there is nothing to compare with."
