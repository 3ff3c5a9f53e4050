"""What earlier releases told of counts, each under the rule that it was made by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from turncurve.disclosure.published import Published, between
from turncurve.disclosure.relations import merged
from turncurve.disclosure.rule import RuleProfile
from turncurve.indicators.cell import Cell, CellKey

__all__ = ["Told", "by_address", "told"]


@dataclass(frozen=True)
class Told:
    """What a reader of earlier releases knows of one count.

    Parameters
    ----------
    key : CellKey
        The count's address.
    least : int
        The smallest that it could be, to a reader who knows the rules that the releases were made by.
    most : int or None
        The largest that it could be; None where every release hid it.
    hidden_by : tuple of str
        Names of the rules under which some release hid it, sorted.
    revised : bool
        Whether one release showed it otherwise than another.
    """

    key: CellKey
    least: int
    most: int | None
    hidden_by: tuple[str, ...] = ()
    revised: bool = False

    @property
    def value(self) -> int | None:
        """The count where it is known exactly; None where it was rounded or hidden."""
        return self.least if self.least == self.most else None

    @property
    def rounded(self) -> bool:
        """Whether it was shown, but not exactly."""
        return self.most is not None and self.least < self.most

    def admits(self, count: int | None) -> bool:
        """Tell whether a count agrees with what was shown; with what was hidden any count does.

        Parameters
        ----------
        count : int or None
            The count as it is known now.

        Returns
        -------
        bool
            False where it has been revised since.
        """
        return count is None or self.most is None or self.least <= count <= self.most

    def statement(self) -> Published:
        """Return what was shown as a bound on the count.

        Returns
        -------
        Published
            The two ends, both possible.
        """
        return between(self.key, least=self.least, most=self.most)

    def then(self, later: Told) -> Told:
        """Return what a reader of this and of a later release knows.

        Parameters
        ----------
        later : Told
            What the later release told of the same count.

        Returns
        -------
        Told
            What both allow; where they contradict one another what the later showed, because the count was revised.
            What has been shown stays known though it be hidden later.
        """
        rules = tuple(sorted({*self.hidden_by, *later.hidden_by}))
        if later.most is None:
            least = max(self.least, later.least) if self.most is None else self.least
            return Told(self.key, least, self.most, rules, self.revised or later.revised)
        ends = [each for each in (self.most, later.most) if each is not None]
        least, most = max(self.least, later.least), min(ends)
        revised = self.revised or later.revised or least > most
        return Told(self.key, *((later.least, later.most) if least > most else (least, most)), rules, revised)


def told(key: CellKey, shown: int | None, *, rule: RuleProfile) -> Told:
    """Return what one release told of a count.

    Parameters
    ----------
    key : CellKey
        The count's address.
    shown : int or None
        The number as it was shown; None where it was hidden.
    rule : RuleProfile
        The rule that the release was made by.

    Returns
    -------
    Told
        Hidden under a rule that shows every zero, it was at least one.
    """
    if shown is None:
        return Told(key, 0 if rule.hides_zero else 1, None, (rule.name,))
    least, most = rule.learnt(shown)
    return Told(key, least, most) if least <= shown <= most else Told(key, shown, shown)


def by_address(earlier: Iterable[Cell | Told], *, rule: RuleProfile) -> dict[CellKey, Told]:
    """Return what earlier releases told of each count.

    Parameters
    ----------
    earlier : iterable of Cell or Told
        What they told; a plain cell is an exact count, or one without a value that was hidden under this same rule.
    rule : RuleProfile
        The rule of the release now made.

    Returns
    -------
    dict of CellKey to Told
        Each count once, in order of address.
    """
    given = tuple(earlier)
    found: dict[CellKey, Told] = {}
    cells = merged(each for each in given if isinstance(each, Cell)).values()
    for each in [
        *(
            told(cell.key, None, rule=rule) if cell.value is None else Told(cell.key, cell.value, cell.value)
            for cell in cells
        ),
        *(each for each in given if isinstance(each, Told)),
    ]:
        found[each.key] = found[each.key].then(each) if each.key in found else each
    return dict(sorted(found.items()))
