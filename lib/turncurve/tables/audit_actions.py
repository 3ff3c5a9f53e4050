"""What audits found in a council's own words, and what is done about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from turncurve.reference import project
from turncurve.tables import kept_words

ACTIONS = "audit_actions.json"
KINDS = ("concern", "good practice")


@dataclass(frozen=True)
class Finding:
    """One finding of an audit.

    Parameters
    ----------
    id : str
        Its own name in the file.
    audit : str
        The audit that found it.
    finding : str
        What was found, in words.
    found_on : datetime.date
        When.
    kind : str
        concern or good practice.
    criteria : tuple of str
        The questions whose answers show it, in their own words; none where no question asks for it.
    """

    id: str
    audit: str
    finding: str
    found_on: dt.date
    kind: str = "concern"
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuditAction:
    """One action that follows from findings.

    Parameters
    ----------
    id : str
        Its own name in the file.
    findings : tuple of str
        The findings that it follows from.
    what : str
        What is done.
    owner : str
        The post that answers for it; empty where not given.
    due : datetime.date or None
        By when.
    done_on : datetime.date or None
        When it was done; None until then.
    evidence : str
        What shows that it changed practice, in words; empty where nothing is stated.
    checked_by : str
        The audit that asks the same questions afterwards; empty where none does.
    """

    id: str
    findings: tuple[str, ...]
    what: str
    owner: str = ""
    due: dt.date | None = None
    done_on: dt.date | None = None
    evidence: str = ""
    checked_by: str = ""


@dataclass(frozen=True)
class AuditActions:
    """A council's findings and actions.

    Parameters
    ----------
    findings : tuple of Finding
        In the file's order.
    actions : tuple of AuditAction
        In the file's order.
    """

    findings: tuple[Finding, ...] = ()
    actions: tuple[AuditAction, ...] = ()

    def of_audit(self, audit: str, *, by: dt.date) -> AuditActions:
        """Return what one audit found by a date, and the actions that follow from it.

        Parameters
        ----------
        audit : str
            The audit's name.
        by : datetime.date
            The report's date: a finding of a later day is not known, nor that an action was done after it.

        Returns
        -------
        AuditActions
            Its findings and actions.
        """
        findings = tuple(each for each in self.findings if each.audit == audit and each.found_on <= by)
        known = {each.id for each in findings}
        return AuditActions(findings, tuple(each for each in self.actions if known.intersection(each.findings)))


def keep(actions: AuditActions, *, folder: Path) -> None:
    """Keep a council's findings and actions beside its canonical tables.

    Parameters
    ----------
    actions : AuditActions
        Findings and actions.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep(actions, path=folder / ACTIONS)


def actions_of(council: str) -> AuditActions:
    """Return a council's findings and actions.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    AuditActions
        None of either where the council has written none.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = project.processed_folder(council) / ACTIONS
    held: AuditActions | None = kept_words.read_back(AuditActions, path=path, called="the findings of audits")
    return held or AuditActions()
