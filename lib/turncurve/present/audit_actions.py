"""The exhibit of what was done about an audit's findings, and what a later audit shows."""

from __future__ import annotations

from turncurve.analyses.audit_found import Criterion
from turncurve.analyses.questions.audit_actions import ActionsTaken, ActionTaken
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import at

COLUMNS = (
    "Finding", "Theme", "Action", "Owner", "Due", "Stands", "Evidence of effect", "Found then", "Checked later",
    "Practice changed",
)  # fmt: skip
OWN_WORDS = "Findings, actions and evidence of effect are the council's own words, from audit_actions.yml."


@presents(ActionsTaken)
def actions_exhibit(released: Releasable[ActionsTaken]) -> Exhibit:
    """Show what was done about an audit's findings.

    Parameters
    ----------
    released : Releasable of ActionsTaken
        What may be shown.

    Returns
    -------
    Exhibit
        A row a finding and action: owner, due, how it stands, and the same question as two audits found it.
    """
    taken = released.value
    before, after = taken.change.before, taken.change.after
    return Exhibit(
        title=f"Findings and actions: {before.sample.programme}",
        sentence=_sentence(taken),
        answer=_sentence(taken),
        columns=tuple(Column(name, numeric=False) for name in COLUMNS),
        rows=tuple(_row(each) for each in taken.lines),
        notes=(
            OWN_WORDS,
            f"Found then: {before.sample.programme}. Checked later: {after.sample.programme}, {after.period.label}.",
        ),
        source=series_table.source(taken.figures[0]),
        missing=_missing(taken),
    )


def _sentence(taken: ActionsTaken) -> str:
    """Say how many actions are done, and how many are overdue."""
    actions = {each.action.id: each.state for each in taken.lines if each.action is not None}
    if not taken.lines:
        return "No finding of this audit is written down."
    done = sum(state.startswith("done") for state in actions.values())
    overdue = sum(state == "not done, overdue" for state in actions.values())
    said = f"Of {words.plural(len(actions), 'action')} that follow from the findings {words.number(done)} are done"
    return f"{said} and {words.number(overdue)} are overdue."


def _missing(taken: ActionsTaken) -> tuple[str, ...]:
    """List what an action needs and lacks."""
    found: list[str] = []
    for each in {line.action.id: line.action for line in taken.lines if line.action is not None}.values():
        lacks = [name for name, held in (("an owner", each.owner), ("a date", each.due)) if not held]
        if each.done_on is not None and not each.evidence:
            lacks.append("evidence of its effect, though it is done")
        found += [f"Action {each.id} has not {lack}." for lack in lacks]
    return tuple(found)


def _row(each: ActionTaken) -> tuple[str, ...]:
    """Return one row."""
    action = each.action
    doing = ("–", "–", "–", "nothing follows from it", "–")
    if action is not None:
        due = "–" if action.due is None else at(action.due).label
        doing = (action.what, action.owner or "–", due, each.state, action.evidence or "–")
    themes = words.listed(sorted({one.before.standard for one in each.questions})) if each.questions else "–"
    then = "; ".join(_counted(one.before) for one in each.questions) or "no question asks it"
    later = "; ".join(_counted(one.after) for one in each.questions) or "no question asks it"
    return (each.finding.finding, themes, *doing, then, later, _changed(each))


def _counted(criterion: Criterion) -> str:
    """Return how many files met a question."""
    if criterion.answered is None or criterion.counts[0] is None:
        return "hidden"
    return f"{words.number(criterion.counts[0])} of {words.number(criterion.answered)} met"


def _changed(each: ActionTaken) -> str:
    """Say whether the later audit shows another practice than the earlier."""
    told = [one.difference for one in each.questions if isinstance(one.difference, Interval)]
    if not told:
        return "cannot tell"
    if all(one.lower > 0 for one in told):
        return "better, by more than chance"
    if all(one.upper < 0 for one in told):
        return "worse, by more than chance"
    return "no more than chance would explain"
