"""How well next year's adoptions are forecast from published tables alone, on years that the forecast had not seen.

Run from the project's root with `python benchmarks/adoptions_next_year.py`; the tables of docs/forecast_accuracy.md
come out. It reads the compiled file of the Department for Education's releases in the folder `shared` beside the
project, and says so where there is none.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.methods.ratio_forecast import forecast_by_ratios, learn_ratios
from turncurve.methods.scoring import coverage, crps_from_draws, interval_score

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "dfe" / "adoption_panel_2010_2024.csv"
PRIOR = (1.0, 0.22, 0.25)
STOCKS = ["placed", "waiting", "recent"]
ORIGINS = range(2012, 2018)
WILTSHIRE = "865"
HIDDEN = 3.0  # what is put for a number that is not published, as 1 to 5 are hidden
NAMES = ["code", "origin", "came", "last", "median", "low_80", "high_80", "low_95", "high_95", "crps"]
HEAD = (
    "| forecasts | n | mean absolute error | n with a last value | ours on those | of the last value | CRPS "
    "| interval score 80% "
    "| 80% held (s.e.) | 95% held (s.e.) |\n|---|---|---|---|---|---|---|---|---|---|\n"
)


def panel() -> pd.DataFrame:
    """Return one row a council and origin: what stood ready, the year that came and the year before."""
    held = pd.read_csv(FILE, dtype={"code": str})
    held = held[held["lev"] == "Local authority"]
    wide = held.pivot_table(index="code", columns="year", values=["adopted", "placed_stock", "po_stock"], dropna=False)
    adopted, placed, ordered = (wide[name] for name in ("adopted", "placed_stock", "po_stock"))
    parts = [
        pd.DataFrame(
            {
                "origin": year,
                "placed": placed[year],
                "waiting": (ordered[year] - placed[year]).clip(lower=0),
                "recent": adopted[[year - 1, year]].mean(axis=1),
                "came": adopted[year + 1],
                "last": adopted[year],
            }
        )
        for year in range(2011, 2018)
    ]
    return pd.concat(parts).reset_index(names="code")


def judged(table: pd.DataFrame, *, known: bool = True, halves: bool = False) -> pd.DataFrame:
    """Forecast from each origin with what earlier ones taught, and set beside it what came."""
    now = table[table["came"].notna() & (table["placed"].notna() == known)]
    now = now.assign(placed=now["placed"].fillna(HIDDEN), half=now["code"].astype(int) % 2)
    found = []
    for (origin, half), rows in now[now["origin"].isin(ORIGINS)].groupby(["origin", "half"]):
        taught = table[table["origin"] < origin]
        if halves:
            taught = taught[taught["code"].astype(int) % 2 != half]
        model = learn_ratios(taught[STOCKS], taught["came"], units=list(taught["code"]), prior=PRIOR)
        for row in rows.itertuples():
            rng = np.random.default_rng([origin, int(row.code)])
            made = forecast_by_ratios(model, [row.placed, row.waiting, row.recent], unit=row.code, rng=rng)
            score = crps_from_draws(made.draws[:, 0], row.came)
            ends = (*made.interval_80[0], *made.interval_95[0])
            found.append((row.code, origin, row.came, row.last, made.median[0], *ends, score))
    return pd.DataFrame(found, columns=NAMES)


def line(label: str, table: pd.DataFrame) -> str:
    held = [
        coverage(table[[f"low_{level}", f"high_{level}"]], table["came"], groups=table["code"]) for level in (80, 95)
    ]
    score = interval_score(table[["low_80", "high_80"]], table["came"], level=0.80).mean()
    both = table[table["last"].notna()]
    ours, last, on_both = (
        np.abs(rows["came"] - rows[name]).mean() for rows, name in ((table, "median"), (both, "last"), (both, "median"))
    )
    return (
        f"| {label} | {len(table)} | {ours:.2f} | {len(both)} | {on_both:.2f} | {last:.2f} "
        f"| {table['crps'].mean():.2f} | {score:.1f} | "
        + " | ".join(f"{each.share:.3f} ({each.standard_error:.3f})" for each in held)
        + " |\n"
    )


def main() -> None:
    if not FILE.is_file():
        sys.exit(f"There is no {FILE.name} in the folder shared beside the project")
    table = panel()
    out = sys.stdout.write
    out(HEAD)
    found = judged(table)
    out(line("all councils, 2013 to 2018", found))
    out(line("taught by the other half", judged(table, halves=True)))
    out(line("placed at 31 March not published, taken as 3", judged(table, known=False)))
    for origin, rows in found.groupby("origin"):
        out(line(f"year to March {origin + 1}", rows))
    out("\n| council and origin | median | 80% | 95% | came |\n|---|---|---|---|---|\n")
    for row in found[found["code"] == WILTSHIRE].itertuples():
        ends = f"{row.low_80:.0f} to {row.high_80:.0f} | {row.low_95:.0f} to {row.high_95:.0f}"
        out(f"| Wiltshire, 31 March {row.origin} | {row.median:.0f} | {ends} | {row.came:.0f} |\n")


if __name__ == "__main__":
    main()
