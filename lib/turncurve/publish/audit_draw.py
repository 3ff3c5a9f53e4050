"""Which files an audit reads this time: how many, from which strata, and which of them twice."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.methods.sampling import allocate, sample_size, stratified_draw
from turncurve.tables.audit_programme import LONG_OPEN, Programme

LEAST_A_STRATUM = 2
"""Files of each stratum, so that its spread can be told."""
COLUMN_OF = {"kind of case": "kind", "length open": "length", "team": "team", "need": "need"}
NOT_PARTED = "no groups"
"""The stratum of every file where files are not parted by anything."""


@dataclass(frozen=True)
class AuditDraw:
    """The files drawn for an audit.

    Parameters
    ----------
    files : DataFrame
        One row a file drawn, by stratum and pseudonym: child_key, stratum, stratum_files, stratum_drawn, read_twice.
    frame : int
        Files that could be drawn.
    strata : tuple of str
        What they were parted by.
    given_up : tuple of str
        What they were to be parted by and were not, as each stratum gives two files at least.
    seed : int
        The number from which the same files are drawn again.
    """

    files: pd.DataFrame
    frame: int
    strata: tuple[str, ...]
    given_up: tuple[str, ...]
    seed: int


def frame_of(cases: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Return the open cases that a programme draws from.

    Parameters
    ----------
    cases : DataFrame
        Open cases, one row a child.
    programme : Programme
        The audit.

    Returns
    -------
    DataFrame
        Those of its kinds, open for as long as it says.

    Raises
    ------
    TurnCurveError
        Where there is none.
    """
    long_enough = cases["months"].ge(programme.open_over_months) | (programme.open_over_months == 0)
    held = cases[cases["kind"].isin(programme.cases) & long_enough]
    if held.empty:
        raise TurnCurveError(
            "no case that the audit reads was open on that day",
            where=programme.name,
            remedy="Choose a day that the records cover, or widen the cases in audit_programme.yml",
        )
    return held.reset_index(drop=True)


def draw(frame: pd.DataFrame, programme: Programme, *, seed: int) -> AuditDraw:
    """Draw the files of one audit: the same from the same frame and seed, in whatever order the frame stands.

    Parameters
    ----------
    frame : DataFrame
        Files that can be drawn, one row a child.
    programme : Programme
        The audit.
    seed : int
        The draw's seed.

    Returns
    -------
    AuditDraw
        The files, with what the weights are worked out from.
    """
    size = _size(len(frame), programme)
    wanted = _parted_by(programme)
    strata = _affordable(frame, programme, size=size)
    named = _named(frame, strata)
    floors = _floors(frame, named, programme, size=size)
    shares = allocate(_counts(named), size, minimum=LEAST_A_STRATUM, always=floors)
    chosen: list[dict[str, object]] = []
    for share in shares:
        members = frame.loc[named == share.stratum, "child_key"].tolist()
        taken = stratified_draw(members, [share.stratum] * len(members), size=share.drawn, seed=seed, minimum=0)
        chosen += [
            {
                "child_key": each.unit,
                "stratum": share.stratum,
                "stratum_files": share.frame,
                "stratum_drawn": share.drawn,
            }
            for each in taken.units
        ]
    files = pd.DataFrame(chosen)
    twice = _read_twice(files["child_key"].tolist(), programme, seed=seed)
    files = files.assign(read_twice=files["child_key"].isin(twice))
    return AuditDraw(files, len(frame), strata, tuple(each for each in wanted if each not in strata), seed)


def _size(frame: int, programme: Programme) -> int:
    """Return how many files are drawn: as many as are stated, or as the precision wants of so many."""
    if programme.margin is None:
        return min(programme.files or 0, frame)
    expected = (programme.expected or 50.0) / 100
    return sample_size(frame, margin=programme.margin / 100, expected=expected).size


def _groups(programme: Programme) -> tuple[str, ...]:
    """Return what files must be parted by, because a least share is of it."""
    groups = {group for group, _ in programme.at_least}
    return (*(["kind of case"] if groups - {LONG_OPEN} else []), *(["length open"] if LONG_OPEN in groups else []))


def _parted_by(programme: Programme) -> tuple[str, ...]:
    """Return what files are parted by: what a least share is of comes first."""
    return tuple(dict.fromkeys([*_groups(programme), *programme.strata]))


def _affordable(frame: pd.DataFrame, programme: Programme, *, size: int) -> tuple[str, ...]:
    """Return as many of the strata, from the first, as the files wanted allow."""
    wanted, needed = _parted_by(programme), len(_groups(programme))
    for kept in range(len(wanted), needed - 1, -1):
        named = _named(frame, wanted[:kept])
        counts, floors = _counts(named), _floors(frame, named, programme, size=size)
        least = sum(max(min(LEAST_A_STRATUM, count), floors.get(name, 0)) for name, count in counts.items())
        if least <= min(size, len(frame)):
            return wanted[:kept]
    raise TurnCurveError(
        "the least shares, and two files of each group, come to more files than are drawn",
        where=programme.name,
        remedy="Draw more files, or lower a share under at_least in audit_programme.yml",
    )


def _named(frame: pd.DataFrame, strata: tuple[str, ...]) -> pd.Series[str]:
    """Return each file's stratum in words."""
    words = frame[[COLUMN_OF[each] for each in strata]].astype("str").to_numpy().tolist()
    named = [", ".join(row) or NOT_PARTED for row in words]
    return pd.Series(named, index=frame.index, dtype="str")


def _counts(named: pd.Series[str]) -> dict[str, int]:
    """Return how many files each stratum has."""
    return {str(name): int(count) for name, count in named.value_counts().items()}


def _floors(frame: pd.DataFrame, named: pd.Series[str], programme: Programme, *, size: int) -> dict[str, int]:
    """Return the files that each stratum must give, so that each group has its least share."""
    floors: dict[str, int] = {}
    for group, share in programme.at_least:
        column = "length" if group == LONG_OPEN else "kind"
        members = _counts(named[frame[column] == group])
        needed = min(ceil(round(size * share / 100, 9)), sum(members.values()))
        for each in allocate(members, needed, minimum=0) if needed else ():
            floors[each.stratum] = max(floors.get(each.stratum, 0), each.drawn)
    return floors


def _read_twice(files: list[str], programme: Programme, *, seed: int) -> set[str]:
    """Return the files that two auditors read, drawn apart from the first draw."""
    count = ceil(round(len(files) * programme.double_marked / 100, 9))
    again = stratified_draw(files, [NOT_PARTED] * len(files), size=count, seed=seed + 1, minimum=0)
    return {each.unit for each in again.units}
