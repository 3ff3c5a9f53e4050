"""What else to hide, and as little as possible of it, so that no hidden count can be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from turncurve.disclosure.choice import Rules, cheapest, no_rules
from turncurve.disclosure.cuts import cuts
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.path import along
from turncurve.disclosure.programme import Numbers
from turncurve.disclosure.sheet import Sheet, Truths, standings
from turncurve.disclosure.witness import Move, possible

_ROUNDS = 60
_EDGE = 0.02
_TOGETHER = 6_000


@dataclass(frozen=True)
class Suppression:
    """What of a group of tied counts is hidden.

    Parameters
    ----------
    hidden : array of bool, one a row
        Rows that are not shown, whether too small or hidden to protect others.
    known_anyway : tuple of Need
        What cannot be had even with everything hidden that may be: it follows from what is public already.
    optimal : bool
        Whether it is proven that no choice hides less value.
    """

    hidden: Truths
    known_anyway: tuple[Need, ...]
    optimal: bool


def suppressed(sheet: Sheet) -> Suppression:
    """Return the counts to hide, so that what must not be worked out cannot be.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.

    Returns
    -------
    Suppression
        Of least total value where the group is of moderate size; else safe, and of little more.
    """
    hidden = sheet.withheld.copy()
    wanted = [need for row in np.flatnonzero(sheet.targets) for need in needs(sheet, int(row))]
    open_needs = unmet(sheet, wanted, hidden=hidden)
    known_anyway = unmet(sheet, open_needs, hidden=hidden | sheet.choosable)
    open_needs = [need for need in open_needs if need not in known_anyway]
    rows = sorted({need.row for need in open_needs})
    if len(rows) * sheet.linked.matrix.shape[1] <= _TOGETHER:
        hidden, proven = _protect(sheet, open_needs, hidden=hidden)
        return Suppression(hidden, tuple(known_anyway), optimal=proven)
    return Suppression(_one_by_one(sheet, open_needs, hidden=hidden), tuple(known_anyway), optimal=False)


class Solved:
    """Groups protected before, so that one that comes again the same is not worked out again."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Suppression] = {}

    def suppressed(self, sheet: Sheet) -> Suppression:
        """Return the counts to hide, as `suppressed` does.

        Parameters
        ----------
        sheet : Sheet
            The group of tied counts.

        Returns
        -------
        Suppression
            The same for the same group.
        """
        matrix = sheet.linked.matrix
        arrays = (matrix.data, matrix.indices, matrix.indptr, sheet.least, sheet.most, sheet.floor, sheet.values)
        marks = (sheet.choosable, sheet.withheld, sheet.targets, sheet.public)
        key = (sheet.linked.keys, sheet.linked.roles, *(each.tobytes() for each in (*arrays, *marks)))
        if key not in self._found:
            self._found[key] = suppressed(sheet)
        return self._found[key]


def unmet(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> list[Need]:
    """Return the needs that a choice of what to hide does not meet.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.
    wanted : sequence of Need
        What must hold.
    hidden : array of bool, one a row
        Rows that are not shown.

    Returns
    -------
    list of Need
        Those that do not hold.
    """
    verdicts = _verdicts(sheet, wanted, hidden=hidden)
    rows = sorted({need.row for need in wanted if verdicts[need] is None})
    found = dict(zip(rows, standings(sheet, hidden=hidden, rows=rows), strict=True))
    for need, verdict in verdicts.items():
        if verdict is None:
            verdicts[need] = met(need, value=sheet.values[need.row], standing=found[need.row])
    return [need for need in wanted if not verdicts[need]]


def _verdicts(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> dict[Need, bool | None]:
    """Return whether each need is met, by other counts that fit; None where that cannot be told so."""
    verdicts: dict[Need, bool | None] = {}
    for aware in (False, True):
        mine = [need for need in wanted if need.of_aware_reader == aware]
        moves = [Move(need.row, sign) for need in mine for sign in need.signs]
        found = possible(sheet, moves, hidden=hidden, aware=aware) if moves else {}
        for need in mine:
            answers = [found[Move(need.row, sign)] for sign in need.signs]
            verdicts[need] = True if True in answers else None if None in answers else False
    return verdicts


def _protect(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> tuple[Truths, bool]:
    """Return the cheapest choice that meets the needs and leaves no row hidden in vain, and whether that is proven."""
    if not unmet(sheet, wanted, hidden=hidden):
        return hidden, True
    cost = np.where(sheet.choosable, sheet.costs, 0.0)
    rules = _first_rules(sheet, wanted, hidden=hidden, cost=cost)
    chosen = hidden
    for _ in range(_ROUNDS):
        found = cheapest(cost, rules=rules, hidden=hidden, choosable=sheet.choosable, whole=True)
        if found is None:
            break
        chosen = found > 0.5
        more = _broken(sheet, wanted, chosen=chosen)
        if not len(more):
            return chosen, True
        rules = rules.joined(more)
    return _pared(sheet, wanted, hidden=_grown(sheet, wanted, hidden=chosen)), False


def _first_rules(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths, cost: Numbers) -> Rules:
    """Return the rules found while rows may be hidden in part, which is quick and finds most of them."""
    rules = no_rules(len(cost))
    edge = np.where(sheet.choosable, _EDGE, 0.0)
    hiding: Numbers | None = hidden.astype(float)
    for _ in range(_ROUNDS):
        if hiding is None:
            break
        weights = cuts(sheet, wanted, hiding=np.maximum(hiding, edge), step=1.0)
        more = _rules(weights).broken(hiding, by=0.01)
        if not len(more):
            break
        rules = rules.joined(more)
        hiding = cheapest(cost, rules=rules, hidden=hidden, choosable=sheet.choosable, whole=False)
    return rules


def _rules(weights: Numbers) -> Rules:
    """Return cuts as rules, without those of needs that are met."""
    some = weights[weights.any(axis=1)]
    return Rules(some, np.ones(len(some)))


def _broken(sheet: Sheet, wanted: Sequence[Need], *, chosen: Truths) -> Rules:
    """Return rules that a whole choice breaks; none where all is safe and nothing is hidden in vain."""
    open_needs = unmet(sheet, wanted, hidden=chosen)
    if open_needs:
        return _why(sheet, open_needs, chosen=chosen)
    others = [need for row in np.flatnonzero(chosen & sheet.choosable) for need in needs(sheet, int(row))]
    in_vain = unmet(sheet, others, hidden=chosen)
    if not in_vain:
        return no_rules(len(chosen))
    return _unless_shown(_why_each(sheet, in_vain, chosen=chosen), [need.row for need in in_vain])


def _why(sheet: Sheet, open_needs: Sequence[Need], *, chosen: Truths) -> Rules:
    """Return rules that say what else must be hidden to meet needs."""
    hiding = chosen.astype(float)
    edge = np.where(sheet.choosable, _EDGE, 0.0)
    found = _rules(cuts(sheet, open_needs, hiding=np.maximum(hiding, edge), step=1.0)).broken(hiding)
    if not len(found):
        found = _rules(cuts(sheet, open_needs, hiding=hiding)).broken(hiding)
    return found if len(found) else _something_else(sheet, chosen=chosen)


def _why_each(sheet: Sheet, open_needs: Sequence[Need], *, chosen: Truths) -> Rules:
    """Return for each need one rule that says what else must be hidden to meet it."""
    hiding = chosen.astype(float)
    weights = cuts(sheet, open_needs, hiding=hiding)
    silent = ~((weights.any(axis=1)) & (weights @ hiding < 1 - 1e-6))
    weights[silent] = _something_else(sheet, chosen=chosen).weights
    return Rules(weights, np.ones(len(weights)))


def _something_else(sheet: Sheet, *, chosen: Truths) -> Rules:
    """Return the rule that at least one more row be hidden: true of every choice that is not safe."""
    return Rules((sheet.choosable & ~chosen).astype(float)[np.newaxis, :], np.ones(1))


def _unless_shown(rules: Rules, rows: Sequence[int]) -> Rules:
    """Return rules that hold only if the row that each is about is hidden."""
    weights = rules.weights.copy()
    weights[np.arange(len(rows)), rows] = -1.0
    return Rules(weights, rules.limits - 1.0)


def _one_by_one(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> Truths:
    """Return a safe choice found by meeting one need after another, each in the cheapest way."""
    chosen = hidden.copy()
    along_with: dict[int, set[Need]] = {}
    for need in wanted:
        if not unmet(sheet, [need], hidden=chosen):
            continue
        ways = [along(sheet, Move(need.row, sign), hidden=chosen, aware=need.of_aware_reader) for sign in need.signs]
        fitting = [way for way in ways if way is not None]
        if fitting:
            best = min(fitting, key=lambda way: (sheet.costs[way].sum(), way.tolist()))
            chosen |= best
            for place in np.flatnonzero(best):
                along_with.setdefault(int(place), set()).add(need)
    chosen = _grown(sheet, wanted, hidden=chosen)
    pared = chosen.copy()
    for row in sorted(along_with, key=lambda row: (-sheet.costs[row], row)):
        pared[row] = False
        same = [need for need in wanted if need.row in {each.row for each in along_with[row]}]
        if unmet(sheet, same, hidden=pared):
            pared[row] = True
    return pared if not unmet(sheet, wanted, hidden=pared) else chosen


def _grown(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> Truths:
    """Return a safe choice found by hiding the smallest rows still shown, twice as many each time."""
    grown = hidden.copy()
    order = np.argsort(np.where(sheet.choosable, sheet.costs, np.inf), kind="stable")
    order = order[sheet.choosable[order]]
    size = 1
    while unmet(sheet, wanted, hidden=grown) and not np.all(grown[order]):
        grown[order[~grown[order]][:size]] = True
        size *= 2
    return grown


def _pared(sheet: Sheet, wanted: Sequence[Need], *, hidden: Truths) -> Truths:
    """Return the choice without the rows that need not be hidden, the largest tried first."""
    pared = hidden.copy()
    rows = np.flatnonzero(hidden & sheet.choosable)
    for row in rows[np.argsort(-sheet.costs[rows], kind="stable")]:
        pared[row] = False
        if unmet(sheet, wanted, hidden=pared):
            pared[row] = True
    return pared
