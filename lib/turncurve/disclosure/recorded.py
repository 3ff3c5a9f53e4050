"""What an answer would show, at each length of period that it could be shown at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from turncurve.analyses.answer import Answer
from turncurve.disclosure.address import read, written
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.sums import Summed
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import GRAINS, Grain
from turncurve.tables.records import Records


@dataclass(frozen=True)
class RecordedGrain:
    """The counts that a table rests on at one length of period.

    Parameters
    ----------
    grain : {"month", "quarter", "year", "three_years"} or None
        Length of the periods; None where they are of several lengths.
    cells : tuple of Cell
        The counts.
    measurements : tuple of tuple of CellKey
        For each value of our own, the counts that it states: the denominator, and the numerator of a share.
    sums : tuple of Summed, optional
        The sums above means.
    """

    grain: Grain | None
    cells: tuple[Cell, ...]
    measurements: tuple[tuple[CellKey, ...], ...]
    sums: tuple[Summed, ...] = ()

    def small(self, rule: RuleProfile) -> frozenset[CellKey]:
        """Return the counts that a rule hides by itself.

        Parameters
        ----------
        rule : RuleProfile
            The rule.

        Returns
        -------
        frozenset of CellKey
            Counts that are too small, and numerators of shares that are; a share of none is no share.
        """
        counts = {cell.key: cell.value for cell in self.cells if cell.value is not None and not cell.public_already}
        found = {key for key, count in counts.items() if rule.hides(count)}
        for below, *above in self.measurements:
            for key in above:
                if counts.get(below) and key in counts and rule.hides_share(counts[key], counts[below]):
                    found.add(key)
        return frozenset(found)

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The counts as plain lists, each address once."""
        place = {key: number for number, key in enumerate(dict.fromkeys(self._addresses))}
        return {
            "grain": self.grain,
            "keys": [written(key) for key in place],
            "cells": [[place[cell.key], cell.value, cell.public_already] for cell in self.cells],
            "values": [[place[key] for key in each] for each in self.measurements],
            "sums": [[place[each.key], each.indicator, each.value] for each in self.sums],
        }

    @property
    def _addresses(self) -> Iterator[CellKey]:
        """The addresses of the counts and of what the values state, in order."""
        yield from (cell.key for cell in self.cells)
        yield from (key for each in self.measurements for key in each)

    @property
    def numerators(self) -> frozenset[CellKey]:
        """The counts on top of shares, which some rules hide though they be zero."""
        return frozenset(key for _, *above in self.measurements for key in above)

    def share_left(self, rule: RuleProfile) -> float:
        """Return the share of values that a rule by itself would leave.

        Parameters
        ----------
        rule : RuleProfile
            The rule.

        Returns
        -------
        float
            From 0 to 1; 1 where there are no values of our own.
        """
        small = self.small(rule)
        left = [not small.intersection(keys) for keys in self.measurements]
        return sum(left) / len(left) if left else 1.0


@dataclass(frozen=True)
class RecordedTable:
    """An answer as it was recorded in the restricted run, at its finest and at coarser grains.

    Parameters
    ----------
    table_id : str
        Name of the table in the release.
    digest : str
        SHA-256 of all that its figures state.
    grains : tuple of RecordedGrain
        The finest first.
    """

    table_id: str
    digest: str
    grains: tuple[RecordedGrain, ...]

    def chosen(self, rule: RuleProfile) -> RecordedGrain:
        """Return the grain to publish at: the finest at which the rule leaves at least half of the values.

        Parameters
        ----------
        rule : RuleProfile
            The rule.

        Returns
        -------
        RecordedGrain
            Where none leaves half, the one that leaves the largest share, the finer of equals.
        """
        shares = [each.share_left(rule) for each in self.grains]
        enough = [number for number, share in enumerate(shares) if share >= 0.5]
        return self.grains[enough[0] if enough else shares.index(max(shares))]

    def to_json(self) -> str:
        """Return the table as text that `from_json` reads back.

        Returns
        -------
        str
            JSON on one line; it holds counts that may not be published.
        """
        return json.dumps([self.table_id, self.digest, [each.plain for each in self.grains]], ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> RecordedTable:
        """Read a recorded table back from its text.

        Parameters
        ----------
        text : str
            What `to_json` gave.

        Returns
        -------
        RecordedTable
            The table.
        """
        return from_json(text)


def record(answer: Answer, *, table_id: str = "", records: Records | None = None) -> RecordedTable:
    """Record what an answer would show.

    Parameters
    ----------
    answer : Answer
        The answer.
    table_id : str, optional
        Name of the table in the release; by default the kind of answer and the start of its fingerprint.
    records : Records, optional
        What the answer was found in: its answers over the same figures are then counted once.

    Returns
    -------
    RecordedTable
        Its counts at each grain that it can be shown at.
    """
    mark, grains = counted(answer.figures, records=records)
    return RecordedTable(table_id or f"{type(answer).__name__} {mark[:8]}", mark, grains)


def counted(figures: Iterable[Figures], *, records: Records | None) -> tuple[str, tuple[RecordedGrain, ...]]:
    """Count what figures state, at each grain that they can be shown at.

    Parameters
    ----------
    figures : iterable of Figures
        Figures of an answer.
    records : Records or None
        What they were measured from: the same figures are then counted once.

    Returns
    -------
    (str, tuple of RecordedGrain)
        Their fingerprint, and the counts, the finest first.
    """
    return _counted(None, tuple(figures)) if records is None else records.once(_counted, tuple(figures))


def _counted(_: Records | None, figures: tuple[Figures, ...]) -> tuple[str, tuple[RecordedGrain, ...]]:
    """Count what figures state, at each grain."""
    return digest(figures), tuple(_recorded(grain, coarser) for grain, coarser in ladder(figures))


def from_json(text: str) -> RecordedTable:
    """Read a recorded table back from its text.

    Parameters
    ----------
    text : str
        What `RecordedTable.to_json` gave.

    Returns
    -------
    RecordedTable
        The table.

    Raises
    ------
    DisclosureError
        If the text is not a recorded table.
    """
    try:
        table_id, mark, grains = json.loads(text)
        return RecordedTable(str(table_id), str(mark), tuple(_grain_from(each) for each in grains))
    except (ValueError, TypeError, LookupError) as problem:
        raise DisclosureError("a recorded table cannot be read", remedy="Run the restricted pages again") from problem


def _grain_from(entry: dict[str, Any]) -> RecordedGrain:
    """Return the counts of a table at one grain from plain lists."""
    keys = [read(each) for each in entry["keys"]]
    cells = tuple(Cell(keys[place], value, public_already=bool(public)) for place, value, public in entry["cells"])
    values = tuple(tuple(keys[place] for place in each) for each in entry["values"])
    sums = tuple(Summed(keys[place], str(indicator), int(value)) for place, indicator, value in entry["sums"])
    return RecordedGrain(entry["grain"], cells, values, sums)


def ladder(figures: Sequence[Figures]) -> tuple[tuple[Grain | None, tuple[Figures, ...]], ...]:
    """Return the same figures at each length of period that they can be shown at, the finest first.

    Parameters
    ----------
    figures : sequence of Figures
        Figures of an answer, perhaps of several lengths.

    Returns
    -------
    tuple of (grain, tuple of Figures)
        On each step those of the finest grain are made coarser, until some cannot be.
    """
    rungs = [(_finest(figures), tuple(figures))]
    while rungs[-1][0] is not None:
        finest, members = rungs[-1]
        coarser = [each.coarser() if each.grain() == finest else each for each in members]
        kept = tuple(each for each in coarser if each is not None)
        if len(kept) < len(members):
            break
        rungs.append((_finest(kept), kept))
        if GRAINS.index(rungs[-1][0] or GRAINS[-1]) <= GRAINS.index(finest or GRAINS[0]):
            return tuple(rungs[:-1])
    return tuple(rungs)


def digest(figures: Iterable[Figures]) -> str:
    """Return a fingerprint of all that figures state.

    Parameters
    ----------
    figures : iterable of Figures
        The figures.

    Returns
    -------
    str
        SHA-256 in hexadecimal; another count, area, period or indicator gives another.
    """
    lines = sorted(
        json.dumps(
            [
                each.definition.id,
                each.source.published,
                item.area,
                item.period.start.isoformat(),
                item.period.end.isoformat(),
                item.breakdown,
                item.numerator,
                item.denominator,
                item.status,
                item.unknown,
            ]
        )
        for each in figures
        for item in each.measurements
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _finest(figures: Iterable[Figures]) -> Grain | None:
    """Return the finest grain of the figures that have one."""
    grains = [each.grain() for each in figures]
    return min((grain for grain in grains if grain is not None), key=GRAINS.index, default=None)


def _recorded(grain: Grain | None, figures: Iterable[Figures]) -> RecordedGrain:
    """Return the counts and values of figures at one grain."""
    members = tuple(figures)
    return RecordedGrain(
        grain,
        tuple(cell for each in members for cell in each.cells()),
        tuple(
            each.keys_of(item)
            for each in members
            for item in each.measurements
            if item.status in {"measured", "no cases"} and not each.source.published
        ),
        tuple(summed for each in members for summed in _sums(each)),
    )


def _sums(figures: Figures) -> list[Summed]:
    """Return the sums above the means of our own of one indicator; none of another kind of indicator."""
    if figures.definition.kind != "mean" or figures.source.published:
        return []
    return [
        Summed(figures.keys_of(item)[0], figures.definition.id, item.numerator)
        for item in figures.measurements
        if item.numerator is not None and item.status == "measured"
    ]
