"""The smallest and the largest whole number that a sum of unknowns can be, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.programme import ContradictionError, Numbers, Programme, Reduced, reduced
from turncurve.errors import DisclosureError

_TOGETHER = 400
_WHOLE = 1e-6


@dataclass(frozen=True)
class Interval:
    """The whole numbers that a hidden count could be.

    Parameters
    ----------
    lowest, highest : int or None
        The smallest and the largest; None where there is no limit.
    """

    lowest: int | None
    highest: int | None

    @property
    def exact(self) -> bool:
        """Whether only one number is possible, so that hiding it hid nothing."""
        return self.lowest is not None and self.lowest == self.highest

    @property
    def width(self) -> float:
        """Largest less smallest; infinite where one of them has no limit."""
        if self.lowest is None or self.highest is None:
            return float("inf")
        return self.highest - self.lowest


@dataclass(frozen=True)
class _Job:
    """One sum over one part, to be made as small as possible: few of a part's unknowns, each times a factor."""

    part: int
    columns: tuple[int, ...]
    factors: tuple[float, ...]

    def cost(self, unknowns: int) -> Numbers:
        """Return the factor of every unknown of the part."""
        cost = np.zeros(unknowns)
        cost[list(self.columns)] = self.factors
        return cost

    def at(self, values: Numbers) -> float:
        """Return the sum of one solution."""
        return float(sum(factor * values[column] for column, factor in zip(self.columns, self.factors, strict=True)))

    def least(self, programme: Programme) -> float:
        """Return how small the limits of the unknowns allow it to be, the rows left aside."""
        least, most = programme.least, programme.most
        return float(
            sum(
                min(factor * least[column], factor * most[column])
                for column, factor in zip(self.columns, self.factors, strict=True)
            )
        )


def intervals(programme: Programme | Reduced, sums: sparse.csr_array) -> tuple[Interval, ...]:
    """Return the smallest and the largest value that each of several sums can have.

    Parameters
    ----------
    programme : Programme or Reduced
        Unknown whole numbers and the rows that tie them, perhaps with what follows at once worked out already.
    sums : sparse array, sums by unknowns
        Whole-number coefficients of each sum.

    Returns
    -------
    tuple of Interval
        One a sum, each end reached by some whole numbers that satisfy every row.

    Raises
    ------
    DisclosureError
        If no whole numbers satisfy every row.
    """
    known = programme if isinstance(programme, Reduced) else reduced(programme)
    least = [_pieces(known, sums, row=row, sign=1.0) for row in range(sums.shape[0])]
    most = [_pieces(known, sums, row=row, sign=-1.0) for row in range(sums.shape[0])]
    solved = _solve(known, sorted({job for _, jobs in (*least, *most) for job in jobs}, key=_order))
    return tuple(
        Interval(_total(low, solved, sign=1), _total(high, solved, sign=-1))
        for low, high in zip(least, most, strict=True)
    )


def some_solution(programme: Programme) -> Numbers:
    """Return whole numbers that satisfy every row.

    Parameters
    ----------
    programme : Programme
        Unknown whole numbers and the rows that tie them.

    Returns
    -------
    array, one an unknown
        One solution of perhaps many, always the same.

    Raises
    ------
    ContradictionError
        If there is none.
    """
    known = reduced(programme)
    values = np.where(np.isfinite(known.least), known.least, np.minimum(known.most, 0.0))
    for part in known.parts:
        inner = part.programme
        outcome = optimize.milp(
            np.zeros(len(part.columns)),
            constraints=optimize.LinearConstraint(inner.matrix, inner.row_least, inner.row_most),
            integrality=np.ones(len(part.columns)),
            bounds=optimize.Bounds(*_capped(inner)),
        )
        if outcome.status != 0 or not _satisfies(inner, np.round(outcome.x)):
            raise ContradictionError
        values[part.columns] = np.round(outcome.x)
    return values


def _order(job: _Job) -> tuple[int, tuple[int, ...], tuple[float, ...]]:
    """Return what jobs are sorted by, so that the work is the same whatever the order of the question."""
    return job.part, job.columns, job.factors


def _pieces(known: Reduced, sums: sparse.csr_array, *, row: int, sign: float) -> tuple[float, list[_Job]]:
    """Return what is certain of the smallest value of a sum times `sign`, and what is left to solve."""
    start, stop = sums.indptr[row], sums.indptr[row + 1]
    columns, factors = sums.indices[start:stop], sign * sums.data[start:stop]
    settled = known.part_of[columns] < 0
    low = np.where(factors > 0, factors * known.least[columns], factors * known.most[columns])
    jobs = []
    for part in np.unique(known.part_of[columns[~settled]]):
        inside = known.part_of[columns] == part
        places = np.searchsorted(known.parts[part].columns, columns[inside])
        order = np.argsort(places)
        jobs.append(_Job(int(part), tuple(places[order].tolist()), tuple(factors[inside][order].tolist())))
    return float(np.sum(low[settled])), jobs


def _total(piece: tuple[float, list[_Job]], solved: dict[_Job, float], *, sign: int) -> int | None:
    """Return a sum's end from what is certain and what was solved."""
    value = piece[0] + sum(solved[job] for job in piece[1])
    return sign * round(value) if np.isfinite(value) else None


def _solve(known: Reduced, jobs: Sequence[_Job]) -> dict[_Job, float]:
    """Return the smallest whole value of each job: many linear programmes at once, then integers where needed."""
    found: dict[_Job, float] = {}
    cap = [_cap(part.programme) for part in known.parts]
    sided = {part: _sided(known.parts[part].programme) for part in sorted({job.part for job in jobs})}
    least = {job: job.least(known.parts[job.part].programme) for job in jobs}
    waiting = list(jobs)
    while waiting:
        batch, waiting = _next(known, waiting)
        costs = [job.cost(len(known.parts[job.part].columns)) for job in batch]
        met: dict[int, list[Numbers]] = {}
        for job, cost, values in zip(batch, costs, _relaxed([sided[job.part] for job in batch], costs), strict=True):
            part = known.parts[job.part].programme
            whole = np.round(values)
            if np.all(np.abs(values - whole) < _WHOLE) and _satisfies(part, whole):
                best = job.at(whole)
                met.setdefault(job.part, []).append(whole)
            else:
                best = _integer(part, cost)
            found[job] = -np.inf if best <= -cap[job.part] else best
        # A solution of one sum answers every other that is as small there as the limits of its unknowns allow.
        answered = [job for job in waiting if any(job.at(each) <= least[job] for each in met.get(job.part, ()))]
        found |= {job: least[job] for job in answered}
        waiting = [job for job in waiting if job not in found]
    return found


def _next(known: Reduced, jobs: list[_Job]) -> tuple[list[_Job], list[_Job]]:
    """Return jobs with about as many unknowns as are quickest together, and the others."""
    sizes = np.cumsum([len(known.parts[job.part].columns) for job in jobs])
    count = int(np.searchsorted(sizes, _TOGETHER)) + 1
    return jobs[:count], jobs[count:]


def _relaxed(ready: Sequence[_Sided], costs: Sequence[Numbers]) -> list[Numbers]:
    """Return a solution of each job that need not be whole."""
    outcome = optimize.linprog(
        np.concatenate(costs),
        A_ub=sparse.block_diag([each.bound for each in ready], format="csr"),
        b_ub=np.concatenate([each.bound_limit for each in ready]),
        A_eq=sparse.block_diag([each.equal for each in ready], format="csr"),
        b_eq=np.concatenate([each.equal_limit for each in ready]),
        bounds=np.vstack([each.limits for each in ready]),
        method="highs",
    )
    if outcome.status != 0:
        raise ContradictionError
    return np.split(outcome.x, np.cumsum([len(each.limits) for each in ready])[:-1])


@dataclass(frozen=True)
class _Sided:
    """A part's rows as equalities and as sums that are at most a limit."""

    equal: sparse.coo_array
    equal_limit: Numbers
    bound: sparse.coo_array
    bound_limit: Numbers
    limits: Numbers


def _sided(programme: Programme) -> _Sided:
    """Return a part's rows as equalities and as sums that are at most a limit."""
    same = programme.row_least == programme.row_most
    above, below = ~same & np.isfinite(programme.row_most), ~same & np.isfinite(programme.row_least)
    matrix = programme.matrix
    return _Sided(
        matrix[np.flatnonzero(same)].tocoo(),
        programme.row_most[same],
        sparse.vstack([matrix[np.flatnonzero(above)], -matrix[np.flatnonzero(below)]], format="coo"),
        np.concatenate([programme.row_most[above], -programme.row_least[below]]),
        np.column_stack(_capped(programme)),
    )


def _cap(programme: Programme) -> float:
    """Return a number so large that a sum which reaches it has no limit."""
    limits = np.concatenate([programme.row_least, programme.row_most, programme.least, programme.most])
    return float(np.sum(np.abs(limits[np.isfinite(limits)]))) + 1000.0


def _capped(programme: Programme) -> tuple[Numbers, Numbers]:
    """Return the unknowns' limits with finite numbers in place of infinite ones."""
    cap = _cap(programme)
    return np.maximum(programme.least, -2 * cap), np.minimum(programme.most, 2 * cap)


def _satisfies(programme: Programme, values: Numbers) -> bool:
    """Tell whether whole numbers satisfy every row and limit exactly."""
    activity = programme.matrix @ values
    low, high = _capped(programme)
    return bool(
        np.all(activity >= programme.row_least)
        and np.all(activity <= programme.row_most)
        and np.all(values >= low)
        and np.all(values <= high)
    )


def _integer(programme: Programme, cost: Numbers) -> float:
    """Return the smallest value of a sum over whole numbers, checked in exact arithmetic."""
    floor = -np.inf
    while True:
        outcome = optimize.milp(
            cost,
            constraints=[
                optimize.LinearConstraint(programme.matrix, programme.row_least, programme.row_most),
                optimize.LinearConstraint(cost[np.newaxis, :], floor, np.inf),
            ],
            integrality=np.ones(len(cost)),
            bounds=optimize.Bounds(*_capped(programme)),
            options={"mip_rel_gap": 0.0},
        )
        if outcome.status == 2:
            raise ContradictionError
        if outcome.status != 0:
            raise DisclosureError(f"the search for what could be worked out did not finish: {outcome.message}")
        whole = np.round(outcome.x)
        if _satisfies(programme, whole):
            return float(np.dot(cost, whole))
        floor = float(np.round(np.dot(cost, whole))) + 1.0
