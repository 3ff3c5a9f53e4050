"""One suppression plan for a whole release: what is hidden in all its tables, made once and then applied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from turncurve.disclosure.address import fingerprint, read, written
from turncurve.disclosure.balance import given_away
from turncurve.disclosure.prepare import Prepared, prepared
from turncurve.disclosure.published import Published
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, record
from turncurve.disclosure.rule import DEFAULT_PROFILE, RuleProfile
from turncurve.disclosure.rule import profile as rule_named
from turncurve.disclosure.sheet import Sheet
from turncurve.disclosure.sums import giving_away, sum_sheets
from turncurve.disclosure.suppress import Solved, Suppression
from turncurve.disclosure.told import Told, by_address
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Grain

__all__ = [
    "PlannedTable",
    "RecordedTable",
    "SuppressionPlan",
    "from_json",
    "make_plan",
    "record",
]
_LAYOUT = 1


@dataclass(frozen=True)
class PlannedTable:
    """How one table of a release is to be shown.

    Parameters
    ----------
    table_id : str
        Name of the table in the release.
    digest : str
        Fingerprint of the figures that the plan was made for.
    finest : {"month", "quarter", "year", "three_years"} or None
        The grain recorded.
    grain : {"month", "quarter", "year", "three_years"} or None
        The grain to publish at.
    """

    table_id: str
    digest: str
    finest: Grain | None
    grain: Grain | None


@dataclass(frozen=True)
class SuppressionPlan:
    """What a release hides.

    Parameters
    ----------
    profile : str
        Name of the rule.
    hidden : tuple of CellKey
        Counts that may not be shown, in order of address.
    too_small : tuple of CellKey
        Those of them that the rule hides; the others are hidden so that these cannot be worked out.
    tables : tuple of PlannedTable
        The tables that the plan was made for, by name.
    cells_sha256 : str
        Fingerprint of the counts that the plan was made for.
    known_anyway : tuple of CellKey
        Hidden counts that follow from what is public already, whatever this release hides.
    revised : tuple of CellKey
        Counts that an earlier release gave otherwise, or that no longer agree with what it gave.
    optimal : bool
        Whether it is proven that no plan hides less value.
    solo : bool
        Whether the plan was made for one answer alone, without regard to other tables and earlier releases.
    kept_by : tuple of str
        Names of the rules of earlier releases under which some of these counts stay hidden, where this rule by itself
        would show them.
    """

    profile: str
    hidden: tuple[CellKey, ...]
    too_small: tuple[CellKey, ...]
    tables: tuple[PlannedTable, ...]
    cells_sha256: str
    known_anyway: tuple[CellKey, ...] = ()
    revised: tuple[CellKey, ...] = ()
    optimal: bool = True
    solo: bool = False
    kept_by: tuple[str, ...] = ()

    def table(self, digest: str) -> PlannedTable | None:
        """Return how a table is to be shown.

        Parameters
        ----------
        digest : str
            Fingerprint of its figures.

        Returns
        -------
        PlannedTable or None
            None where the plan was not made for these figures.
        """
        return next((each for each in self.tables if each.digest == digest), None)

    def to_json(self) -> str:
        """Return the plan as text that `from_json` reads back.

        Returns
        -------
        str
            JSON, the same for the same plan to the byte.
        """
        content = {
            "layout": _LAYOUT,
            "profile": self.profile,
            "solo": self.solo,
            "optimal": self.optimal,
            "cells_sha256": self.cells_sha256,
            "tables": [[each.table_id, each.digest, each.finest, each.grain] for each in self.tables],
            **{name: [written(key) for key in getattr(self, name)] for name in _ADDRESSES},
            **({"kept_by": list(self.kept_by)} if self.kept_by else {}),
        }
        return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


_ADDRESSES = ("hidden", "too_small", "known_anyway", "revised")


def from_json(text: str) -> SuppressionPlan:
    """Read a plan back from its text.

    Parameters
    ----------
    text : str
        What `SuppressionPlan.to_json` gave.

    Returns
    -------
    SuppressionPlan
        The plan.

    Raises
    ------
    DisclosureError
        If the text is not a plan that this version can read.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        if content["layout"] != _LAYOUT:
            raise DisclosureError("the suppression plan has another layout", remedy="Make the plan again")
        addresses = {name: tuple(read(entry) for entry in content[name]) for name in _ADDRESSES}
        return SuppressionPlan(
            profile=rule_named(content["profile"]).name,
            tables=tuple(PlannedTable(*entry) for entry in content["tables"]),
            cells_sha256=str(content["cells_sha256"]),
            optimal=bool(content["optimal"]),
            solo=bool(content["solo"]),
            kept_by=tuple(rule_named(name).name for name in content.get("kept_by", ())),
            **addresses,
        )
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise DisclosureError("the suppression plan cannot be read", remedy="Make the plan again") from problem


def make_plan(
    recorded: Sequence[RecordedTable],
    *,
    profile: str = DEFAULT_PROFILE,
    earlier: Sequence[Cell | Told] = (),
    published: Sequence[Published] = (),
    solo: bool = False,
) -> SuppressionPlan:
    """Return what a release must hide so that no small count can be worked out from all of its tables together.

    Parameters
    ----------
    recorded : sequence of RecordedTable
        All tables of the release, as the restricted run recorded them.
    profile : str, optional
        Name of the rule.
    earlier : sequence of Cell or Told, optional
        What earlier releases gave: a count, or no value where they hid it; or what they told by rules of their own.
    published : sequence of Published, optional
        Other numbers that are public and bound counts: percentages, rates, means, rounded counts.
    solo : bool, optional
        Whether the plan is for one answer alone.

    Returns
    -------
    SuppressionPlan
        The same whatever the order of the tables.

    Raises
    ------
    UnknownNameError
        If there is no profile of that name.
    DisclosureError
        If tables contradict one another.
    """
    rule = rule_named(profile)
    tables = sorted(recorded, key=lambda each: (each.table_id, each.digest))
    chosen = [table.chosen(rule) for table in tables]
    before = by_address(earlier, rule=rule)
    small, kept_by = _small(chosen, rule=rule, before=before)
    known = [Cell(each.key, each.value) for each in before.values()]
    given_up = given_away([cell for grain in chosen for cell in grain.cells], rule=rule, earlier=known)
    ready, found = _protected(
        chosen, rule=rule, small=small | given_up, earlier=tuple(before.values()), published=published
    )
    shown_before = _shown_before(small, ready=ready)
    small |= given_up
    hidden = _hidden(ready, found) | shown_before
    planned = (
        PlannedTable(table.table_id, table.digest, table.grains[0].grain, grain.grain)
        for table, grain in zip(tables, chosen, strict=True)
    )
    return SuppressionPlan(
        profile=rule.name,
        hidden=tuple(sorted(hidden)),
        too_small=tuple(sorted(small & hidden)),
        tables=tuple(planned),
        cells_sha256=fingerprint(ready.own.values()),
        known_anyway=tuple(
            sorted(shown_before.union(*(_known_anyway(*pair) for pair in zip(ready.sheets, found, strict=True))))
        ),
        revised=tuple(sorted(ready.revised)),
        optimal=all(each.optimal for each in found),
        solo=solo,
        kept_by=kept_by,
    )


def _small(
    chosen: Sequence[RecordedGrain], *, rule: RuleProfile, before: Mapping[CellKey, Told]
) -> tuple[frozenset[CellKey], tuple[str, ...]]:
    """Return the counts that are too small by the rule, or by the rule of a release that hid them; and those rules."""
    small = frozenset(key for grain in chosen for key in grain.small(rule))
    still: dict[str, frozenset[CellKey]] = {}
    for name in sorted({name for each in before.values() if each.most is None for name in each.hidden_by}):
        hidden = {key for key, each in before.items() if each.most is None and name in each.hidden_by}
        by_rule = frozenset(key for grain in chosen for key in grain.small(rule_named(name)))
        still[name] = (by_rule & hidden) - small
    return small.union(*still.values()), tuple(name for name, keys in still.items() if keys)


def _shown_before(small: Iterable[CellKey], *, ready: Prepared) -> frozenset[CellKey]:
    """Return the counts that the rule hides though an earlier release showed them by another."""
    public = {group.linked.keys[row] for group in ready.sheets for row in np.flatnonzero(group.public)}
    return frozenset(key for key in small if key in public and not ready.own[key].public_already)


def _protected(
    chosen: Sequence[RecordedGrain],
    *,
    rule: RuleProfile,
    small: frozenset[CellKey],
    earlier: Sequence[Told],
    published: Sequence[Published],
) -> tuple[Prepared, list[Suppression]]:
    """Return the counts and what of them is hidden, so that neither a small count nor a sum over one is found out."""
    cells = [cell for grain in chosen for cell in grain.cells]
    numerators = frozenset[CellKey]().union(*(grain.numerators for grain in chosen))
    sums = [each for grain in chosen for each in grain.sums]
    kept_back: frozenset[CellKey] = frozenset()
    hidden: frozenset[CellKey] = frozenset()
    solved = Solved()
    while True:
        ready = prepared(
            cells,
            rule=rule,
            small=small,
            earlier=earlier,
            published=published,
            kept_back=kept_back,
            numerators=numerators,
            hidden=hidden,
        )
        found = [solved.suppressed(group) for group in ready.sheets]
        now = _hidden(ready, found)
        more = giving_away(sum_sheets(sums, cells=ready.own, rule=rule, hidden=now, small=small & now))
        if more <= kept_back and now <= hidden:
            return ready, found
        kept_back |= more
        hidden |= now


def _hidden(ready: Prepared, found: Sequence[Suppression]) -> frozenset[CellKey]:
    """Return the addresses hidden, without those that nobody shows."""
    pairs = zip(ready.sheets, found, strict=True)
    hidden = {group.linked.keys[row] for group, each in pairs for row in _hidden_rows(group, each)}
    return frozenset(hidden & set(ready.own))


def _hidden_rows(group: Sheet, found: Suppression) -> list[int]:
    """Return the rows hidden in one group that are counts of some table."""
    return [int(row) for row in np.flatnonzero(found.hidden) if group.linked.roles[row] == "cell"]


def _known_anyway(group: Sheet, found: Suppression) -> list[CellKey]:
    """Return the addresses of one group that what is public already gives away."""
    return [group.linked.keys[need.row] for need in found.known_anyway]
