"""The action log, the risks and the forward plan of a Board's pack."""

from __future__ import annotations

from turncurve.analyses.overviews.board_pack import WEEKS_AHEAD, ActionLog, ForwardPlan, NoChart, Risks
from turncurve.analyses.overviews.position import PromiseStanding
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_changes import agreed_by
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import NOT_WRITTEN, day, marked


@presents(ActionLog)
def action_log_exhibit(released: Releasable[ActionLog]) -> Exhibit:
    """Show the actions that are open, and those done since the last time.

    Parameters
    ----------
    released : Releasable of ActionLog
        What may be shown.

    Returns
    -------
    Exhibit
        One row an action, the worst first.
    """
    log = released.value
    late = sum(each.judgement.status == "off track" for each in log.actions)
    done = sum(each.item.promise.done_on is not None for each in log.actions)
    still = words.plural(len(log.actions) - done, "action")
    return Exhibit(
        title="Action log",
        sentence=f"{still} open, of which {late} off track; {done} done since {day(log.since)}, and {log.done_before} "
        "before, which are left out.",
        columns=_columns("Action", "Status", "Owner", "First agreed", "Now due", "Agreed by", "Done, and effect"),
        rows=tuple(_action(each) for each in log.actions),
        source=SOURCE,
    )


@presents(Risks)
def risks_exhibit(released: Releasable[Risks]) -> Exhibit:
    """Show what may go wrong.

    Parameters
    ----------
    released : Releasable of Risks
        What may be shown.

    Returns
    -------
    Exhibit
        One row a risk, the gravest first.
    """
    risks = released.value.gravest_first
    names = ("Risk", "Requirement", "Likelihood", "Impact", "What is done about it", "Owner")
    return Exhibit(
        title="Risks",
        sentence=f"{words.plural(len(risks), 'risk')} open, the gravest first." if risks else "No risk is open.",
        columns=tuple(Column(name, numeric=name in {"Likelihood", "Impact"}) for name in names) if risks else (),
        rows=tuple(
            (
                f"{each.id} {each.text}",
                each.requirement or "–",
                words.number(each.likelihood),
                words.number(each.impact),
                each.mitigation or NOT_WRITTEN,
                each.owner or NOT_WRITTEN,
            )
            for each in risks
        ),
        notes=("Likelihood and impact are the council's own judgement, from 1 to 5.",) if risks else (),
        source=SOURCE,
    )


@presents(ForwardPlan)
def forward_plan_exhibit(released: Releasable[ForwardPlan]) -> Exhibit:
    """Show what comes up before the meeting after next.

    Parameters
    ----------
    released : Releasable of ForwardPlan
        What may be shown.

    Returns
    -------
    Exhibit
        One row a date.
    """
    ahead = released.value.ahead
    return Exhibit(
        title="Forward plan",
        sentence=f"{words.plural(len(ahead), 'date')} in the next {WEEKS_AHEAD} weeks."
        if ahead
        else f"Nothing is due in the next {WEEKS_AHEAD} weeks.",
        columns=_columns("Date", "What", "Kind", "Stands now") if ahead else (),
        rows=tuple((day(each.on), each.what, each.kind, marked(each.status) or "–") for each in ahead),
        source=SOURCE,
    )


@presents(NoChart)
def no_chart_exhibit(released: Releasable[NoChart]) -> Exhibit:
    """Say that no measure is left to chart.

    Parameters
    ----------
    released : Releasable of NoChart
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence.
    """
    return Exhibit("Control chart", f"The plan has no measure number {released.value.rank} that can be charted.")


def _columns(*names: str) -> tuple[Column, ...]:
    """Return columns of words."""
    return tuple(Column(name, numeric=False) for name in names)


def _action(each: PromiseStanding) -> tuple[str, ...]:
    """Return one action."""
    item = each.item
    done = item.promise.done_on
    effect = f"{day(done)}: {item.effect or NOT_WRITTEN}" if done else "–"
    owner = item.owner or NOT_WRITTEN
    dates = (day(item.promise.due), day(item.slip.to or item.promise.due), agreed_by(item))
    return (f"{item.id} {item.text}", marked(each.judgement.status), owner, *dates, effect)
