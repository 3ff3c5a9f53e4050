"""What the chair of the Board says, signs, and sees otherwise than the rule."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.overviews.progress_report import MINISTERS, Chair
from turncurve.analyses.plan_items import Meeting
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import NOT_WRITTEN, day, marked

BESIDE = "Where the chair sees a status otherwise, the chair's words stand beside the status and do not change it."


@presents(Chair)
def chair_exhibit(released: Releasable[Chair]) -> Exhibit:
    """Show what the chair says, and where the chair sees it otherwise.

    Parameters
    ----------
    released : Releasable of Chair
        What may be shown.

    Returns
    -------
    Exhibit
        The statement and who signed it, and one row for each requirement that the chair gives a status of; only a
        status other than the computed one is told as a disagreement.
    """
    progress = released.value
    meeting = progress.meeting
    title = "The chair's statement"
    if meeting is None:
        since = f" since {day(progress.since)}" if progress.occasion == MINISTERS else ""
        lacks = f"The plan names no {progress.occasion}{since} up to this date"
        return Exhibit(title, f"{lacks}.", source=SOURCE, missing=(lacks,))
    judged = {each.item.id: each for each in progress.position.requirements}
    seen = [each for each in meeting.disagreements if each.requirement in judged]
    otherwise = sum(each.status != judged[each.requirement].judgement.status for each in seen)
    rows = tuple(
        (
            f"{each.requirement} {judged[each.requirement].item.text}",
            marked(judged[each.requirement].judgement.status),
            marked(each.status),
            each.reason or NOT_WRITTEN,
        )
        for each in seen
    )
    names = ("Requirement", "By the rule", "As the chair sees it", "Why")
    agreed = _agreement(otherwise, alike=len(rows) - otherwise)
    said = meeting.statement or "The chair has made no statement yet."
    return Exhibit(
        title=title,
        sentence=" ".join(filter(None, (said, agreed, _signed(meeting, as_at=progress.position.as_at)))),
        columns=tuple(Column(name, numeric=False) for name in names) if rows else (),
        rows=rows,
        notes=(BESIDE,) if otherwise else (),
        source=f"{SOURCE}, {meeting.occasion}, {meeting.month}",
        missing=_missing(progress),
    )


def _agreement(otherwise: int, *, alike: int) -> str:
    """Say on how many requirements the chair disagrees, and on how many the chair says what the rule says."""
    told = words.plural(otherwise, "status", many="statuses")
    said = f"The chair sees {told} otherwise" if otherwise else "The chair disagrees with no computed status"
    verb = "" if otherwise else "sees "
    return f"{said}, and {verb}{words.number(alike)} as the rule does." if alike else f"{said}."


def _signed(meeting: Meeting, *, as_at: dt.date) -> str:
    """Say who signed and when, and that it was before the day of the figures where it was."""
    if not meeting.signed_off_by:
        return "Not signed off yet."
    said = f"Signed off by {meeting.signed_off_by}, {day(meeting.signed_off_on)}"
    if meeting.signed_off_on is None or meeting.signed_off_on >= as_at:
        return f"{said}."
    return f"{said}: before {day(as_at)}, the day up to which these figures run."


def _missing(progress: Chair) -> tuple[str, ...]:
    """List what information to ministers cannot go without."""
    meeting = progress.meeting
    if meeting is None or progress.occasion != MINISTERS:
        return ()
    wanted = {"the chair's statement": meeting.statement, "the chair's signature": meeting.signed_off_by}
    return tuple(f"The report lacks {what}" for what, held in wanted.items() if not held)
