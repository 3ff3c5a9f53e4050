"""One thing that the doctor looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    words : str
        What was found, and what to do where it is not well.
    well : bool
        Whether it is as it should be.
    needed : bool
        Whether the commands, or the safety of children's records, need it; where not, it is for a person to weigh.
    """

    words: str
    well: bool
    needed: bool = True
