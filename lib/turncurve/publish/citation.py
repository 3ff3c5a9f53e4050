"""How a release is cited."""

from __future__ import annotations

import datetime as dt

from turncurve.tables.council import Council

CITATION = "citation.bib"


def files(council: Council, *, as_at: dt.date, audience: str) -> dict[str, bytes]:
    """Return the citation of one audience's folder.

    Parameters
    ----------
    council : Council
        Whose release it is.
    as_at : datetime.date
        The report's date.
    audience : str
        Whom it is for.

    Returns
    -------
    dict of str to bytes
        A BibTeX entry by its path; restricted pages are not for citing, and have none.
    """
    if audience != "public":
        return {}
    label = council.label.replace("&", "\\&")
    entry = (
        f"@techreport{{{council.folder.replace('_', '-')}-{as_at.isoformat()},\n"
        f"  title = {{Turning the Curve: {label}, as at {as_at.day} {as_at:%B %Y}}},\n"
        f"  institution = {{{label}}},\n"
        f"  year = {{{as_at.year}}},\n"
        f"  note = {{Cite the edition, and the hash of its manifest.json, which names every file}},\n"
        f"}}\n"
    )
    return {CITATION: entry.encode()}
