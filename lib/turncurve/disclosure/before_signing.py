"""What whoever signs a release must be told of it, because no plan can mend it: what was public stays known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from turncurve.disclosure.plan import SuppressionPlan
from turncurve.disclosure.recorded import RecordedTable
from turncurve.disclosure.rule import profile
from turncurve.disclosure.told import Told, by_address
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.registry import INDICATORS

__all__ = ["to_be_told"]


def to_be_told(
    plan: SuppressionPlan, recorded: Sequence[RecordedTable], *, earlier: Sequence[Cell | Told]
) -> tuple[str, ...]:
    """Return what a release hides in vain, what it hides because it was revised, and how many totals moved by few.

    Parameters
    ----------
    plan : SuppressionPlan
        What the release hides.
    recorded : sequence of RecordedTable
        All tables of the release.
    earlier : sequence of Cell or Told
        What earlier releases told.

    Returns
    -------
    tuple of str
        Sentences without any count's value; none where there is nothing to tell.
    """
    rule = profile(plan.profile)
    before = by_address(earlier, rule=rule)
    now = {cell.key: cell.value for table in recorded for cell in table.chosen(rule).cells if cell.value is not None}
    public = {key: each.value for key, each in before.items() if each.value is not None}
    revised, hidden = frozenset(plan.revised), frozenset(plan.hidden)
    in_vain = [key for key in sorted(hidden - revised) if key in before and before[key].most is not None]
    instead = sorted(hidden & revised & set(public))
    by_few = [
        key
        for key in plan.revised
        if key in now and key not in hidden and key in public and rule.hides(abs(now[key] - public[key]))
    ]
    found = []
    if in_vain:
        many = f"{len(in_vain)} count is" if len(in_vain) == 1 else f"{len(in_vain)} counts are"
        found.append(
            f"{many} hidden now that an earlier release showed, so hiding takes nothing back: {_measures(in_vain)}."
        )
    if instead:
        many = "1 count is" if len(instead) == 1 else f"{len(instead)} counts are"
        found.append(
            f"{many} hidden now because an earlier release showed another number, so that the few records added late "
            f"or taken out cannot be told: {_measures(instead)}."
        )
    if by_few:
        many = "1 count differs" if len(by_few) == 1 else f"{len(by_few)} counts differ"
        found.append(
            f"{many} by so few from what an earlier release showed that whoever holds both can tell how many records "
            f"were added late or taken out: {_measures(by_few)}."
        )
    return tuple(found)


def _measures(keys: Iterable[CellKey]) -> str:
    """Return what counts are of, in a reader's words, each once."""
    titles = {each.definition.base: each.definition.title for each in reversed(tuple(INDICATORS.values()))}
    names = {titles.get(key.measure, key.measure.replace("_", " ")) for key in keys}
    return "; ".join(sorted(names))
