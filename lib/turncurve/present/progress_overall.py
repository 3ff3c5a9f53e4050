"""The first page of a progress report: the overall position, what is asked for, and what the plan still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.analyses.measure_status import in_words
from turncurve.analyses.overviews.progress_report import NO_REQUIREMENT, Asked, Lacking, Overall, Progress
from turncurve.analyses.overviews.since_last_time import UNKNOWN, ChangedStatus
from turncurve.analyses.status import STATUSES
from turncurve.disclosure.release import Releasable
from turncurve.indicators.registry import definition
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.status_marks import SHAPES, day, legend, marked

RULE = "How a status is worked out is written in docs/status_rule.md."
AS_SHOWN = (
    "Every status here is worked out from the figures that the public may see. Where those are hidden, or "
    "there is evidence that is not shown here, one cannot tell, and the Board, which sees both, may know more."
)
SOURCE = "the council's improvement plan, and the indicators that it names"


@presents(Overall)
def overall_exhibit(released: Releasable[Overall]) -> Exhibit:
    """Say where the council stands to its notice.

    Parameters
    ----------
    released : Releasable of Overall
        What may be shown.

    Returns
    -------
    Exhibit
        The overall status and what has changed in words, and how many requirements have each status.
    """
    progress = released.value
    held = progress.position.requirements
    if not held:
        return Exhibit("Overall position", f"{NO_REQUIREMENT}.", answer="No evidence.", missing=progress.plan.gaps)
    rows = tuple(
        (marked(status), words.number(len(same)), words.listed([each.item.id for each in same]) or "–")
        for status in STATUSES
        for same in (progress.position.with_status(status),)
    )
    return Exhibit(
        title="Overall position",
        answer=_answer(progress),
        sentence=" ".join(filter(None, (_rest(progress), _since(progress), _ahead(progress), _ask(progress)))),
        columns=(Column("Status", numeric=False), Column("Requirements"), Column("Which", numeric=False)),
        rows=rows,
        notes=(
            legend(),
            f"The whole takes the worst status of any requirement, never an average. {RULE}",
            *((AS_SHOWN,) if released.audience == "public" else ()),
        ),
        source=f"{SOURCE}, plan of {day(progress.plan.plan_on)}",
    )


@presents(Asked)
def asked_exhibit(released: Releasable[Asked]) -> Exhibit:
    """Say what is asked for.

    Parameters
    ----------
    released : Releasable of Asked
        What may be shown.

    Returns
    -------
    Exhibit
        In the words of the plan.
    """
    progress = released.value
    meeting = progress.meeting
    said = f"{meeting.asked_for.rstrip('.')}." if meeting and meeting.asked_for else "Nothing is asked for."
    return Exhibit("What is asked for", said, source=SOURCE, missing=_no_occasion(progress))


@presents(Lacking)
def lacking_exhibit(released: Releasable[Lacking]) -> Exhibit:
    """Show what the plan does not say yet, and what it leaves open.

    Parameters
    ----------
    released : Releasable of Lacking
        What may be shown.

    Returns
    -------
    Exhibit
        What is left open as a table; what is not written yet makes the page a draft.
    """
    plan = released.value.plan
    lacks = words.plural(len(plan.gaps), "thing") if plan.gaps else "nothing"
    said = f"The plan leaves {words.plural(len(plan.left_open), 'thing')} open; {lacks} must still be written."
    return Exhibit(
        title="What the plan leaves open",
        sentence=said,
        columns=(Column("What is open", numeric=False),) if plan.left_open else (),
        rows=tuple((each,) for each in plan.left_open),
        source=SOURCE,
        missing=plan.gaps,
    )


def moved(progress: Progress) -> str:
    """Say how many requirements have got better and worse since the last time.

    Parameters
    ----------
    progress : Progress
        A part of the report that has a last time.

    Returns
    -------
    str
        "1 requirement got better and 2 got worse", "none has changed".
    """
    better = sum(each.is_better is True for each in progress.changed)
    worse = sum(each.is_better is False for each in progress.changed)
    said = [f"{words.plural(better, 'requirement')} got better"] if better else []
    said += [f"{words.number(worse) if said else words.plural(worse, 'requirement')} got worse"] if worse else []
    said += _known_otherwise([each for each in progress.changed if each.is_better is None])
    return words.listed(said) or "no requirement has another status"


def _known_otherwise(changed: Sequence[ChangedStatus]) -> list[str]:
    """Say of how many it is now known, or no longer known, where they stand, and how many cannot be compared."""
    lost = sum(each.before not in {"", *UNKNOWN} and each.now.judgement.status in UNKNOWN for each in changed)
    found = sum(each.before in UNKNOWN and each.now.judgement.status not in UNKNOWN for each in changed)
    other = len(changed) - lost - found
    told = {
        "it is now known where they stand": found,
        "it is no longer known where they stand": lost,
        "the two statuses cannot be compared": other,
    }
    said = {what: what.replace("they stand", "it stands") if count == 1 else what for what, count in told.items()}
    return [f"of {words.number(count)} {said[what]}" for what, count in told.items() if count]


def _answer(progress: Progress) -> str:
    """Say the overall status, with the number that gives it."""
    overall = progress.position.overall
    same = len(progress.position.with_status(overall.status))
    everything = len(progress.position.requirements)
    verb = "is" if same == 1 else "are"
    shape, name = SHAPES[overall.status], overall.status.capitalize()
    return f"{shape} {name}: {same} of {everything} requirements {verb}."


def _rest(progress: Progress) -> str:
    """Say how many requirements have each other status."""
    worst = progress.position.overall.status
    counted = [(status, len(progress.position.with_status(status))) for status in STATUSES if status != worst]
    said = words.listed([f"{count} {status}" for status, count in counted if count])
    return f"Of the rest, {said}." if said else ""


def _since(progress: Progress) -> str:
    """Say what has changed since the last time."""
    if progress.before is None:
        return f"No plan is held of {day(progress.since)} to compare with."
    return f"Since {day(progress.since)}, {moved(progress)}."


def _ahead(progress: Progress) -> str:
    """Say how likely it is that all is met by the date of the notice."""
    least = progress.position.least_likely
    if least is None or least.chance_at_aim is None:
        return ""
    title = definition(least.item.indicator).title
    return (
        f"If nothing changes, the chance that every measure is met by {day(progress.plan.aim_on)} is no more than that "
        f"of the least likely: {in_words(least.chance_at_aim)} ({title[0].lower()}{title[1:]})."
    )


def _ask(progress: Progress) -> str:
    """Say what is asked for, in the plan's words."""
    meeting = progress.meeting
    return f"Asked for: {meeting.asked_for.rstrip('.')}." if meeting and meeting.asked_for else ""


def _no_occasion(progress: Progress) -> tuple[str, ...]:
    """Say that the plan does not know the occasion."""
    return () if progress.meeting else (f"The plan names no {progress.occasion} up to this date",)
