"""A release described as archives understand it: an RO-Crate in which each run of a notebook is an action."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from turncurve.publish.manifest import PageEntry
from turncurve.tables.council import Council

CRATE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
TERMS = {
    "public": "Published by the council named, under the terms that it states.",
    "restricted": "OFFICIAL-SENSITIVE: for those to whom it was given, and for no other use.",
}
_MANIFEST = {
    "encodingFormat": "application/json",
    "description": "Every other file of this folder with its hash, this description too; its own is in the sign-off.",
}
_DESCRIBES = ".csv-metadata.json"
_FORMATS = {
    ".html": "text/html",
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".bib": "text/x-bibtex",
    _DESCRIBES: "application/csvm+json",
}


def crate(
    files: Mapping[str, bytes],
    *,
    council: Council,
    as_at: dt.date,
    audience: str,
    entries: Sequence[PageEntry],
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
    manifest: str = "",
) -> bytes:
    """Return the description of one audience's folder.

    Parameters
    ----------
    files : mapping of str to bytes
        Every other file of the folder but the manifest.
    council : Council
        Whose release it is.
    as_at : datetime.date
        The report's date: also the date given, so that the same content is described alike whenever it is made.
    audience : str
        Whom it is for.
    entries : sequence of PageEntry
        Its pages, with the parameters that they were run with.
    inputs : mapping of str to str
        Hash of each file that went in, by its name.
    versions : mapping of str to str
        Version of each program that did the work.
    manifest : str, optional
        Name of the file that names all others, this one too, with their hashes: it is named here without its own.

    Returns
    -------
    bytes
        JSON-LD.

    References
    ----------
    Soiland-Reyes, Sefton, Crosas and others (2022), Data Science 5, 97-138; Workflow Run RO-Crate working group,
    Process Run Crate 0.5.
    """
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    made = ROCrate()
    made.name = f"{council.label}, {as_at.isoformat()}, {audience}"
    made.description = "; ".join(entry.question for entry in entries)
    made.datePublished = as_at
    made.license = made.add(
        ContextEntity(made, "#terms", properties={"@type": "CreativeWork", "name": "Terms", "text": TERMS[audience]})
    )
    made.root_dataset["conformsTo"] = made.add(
        ContextEntity(made, PROFILE, properties={"@type": "CreativeWork", "name": "Process Run Crate"})
    )
    held = {path: made.add_file(dest_path=path, properties=_about(path, files[path])) for path in sorted(files)}
    if manifest:
        made.add_file(dest_path=manifest, properties={"name": manifest, **_MANIFEST})
    tools = [
        made.add(
            ContextEntity(
                made,
                f"#{name}",
                properties={"@type": "SoftwareApplication", "name": name, "softwareVersion": versions[name]},
            )
        )
        for name in sorted(versions)
    ]
    given = [
        made.add(ContextEntity(made, f"#input-{sha[:16]}", properties={"@type": "File", "name": path, "sha256": sha}))
        for path, sha in sorted(inputs.items())
    ]
    for entry in entries:
        results = [part for path, part in held.items() if _of(entry.page, path)]
        parameters = [made.add(_parameter(made, entry.page, name, value)) for name, value in entry.parameters.items()]
        made.add_action(
            instrument=tools,
            identifier=f"#run-{entry.page}",
            object=[*given, *parameters],
            result=results,
            properties={"name": f"Run of {entry.page}", "endTime": as_at.isoformat()},
        )
    text = json.dumps(made.metadata.generate(), indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def _about(path: str, data: bytes) -> dict[str, Any]:
    """Return what is said of one file."""
    described = next((each for each in (_DESCRIBES,) if path.endswith(each)), "")
    ending = described or (path[path.rfind(".") :] if "." in path else "")
    return {
        "name": path,
        "encodingFormat": _FORMATS.get(ending, "application/octet-stream"),
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _of(page: str, path: str) -> bool:
    """Tell whether a file is of one page."""
    return path.startswith((f"{page}.", f"tables/{page}/"))


def _parameter(made: Any, page: str, name: str, value: Any) -> Any:  # noqa: ANN401 - the library ships no types
    """Return one parameter of a run."""
    from rocrate.model.contextentity import ContextEntity

    held = {"@type": "PropertyValue", "name": name, "value": str(value)}
    return ContextEntity(made, f"#parameter-{page}-{name}", properties=held)
