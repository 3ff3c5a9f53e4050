"""Which region, nation and neighbours an authority is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from turncurve.reference.own_words import own_words

NATION = "England"
"""The nation of an authority that the file does not name: the law and the figures used here are England's."""


@dataclass(frozen=True)
class Peers:
    """The areas that an authority is compared with.

    Parameters
    ----------
    region, nation : str
        Names of its region and nation; empty where not known.
    neighbours : tuple of str
        Names of its statistical neighbours.
    """

    region: str = ""
    nation: str = ""
    neighbours: tuple[str, ...] = ()

    @property
    def areas(self) -> tuple[str, ...]:
        """Every area compared with: nation, region, then neighbours."""
        return tuple(name for name in (self.nation, self.region, *self.neighbours) if name)


@cache
def _held() -> dict[str, Peers]:
    """Return the peers of each authority that the file names."""
    path = resources.files("turncurve.reference") / "areas.yml"
    entries = own_words(path.read_text(encoding="utf-8"))
    return {
        name: Peers(words["region"], words["nation"], tuple(words["neighbours"])) for name, words in entries.items()
    }


def peers_of(area: str) -> Peers:
    """Return the areas that an authority is compared with.

    Parameters
    ----------
    area : str
        The authority's name.

    Returns
    -------
    Peers
        Its peers; none where the authority is not in the file.
    """
    return _held().get(area, Peers())
