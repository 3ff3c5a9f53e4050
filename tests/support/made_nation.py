"""A few made councils with contacts and plans, and the settings that say that they are compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep

TOGETHER = "made_councils"
COVERED = "made/2011-04-01_2013-03-31"
UNNAMED = "a log"


def keep_together(root: Path, *, compares: str = "made_council_*", synthetic: bool = True) -> None:
    """Keep the settings of the councils together."""
    together = Council("Made Councils", TOGETHER, synthetic=synthetic, compares=compares)
    keep(together, folder=root / "data" / "processed" / TOGETHER)


def keep_council(
    root: Path,
    number: int,
    *,
    contacts: tuple[int, int] | None = (2, 10),
    plans: tuple[int, int] | None = None,
    edition: str = COVERED,
    synthetic: bool = True,
) -> str:
    """Keep one council, of whose contacts and plans of the year to March 2013 so many of so many meet the condition."""
    name = f"made_council_{number:03d}"
    folder = root / "data" / "processed" / name
    keep(Council(f"Made Council {number:03d}", name, synthetic=synthetic), folder=folder)
    for table, counts, row in (("contacts", contacts, _contact), ("cp_plans", plans, _plan)):
        if counts is not None:
            rows = canonical(table, [row(place, counts[0]) for place in range(counts[1])], edition=edition)
            _write(table, rows, folder)
    return name


def keep_rows(root: Path, name: str, tables: Mapping[str, list[dict[str, object]]], *, edition: str = COVERED) -> None:
    """Keep other rows of a council in the place of those that it had."""
    for table, rows in tables.items():
        _write(table, canonical(table, rows, edition=edition), root / "data" / "processed" / name)


def _write(table, rows, folder):
    counts = {"read": len(rows), "loaded": len(rows)}
    store.write(table, rows, folder=folder, sources={f"{table}.csv": "cd" * 32}, counts=counts)


def _contact(place, referrals):
    """Return a contact of the year; they lie in its first and its last month too."""
    day = ("2012-04-01", "2013-03-31", "2012-09-10")[place % 3]
    return {"received_at": day, "child_key": f"c{place}", "outcome": "referral" if place < referrals else None}


def _plan(place, repeats):
    return {"child_key": f"c{place}", "started_on": "2012-06-01", "previous_plans": int(place < repeats)}
