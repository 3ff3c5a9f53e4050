"""The files of one audience's folder: pages, executed notebooks, tables, index and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from turncurve.disclosure.rule import profile
from turncurve.present.basis import protection
from turncurve.publish import changes, citation, csv_files, ledger, manifest, render, site
from turncurve.publish.chain import followed
from turncurve.publish.components import COMPONENTS, PROGRAM, bill_of_materials
from turncurve.publish.crate import CRATE, crate
from turncurve.publish.csv_metadata import About, licences
from turncurve.publish.executed import Executed
from turncurve.publish.laid_page import LaidPage
from turncurve.publish.request import Request
from turncurve.publish.run import Run, Unit
from turncurve.publish.scan import refuse_identifiers
from turncurve.reference import project
from turncurve.tables.verify import MANIFEST

LOCK = "requirements.lock"


def contents(
    request: Request, laid: Sequence[LaidPage], *, plan: str, earlier: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return every file of one audience's folder.

    Parameters
    ----------
    request : Request
        The release asked for.
    laid : sequence of LaidPage
        Its pages for this audience, in the order of the index.
    plan : str
        The hash of the suppression plan; empty where there is none.
    earlier : mapping of str to str, optional
        Hash of each file of counts that were public when the plan was made.

    Returns
    -------
    dict of str to bytes
        Contents by path below the folder.
    """
    council = request.identity
    pages = [each.executed for each in laid]
    entries = [manifest.entry(each.executed, question=each.question) for each in laid]
    audience = pages[0].unit.audience
    about = _about(request, pages, audience=audience)
    files: dict[str, bytes] = {}
    for each in laid:
        page = each.executed
        html = render.led(each.html, page, others=[other for other in pages if other is not page])
        files |= {f"{page.unit.page}.html": html.encode(), **each.files}
        files |= csv_files.files(page, label=council.label, about=about)
    tables = [
        (f"{each.question}: {exhibit.title}", csv_files.path_of(page, exhibit))
        for page, each in zip(pages, entries, strict=True)
        for exhibit in page.exhibits
        if exhibit.rows
    ]
    files |= ledger.files(pages, label=council.label, about=about)
    tables += ledger.LINKS
    files |= changes.files(request, audience=audience, now=ledger.stated(pages), made=files, tables=tables)
    files |= citation.files(council, as_at=request.date, audience=audience)
    versions = manifest.gathered(pages, "versions")
    lock = project.root() / LOCK
    if lock.is_file():  # a project without its lock promises no environment
        files[COMPONENTS] = bill_of_materials(lock.read_text(encoding="utf-8"), version=versions.get(PROGRAM, ""))
    rule = protection(audience, profile=request.profile)
    index = site.release_index(
        council,
        as_at=request.date,
        audience=audience,
        entries=entries,
        tables=tables,
        files=[*files, CRATE],
        rule=rule,
    )
    files[site.INDEX] = index.encode()
    files[CRATE] = crate(
        files,
        council=council,
        as_at=request.date,
        audience=audience,
        entries=entries,
        inputs=manifest.gathered(pages, "inputs"),
        versions=versions,
        manifest=MANIFEST,
    )
    refuse_identifiers(files)
    text = manifest.compose(
        pages,
        entries=entries,
        council=council,
        files=files,
        plan=plan,
        earlier=earlier or {},
        profile=about.rule.name if about.rule else "",
        rule=rule,
    )
    return {**files, MANIFEST: manifest.following(text, followed(json.loads(text))).encode()}


def _about(request: Request, pages: Sequence[Executed], *, audience: str) -> About:
    """Return what the descriptions of all tables of one audience's folder say alike."""
    rule = profile(request.profile) if audience == "public" else None
    return About(request.identity, request.date, audience, rule, licences(manifest.gathered(pages, "inputs")))


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; made where absent.
    files : mapping of str to bytes
        Contents by path below it.
    """
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run_record(runs: Sequence[Run]) -> bytes:
    """Return our own record of what ran; it has times, so it is no part of a release.

    Parameters
    ----------
    runs : sequence of Run
        What ran.

    Returns
    -------
    bytes
        JSON.
    """
    held = [
        {
            "unit": run.unit.label,
            "status": run.status,
            "cells": run.cells,
            "cells_run": run.cells_run,
            "seconds": round(run.seconds, 2),
        }
        for run in runs
    ]
    return (json.dumps(held, indent=1) + "\n").encode()


def keep_failed(run: Run) -> None:
    """Keep a notebook that failed, as far as it ran, beside the staged releases.

    Parameters
    ----------
    run : Run
        The run; nothing is kept where its kernel never started.
    """
    if run.notebook is not None:
        place = failed_notebook(run.unit)
        write(place.parent, {place.name: nbformat.writes(run.notebook).encode()})


def forget_failed(run: Run) -> None:
    """Clear away what an earlier run of the same notebook left when it failed.

    Parameters
    ----------
    run : Run
        The run that came to its end.
    """
    failed_notebook(run.unit).unlink(missing_ok=True)


def failed_notebook(unit: Unit) -> Path:
    """Return where a notebook that failed is kept.

    Parameters
    ----------
    unit : Unit
        What was run.

    Returns
    -------
    pathlib.Path
        The file, among the records; it may not exist.
    """
    folder = project.processed_folder(unit.council) / "staged" / "failed"
    return folder / f"{unit.page}.{unit.as_at.isoformat()}.{unit.audience}.ipynb"
