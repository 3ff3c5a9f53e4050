"""What a council has written of its front door: changes made, school holidays, its coding frame and its time study."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from turncurve.reference import project
from turncurve.tables import kept_words

FILE = "initial_access.json"
Demand = Literal["value", "failure", "cannot tell"]
DEMANDS: tuple[Demand, ...] = get_args(Demand)


@dataclass(frozen=True)
class DoorChange:
    """One change made to the front door.

    Parameters
    ----------
    id : str
        Its short name, such as D1.
    made_on : datetime.date
        The first day on which it held.
    what : str
        What was changed, in one sentence without its full stop.
    reason : str
        The reason for contact that it bears on, as the log names it; empty where it bears on all.
    """

    id: str
    made_on: dt.date
    what: str
    reason: str = ""


@dataclass(frozen=True)
class DemandCode:
    """One code of the frame by which contacts are told apart.

    Parameters
    ----------
    code : str
        The code, such as V1.
    words : str
        What a contact of the kind asks for.
    demand : {"value", "failure", "cannot tell"}
        What the front door is there for; what comes because something was not done, or not done right; or neither.
    """

    code: str
    words: str
    demand: Demand


@dataclass(frozen=True)
class MinutesTaken:
    """How long contacts of one kind took, as a time study measured them.

    Parameters
    ----------
    reason : str
        The reason for contact, as the log names it.
    contacts : int
        How many contacts were timed.
    mean, deviation : float
        Mean minutes and their standard deviation.
    """

    reason: str
    contacts: int
    mean: float
    deviation: float


@dataclass(frozen=True)
class TimeStudy:
    """A study of the minutes that contacts take.

    Parameters
    ----------
    carried_out_on : datetime.date
        Its last day.
    source : str
        How it was done.
    hours_a_month : float
        Hours of contact work that one worker has in a month.
    types : tuple of MinutesTaken
        One a reason for contact.
    """

    carried_out_on: dt.date
    source: str
    hours_a_month: float
    types: tuple[MinutesTaken, ...]


@dataclass(frozen=True)
class Holiday:
    """One stretch of school holidays.

    Parameters
    ----------
    first, last : datetime.date
        Its first and last day.
    """

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class InitialAccess:
    """What a council has written of its front door.

    Parameters
    ----------
    changes : tuple of DoorChange
        In order of date.
    school_holidays : tuple of Holiday
        In order of date.
    coding_frame : tuple of DemandCode
        In the file's order.
    could_go_to : tuple of str
        Agencies and services to which a contact could have gone in place of the front door.
    time_study : TimeStudy, optional
        None where no study was made.
    """

    changes: tuple[DoorChange, ...] = ()
    school_holidays: tuple[Holiday, ...] = ()
    coding_frame: tuple[DemandCode, ...] = ()
    could_go_to: tuple[str, ...] = ()
    time_study: TimeStudy | None = None

    def as_at(self, day: dt.date) -> InitialAccess:
        """Return what was known on a day: changes made and a study carried out by then.

        Parameters
        ----------
        day : datetime.date
            The report's date.

        Returns
        -------
        InitialAccess
            Without what came later.
        """
        study = self.time_study if self.time_study and self.time_study.carried_out_on <= day else None
        changes = tuple(each for each in self.changes if each.made_on <= day)
        return InitialAccess(changes, self.school_holidays, self.coding_frame, self.could_go_to, study)


def keep(held: InitialAccess, *, folder: Path) -> None:
    """Keep what a council has written of its front door beside its canonical tables.

    Parameters
    ----------
    held : InitialAccess
        What it has written.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep(held, path=folder / FILE)


def said(council: str, *, folder: Path | None = None) -> InitialAccess:
    """Return what a council has written of its front door.

    Parameters
    ----------
    council : str
        The council's name or folder.
    folder : pathlib.Path, optional
        Where its tables are kept; found from the project's root where not given.

    Returns
    -------
    InitialAccess
        Empty where it has written nothing.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = (folder or project.processed_folder(council)) / FILE
    held: InitialAccess | None = kept_words.read_back(InitialAccess, path=path, called="the front door")
    return held or InitialAccess()
