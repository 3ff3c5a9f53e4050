"""Which counts are too small to show: named rule profiles, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.errors import UnknownNameError


@dataclass(frozen=True)
class RuleProfile:
    """One published rule of what may be shown.

    Parameters
    ----------
    name : str
        The name that a page gives: "dfe_now".
    title : str
        The rule in a reader's words.
    smallest_hidden, largest_hidden : int
        Counts from the one to the other are hidden; a true zero is shown.
    symbol : str
        What stands in place of a hidden value.
    source : str
        The guidance that states the rule.
    share_numerator_over, share_denominator_over : int
        A share is shown only where its numerator and its denominator are larger than these.
        -1 where the rule asks nothing of shares but that both their counts are shown.
    rounded_to : int
        Counts shown are rounded to this; 1 where they are exact.
    """

    name: str
    title: str
    smallest_hidden: int
    largest_hidden: int
    symbol: str
    source: str
    share_numerator_over: int = -1
    share_denominator_over: int = -1
    rounded_to: int = 1

    def hides(self, count: int) -> bool:
        """Tell whether a count is too small to show.

        Parameters
        ----------
        count : int
            People or events.

        Returns
        -------
        bool
            True from the smallest to the largest hidden count.
        """
        return self.smallest_hidden <= count <= self.largest_hidden

    def hides_share(self, numerator: int, denominator: int) -> bool:
        """Tell whether a share is hidden by a rule of its own, whatever becomes of its counts.

        Parameters
        ----------
        numerator : int
            The count on top.
        denominator : int
            The count below.

        Returns
        -------
        bool
            True where either is not above the profile's limits.
        """
        return numerator <= self.share_numerator_over or denominator <= self.share_denominator_over

    @property
    def words(self) -> str:
        """The rule in words, with its name and the guidance that states it."""
        return f"{self.title} ({self.name}; {self.source})"

    @property
    def hides_zero(self) -> bool:
        """Whether the hidden numerator of a share may be a zero; of other counts every rule shows a true zero."""
        return self.share_numerator_over >= 0 or self.share_denominator_over >= 0

    def rounded(self, count: int) -> int:
        """Return a count as it is shown.

        Parameters
        ----------
        count : int
            A count that is not hidden.

        Returns
        -------
        int
            Rounded to the profile's multiple, halves upwards; the count itself where it is shown exactly.
        """
        step = self.rounded_to
        return (2 * count + step) // (2 * step) * step

    def learnt(self, count: int) -> tuple[int, int]:
        """Return what a reader learns of a count that is shown.

        Parameters
        ----------
        count : int
            A count that is not hidden.

        Returns
        -------
        tuple of (int, int)
            The smallest and the largest count that would be shown alike: the same number twice unless rounded.
        """
        if count == 0 or self.rounded_to == 1:
            return count, count
        shown = self.rounded(count)
        step = self.rounded_to
        return max(shown - step // 2, self.largest_hidden + 1), shown + (step - 1) // 2


PROFILES: dict[str, RuleProfile] = {
    each.name: each
    for each in (
        RuleProfile(
            name="dfe_now",
            title="Counts of 1 to 5, and percentages and averages that rest on them, are not shown; a true zero is",
            smallest_hidden=1,
            largest_hidden=5,
            symbol="c",
            source="Department for Education, Children looked after in England: methodology, rounding and suppression",
        ),
        RuleProfile(
            name="dfe_2012",
            title="Counts of 1 to 5, and percentages of 5 or fewer or out of 10 or fewer, are not shown",
            smallest_hidden=1,
            largest_hidden=5,
            symbol="x",
            source="Department for Education, Children in care and adoption performance tables, 30 November 2012",
            share_numerator_over=5,
            share_denominator_over=10,
        ),
        RuleProfile(
            name="nhs5",
            title="Counts of 1 to 5 are not shown; a true zero is",
            smallest_hidden=1,
            largest_hidden=5,
            symbol="*",
            source="NHS Digital, Hospital Episode Statistics: disclosure control methodology before September 2018",
        ),
        RuleProfile(
            name="seven_round_five",
            title="Counts of 1 to 7 are not shown; other counts are rounded to the nearest 5; a true zero is shown",
            smallest_hidden=1,
            largest_hidden=7,
            symbol="*",
            source="NHS Digital, Hospital Episode Statistics: disclosure control methodology from September 2018",
            rounded_to=5,
        ),
    )
}
DEFAULT_PROFILE = "dfe_now"


def profile(name: str) -> RuleProfile:
    """Return a rule profile by its name.

    Parameters
    ----------
    name : str
        Such as "dfe_now".

    Returns
    -------
    RuleProfile
        The rule.

    Raises
    ------
    UnknownNameError
        If there is no profile of that name.
    """
    if not isinstance(name, str) or name not in PROFILES:
        known = ", ".join(sorted(PROFILES))
        raise UnknownNameError(f"there is no rule profile {name!r}", remedy=f"Choose one of: {known}")
    return PROFILES[name]
