"""The exhibit of early help: whom it reaches before the threshold, and what passes between levels 2b and 3."""

from __future__ import annotations

from turncurve.analyses.questions.early_help_reach import EarlyHelpReach, Reading
from turncurve.analyses.workforce_figures import of
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

TITLE = "Early help, and the threshold of social care"
NONE_HELD = (
    "Whom early help reaches cannot be told, because no early help return is held; "
    "`turncurve template early_help` writes an empty one."
)
CANNOT_TELL = "cannot tell"
_NAMES = {
    "early_help_started": "Early help begun",
    "early_help_by_route": "... through",
    "early_help_by_level": "... at level",
    "early_help_assessments_finished": "Early help assessments finished",
    "early_help_stepped_up_by_level": "Ended by stepping up, from level",
    "referred_within_6_months_of_early_help": "Referred within 6 months of help at level",
    "referrals_reached_by_early_help": "Referrals of children whom early help had reached",
    "referrals_without_further_action": "Referrals without further action",
}
_NOTES = (
    "Level 2b is several agencies' help and level 3 is social care's: what steps up or down crosses between them.",
    "Cannot tell: the records do not reach back far enough, or not to the end of the window.",
    "A share of referrals reached is a least one: a child whom the return knows by another number is not found.",
)


@presents(EarlyHelpReach)
def early_help_reach_exhibit(released: Releasable[EarlyHelpReach]) -> Exhibit:
    """Show early help and the threshold.

    Parameters
    ----------
    released : Releasable of EarlyHelpReach
        What may be shown.

    Returns
    -------
    Exhibit
        One row a measure or category, one column a year.
    """
    found = released.value
    if not found.figures:
        return Exhibit(TITLE, NONE_HELD)
    years = (Column(series_table.capital(each.label)) for each in found.periods)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        columns=(Column("Measure", numeric=False), *years),
        rows=tuple(map(_row, found.readings)),
        notes=_NOTES,
        source=series_table.source(found.figures[-2]),
        as_given=True,
    )


def _sentence(found: EarlyHelpReach) -> str:
    """Say how many referred children had been reached, and how many helped at level 2b were referred all the same."""
    parts = []
    reached = of(found.figures, "referrals_reached_by_early_help")
    last = reached.measurements[-1] if reached and reached.measurements else None
    if reached and last and reached.value(last) is not None:
        parts.append(
            f"Early help had reached {words.ratio(reached, last)} of the children referred {words.within(last.period)} "
            "in the 12 months before"
        )
    near = next((each for each in found.readings if _is_near(each)), None)
    figure = near.measurements[-1] if near else None
    if near and figure and near.figures.value(figure) is not None:
        parts.append(
            f"of those helped at level 2b {words.ratio(near.figures, figure)} were referred to level 3 within 6 months"
        )
    said = "; ".join(parts)
    return f"{said}." if said else "Neither who was reached nor who was referred may be shown for the last year."


def _is_near(each: Reading) -> bool:
    """Tell whether a reading is of those helped just below the threshold who were referred."""
    return each.figures.definition.id == "referred_within_6_months_of_early_help" and each.category == "2b"


def _row(each: Reading) -> tuple[str, ...]:
    """Return one measure's row."""
    name = f"{_NAMES[each.figures.definition.id]} {each.category}".strip()
    return (name, *(_cell(each.figures, one) for one in each.measurements))


def _cell(figures: Figures, each: Measurement | None) -> str:
    """Return one value with its counts."""
    if each is None:
        return "–"
    value = figures.value(each)
    if each.status in {"not available", "history too short"}:
        return CANNOT_TELL
    if value is None:
        return words.shown(None, status=each.status)
    return words.ratio(figures, each) if figures.definition.kind == "proportion" else words.number(value)
