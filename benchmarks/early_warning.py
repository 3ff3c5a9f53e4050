"""How well the early warning of a backlog does on invented teams whose queues are known.

    python benchmarks/early_warning.py            # the teams on which the result is reported, some three minutes
    python benchmarks/early_warning.py --tune     # the teams on which the rule was chosen, and what was chosen from
    python benchmarks/early_warning.py --quick    # 2 teams of each kind: a check that it runs, not a measurement
    python benchmarks/early_warning.py --seed 99  # other teams

Every figure is the same on every run. The teams are those of `tests/support/simulated_teams.py`, which shares nothing
with the method. The simple threshold warns when the queue has filled a part of its limit; the parts were chosen on the
same tuning teams.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from turncurve.methods.early_warning import RULE, WarningHistory, WarningRule, apply_rule, early_warnings
from turncurve.methods.warning_score import score_warnings, threshold_chance

TUNING, REPORTED = 1, 2013
FULL = (0.5, 0.7)
"""Parts of the limit at which the simple threshold warns, lifted at half of that: the lowest with about one false alarm
a team a year on the tuning teams, and the one with about as many as the early warning."""


def loaded(*path):
    """Load a module that is not installed."""
    place = Path(__file__).resolve().parents[1].joinpath(*path)
    spec = importlib.util.spec_from_file_location(place.stem, place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


simulated = loaded("tests", "support", "simulated_teams.py")


def teams(seed, each):
    """Draw teams of every kind."""
    kinds = enumerate(simulated.KINDS)
    return [
        simulated.simulated_team(kind, np.random.default_rng([seed, at, n])) for at, kind in kinds for n in range(each)
    ]


def warned(team, knows):
    """Run the early warning through one team, knowing its rota, what was available only, or counts alone."""
    rota = {"rota": {"available": team.available, "planned": team.planned}, "days": {"available": team.available}}
    return early_warnings(
        team.arrivals,
        team.allocated,
        limit=team.limit,
        queue=team.queue,
        first_week=simulated.FIRST_JUDGED,
        **rota.get(knows, {}),
    )


def judged(team, chance, rule):
    """Judge one team by a rule."""
    found, breaches = apply_rule(chance, team.queue > team.limit, rule=rule, first_week=simulated.FIRST_JUDGED)
    return WarningHistory(chance, breaches, found, judged=len(chance) - simulated.FIRST_JUDGED)


def simple(team, full):
    """Judge one team by how full its queue is."""
    rule = replace(RULE, raise_at=full, lift_below=full / 2)
    return judged(team, threshold_chance(team.queue, limit=team.limit), rule)


def row(label, histories):
    """Print one line of the table."""
    score = score_warnings(histories)
    share = "none" if score.warned_share is None else f"{100 * score.warned_share:.0f}%"
    print(  # noqa: T201 - a benchmark prints
        f"| {label} | {score.teams} | {score.breaches} | {score.breaches / score.team_years:.2f} | {share} | "
        f"{score.median_lead} | {score.false_alarms_a_year:.2f} |",
        flush=True,
    )


def tune(drawn):
    """Show what the rule, and the simple threshold, were chosen from."""
    chances = [warned(team, "rota").chance for team in drawn]
    for at in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        for lift in (0.05, 0.1, 0.2):
            rule = WarningRule(raise_at=at, lift_below=lift)
            row(
                f"raised at {at}, lifted below {lift}",
                [judged(*each, rule) for each in zip(drawn, chances, strict=True)],
            )
    for full in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        row(f"queue at {full} of its limit", [simple(team, full) for team in drawn])


def report(drawn):
    """Show how the rule did."""
    found = [warned(team, "rota") for team in drawn]
    row("**early warning**", found)
    for kind in simulated.KINDS:
        row(f"... {kind}", [each for each, team in zip(found, drawn, strict=True) if team.kind == kind])
    renewed = [judged(team, each.chance, replace(RULE, renews=False)) for team, each in zip(drawn, found, strict=True)]
    row("... every warning lapsing after 13 weeks, and raised anew if need be", renewed)
    row("... without the rota of the weeks ahead", [warned(team, "days") for team in drawn])
    row("... from counts alone", [warned(team, "counts") for team in drawn])
    for full in FULL:
        row(f"simple threshold, {full} of the limit", [simple(team, full) for team in drawn])


def main():
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    each = 2 if asked.quick else 12 if asked.tune else 20
    seed = asked.seed if asked.seed is not None else TUNING if asked.tune else REPORTED
    print("| | teams | breaches | a team a year | warned of | median lead, weeks | false alarms a team a year |")  # noqa: T201 - the same
    print("|---|---|---|---|---|---|---|")  # noqa: T201 - the same
    (tune if asked.tune else report)(teams(seed, each))


if __name__ == "__main__":
    main()
