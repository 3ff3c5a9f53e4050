"""What a council's raw folder says of itself: its name, whether it is invented, and whom it is compared with."""

from __future__ import annotations

from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers, own_words
from turncurve.ingest.identifiers import Key
from turncurve.reference import project
from turncurve.tables.council import Council

SETTINGS = "council.yml"
EXAMPLES = (b"exampleshire", b"example_council_")
"""How the folders of the invented councils begin, whose keys come with the project and bear their names."""
_INVENTED = b"SYNTHETIC"


def read(raw: Path, *, council: str) -> Council:
    """Read what a raw folder says of its council.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    council : str
        The name used where the folder states none.

    Returns
    -------
    Council
        Its identity; a folder that says nothing is a real council's.

    Raises
    ------
    TurnCurveError
        If the settings cannot be read, or hold a word or a value that they have no place for.
    """
    folder = project.slug(council)
    entry = own_words.read(raw / SETTINGS)
    if entry is None:
        return Council(council, folder)
    entry.knowing("name", "synthetic", "follows", "region", "neighbours", "compares", "first_day", "last_day")
    return Council(
        name=entry.text("name") or council,
        folder=folder,
        synthetic=entry.truth("synthetic"),
        follows=entry.text("follows"),
        region=entry.text("region"),
        neighbours=entry.texts("neighbours"),
        compares=project.slug_pattern(entry.text("compares")),
    )


def key_of(raw: Path, council: Council) -> Key:
    """Return the key that makes a council's pseudonyms.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    council : Council
        The council.

    Returns
    -------
    Key
        The example's own for an invented council; else the one kept outside the project.

    Raises
    ------
    TurnCurveError
        If a council that is said to be invented has a key that does not say so, or that of another invented council:
        such settings were copied, and a key that everybody has would protect nobody.
    """
    if not council.synthetic:
        return identifiers.council_key()
    key = identifiers.example_key(raw)
    of_example = any(each in key.secret.lower() for each in EXAMPLES)
    of_another = of_example and f"-{council.folder}-key".encode() not in key.secret.lower()
    if not key.secret.startswith(_INVENTED) or of_another:
        raise TurnCurveError(
            "the council is said to be invented, and its key is not one of an invented council of that name",
            where=f"{SETTINGS} and {identifiers.EXAMPLE_KEY_NAME} of {council.folder}",
            remedy=f"Take `synthetic: true` out of {SETTINGS} and remove {identifiers.EXAMPLE_KEY_NAME}: a real "
            "council's key is kept outside the project",
        )
    return key
