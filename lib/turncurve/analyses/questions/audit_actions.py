"""What was done about what an audit found, and whether a later audit shows that practice changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from turncurve.analyses.audit_changed import AuditChange, Changed, change
from turncurve.indicators.figures import Figures
from turncurve.tables.audit_actions import AuditAction, Finding
from turncurve.tables.records import Records


@dataclass(frozen=True)
class ActionTaken:
    """One finding with an action that follows from it.

    Parameters
    ----------
    finding : Finding
        What was found.
    action : AuditAction or None
        What is done; None where nothing follows from it.
    state : str
        How the action stands on the report's date; empty where there is none.
    questions : tuple of Changed
        The questions that show it, as the two audits found them.
    """

    finding: Finding
    action: AuditAction | None
    state: str
    questions: tuple[Changed, ...]


@dataclass(frozen=True)
class ActionsTaken:
    """What was done about an audit's findings.

    Parameters
    ----------
    figures : tuple of Figures
        Those of the two audits.
    change : AuditChange
        The two audits, with findings and actions.
    """

    figures: tuple[Figures, ...]
    change: AuditChange

    def over(self, figures: tuple[Figures, ...]) -> ActionsTaken:
        """Return the same worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            As many as there are, in the same order.

        Returns
        -------
        ActionsTaken
            Over those figures.
        """
        return replace(self, figures=figures, change=self.change.over(figures))

    @property
    def lines(self) -> tuple[ActionTaken, ...]:
        """Each finding with each action that follows from it, in the file's order."""
        held, found = self.change.actions, list[ActionTaken]()
        for finding in held.findings:
            shown, followed = self._shown_by(finding), [each for each in held.actions if finding.id in each.findings]
            found += [ActionTaken(finding, each, self.change.state_of(each), shown) for each in followed]
            if not followed:
                found.append(ActionTaken(finding, None, "", shown))
        return tuple(found)

    def _shown_by(self, finding: Finding) -> tuple[Changed, ...]:
        """Return the questions that show a finding."""
        return tuple(each for each in self.change.questions if each.before.criterion in finding.criteria)


def actions_taken(records: Records, earlier: str, later: str) -> ActionsTaken:
    """Set each finding of an audit beside what was done, and what a later audit found of the same questions.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    earlier, later : str
        The audits' names.

    Returns
    -------
    ActionsTaken
        Finding by finding.
    """
    found = change(records, earlier, later)
    return ActionsTaken(found.figures, found)
