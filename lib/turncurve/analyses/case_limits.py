"""What must be said beside a forecast from children's own records: how far they could be used, and what is assumed."""

from __future__ import annotations

from turncurve.analyses.adoption_cases import AdoptionCases

__all__ = ["limits_of", "notes_of"]

AS_NOW = (
    "Every child now in care is followed forward from where he or she stands, and children to come are like those of "
    "the last three years; courts, matching and changes of plan go on as they have of late."
)
SLOW_TO_SEE = (
    "A sudden change of pace, such as courts that take half as long, shows in the forecast only after about a year: "
    "until then the middle is too high by some weeks, and the range holds less often than it says."
)
NEW_PROGRAMME = (
    "Within two years of the start of a programme, such as one that brings more adopters or searches for those who "
    "have waited long, the ranges are too narrow: tried on invented councils, they then held what came about six times "
    "in ten and not eight. Give the programme as a scenario."
)
FROM_DECISION = (
    "Only a tracker is held, so children come into the forecast with the decision that they should be adopted, and how "
    "many more decisions there will be rests on how many there have been."
)
NOT_ALL_AGES = "Ages and groups of brothers and sisters are held of too few children in care to be used."


def notes_of(held: AdoptionCases) -> tuple[str, ...]:
    """Return what is assumed, without any count.

    Parameters
    ----------
    held : AdoptionCases
        The cases.

    Returns
    -------
    tuple of str
        Sentences.
    """
    return (NEW_PROGRAMME, AS_NOW, SLOW_TO_SEE, FROM_DECISION if held.from_decision else NOT_ALL_AGES)


def limits_of(held: AdoptionCases) -> tuple[str, ...]:
    """Return how many rows could not be used, by reason, for a restricted audience.

    Parameters
    ----------
    held : AdoptionCases
        The cases.

    Returns
    -------
    tuple of str
        One sentence.
    """
    left_out = sum(each.rows for each in held.unusable)
    if not left_out:
        return (f"All {held.read} routes to adoption on record could be used.",)
    why = "; ".join(f"{each.reason} ({each.rows})" for each in held.unusable)
    return (f"{left_out} of {held.read} routes to adoption on record could not be used: {why}.",)
