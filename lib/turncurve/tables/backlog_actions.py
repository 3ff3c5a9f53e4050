"""Who answers for a warning of a backlog, and what was done about the ones before, in a council's own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from turncurve.reference import project
from turncurve.tables import kept_words

FILE = "backlog_actions.json"


@dataclass(frozen=True)
class BacklogAction:
    """One thing that was done about a backlog, or a warning of one.

    Parameters
    ----------
    taken_on : datetime.date
        From when.
    what : str
        What was done.
    owner : str
        The post that answered for it.
    team : str
        The team; empty where it was for all.
    followed : str
        What came of it, in words; empty where not stated.
    """

    taken_on: dt.date
    what: str
    owner: str
    team: str = ""
    followed: str = ""


@dataclass(frozen=True)
class BacklogActions:
    """Who acts on a warning, and what was done before.

    Parameters
    ----------
    owner : str
        The post that acts on a warning; empty where not stated.
    actions : tuple of BacklogAction
        In order of time.
    """

    owner: str = ""
    actions: tuple[BacklogAction, ...] = ()

    def as_at(self, day: dt.date) -> BacklogActions:
        """Return what had been done by a day.

        Parameters
        ----------
        day : datetime.date
            The report's date.

        Returns
        -------
        BacklogActions
            Without what was done later.
        """
        return BacklogActions(self.owner, tuple(each for each in self.actions if each.taken_on <= day))


def keep(held: BacklogActions, *, folder: Path) -> None:
    """Keep a council's words beside its canonical tables.

    Parameters
    ----------
    held : BacklogActions
        What it has written.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep(held, path=folder / FILE)


def actions_of(council: str, *, folder: Path | None = None) -> BacklogActions:
    """Return a council's words on backlogs.

    Parameters
    ----------
    council : str
        The council's name or folder.
    folder : pathlib.Path, optional
        Where its tables are kept; found from the project's root where not given.

    Returns
    -------
    BacklogActions
        Empty where it has written nothing.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = (folder or project.processed_folder(council)) / FILE
    held: BacklogActions | None = kept_words.read_back(BacklogActions, path=path, called="actions on backlogs")
    return held or BacklogActions()
