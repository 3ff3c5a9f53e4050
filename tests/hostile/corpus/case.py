"""One case of the corpus, and the judge that says what came of it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from tests.support.council_files import CouncilFiles
from turncurve.errors import TurnCurveError
from turncurve.ingest import identifier_map
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

KEY = Key(b"a key of more than sixteen characters")
COLUMNS = {
    "contacts": ("child_key", "received_at", "route", "source"),
    "referrals": ("child_key", "referred_on", "source", "team"),
    "assessments": ("child_key", "started_on", "completed_on", "kind"),
    "conferences": ("child_key", "held_on", "led_to_plan"),
    "strategy_discussions": ("child_key", "held_on"),
    "cp_plans": ("child_key", "started_on", "ended_on", "initial_category", "previous_plans"),
    "cp_reviews": ("child_key", "plan_started_on", "reviewed_on"),
    "care_episodes": ("child_key", "started_on", "legal_status", "ended_on"),
    "adoption_pathways": ("child_key", "entered_care_on", "decided_on", "placed_on", "adopted_on"),
}
RIGHTLY_READ, RIGHTLY_REFUSED = "read rightly", "refused rightly"
SILENTLY_WRONG, WRONGLY_REFUSED, TRACEBACK = "silently wrong", "refused otherwise", "traceback"


@dataclass(frozen=True)
class Reads:
    """What must be read: by table its rows; and the faults that must be named, as (row, field, rule)."""

    rows: Mapping[str, list[tuple[object, ...]]]
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    merged: bool = False  # through the whole ingest, so that rows of several files meet


@dataclass(frozen=True)
class Refuses:
    """With which sentence the whole must be refused, as a pattern."""

    saying: str


@dataclass(frozen=True)
class LeavesAlone:
    """What the file must be said to be, as a pattern, nothing being read."""

    saying: str


@dataclass(frozen=True)
class Case:
    """Files by their name below the raw folder, each made when asked for, and what must come of them."""

    item: str
    name: str
    files: Mapping[str, Callable[[], bytes]]
    wants: Reads | Refuses | LeavesAlone


def case(item, name, make, wants, *, file):
    """Return a case of one file."""
    return Case(item, name, {file: make if callable(make) else lambda: make}, wants)


def judged(each: Case, folder: Path) -> tuple[str, object]:
    """Say what came of a case, and what it was that came."""
    council = CouncilFiles(folder)
    for name, make in each.files.items():
        council.bytes(name, make())
    try:
        given, faults, said = _through(council, each.wants)
    except TurnCurveError as problem:
        return _judged_refusal(each, problem)
    except Exception as problem:
        return TRACEBACK, repr(problem)
    if isinstance(each.wants, Refuses):
        return SILENTLY_WRONG, (given, faults)
    if isinstance(each.wants, LeavesAlone):
        right = not any(given.values()) and re.search(each.wants.saying, said)
        return (RIGHTLY_REFUSED, said) if right else (SILENTLY_WRONG, (given, said))
    right = all(_in_order(given.get(name, [])) == _in_order(rows) for name, rows in each.wants.rows.items())
    right = right and faults == sorted(each.wants.faults)
    return (RIGHTLY_READ if right else SILENTLY_WRONG), (given, faults)


def _judged_refusal(each: Case, problem: TurnCurveError) -> tuple[str, object]:
    """Say whether a refusal is the one that was wanted, names a file and says what to do."""
    names_file = any(Path(name).name in str(problem) for name in each.files)
    if isinstance(each.wants, Refuses) and re.search(each.wants.saying, str(problem)) and names_file and problem.remedy:
        return RIGHTLY_REFUSED, str(problem)
    return WRONGLY_REFUSED, str(problem)


def _through(council, wants):
    """Return the rows by table, the faults, and what was said of the files."""
    if isinstance(wants, Reads) and wants.merged:
        report = council.ingest()
        back = identifier_map.read(council.processed).set_index("pseudonym")["identifier"].to_dict()
        tables = {line.table for line in report.reconciliation}
        given = {name: _plain(council.table(name), name, back) for name in tables if name in COLUMNS}
        return given, sorted(council.rules()), " ".join(each.sentence for each in report.files)
    held = [read_file(each, key=KEY) for each in take(council.raw)]
    maps = pd.concat([each.identifiers for each in held])
    back = dict(zip(maps["pseudonym"], maps["identifier"], strict=True))
    given: dict[str, list[tuple[object, ...]]] = {}
    for offer in (offer for each in held for offer in each.offers):
        if offer.table in COLUMNS:
            given.setdefault(offer.table, []).extend(_plain(offer.rows, offer.table, back))
    faults = sorted((row, p.field, p.rule) for each in held for p in each.problems for row in p.rows)
    return given, faults, " ".join(each.sentence for each in held)


def _plain(frame, table, back):
    """Return rows in plain values, identifiers turned back."""
    columns = COLUMNS[table]
    rows = frame.reindex(columns=list(columns)).itertuples(index=False)
    return [tuple(_value(cell, back) for cell in row) for row in rows]


def _in_order(rows):
    """Return rows in an order of their own: pseudonyms have none."""
    return sorted(rows, key=repr)


def _value(cell, back):
    """Return a cell as a plain value: dates as ISO text, with a time where there is one."""
    if pd.isna(cell):
        return None
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == dt.time() else "%Y-%m-%d %H:%M")
    return back.get(cell, cell) if isinstance(cell, str) else int(cell)
