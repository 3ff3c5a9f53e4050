"""A made council with audits on record: a random one, a stratified draw, files read twice, and an audit not stated."""

import datetime as dt
from pathlib import Path

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.audit_actions import AuditAction, AuditActions, Finding
from turncurve.tables.audit_actions import keep as keep_actions
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

MONTHLY, RE_AUDIT, FOCUSED = "Monthly", "Re-audit", "Focused"
AS_AT = dt.date(2013, 3, 31)
TAKEN = AuditActions(
    (
        Finding("F1", FOCUSED, "No focus", dt.date(2012, 9, 30), "concern", ("Specific",)),
        Finding("F2", FOCUSED, "Good work with schools", dt.date(2012, 9, 30), "good practice"),
    ),
    (
        AuditAction("A1", ("F1",), "Change it", "Head of service", dt.date(2012, 12, 31), dt.date(2013, 1, 5), "Seen"),
        AuditAction("A2", ("F1",), "Train staff", "Head of training", dt.date(2013, 2, 28)),
    ),
)


def answers(programme, day, counts, *, first=0, **words):
    """Return one audit's rows: by criterion, how many files have each answer."""
    rows = []
    for criterion, held in counts.items():
        given = [answer for answer, count in held.items() for _ in range(count)]
        rows += [
            {"programme": programme, "audited_on": day, "file_key": f"f{first + place}", "auditor_key": "a1",
             "standard": "SMART", "criterion": criterion, "answer": answer, "selection": "random", **words}
            for place, answer in enumerate(given)
        ]  # fmt: skip
    return rows


def audit_rows():
    """Return every audit's rows."""
    drawn = {"drawn_on": "2013-02-01", "population": 500}
    first = answers(MONTHLY, "2012-10-10", {"Specific": {"met": 8, "not met": 22}}, population=300)
    last = answers(MONTHLY, "2013-03-10", {"Specific": {"met": 24, "not met": 6}}, population=300)
    again = [{**row, "auditor_key": "a2", "answer": "partly met" if n == 0 else row["answer"]} for n, row in
             enumerate(last[:10])]  # fmt: skip
    long = answers(RE_AUDIT, "2013-02-10", {"Specific": {"met": 6, "not met": 4}}, stratum="long", **drawn)
    short = answers(RE_AUDIT, "2013-03-05", {"Specific": {"met": 5, "not met": 15}}, first=50, stratum="short", **drawn)
    focused = answers(FOCUSED, "2012-09-10", {"Specific": {"met": 4, "not met": 10}}, selection="not stated")
    return [*focused, *first, *last, *again, *long, *short]


def draw_rows():
    """Return the record of the re-audit's draw: 31 files, of which one was never read."""
    drawn = [("long", place, 100, 10) for place in range(10)] + [("short", 50 + place, 400, 21) for place in range(21)]
    return [
        {"programme": RE_AUDIT, "drawn_on": "2013-02-01", "file_key": f"f{place}", "stratum": stratum,
         "stratum_files": files, "stratum_drawn": count, "read_twice": False, "seed": 1}
        for stratum, place, files, count in drawn
    ]  # fmt: skip


def keep_audits(root: Path, *, audits=None, draws=None, as_at=AS_AT) -> Records:
    """Keep the council's audits below a project root, and return its records."""
    folder = root / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    for table, rows in (("audits", audits or audit_rows()), ("audit_draws", draws or draw_rows())):
        store.write(table, canonical(table, rows, edition="audit_return/made"), folder=folder, sources={}, counts={})
    keep_actions(TAKEN, folder=folder)
    return Records("madeshire", as_at)
