"""What the inspection recommended and the diagnostic named, and how what answers to it stands."""

from __future__ import annotations

from turncurve.analyses.overviews.position import ObjectiveStanding
from turncurve.analyses.overviews.progress_report import Findings
from turncurve.analyses.plan_items import Finding
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import marked


@presents(Findings)
def findings_exhibit(released: Releasable[Findings]) -> Exhibit:
    """Show each recommendation or area with the objective that answers to it.

    Parameters
    ----------
    released : Releasable of Findings
        What may be shown.

    Returns
    -------
    Exhibit
        One row a finding, with the status of its objective.
    """
    found = released.value.answered
    without = sum(standing is None for _, standing in found)
    green = sum(standing is not None and standing.judgement.is_green for _, standing in found)
    verb = "is" if green == 1 else "are"
    said = f"Of {words.plural(len(found), 'finding')} {words.number(green)} {verb} on track or met"
    names = ("Finding", "From", "Objective", "Status", "Why")
    return Exhibit(
        title="Recommendations and areas for consideration",
        sentence=f"{said}; to {words.number(without) if without else 'none'} no objective answers."
        if found
        else "No recommendation or area is held.",
        columns=tuple(Column(name, numeric=False) for name in names) if found else (),
        rows=tuple(_row(finding, standing) for finding, standing in found),
        source=SOURCE,
    )


def _row(finding: Finding, standing: ObjectiveStanding | None) -> tuple[str, ...]:
    """Return one finding."""
    named = (f"{finding.id} {finding.text}", finding.source)
    if standing is None:
        return (*named, "none", "–", "no objective answers to it")
    item, judged = standing.item, standing.judgement
    return (*named, f"{item.id} {item.text}", marked(judged.status), judged.because)
