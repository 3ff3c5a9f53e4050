"""What changed in an improvement plan from one edition to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from turncurve.tables.plain_rows import Row
from turncurve.tables.plan_altered import altered
from turncurve.tables.plan_as_at import SHEETS, ImprovementPlan

Kind = Literal[
    "added",
    "left out",
    "first date changed",
    "target changed",
    "revised",
    "achieved",
    "taken back",
    "lost",
    "reworded",
    "moved",
    "notice changed",
    "evidence rewritten",
    "baseline changed",
]
_WATCHED: dict[str, Kind] = {
    "due_on": "first date changed",
    "target": "target changed",
    "indicator": "target changed",
    "aim": "target changed",
    "revised_due_on": "revised",
    "met_on": "achieved",
    "done_on": "achieved",
    "kept_on": "achieved",
    "lost_on": "lost",
    "words": "reworded",
}
_ALTERED: dict[str, Kind] = {
    "moved": "moved",
    "notice_changed": "notice changed",
    "evidence_rewritten": "evidence rewritten",
    "baseline_changed": "baseline changed",
}
REWRITING: tuple[Kind, ...] = ("left out", "first date changed", "target changed", "taken back", *_ALTERED.values())
"""Changes by which a plan would look better kept than it was."""


@dataclass(frozen=True)
class Change:
    """One change of one row of a plan.

    Parameters
    ----------
    sheet : str
        Part of the plan, such as "actions".
    number : str
        The row's number.
    requirement : str
        The requirement that it serves; empty where it serves none.
    kind : str
        What changed, of `Kind`.
    before, after : str
        What stood there: dates as YYYY-MM-DD; empty where nothing did.
    """

    sheet: str
    number: str
    requirement: str
    kind: Kind
    before: str = ""
    after: str = ""

    @property
    def rewrites(self) -> bool:
        """Whether it changes what an earlier edition had promised or stated."""
        return self.kind in REWRITING


def changes(plan: ImprovementPlan, earlier: ImprovementPlan) -> tuple[Change, ...]:
    """Tell what changed from an earlier edition of a plan.

    Parameters
    ----------
    plan : ImprovementPlan
        The later edition.
    earlier : ImprovementPlan
        The earlier one.

    Returns
    -------
    tuple of Change
        In order of the sheets and numbers; none where the two say the same.
    """
    found = [change for sheet in SHEETS for change in _of_sheet(sheet, plan, earlier)]
    found += [
        Change(each.sheet, each.number, each.requirement, _ALTERED[each.rule], each.then, each.now)
        for each in altered(replace(plan, earlier=(earlier,)))
    ]
    sheets = ["notice", *SHEETS]
    return tuple(sorted(found, key=lambda each: (sheets.index(each.sheet), each.number)))


def _of_sheet(sheet: str, plan: ImprovementPlan, earlier: ImprovementPlan) -> Iterator[Change]:
    """Yield the changes of one sheet."""
    now, then = plan.by_number[sheet], earlier.by_number[sheet]
    for number in sorted({*now, *then}):
        if number not in then:
            yield Change(sheet, number, plan.requirement_of(number), "added")
        elif number not in now:
            yield Change(sheet, number, earlier.requirement_of(number), "left out")
        else:
            requirement = plan.requirement_of(number)
            for kind, before, after in _of_row(then[number], now[number]):
                yield Change(sheet, number, requirement, kind, before, after)


def _of_row(then: Row, now: Row) -> Iterator[tuple[Kind, str, str]]:
    """Yield what of one row changed: its kind, and what stood there before and after."""
    for column, kind in _WATCHED.items():
        before, after = (_said(row.get(column)) for row in (then, now))
        if before == after or (column == "due_on" and not before):  # a first date may be added
            continue
        if kind == "target changed" and not before:
            continue
        yield ("taken back" if kind in {"achieved", "revised"} and not after else kind), before, after


def _said(value: object) -> str:
    """Return a cell as text, empty where it is blank."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else f"{value}"
