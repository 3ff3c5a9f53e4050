"""Take in what says that several councils are compared: settings alone, since the records are the councils' own."""

from __future__ import annotations

from pathlib import Path

from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.ingest import snapshot
from turncurve.ingest.report import IngestReport
from turncurve.tables import together
from turncurve.tables.council import Council, keep


def take_in(compared: Council, *, raw: Path, processed: Path) -> IngestReport:
    """Keep which councils are compared; nothing is read, because each council's records are read in with its own.

    Parameters
    ----------
    compared : Council
        The councils together, as their settings name them.
    raw : pathlib.Path
        The folder of the settings.
    processed : pathlib.Path
        Where they are kept.

    Returns
    -------
    IngestReport
        Of no file.

    Raises
    ------
    RefusedInputError
        If the folder holds records of its own.
    """
    files = _received(raw)
    if files:
        raise RefusedInputError(
            "a folder that compares other councils holds files of its own, which would not be read",
            where=f"{raw.name}: {', '.join(files[:3])}",
            remedy="Put them into the folder of the council that they are of, or take `compares` out of council.yml",
        )
    with together.changing(processed) as staged:
        keep(compared, folder=staged)
    return IngestReport(compared.name, compared.synthetic, processed, (), (), {})


def _received(raw: Path) -> tuple[str, ...]:
    """Return the files of a raw folder besides its settings."""
    try:
        return snapshot.listed(raw)
    except TurnCurveError:  # which is what it says of a folder without any
        return ()
