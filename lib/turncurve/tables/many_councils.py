"""Which councils' tables are held beside one another, for a page that compares them."""

from __future__ import annotations

import sys

from turncurve.errors import TurnCurveError
from turncurve.reference import project
from turncurve.tables.council import IDENTITY, Council, identify


def councils_compared_by(together: Council) -> tuple[Council, ...]:
    """Return the councils that a page of several councils compares.

    Parameters
    ----------
    together : Council
        What the page is about: several councils together, as its settings name them.

    Returns
    -------
    tuple of Council
        In order of their folders; none where it is one council, which compares no others.

    Raises
    ------
    TurnCurveError
        If invented and real councils would stand on one page, or an invented page would hold real councils.
    """
    if not together.compares:
        return ()
    processed = project.root() / "data" / "processed"
    # Whoever listens knows that the page rests on which councils there are, also on one that is read in later.
    sys.audit("turncurve.read", str(processed / together.compares / IDENTITY))
    folders = sorted(path.parent.name for path in processed.glob(f"{together.compares}/{IDENTITY}"))
    held = tuple(each for each in map(identify, folders) if not each.compares)
    if any(each.synthetic != together.synthetic for each in held):
        raise TurnCurveError(
            "invented and real councils cannot stand on one page",
            where=f"compares: {together.compares}, of {together.folder}",
            remedy="Name councils of one kind in council.yml, and say `synthetic: true` there where they are invented",
        )
    return held
