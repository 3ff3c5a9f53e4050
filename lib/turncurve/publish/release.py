"""From staged pages to a signed release that never changes again: a correction is a new edition, with a reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turncurve.errors import PublicationError
from turncurve.ingest.releases import read_releases, signed_folders
from turncurve.publish import manifest, site
from turncurve.publish.chain import refuse_overtaken
from turncurve.publish.feed import FEED, feed
from turncurve.publish.release_list import listed_before, release_list
from turncurve.publish.stage import folder_of, restore
from turncurve.reference import project
from turncurve.tables import durable
from turncurve.tables import held as locks
from turncurve.tables.council import Council, identify
from turncurve.tables.verify import LISTS, MANIFEST, SIGN_OFF, sealed, sha256, verify

_LISTING = "another run is listing what has been released"
_MAKING = "another run is making this release"
_PATIENCE = 60.0  # seconds: listing is quick


@dataclass(frozen=True)
class Released:
    """One edition of a release.

    Parameters
    ----------
    folder : pathlib.Path
        Where it is, for good.
    signed_by : str
        Who signed it.
    new : bool
        Whether it was made now; False where the latest edition already says the same.
    """

    folder: Path
    signed_by: str
    new: bool


def release(council: str, as_at: str, *, signed_by: str = "", reason: str = "", beforehand: str = "") -> Released:
    """Sign what is staged and put it into reports in one step, where reports of later dates find what it said.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    signed_by : str
        Who has read the pages and answers for them.
    reason : str
        Why there is a new edition; needed from the second on.
    beforehand : str
        Who has said in reports.yml that they answer for these pages; that signs only what was published already.

    Returns
    -------
    Released
        The edition.

    Raises
    ------
    PublicationError
        If nothing is staged, what is staged was changed or is a draft, a signature or a reason is missing, or another
        release was signed since. An earlier release that was changed since stops it too.
    """
    staged = folder_of(council, as_at)
    if not staged.parent.is_dir():
        _staged_manifests(staged)  # says that nothing was staged; nothing is held or left
    listed_before(project.root() / "reports")  # a list that was changed stops before anything is released
    with _alone(council, staged):
        names = (signed_by.strip(), beforehand.strip())
        done = _release(council, as_at, staged=staged, names=names, reason=reason)
        rebuild_index()  # also where nothing is new: a former run may have been cut short before it
        read_releases(council)
    return done


@contextmanager
def _alone(council: str, staged: Path) -> Iterator[None]:
    """Hold a council's tables and what is staged, so that no run changes them while they are released."""
    doing = "turncurve release"
    with ExitStack() as kept:
        kept.enter_context(locks.tables(project.processed_folder(council), doing=doing))
        if staged.parent.is_dir():
            where = f"{staged.parent.parent.name}, {staged.name}"
            kept.enter_context(locks.held(staged, what=_MAKING, doing=doing, where=where))
            restore(staged)
        yield


def _release(council: str, as_at: str, *, staged: Path, names: tuple[str, str], reason: str) -> Released:
    """Put what is staged into reports, unless the latest edition says the same."""
    held = _staged_manifests(staged)
    identity = identify(council)
    signature = _signature(identity, held, names=names)
    series = project.reports_folder(council) / as_at
    signed = signed_folders(council)
    latest = _latest(series)
    if latest is not None and _same(latest, held):
        return Released(latest, _signed_by(latest), new=False)
    refuse_overtaken(held, latest=latest, signed=signed)
    number = 1 if latest is None else int(latest.name) + 1
    if number > 1 and not reason.strip():
        raise PublicationError(
            f"edition {number - 1} has been released and these pages differ from it",
            where=f"{identity.name}, {as_at}",
            remedy="Say why there is a new edition with --reason",
        )
    target = series / str(number)
    why = reason.strip() if number > 1 else ""
    _put(staged, target, held=held, signed_by=signature, reason=why)
    return Released(target, signature, new=True)


def needs_signature(council: str, as_at: str, *, beforehand: str = "") -> bool:
    """Tell whether a person must read and sign what is staged.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    beforehand : str
        Who has said in reports.yml that they answer for these pages.

    Returns
    -------
    bool
        False for an invented council; and where every figure was already published and somebody answers for the pages.
    """
    held = list(_staged_manifests(folder_of(council, as_at)).values())
    return not (identify(council).synthetic or (beforehand.strip() and manifest.public_already(held)))


def rebuild_index() -> Path:
    """Write the index over everything released anew.

    Returns
    -------
    pathlib.Path
        The index page.
    """
    reports = project.root() / "reports"
    path = reports / site.INDEX
    reports.mkdir(exist_ok=True)
    lists = project.root() / "data" / "processed" / "reports_index"
    with locks.held(lists, what=_LISTING, doing="turncurve release", where="reports", patience=_PATIENCE):
        made = {
            site.SEARCH: site.search_page(reports).encode(),
            FEED: feed(reports),
            site.INDEX: site.root_index(reports).encode(),
        }
        for name, data in {**made, LISTS: release_list(reports, made=made)}.items():
            durable.write(reports / name, data)
    return path


def _staged_manifests(staged: Path) -> dict[str, dict[str, Any]]:
    """Return the manifests of what is staged, by audience, refusing what is not whole."""
    where = f"{staged.parent.parent.name}, {staged.name}"
    audiences = sorted(path.parent.name for path in staged.glob(f"*/{MANIFEST}"))
    if not audiences:
        raise PublicationError("nothing is staged", where=where, remedy="Run `turncurve publish` first")
    verdict = verify(staged, staged=True)
    if not verdict.sound:
        raise PublicationError(
            "the staged pages were changed after they were made", where=where, remedy="Run `turncurve publish` again"
        )
    held = {audience: manifest.read(staged / audience) for audience in audiences}
    missing = sorted(
        {f"{page['page']}: {each}" for one in held.values() for page in one["pages"] for each in page["missing"]}
    )
    if missing:
        raise PublicationError(
            f"the release is a draft that still lacks {len(missing)} things, first: {missing[0].rstrip('.')}",
            where=where,
            remedy="Supply what is missing, publish again, then release",
        )
    return held


def _signature(council: Council, held: Mapping[str, dict[str, Any]], *, names: tuple[str, str]) -> str:
    """Return who signs: somebody who read the pages, or who answers beforehand for what was published already."""
    signed_by, beforehand = names
    if council.synthetic:
        return f"{council.label.removesuffix(')')}: signs itself)"
    if signed_by:
        return f"Signed by {signed_by}"
    if beforehand and manifest.public_already(list(held.values())):
        return f"Signed beforehand by {beforehand}, because every figure in it was already published"
    raise PublicationError(
        "nobody has signed the release",
        where=f"{council.name}",
        remedy="Read the staged pages, then give the name of who answers for them with --signed-by",
    )


def _latest(series: Path) -> Path | None:
    """Return the latest edition of a release."""
    editions = [path for path in series.glob("*") if path.name.isdigit()]
    return max(editions, key=lambda path: int(path.name), default=None)


def _same(latest: Path, held: Mapping[str, dict[str, Any]]) -> bool:
    """Tell whether the latest edition says the same as what is staged."""
    released = sorted(path.parent.name for path in latest.glob(f"*/{MANIFEST}"))
    return released == sorted(held) and all(
        manifest.content(manifest.read(latest / audience)) == manifest.content(one) for audience, one in held.items()
    )


def _signed_by(edition: Path) -> str:
    """Return who signed an edition."""
    held: dict[str, Any] = json.loads((edition / SIGN_OFF).read_text(encoding="utf-8"))
    return str(held["signed_by"])


def _put(staged: Path, target: Path, *, held: Mapping[str, dict[str, Any]], signed_by: str, reason: str) -> None:
    """Copy staged pages beside their place, sign them off, and move them there in one step."""
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _copy(staged, part, audiences=sorted(held))
        signed = {
            "edition": int(target.name),
            "manifests": {audience: sha256(part / audience / MANIFEST) for audience in sorted(held)},
            "previous": {audience: one.get("previous") or {} for audience, one in sorted(held.items())},
            "reason": reason,
            "signed_by": signed_by,
        }
        durable.write(part / SIGN_OFF, sealed(signed))
        _check_copied(part, held)
        durable.settle(part)
        durable.move(part, target)
    finally:  # also where it failed or was stopped: nothing half made is left in reports
        shutil.rmtree(part, ignore_errors=True)
    with durable.told(target):
        for folder in list(target.parents)[1:3]:  # the council's folder and reports may be new too
            durable.flush_folder(folder)


def _copy(staged: Path, part: Path, *, audiences: Sequence[str]) -> None:
    """Copy what is staged for some audiences."""
    with durable.told(part):
        for path in (each for name in audiences for each in sorted((staged / name).rglob("*")) if each.is_file()):
            place = part / path.relative_to(staged)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def _check_copied(part: Path, held: Mapping[str, dict[str, Any]]) -> None:
    """Refuse to publish what is not, to the byte, what was made and signed."""
    # The figures of pages were read when the manifests were: with the same manifests they are the same pages.
    same = {audience: manifest.read(part / audience) for audience in held} == dict(held)
    if not (same and verify(part, figures=False).sound):
        raise PublicationError(
            "what was copied is not what was staged",
            where=f"{part.parent.parent.name}, {part.parent.name}",
            remedy="Check the disk, run `turncurve publish` again, then release",
        )
