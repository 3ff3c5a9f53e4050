"""How often a funnel's limits call an area unusual where none is, by how areas differ and how many there are.

Run from the repository's root:

    python benchmarks/funnels.py

Areas of unlike size (the middle has some 220 cases, one in six more than 460) are drawn many times. Their rates differ
in one of two ways: as much whatever the size (normal on the scale of log odds), or by so many times chance (beta,
closer together the larger the area). Each line is the share of areas outside the 99.8% limits, where 0.2% is sought:
under limits that are widened by so many times chance alone, and under ours; of all areas, and of the larger half.
"""

import sys

import numpy as np

from turncurve.methods.funnel import OUTER, FunnelLimits, funnel_limits

SEED, CENTRE = 2013, 0.3
TIMES = {8: 1500, 20: 600, 49: 300, 152: 150}


def drawn(chance, *, areas, differ, by):
    """Return each area's cases and of how many."""
    units = np.exp(chance.normal(5.3, 0.8, areas)).astype(int) + 20
    if differ == "as much":
        rates = 1 / (1 + np.exp(-(np.log(CENTRE / (1 - CENTRE)) + by * chance.normal(size=areas))))
    elif differ == "times chance":
        size = np.maximum((units - 1) / (by - 1) - 1, 1)
        rates = chance.beta(CENTRE * size, (1 - CENTRE) * size)
    else:
        rates = np.full(areas, CENTRE)
    return chance.binomial(units, rates), units


def outside(limits, having, units):
    """Return which areas lie outside the outer limits."""
    return np.array([limits.beyond(int(a), int(b)) == OUTER for a, b in zip(having, units, strict=True)])


def main():
    """Print a table."""
    sys.stdout.write(
        "| areas | how they differ | times chance alone | larger half | ours | larger half |\n" + "|---" * 6 + "|\n"
    )
    for areas, times in TIMES.items():
        for differ, by in (
            ("not at all", 0),
            ("as much", 0.2),
            ("as much", 0.4),
            ("times chance", 2),
            ("times chance", 4),
        ):
            chance = np.random.default_rng(SEED)
            found = []
            for _ in range(times):
                having, units = drawn(chance, areas=areas, differ=differ, by=by)
                ours = funnel_limits(having, units, centre=having.sum() / units.sum())
                plain = FunnelLimits(ours.centre, ours.dispersion, areas)
                large = units > np.median(units)
                for limits in (plain, ours):
                    beyond = outside(limits, having, units)
                    found += [beyond.mean(), beyond[large].mean()]
            shares = np.reshape(found, (-1, 4)).mean(axis=0)
            written = " | ".join(f"{100 * share:.2f}%" for share in shares)
            sys.stdout.write(f"| {areas} | {differ}{f', {by}' if by else ''} | {written} |\n")


if __name__ == "__main__":
    main()
