"""What a published folder holds and what it was made from: hashes, versions, parameters, problem counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from turncurve.errors import PublicationError
from turncurve.publish.checkout import code
from turncurve.publish.executed import Executed
from turncurve.reference import project
from turncurve.tables.council import Council
from turncurve.tables.verify import MANIFEST

LAYOUT = 1


@dataclass(frozen=True)
class PageEntry:
    """One page of a published folder.

    Parameters
    ----------
    page : str
        Its name.
    question, answer : str
        What it asks, and the first thing it says.
    notebook : str
        The hash of the notebook that it was made from.
    parameters : dict of str to value
        What the notebook was run with.
    missing : tuple of str
        What it still lacks; where there is anything, it is a draft.
    exhibits : tuple of (str, str, str)
        Address on the page, title and sentence of each thing that it shows.
    """

    page: str
    question: str
    answer: str
    notebook: str
    parameters: dict[str, Any]
    missing: tuple[str, ...]
    exhibits: tuple[tuple[str, str, str], ...] = ()


def entry(executed: Executed, *, question: str) -> PageEntry:
    """Describe one page.

    Parameters
    ----------
    executed : Executed
        What its notebook showed.
    question : str
        What it asks.

    Returns
    -------
    PageEntry
        Its description.
    """
    said = [each.sentence for each in executed.exhibits]
    return PageEntry(
        page=executed.unit.page,
        question=question,
        answer=said[0] if said else "",
        notebook=_sha256(executed.unit.notebook.read_bytes()),
        parameters=dict(executed.unit.parameters),
        missing=executed.missing,
        exhibits=tuple((each.id, each.title, each.sentence) for each in executed.exhibits),
    )


def compose(
    pages: Sequence[Executed],
    *,
    entries: Sequence[PageEntry],
    council: Council,
    files: Mapping[str, bytes],
    plan: str,
    earlier: Mapping[str, str],
    profile: str = "",
    rule: str = "",
) -> str:
    """Write a manifest: the same text for the same content, whenever it is written.

    Parameters
    ----------
    pages : sequence of Executed
        What the notebooks showed, all for one audience.
    entries : sequence of PageEntry
        The pages' descriptions.
    council : Council
        Whose they are.
    files : mapping of str to bytes
        Every other file of the folder.
    plan : str
        The hash of the suppression plan; empty where there is none.
    earlier : mapping of str to str
        Hash of each file of counts that were public when the plan was made.
    profile, rule : str, optional
        Name of the rule of what is shown, empty where every count is, and the same in words.

    Returns
    -------
    str
        JSON with sorted keys.
    """
    first = pages[0].unit
    held = {
        "layout": LAYOUT,
        "council": {"name": council.name, "folder": council.folder, "synthetic": council.synthetic},
        "as_at": first.as_at.isoformat(),
        "audience": first.audience,
        "pages": [asdict(each) for each in entries],
        "files": {path: {"sha256": _sha256(data), "bytes": len(data)} for path, data in files.items()},
        "inputs": gathered(pages, "inputs"),
        "tables": gathered(pages, "tables"),
        "problems": gathered(pages, "counts"),
        "versions": gathered(pages, "versions"),
        "plan": plan,
        "earlier": dict(earlier),
        "profile": profile,
        "rule": rule,
        "previous": {},
        "code": code(project.root()),
    }
    return json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def following(text: str, previous: Mapping[str, str]) -> str:
    """Return a manifest that names the release that it follows.

    Parameters
    ----------
    text : str
        The manifest.
    previous : mapping of str to str
        Where that release is and the hash of its manifest; empty where this is the first.

    Returns
    -------
    str
        JSON with sorted keys.
    """
    held = {**json.loads(text), "previous": dict(previous)}
    return json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read(folder: Path) -> dict[str, Any]:
    """Read the manifest of a published folder.

    Parameters
    ----------
    folder : pathlib.Path
        One audience's folder.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    PublicationError
        If there is none, or it is damaged.
    """
    try:
        held: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise PublicationError(
            "the manifest is missing or damaged", where=f"{folder.parent.name}/{folder.name}", remedy="Publish again"
        ) from problem
    return held


def content(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what makes two releases the same: everything but the commit that the code stood at, and what came before.

    Parameters
    ----------
    manifest : mapping
        A manifest.

    Returns
    -------
    dict
        The manifest without its code and without the release that it follows.
    """
    return {name: value for name, value in manifest.items() if name not in {"code", "previous"}}


def public_already(manifests: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a release rests on official publications alone.

    Parameters
    ----------
    manifests : sequence of mapping
        The release's manifests.

    Returns
    -------
    bool
        True where its pages read published figures alone, and public forecasts that signed releases made from them.
    """
    return bool(manifests) and all(_only_published(each) for each in manifests)


def _only_published(manifest: Mapping[str, Any]) -> bool:
    """Tell whether what one folder rests on was public before."""
    ours = {"issued_forecasts"} if manifest.get("audience") == "public" else set()
    return {"published_figures"} <= set(manifest["tables"]) <= {"published_figures", *ours}


def gathered(pages: Sequence[Executed], part: str) -> dict[str, Any]:
    """Return one part of what pages rest on, over all of them.

    Parameters
    ----------
    pages : sequence of Executed
        What notebooks showed.
    part : {"inputs", "tables", "counts", "versions"}
        Which part.

    Returns
    -------
    dict
        Each entry once.
    """
    return {name: value for page in pages for name, value in page.basis.get(part, {}).items()}


def _sha256(data: bytes) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(data).hexdigest()
