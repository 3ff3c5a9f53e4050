"""How much is hidden and how long it takes: tables with all margins, quarters and year to date, areas told in words.

Run with `python benchmarks/suppression.py [tables] [sets]`, which writes `docs/suppression.md` where both are left out.
All data are made, from one seed. The least value that any choice could hide is found by another route: one large
programme in which each small count rides on a unit of flow.
"""

import sys
import time
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.published import Published
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import profile
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period, month, year_ending

SEED = 20121115
RULE = profile("dfe_now")
NONE = Fraction(0)


@dataclass(frozen=True)
class Tally:
    planning: float
    auditing: float
    exact: int
    unsafe: int
    hidden: int


def table(counts, *, period, measure="plans"):
    """Cells of rows by columns with all margins."""
    cells = []
    for row in (None, *range(counts.shape[0])):
        for column in (None, *range(counts.shape[1])):
            part = counts[slice(None) if row is None else row][..., slice(None) if column is None else column]
            pairs = [("row", f"r{row}")] * (row is not None) + [("column", f"c{column}")] * (column is not None)
            cells.append(Cell(CellKey(measure, "Exampleshire", period, tuple(sorted(pairs))), int(part.sum())))
    return cells


def recorded(name, cells):
    """A table as a restricted page records it."""
    return RecordedTable(name, name, (RecordedGrain(None, tuple(cells), ()),))


def measured(tables, *, known=()):
    """Plan and audit some tables together; the auditor may know more than the plan was told."""
    cells = [cell for each in tables for cell in each.grains[0].cells]
    start = time.process_time()
    plan = make_plan(tables)
    middle = time.process_time()
    found = found_out(cells, hidden=plan.hidden, published=known)
    end = time.process_time()
    small = set(plan.too_small)
    hidden = {cell.key: cell.value for cell in cells if cell.key in set(plan.hidden) - small}
    leaks = sum(each.exact for each in found)
    unsafe = sum(not each.safe for each in found)
    return Tally(middle - start, end - middle, leaks, unsafe, sum(hidden.values()))


def least(cells, *, aware):
    """The least value that protects: exact for a two-way table with margins."""
    (group,) = prepared(cells, rule=RULE).sheets
    rows = [row for row, role in enumerate(group.linked.roles) if role == "cell"]
    ties = [row for row, role in enumerate(group.linked.roles) if role == "known"]
    sums, fixed = group.linked.matrix[rows].toarray(), group.linked.matrix[ties].toarray()
    targets = [rows.index(row) for row in np.flatnonzero(group.targets) if row in rows]
    flows = [(target, False) for target in targets] + [(target, True) for target in targets if aware]
    count, inner, values = len(rows), sums.shape[1], group.values[rows]
    down = {False: np.ones(count), True: np.minimum(values - 1, 1).clip(0)}
    blocks, low, high = [], [], []
    for number, (target, knows) in enumerate(flows):
        block = np.zeros((2 * count + len(ties) + 1, count + inner * len(flows) + len(flows)))
        at = slice(count + inner * number, count + inner * (number + 1))
        block[:count, at], block[:count, :count] = sums, -np.eye(count)
        block[count : 2 * count, at], block[count : 2 * count, :count] = -sums, -np.diag(down[knows])
        block[2 * count : -1, at], block[-1, at] = fixed, sums[target]
        # The count moves up by one; or, for who knows the rule, either way.
        block[-1, count + inner * len(flows) + number] = 2.0 if knows else 0.0
        blocks.append(sparse.csr_array(block))
        low += [-np.inf] * (2 * count) + [0] * len(ties) + [1]
        high += [0] * (2 * count) + [0] * len(ties) + [1]
    free, ways = inner * len(flows), len(flows)
    bounds = optimize.Bounds(
        np.concatenate([group.withheld[rows], np.full(free, -3.0), np.zeros(ways)]),
        np.concatenate([(group.withheld | group.choosable)[rows], np.full(free, 3.0), np.ones(ways)]),
    )
    cost = np.concatenate([np.where(group.choosable, group.values, 0)[rows], np.zeros(free + ways)])
    whole = np.concatenate([np.ones(count), np.zeros(free), np.ones(ways)])
    rules = optimize.LinearConstraint(sparse.vstack(blocks), low, high)
    outcome = optimize.milp(cost, constraints=rules, integrality=whole, bounds=bounds, options={"time_limit": 120})
    return outcome.fun


def single(generator, number):
    """A table of counts, a few of them small."""
    shape = (int(generator.integers(4, 7)), int(generator.integers(3, 6)))
    while True:
        counts = generator.negative_binomial(1.5, 1.5 / (1.5 + 18), shape)
        if np.any((counts > 0) & (counts < 6)):
            return table(counts, period=year_ending(2013), measure=f"plans {number}")


def quarters(generator, number):
    """Four quarters and the year to date after each, all with margins, as tables of one release."""
    counts = [generator.poisson(6, (4, 3)) for _ in range(4)]
    firsts = [month(2012, 4), month(2012, 7), month(2012, 10), month(2013, 1)]
    lasts = [month(2012, 6), month(2012, 9), month(2012, 12), month(2013, 3)]
    tables = []
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        quarter = table(counts[place], period=Period(first.start, last.end), measure=f"plans {number}")
        tables.append(recorded(f"{number} quarter {place + 1}", quarter))
        so_far = table(sum(counts[: place + 1]), period=Period(firsts[0].start, last.end), measure=f"plans {number}")
        tables.append(recorded(f"{number} to date {place + 1}", so_far))
    return tables


def alone(tables):
    """How many counts are exact when each table is protected by itself."""
    hidden = {key for each in tables for key in make_plan([each]).hidden}
    cells = [cell for each in tables for cell in each.grains[0].cells]
    return sum(each.exact for each in found_out(cells, hidden=hidden))


def line(name, tallies):
    """One row of the report on a set of tables."""
    planning, auditing = [each.planning for each in tallies], [each.auditing for each in tallies]
    return (
        f"| {name} | {len(tallies)} | {sum(each.exact for each in tallies)} | {sum(each.unsafe for each in tallies)} | "
        f"{np.mean(planning):.2f} | {max(planning):.2f} | {np.mean(auditing):.2f} | {max(auditing):.2f} |"
    )


def against_the_least(made, tallies, *, aware):
    """One row on the value hidden against the least that could be."""
    optima = [least(cells, aware=aware) for cells in made]
    hidden = [each.hidden for each in tallies]
    reader = "knows the rule too" if aware else "does not"
    alike = sum(abs(one - other) < 0.5 for one, other in zip(hidden, optima, strict=True))
    return (
        f"| {reader} | {sum(hidden)} | {sum(optima):.0f} | {sum(hidden) / sum(optima):.3f} | {alike} of {len(made)} |"
    )


def told_in_words(generator, number):
    """Return five teams beside the two areas that they make up, without a total, and what a reader knows of these."""
    counts = generator.poisson(generator.choice([4, 12, 30], size=5))
    teams = {f"team {place}": int(count) for place, count in enumerate(counts)}
    areas = {"the north": int(counts[:2].sum()), "the south": int(counts[2:].sum())}
    period = year_ending(2013)
    key = CellKey(f"in words {number}", "Exampleshire", period, ())
    counted = {**teams, **areas}
    keys = {name: replace(key, breakdown=(("team", name),)) for name in counted}
    parts = {"the north": [keys[name] for name in [*teams][:2]], "the south": [keys[name] for name in [*teams][2:]]}
    known = [
        Published(
            tuple((each, Fraction(sign)) for sign, held in ((1, [keys[area]]), (-1, names)) for each in held),
            NONE,
            NONE,
        )
        for area, names in parts.items()
    ]
    return [recorded("t", [Cell(keys[name], count) for name, count in counted.items()])], known


REPORT = """# Suppression: what it hides, and what it costs

Made by

```
OPENBLAS_NUM_THREADS=1 python benchmarks/suppression.py
```

from one seed. CPU seconds are of one process on a machine shared with others.

{tables}

*Exact*: hidden counts of which a reader, whether or not the rule is known, could be certain. *Unsafe*: those, and small
counts that could not be one more and one less. *Told in words*: that the north is two of the teams stands in no name
and in no total; it is taken from the counts, where a category is the sum of two or more others wherever all are
known ([what is not seen yet](deviations.md)). The auditor is told outright.

## Value hidden besides small counts, against the least that keeps all safe

The least is found by another route, exact for two-way tables with margins. A reader who knows the rule knows that no
hidden count is zero: two counts of 1 that add to 2 hide one another from the first reader and not from the second. We
protect from both, so that what is hidden is the least for both, and more than would do for the first alone.

{values}

The second reader's figure cannot come down to that reader's least without giving counts away: where the two differ,
that least leaves a count of which a reader of the page, which names its rule, is certain.

## Each table by itself

In the first three sets of four quarters and the year to date, each table protected by itself at its least, {alone}
counts are exact from the tables together.
"""


def main(tables=60, sets=30):
    generator = np.random.default_rng(SEED)
    made = [single(generator, number) for number in range(tables)]
    tallies = [measured([recorded("table", cells)]) for cells in made]
    linked = [quarters(generator, number) for number in range(sets)]
    of_its_own = np.random.default_rng(SEED + 1)
    words = [told_in_words(of_its_own, number) for number in range(tables)]
    heads = ["tables", "planned", "exact", "unsafe", "CPU to plan, mean", "longest", "to audit, mean", "longest"]
    values = ["a reader who", "hidden", "least", "ratio", "tables at the least"]
    written = REPORT.format(
        tables="\n".join(
            [
                f"| {' | '.join(heads)} |",
                "|---" * len(heads) + "|",
                line("one table with all margins", tallies),
                line("four quarters and the year to date, eight tables", [measured(each) for each in linked]),
                line(
                    "teams and two areas told in words, no total",
                    [measured(held, known=known) for held, known in words],
                ),
            ]
        ),
        values="\n".join(
            [
                f"| {' | '.join(values)} |",
                "|---" * len(values) + "|",
                *(against_the_least(made, tallies, aware=aware) for aware in (True, False)),
            ]
        ),
        alone=sum(alone(each) for each in linked[:3]),
    )
    sys.stdout.write(written)
    if (tables, sets) == (60, 30):
        (Path(__file__).resolve().parents[1] / "docs" / "suppression.md").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
