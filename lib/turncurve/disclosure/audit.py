"""What a reader of a whole release could work out: every table at the grain it is shown at, under one plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from turncurve.disclosure.attack import Found, found_in, found_out
from turncurve.disclosure.plan import SuppressionPlan
from turncurve.disclosure.published import Published
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.relations import merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sums import SumSheet, sum_sheets
from turncurve.disclosure.told import Told
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey


def audit(
    plan: SuppressionPlan,
    recorded: Sequence[RecordedTable],
    *,
    earlier: Sequence[Cell | Told] = (),
    published: Sequence[Published] = (),
) -> tuple[Found, ...]:
    """Return what could be worked out of every count that a plan hides, and of every sum over few.

    Parameters
    ----------
    plan : SuppressionPlan
        What the release hides.
    recorded : sequence of RecordedTable
        All tables of the release.
    earlier : sequence of Cell or Told, optional
        What earlier releases gave: a count, or no value where they hid it; or what they told by rules of their own.
    published : sequence of Published, optional
        Other numbers that are public and bound counts: percentages, rates, means, rounded counts.

    Returns
    -------
    tuple of Found
        Counts first, then the sums above the means of small counts.

    Raises
    ------
    DisclosureError
        If the plan was not made for one of the tables.
    """
    grains = [_planned(plan, table) for table in recorded]
    cells = [cell for grain in grains for cell in grain.cells]
    counts = found_out(
        cells,
        hidden=plan.hidden,
        profile=plan.profile,
        earlier=earlier,
        published=published,
        small=plan.too_small,
        numerators=frozenset[CellKey]().union(*(grain.numerators for grain in grains)),
    )
    sums = sum_sheets(
        (each for grain in grains for each in grain.sums),
        cells=merged(cell for cell in cells if cell.value is not None),
        rule=profile(plan.profile),
        hidden=frozenset(plan.hidden),
        small=frozenset(plan.too_small),
    )
    return (*counts, *_of_sums(sums))


def _planned(plan: SuppressionPlan, table: RecordedTable) -> RecordedGrain:
    """Return a table at the grain that the plan shows it at, refusing a plan that has no such table or grain."""
    planned = plan.table(table.digest)
    grains = [each for each in table.grains if planned is not None and each.grain == planned.grain]
    if not grains:
        raise DisclosureError(
            "the suppression plan was not made for a table of this release",
            where=table.table_id,
            remedy="Run the restricted pages again and make the plan anew",
        )
    return grains[0]


def _of_sums(sums: Iterable[SumSheet]) -> list[Found]:
    """Return what could be worked out of the sums over few; what gives them away is named by its count."""
    found: list[Found] = []
    for each in sums:
        rows = [int(row) for row in np.flatnonzero(each.sheet.targets)]
        counts = dict(zip(each.sheet.linked.keys, each.counts, strict=True))
        told = found_in(each.sheet, hidden=each.sheet.withheld, rows=rows)
        found += [replace(one, because=tuple(sorted({counts[key] for key in one.because}))) for one in told]
    return found
