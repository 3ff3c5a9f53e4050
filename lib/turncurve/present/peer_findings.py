"""The exhibit of what the reviewers found, what follows from it, and whether its effect can be seen."""

from __future__ import annotations

from turncurve.analyses.overviews.peer_evidence import reading_of
from turncurve.analyses.overviews.peer_review import Found
from turncurve.disclosure.release import Releasable
from turncurve.indicators.registry import INDICATORS
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import at
from turncurve.tables.peer_review import Cited, PeerAction, PeerFinding

HEADS = ("Asked", "Found", "Action", "Owner", "Due", "Stands", "Effect")
NONE_FOUND = "No finding of the reviewers is written down by this date."


@presents(Found)
def found_exhibit(released: Releasable[Found]) -> Exhibit:
    """Show what the reviewers found, with owner, date and effect of each action.

    Parameters
    ----------
    released : Releasable of Found
        What may be shown.

    Returns
    -------
    Exhibit
        One row a finding and action.
    """
    answer = released.value
    if not answer.lines:
        return Exhibit("What the reviewers found", NONE_FOUND)
    return Exhibit(
        title="What the reviewers found",
        sentence=_sentence(answer),
        columns=tuple(Column(each, numeric=False) for each in HEADS),
        rows=tuple(_row(answer, *each) for each in answer.lines),
        notes=(
            "Findings are the reviewers' and actions the council's, from peer_review.yml, up to the report's date.",
            "An action that is done has changed nothing until a figure, an audit or those concerned say so.",
        ),
        source=words.listed(
            ["the council's own words", *sorted({series_table.source(each) for each in answer.figures})]
        ),
        missing=_missing(answer),
    )


def _sentence(answer: Found) -> str:
    """Say how many findings there are, and how many actions are done."""
    findings = answer.review.findings
    actions = {each.id: state for _, each, state in answer.lines if each is not None}
    strengths = sum(each.kind == "strength" for each in findings)
    done = sum(state.startswith("done") for state in actions.values())
    overdue = sum(state == "not done, overdue" for state in actions.values())
    return (
        f"{words.plural(len(findings), 'finding')}, of which {words.number(strengths)} a strength; of "
        f"{words.plural(len(actions), 'action')} {words.number(done)} done and {words.number(overdue)} overdue."
    )


def _row(answer: Found, finding: PeerFinding, action: PeerAction | None, state: str) -> tuple[str, ...]:
    """Return one row."""
    said = f"{finding.id} ({finding.kind}): {finding.finding}"
    if action is None:
        follows = "none is needed" if finding.kind == "strength" else "nothing follows from it"
        return (finding.bullet, said, "–", "–", "–", follows, "–")
    due = at(action.due).label if action.due else "–"
    return (finding.bullet, said, action.what, action.owner or "–", due, state, _effect(answer, action))


def _effect(answer: Found, action: PeerAction) -> str:
    """Say what shows an action's effect: the council's words, and the measure as it stands."""
    said = [action.effect] if action.effect else []
    if action.measured_by:
        sources = dict(zip(answer.keys, answer.sources, strict=True))
        reading = reading_of(Cited("indicator", action.measured_by), sources["indicator", action.measured_by])
        definition = INDICATORS[action.measured_by].definition
        value = "not shown" if reading.value is None else words.number(reading.value, decimals=definition.decimals)
        unit = "%" if definition.unit == "percent" else f" {definition.unit}"
        until = f" ({at(reading.until).label})" if reading.until else ""
        said.append(f"{definition.title}: {value}{unit if reading.value is not None else ''}{until}")
    return "; ".join(said) or "none is stated"


def _missing(answer: Found) -> tuple[str, ...]:
    """List what findings and actions need and lack."""
    lacking: list[str] = []
    for finding, action, _ in answer.lines:
        if action is None:
            lacking += [f"Nothing follows from finding {finding.id}"] if finding.kind != "strength" else []
            continue
        lacks = [name for name, held in (("an owner", action.owner), ("a date", action.due)) if not held]
        if action.done_on is not None and not action.effect:
            lacks.append("evidence of its effect, though it is done")
        lacking += [f"Action {action.id} has not {lack}" for lack in lacks]
    return tuple(dict.fromkeys(lacking))
