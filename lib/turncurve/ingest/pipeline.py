"""Turn a council's raw folder into canonical tables, all of them or none."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd
import pandera.errors

from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.ingest import (
    adoption,
    allocation_checks,
    annual_report,
    audit_actions,
    audit_checks,
    audit_filling,
    audit_grade_checks,
    audit_programme,
    backlog_actions,
    chair_checks,
    compared_councils,
    comparison,
    contact_coding_checks,
    contacts,
    corrections,
    coverage_checks,
    database_extract,
    demand_checks,
    event_checks,
    identifier_map,
    initial_access,
    mapping,
    merge,
    peer_review,
    plan_checks,
    plan_links,
    plan_pins,
    plan_refusal,
    problems,
    problems_page,
    reports,
    snapshot,
    ssd,
    story,
    workforce_checks,
    workload_scheme,
    zeros_apart,
)
from turncurve.ingest import council as councils
from turncurve.ingest.audit_filling import Change
from turncurve.ingest.checked import in_turn
from turncurve.ingest.files import FileRead, read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.merge import Merged
from turncurve.ingest.problems import Problem
from turncurve.ingest.progress import Reached
from turncurve.ingest.recipe import Offer
from turncurve.ingest.reconciliation import Reconciled, reconcile
from turncurve.ingest.remembered import one_council
from turncurve.ingest.report import FileReport, IngestReport
from turncurve.reference import project
from turncurve.tables import held, store, together
from turncurve.tables.annual_report import AnnualReport
from turncurve.tables.annual_report import keep as keep_annual_reports
from turncurve.tables.audit_actions import AuditActions
from turncurve.tables.audit_actions import keep as keep_audit_actions
from turncurve.tables.audit_programme import Programme
from turncurve.tables.audit_programme import keep as keep_programmes
from turncurve.tables.backlog_actions import BacklogActions
from turncurve.tables.backlog_actions import keep as keep_backlog_actions
from turncurve.tables.council import Council, keep
from turncurve.tables.initial_access import InitialAccess
from turncurve.tables.initial_access import keep as keep_initial_access
from turncurve.tables.peer_review import PeerReview
from turncurve.tables.peer_review import keep as keep_peer_review
from turncurve.tables.story import Story
from turncurve.tables.story import keep as keep_stories
from turncurve.tables.workload_scheme import keep as keep_workload_scheme

TABLES = (*merge.RULES, "contacts", adoption.TABLE)
IDENTIFIERS = "identifiers.csv"
_log = logging.getLogger(__name__)
_EARLIER = "Left alone: an earlier extract of the database; the last one holds the whole history."


@dataclass(frozen=True)
class _OwnWords:
    """What a council has written itself: of its curves, for its annual reports, of its audits and its front door."""

    stories: tuple[Story, ...]
    annual_reports: tuple[AnnualReport, ...]
    programmes: tuple[Programme, ...]
    audit_actions: AuditActions
    initial_access: InitialAccess
    peer_review: PeerReview
    workload_scheme: dict[str, object]
    backlog_actions: BacklogActions


@dataclass(frozen=True)
class _Held:
    """One file as read, without its bytes."""

    name: str
    sha256: str
    read: FileRead
    reached: Reached


def ingest(
    council: str,
    *,
    raw: Path | None = None,
    processed: Path | None = None,
    progress: Callable[[Reached], None] | None = None,
    indicators: frozenset[str] | None = None,
    shares: frozenset[str] = frozenset(),
) -> IngestReport:
    """Read a council's raw files, refuse what cannot be trusted, merge the rest, and store the canonical tables.

    Parameters
    ----------
    council : str
        The council's name or folder.
    raw : pathlib.Path, optional
        Where its extracts lie; data/raw/<council> where not given.
    processed : pathlib.Path, optional
        Where its tables are stored; data/processed/<council> where not given.
    progress : callable, optional
        Called with how far the reading has come, as each file is begun.
    indicators : frozenset of str, optional
        Identifiers of the indicators that an improvement plan may name; any where not given.
    shares : frozenset of str, optional
        Those of them that are shares, in per cent: their targets are held against that.

    Returns
    -------
    IngestReport
        What each file was taken for, and what became of every row.

    Raises
    ------
    RefusedInputError
        If no file is of a kind that is read here, or one cannot be trusted; then nothing stored is changed. A folder
        or a key that is not there, and corrections that no longer hold, stop it in the same way.
    """
    raw = raw or project.raw_folder(council)
    processed = processed or project.processed_folder(council)
    together.refuse_unfinished(raw, remedy="Run `turncurve example` again, then ingest")
    stated = councils.read(raw, council=council)
    if stated.compares:
        with held.tables(processed, doing="turncurve ingest"):
            return compared_councils.take_in(stated, raw=raw, processed=processed)
    snapshot.listed(raw)  # where there is nothing to read, nothing is held or left
    with one_council(), held.tables(processed, doing="turncurve ingest") as cut_short:
        if cut_short:
            _log.warning(cut_short)
        named = plan_links.Known(
            indicators=indicators, pages=project.page_names(), shares=shares, sections=project.page_sections()
        )
        return _ingest(council, raw=raw, processed=processed, tell=progress or (lambda _: None), named=named)


def _ingest(
    council: str, *, raw: Path, processed: Path, tell: Callable[[Reached], None], named: plan_links.Known
) -> IngestReport:
    """Read, merge and store, while no other run works on the council's tables."""
    stated = councils.read(raw, council=council)
    names = snapshot.listed(raw)
    programmes = audit_programme.read(raw)
    taken = audit_actions.read(raw, programmes=programmes)
    review = peer_review.read(raw, indicators=named.indicators, shares=named.shares)
    own_words = _OwnWords(
        story.read(raw),
        annual_report.read(raw),
        programmes,
        taken,
        initial_access.read(raw),
        review,
        workload_scheme.read(raw),
        backlog_actions.read(raw),
    )
    key = councils.key_of(raw, stated)
    files = _read_all(names, raw=raw, key=key, programmes=own_words.programmes, tell=tell)
    read = [each.read for each in files]
    checked = in_turn(
        _by_table(read),
        (
            ssd.join,
            workforce_checks.check,
            chair_checks.check,
            partial(audit_checks.check, programmes=programmes),
            partial(contact_coding_checks.check, frame=own_words.initial_access),
            audit_grade_checks.check,
            allocation_checks.check,
            event_checks.check,
            demand_checks.check,
            partial(plan_checks.check, known=replace(named, audits=frozenset(each.name for each in programmes))),
        ),
    )
    plan_refusal.refuse((*(each for file in read for each in file.problems), *checked.problems))
    offers = checked.offers
    if not offers:
        raise RefusedInputError(
            "none of the council's files is of a kind that is read here",
            where=f"{raw.name}: {', '.join(names[:3])}",
            remedy="Put Annex A workbooks, census or looked after files, a contact log, a tracker or audits there",
        )
    so_far = files[-1].reached
    tell(replace(so_far, words="Merging the extracts"))
    merged = _merge(offers)
    found = (
        *(each for file in read for each in file.problems),
        *checked.problems,
        *coverage_checks.check(offers),
        *zeros_apart.check(offers, maps=[file.identifiers for file in read]),
        *(each for table in merged for each in table.problems),
        *plan_pins.check(merged, folder=processed),
    )
    lines = reconcile(offers, merged)
    report = IngestReport(
        council=stated.name,
        is_synthetic=stated.synthetic,
        folder=processed,
        files=(
            *(FileReport(each.name, each.sha256, each.read.kind, each.read.sentence) for each in files),
            *(FileReport(name, "", "unknown", why) for name, why in snapshot.passed_over(raw).items()),
        ),
        reconciliation=lines,
        problems=problems.counts_by_rule(found),
    )
    tell(replace(so_far, words="Storing the tables"))
    changes = (*(each for file in read for each in file.changes), *checked.changes)
    _store(report, merged, council=stated, own_words=own_words, read=read, found=found, changes=changes)
    return report


def _read_all(
    names: Sequence[str], *, raw: Path, key: Key, programmes: Sequence[Programme], tell: Callable[[Reached], None]
) -> list[_Held]:
    """Read the files one after the other, so that the bytes of one only are held."""
    fixes = corrections.read(raw)
    corrections.check_files(fixes, files=names)
    earlier = database_extract.earlier(names)
    sizes = {name: (raw / name).stat().st_size for name in names}
    files: list[_Held] = []
    done = rows = 0
    for name in names:
        tell(Reached(f"Reading {name}", done, sum(sizes.values()), rows))
        file = snapshot.read(name, raw=raw)
        read = (
            FileRead.left_alone(_EARLIER)
            if name in earlier
            else read_file(file, key=key, corrections=fixes, programmes=programmes)
        )
        done += sizes[name]
        rows += sum(offer.read for offer in read.offers)
        files.append(_Held(name, file.sha256, read, Reached(f"Read {name}", done, sum(sizes.values()), rows)))
    database_extract.check(raw, {each.name: each.sha256 for each in files})
    corrections.check_used(fixes, used=frozenset().union(*(each.read.corrections_used for each in files)))
    return files


def _by_table(read: Sequence[FileRead]) -> dict[str, list[Offer]]:
    """Group what was offered by canonical table."""
    offers: dict[str, list[Offer]] = {}
    for file in read:
        for offer in file.offers:
            offers.setdefault(offer.table, []).append(offer)
    return offers


def _merge(offers: Mapping[str, Sequence[Offer]]) -> list[Merged]:
    """Merge what was offered to each canonical table."""
    merged = [merge.merge(table, offers[table]) for table in merge.RULES if table in offers]
    if "contacts" in offers:
        merged.append(contacts.merge(offers["contacts"]))
    if any(table in offers for table in adoption.SOURCES):
        merged.append(adoption.assemble(offers))
    return merged


def _store(
    report: IngestReport,
    merged: Sequence[Merged],
    *,
    council: Council,
    own_words: _OwnWords,
    read: Sequence[FileRead],
    found: Sequence[Problem],
    changes: Sequence[Change],
) -> None:
    """Write everything to a folder beside the target, and only then change the target, all of it or nothing."""
    hashes = {each.file: each.sha256 for each in report.files}
    kept = {table.table for table in merged}
    gone = (f"{name}{suffix}" for name in TABLES if name not in kept for suffix in (".parquet", ".lineage.json"))
    with together.changing(report.folder, without=gone) as staged:
        for table in merged:
            _store_table(table, report.reconciliation, folder=staged, hashes=hashes)
        _store_problems(report, problems.table_of(found), comparison.compare(merged), folder=staged)
        reports.write(mapping.table_of(line for file in read for line in file.mapping), staged / "mapping.csv")
        reports.write(report.table(), staged / "reconciliation.csv")
        keep(council, folder=staged)
        keep_stories(own_words.stories, folder=staged)
        keep_annual_reports(own_words.annual_reports, folder=staged)
        keep_programmes(own_words.programmes, folder=staged)
        keep_audit_actions(own_words.audit_actions, folder=staged)
        keep_backlog_actions(own_words.backlog_actions, folder=staged)
        keep_initial_access(own_words.initial_access, folder=staged)
        keep_peer_review(own_words.peer_review, folder=staged)
        keep_workload_scheme(own_words.workload_scheme, folder=staged)
        plan_pins.keep(merged, before=report.folder, folder=staged)
        maps = [file.identifiers for file in read]
        own = identifier_map.numbers_of(maps) if changes else {}
        reports.write(audit_filling.table_of(changes, own=own), staged / "audit_changes.csv")
        identifier_map.write(maps, staged / IDENTIFIERS)


def _store_problems(report: IngestReport, found: pd.DataFrame, compared: pd.DataFrame, *, folder: Path) -> None:
    """Write what was wrong, and how counts change from year to year, as CSV and as one page."""
    reports.write(found, folder / "problems.csv")
    reports.write(compared, folder / "comparison.csv")
    page = problems_page.page_of(found, comparison=compared, reconciliation=report.table(), council=report.council)
    (folder / "problems.html").write_text(page, encoding="utf-8", newline="\n")


def _store_table(
    table: Merged, reconciliation: Sequence[Reconciled], *, folder: Path, hashes: Mapping[str, str]
) -> None:
    """Store one table with its lineage."""
    lines = [line for line in reconciliation if line.table == table.table]
    counts = {name: sum(getattr(line, name) for line in lines) for name in ("read", "loaded", "refused", "merged")}
    sources = {line.file: hashes[line.file] for line in lines}
    try:
        store.put(table.table, table.rows, folder=folder, sources=sources, counts=counts)
    except pandera.errors.SchemaErrors as problem:
        failed = sorted({str(case) for case in problem.failure_cases["column"].dropna()})
        raise TurnCurveError(
            f"the table {table.table} is not as its model says",
            where=f"columns: {', '.join(failed)}",
            remedy="This is a fault of the program: report it, with the mapping report and not the data",
        ) from problem
