"""Which council a report is about, and whether it is invented."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from turncurve.errors import UnknownNameError
from turncurve.reference import project
from turncurve.tables import store

IDENTITY = "council.json"


@dataclass(frozen=True)
class Council:
    """A council as it is named on every page.

    Parameters
    ----------
    name : str
        Its name in a reader's words.
    folder : str
        Its folder's name.
    synthetic : bool
        Whether it is invented: the word SYNTHETIC then stands on every output.
    follows : str
        The council whose published totals an invented one follows; empty for a real one.
    records : bool
        Whether we hold its own records, or published figures alone.
    region : str
        Its region, for comparison; empty where not stated.
    neighbours : tuple of str
        Its statistical neighbours, for comparison.
    compares : str
        Where it is no council but several together: their folders' names, with stars for any letters.
    """

    name: str
    folder: str
    synthetic: bool = False
    follows: str = ""
    records: bool = True
    region: str = ""
    neighbours: tuple[str, ...] = ()
    compares: str = ""

    @property
    def label(self) -> str:
        """The name as it must stand on every output."""
        return f"{self.name} (SYNTHETIC)" if self.synthetic else self.name


def keep(council: Council, *, folder: Path) -> None:
    """Keep a council's identity beside its canonical tables.

    Parameters
    ----------
    council : Council
        The council.
    folder : pathlib.Path
        Where its canonical tables are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(council), indent=1, sort_keys=True) + "\n"
    (folder / IDENTITY).write_text(text, encoding="utf-8", newline="\n")


def identify(council: str) -> Council:
    """Return the council that a report is about.

    Parameters
    ----------
    council : str
        Its name or folder.

    Returns
    -------
    Council
        Its identity: from its own records where we hold them, else from the published figures that name it.

    Raises
    ------
    UnknownNameError
        If neither names it.
    """
    path = project.processed_folder(council) / IDENTITY
    if path.is_file():
        held = json.loads(path.read_text(encoding="utf-8"))
        return Council(**{**held, "neighbours": tuple(held["neighbours"])})
    published = store.read("published_figures", folder=project.processed_folder("published"))
    for area in sorted(published["area"].unique()):
        if project.slug(area) == project.slug(council):
            return replace(Council(area, project.slug(area)), records=False)
    raise UnknownNameError(
        f"the council {council!r} is not known",
        where="parameter council",
        remedy="Put its extracts in a folder of its name under data/raw and run `turncurve ingest`, "
        "or use the name of an area in data/raw/published",
    )
