"""What may be hidden, what must be, and whether what is hidden stays so: one group of tied counts under one rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from turncurve.disclosure.balance import worth
from turncurve.disclosure.extremes import Interval, intervals, some_solution
from turncurve.disclosure.programme import Numbers, Programme, Reduced, reduced
from turncurve.disclosure.relations import Linked
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.told import Told
from turncurve.indicators.cell import Cell, CellKey

Truths = npt.NDArray[np.bool_]
_KEPT = 8


@dataclass(frozen=True)
class Sheet:
    """One group of tied counts, with what is to become of each.

    Parameters
    ----------
    linked : Linked
        The counts and what ties them.
    least, most : array, one a row
        What a reader learns of the row if it is shown.
    choosable : array of bool, one a row
        Rows that may be hidden to protect others.
    withheld : array of bool, one a row
        Rows that are not shown whatever happens: too small, or of no table.
    targets : array of bool, one a row
        Rows whose count must not be worked out: too small, or hidden by an earlier release.
    floor : array of float, one a row
        What a reader who knows the rule concludes of the row from its being hidden: at least this.
    public : array of bool, one a row
        Rows that are public already, and so shown whatever happens.
    """

    linked: Linked
    least: Numbers
    most: Numbers
    choosable: Truths
    withheld: Truths
    targets: Truths
    floor: Numbers
    public: Truths

    @property
    def values(self) -> Numbers:
        """The true counts; not a number where one is not known."""
        return self.linked.values

    @cached_property
    def costs(self) -> Numbers:
        """What the public loses by each row that is hidden: its count, and more of a stock that is rather kept."""
        if not any(role == "said" for role in self.linked.roles):
            return self.values
        return np.asarray(self.values * [worth(key) for key in self.linked.keys])

    @cached_property
    def some_counts(self) -> Numbers:
        """Elementary counts that fit every count that is known, as one set of them that could be the truth."""
        return some_solution(programme(self, hidden=self.unknown, aware=True, exactly=True))

    @cached_property
    def _followed(self) -> dict[tuple[bytes, bool], Reduced]:
        """What follows at once for a reader, by what is hidden and whether the reader knows the rule."""
        return {}

    def known(self, *, hidden: Truths, aware: bool) -> Reduced:
        """Return what follows at once for a reader when some rows are hidden; kept, because it is asked for again.

        Parameters
        ----------
        hidden : array of bool, one a row
            Rows that are not shown.
        aware : bool
            Whether the reader knows the rule.

        Returns
        -------
        Reduced
            Limits of the elementary counts, and the parts that are left to search.
        """
        asked = (hidden.tobytes(), aware)
        if asked not in self._followed:
            if len(self._followed) >= _KEPT:
                self._followed.clear()
            self._followed[asked] = reduced(programme(self, hidden=hidden, aware=aware))
        return self._followed[asked]

    @property
    def unknown(self) -> Truths:
        """Rows whose true count is not known; a published number that bounds counts is not one of them."""
        said = np.array([role == "said" for role in self.linked.roles])
        unknown: Truths = np.isnan(self.values) & ~said
        return unknown


@dataclass(frozen=True)
class Standing:
    """What two readers could work out of one hidden count.

    Parameters
    ----------
    row : int
        The count's row.
    plain : Interval
        A reader who knows what is published and how counts add.
    aware : Interval
        A reader who knows the rule too, and so that a hidden count is not zero.
    """

    row: int
    plain: Interval
    aware: Interval


def sheet(
    linked: Linked,
    *,
    cells: Mapping[CellKey, Cell],
    rule: RuleProfile,
    small: frozenset[CellKey],
    kept_back: frozenset[CellKey] = frozenset(),
    before: Mapping[CellKey, Told] | None = None,
    numerators: frozenset[CellKey] = frozenset(),
) -> Sheet:
    """Return what is to become of each count of a group under a rule.

    Parameters
    ----------
    linked : Linked
        The counts and what ties them.
    cells : mapping of CellKey to Cell
        The counts by address. One without a value was hidden by an earlier release; one public already stays shown.
    rule : RuleProfile
        The rule.
    small : frozenset of CellKey
        Counts that the rule hides.
    kept_back : frozenset of CellKey, optional
        Counts to hide besides, for the sake of others.
    before : mapping of CellKey to Told, optional
        What earlier releases told: a count that a rule hid which shows every zero is none, and one that was shown
        rounded is no secret.
    numerators : frozenset of CellKey, optional
        Counts on top of shares, which a rule for shares hides though they be zero; of any other count a true zero is
        shown whatever the rule.

    Returns
    -------
    Sheet
        The group, ready to be protected.
    """
    values = linked.values
    said = np.array([role == "said" for role in linked.roles])
    known = ~np.isnan(values) | said
    cell = np.array([role == "cell" for role in linked.roles])
    implied = np.array([role == "implied" for role in linked.roles])
    public = cell & np.array([key in cells and cells[key].public_already for key in linked.keys])
    is_small = cell & ~public & np.array([key in small for key in linked.keys])
    told = [(before or {}).get(key) for key in linked.keys]
    was_rounded = cell & ~known & np.array([each is not None and each.rounded for each in told])
    no_zero = cell & np.array([each is not None and each.most is None and each.least > 0 for each in told])
    some = np.nan_to_num(values) > 0
    is_kept = cell & ~public & np.array([key in kept_back for key in linked.keys])
    learnt = np.array([rule.learnt(int(value)) if value >= 0 else (0, 0) for value in values], dtype=float)
    for row, limits in linked.limits.items():
        learnt[row] = limits
    never_zero = np.array([not (rule.hides_zero and key in numerators) for key in linked.keys])
    exactly = public | ~(cell | said)
    implied_small = implied & np.array([bool(value > 0) and rule.hides(int(value)) for value in values])
    return Sheet(
        linked,
        np.where(exactly, values, learnt[:, 0]),
        np.where(exactly, values, learnt[:, 1]),
        choosable=cell & known & ~public & ~is_small & ~is_kept & some,
        withheld=is_small | is_kept | implied | ~known,
        targets=is_small | implied_small | (~known & ~was_rounded),
        floor=((no_zero & (~known | some)) | (cell & ~public & some & never_zero)).astype(float),
        public=public,
    )


def programme(sheet: Sheet, *, hidden: Truths, aware: bool, exactly: bool = False) -> Programme:
    """Return what a reader knows of the elementary counts when some rows are hidden.

    Parameters
    ----------
    sheet : Sheet
        The group.
    hidden : array of bool, one a row
        Rows that are not shown.
    aware : bool
        Whether the reader knows the rule.
    exactly : bool, optional
        Whether what is shown is the true count, and not only what a reader learns of it.

    Returns
    -------
    Programme
        Elementary counts, not negative, tied by what is shown.
    """
    floor = sheet.floor if aware else np.zeros(len(sheet.floor))
    rows = np.flatnonzero(~hidden | (floor > 0))
    shown = ~hidden[rows]
    count = sheet.linked.matrix.shape[1]
    loose = np.isnan(sheet.values) | (not exactly)
    least, most = np.where(loose, sheet.least, sheet.values), np.where(loose, sheet.most, sheet.values)
    return Programme(
        sheet.linked.matrix[rows],
        np.where(shown, least[rows], floor[rows]),
        np.where(shown, most[rows], np.inf),
        np.zeros(count),
        np.full(count, np.inf),
    )


def standings(sheet: Sheet, *, hidden: Truths, rows: Iterable[int]) -> tuple[Standing, ...]:
    """Return what could be worked out of some hidden rows.

    Parameters
    ----------
    sheet : Sheet
        The group.
    hidden : array of bool, one a row
        Rows that are not shown.
    rows : iterable of int
        The rows asked about.

    Returns
    -------
    tuple of Standing
        One a row, in the order asked.
    """
    asked = list(rows)
    if not asked:
        return ()
    sums = sparse.csr_array(sheet.linked.matrix[asked])
    plain = intervals(sheet.known(hidden=hidden, aware=False), sums)
    if not np.any(sheet.floor[hidden] > 0):
        return tuple(Standing(*each) for each in zip(asked, plain, plain, strict=True))
    aware = intervals(sheet.known(hidden=hidden, aware=True), sums)
    return tuple(Standing(*each) for each in zip(asked, plain, aware, strict=True))
