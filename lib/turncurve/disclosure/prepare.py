"""The counts of a release and of those before it, in groups that are tied to one another, ready to be protected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from turncurve.disclosure.late import by_few
from turncurve.disclosure.programme import ContradictionError
from turncurve.disclosure.published import Published, joined, named
from turncurve.disclosure.relations import Linked, linked, merged, without_taken
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.sheet import Sheet, sheet
from turncurve.disclosure.ties import ties, touching
from turncurve.disclosure.told import Told, by_address
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period


@dataclass(frozen=True)
class Prepared:
    """The counts of a release, in groups.

    Parameters
    ----------
    own : mapping of CellKey to Cell
        The counts of this release that have a value, and parts that follow from them and differ by few from what was
        shown.
    sheets : tuple of Sheet
        Groups of tied counts with at least one of this release, or of which a published number speaks.
    revised : frozenset of CellKey
        Counts that an earlier release gave otherwise, or that no longer agree with what it gave.
    """

    own: Mapping[CellKey, Cell]
    sheets: tuple[Sheet, ...]
    revised: frozenset[CellKey]


def prepared(
    cells: Iterable[Cell],
    *,
    rule: RuleProfile,
    small: frozenset[CellKey] = frozenset(),
    earlier: Sequence[Cell | Told] = (),
    published: Sequence[Published] = (),
    kept_back: frozenset[CellKey] = frozenset(),
    numerators: frozenset[CellKey] = frozenset(),
    hidden: frozenset[CellKey] = frozenset(),
) -> Prepared:
    """Return the counts in groups, ready to be protected.

    Parameters
    ----------
    cells : iterable of Cell
        The counts of all tables of a release.
    rule : RuleProfile
        The rule.
    small : frozenset of CellKey, optional
        Counts to hide besides those that are too small by themselves: numerators of shares.
    earlier : sequence of Cell or Told, optional
        What earlier releases gave: a count, or no value where they hid it; or what they told by rules of their own.
    published : sequence of Published, optional
        Other numbers that are public and bound counts: percentages, rates, means, rounded counts.
    kept_back : frozenset of CellKey, optional
        Counts to hide besides, for the sake of others.
    numerators : frozenset of CellKey, optional
        Counts on top of shares, which some rules hide though they be zero.
    hidden : frozenset of CellKey, optional
        Counts known to be hidden besides. What a reader knows by balances of stocks and flows, or of questions put to
        the same cases, is taken in where it speaks of a hidden count.

    Returns
    -------
    Prepared
        The same whatever the order of the counts.

    Raises
    ------
    DisclosureError
        If the counts of one measure do not add up, or contradict a published number.
    """
    own = merged(cell for cell in cells if cell.value is not None)
    before = by_address(earlier, rule=rule)
    revised = {key for key, each in before.items() if key in own and not each.admits(own[key].value)}
    every = _Given(rule, small, before, tuple(published), kept_back, numerators, hidden)
    late = by_few(own, before, revised=revised, rule=rule)
    found = _with(own, every, revised=revised, late=late)
    more = by_few(own, before, revised=found.revised, rule=rule)
    if more.keys() <= late.keys():
        return found
    # What is worked out of a part is hidden as if it were shown.
    return _with({**more, **own}, every, revised=revised | (more.keys() & before.keys()), late=more)


@dataclass(frozen=True)
class _Given:
    """What a release is held against, as `prepared` is given it."""

    rule: RuleProfile
    small: frozenset[CellKey]
    before: Mapping[CellKey, Told]
    published: tuple[Published, ...]
    kept_back: frozenset[CellKey]
    numerators: frozenset[CellKey]
    hidden: frozenset[CellKey]


def _with(own: Mapping[CellKey, Cell], given: _Given, *, revised: set[CellKey], late: Iterable[CellKey]) -> Prepared:
    """Return the counts in groups, where it is known which of them differ by few from what was shown."""
    rule, before, published = given.rule, given.before, given.published
    spoken_of = [cell for cell in named(published) if cell.key not in own]
    together = merged([*own.values(), *_known_before(own, before, revised=revised), *spoken_of])
    too_small = {*given.small, *late}
    too_small |= {key for key, cell in own.items() if cell.value is not None and rule.hides(cell.value)}
    too_small |= _hidden_beside(own, before, revised={*revised, *(key for key, each in before.items() if each.revised)})
    counts = {key: cell.value for key, cell in together.items() if cell.value is not None}
    tied = touching(ties(counts), given.hidden | given.kept_back | too_small)
    every = _Counts(
        own,
        rule,
        frozenset(too_small),
        (*published, *tied),
        given.kept_back,
        before=_standing(before, without=revised),
        numerators=given.numerators,
    )
    sheets: list[Sheet] = []
    outdated = set(revised)
    for group in joined(linked(together.values(), limits=every.limits), every.stated):
        if group.limits or any(key in own for key in group.keys):
            ready, gone = _ready(group, every=every, together=together)
            sheets += ready
            outdated |= gone
    return Prepared(own, tuple(sheets), frozenset(outdated))


@dataclass(frozen=True)
class _Counts:
    """All that is the same for every group of a release."""

    own: Mapping[CellKey, Cell]
    rule: RuleProfile
    small: frozenset[CellKey]
    published: tuple[Published, ...]
    kept_back: frozenset[CellKey]
    before: Mapping[CellKey, Told]
    numerators: frozenset[CellKey]

    @property
    def stated(self) -> tuple[Published, ...]:
        """Every published number that bounds counts: those of others, and counts that were shown rounded before."""
        return (*self.published, *(each.statement() for each in self.before.values() if each.rounded))

    @property
    def limits(self) -> dict[CellKey, tuple[float, float]]:
        """Between which numbers each count lies that earlier releases rounded or hid."""
        told = {key: each for key, each in self.before.items() if each.value is None}
        return {key: (each.least, np.inf if each.most is None else each.most) for key, each in told.items()}

    def sheets(self, members: Mapping[CellKey, Cell]) -> list[Sheet]:
        """Return some counts in groups, ready to be protected."""
        groups = joined(linked(members.values(), limits=self.limits), self.stated)
        return [self.sheet(without_taken(group), members) for group in groups]

    def sheet(self, group: Linked, members: Mapping[CellKey, Cell]) -> Sheet:
        """Return one group ready to be protected."""
        return sheet(
            group,
            cells=members,
            rule=self.rule,
            small=self.small,
            kept_back=self.kept_back,
            before=self.before,
            numerators=self.numerators,
        )


def _hidden_beside(
    own: Mapping[CellKey, Cell], before: Mapping[CellKey, Told], *, revised: Iterable[CellKey]
) -> frozenset[CellKey]:
    """Return the counts that every release hid, where a count that they add up to has been revised since."""
    # Whoever takes one of them for unchanged, and knows what the sum was, would work out what another was before.
    changed: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for key in sorted(revised):
        changed[key.measure, key.area].append(key.period)
    return frozenset(
        key
        for key, each in before.items()
        if key in own and each.most is None and not own[key].public_already and own[key].value
        if any(_meet(key.period, period) for period in changed[key.measure, key.area])
    )


def _meet(one: Period, other: Period) -> bool:
    """Tell whether two periods have a day in common."""
    return one.start <= other.end and other.start <= one.end


def _standing(before: Mapping[CellKey, Told], *, without: Iterable[CellKey]) -> dict[CellKey, Told]:
    """Return what earlier releases told, without what has been revised since."""
    gone = frozenset(without)
    return {key: each for key, each in before.items() if key not in gone}


def _known_before(own: Mapping[CellKey, Cell], before: Mapping[CellKey, Told], *, revised: set[CellKey]) -> list[Cell]:
    """Return what earlier releases add: counts that they gave, and those they hid or rounded, not counted now."""
    return [
        Cell(key, each.value, public_already=each.value is not None)
        for key, each in before.items()
        if key not in revised and (each.value is not None or key not in own)
    ]


def _ready(group: Linked, *, every: _Counts, together: Mapping[CellKey, Cell]) -> tuple[list[Sheet], set[CellKey]]:
    """Return a group ready to be protected, without what was public before and no longer agrees with it."""
    members = {key: together[key] for key, role in zip(group.keys, group.roles, strict=True) if role == "cell"}
    whole = every.sheet(group, members)
    if _adds_up([whole]):
        return [whole], set()
    group = without_taken(group)
    whole = every.sheet(group, members)
    if _adds_up([whole]):
        return [whole], set()
    # A count that was revised since may have been a zero when it was not hidden.
    shown = {key: each for key, each in every.before.items() if each.most is not None}
    every = replace(every, before=shown)
    whole = every.sheet(group, members)
    if _adds_up([whole]):
        return [whole], set()
    counted = {key for key, cell in every.own.items() if not cell.public_already}
    given = {key: cell for key, cell in members.items() if key not in counted and cell.value is not None}
    bounds = {key: each for key, each in shown.items() if each.rounded and key in members and key not in every.own}
    ours = {key: cell for key, cell in members.items() if key not in given}
    if not _adds_up(replace(every, before={}).sheets(ours)):
        raise DisclosureError(
            "counts of one measure do not add up over time or categories, or contradict a published number",
            where=f"{group.keys[0].measure}, {group.keys[0].area}",
            remedy="Check that totals are the sums of their parts, or give measures that do not add different names",
        )
    agreeing, kept = _agreeing((ours, {}), [*given.values(), *bounds.values()], every=every)
    outdated = (set(given) - set(agreeing) - set(every.own)) | (set(bounds) - set(kept))
    return replace(every, before=kept).sheets(agreeing), outdated


_Agreeing = tuple[dict[CellKey, Cell], dict[CellKey, Told]]


def _agreeing(base: _Agreeing, given: Sequence[Cell | Told], *, every: _Counts) -> _Agreeing:
    """Return counts with as many of those given before as agree with them, half of them tried at a time."""
    cells = {**base[0], **{each.key: each for each in given if isinstance(each, Cell)}}
    bounds = {**base[1], **{each.key: each for each in given if isinstance(each, Told)}}
    both = dict(sorted(cells.items())), dict(sorted(bounds.items()))
    if not given or _adds_up(replace(every, before=both[1]).sheets(both[0])):
        return both
    if len(given) == 1:
        return base
    half = len(given) // 2
    return _agreeing(_agreeing(base, given[:half], every=every), given[half:], every=every)


def _adds_up(groups: Iterable[Sheet]) -> bool:
    """Tell whether some counts could stand behind all true counts of groups, hidden, shown or rounded."""
    try:
        return all(len(group.some_counts) >= 0 for group in groups)
    except ContradictionError:
        return False
