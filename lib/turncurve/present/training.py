"""The exhibit of induction and training: in time, by employer standard, and whether practice changed."""

from __future__ import annotations

from turncurve.analyses.questions.training import Training
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period

NONE_HELD = "No record of training over a whole year, with a list of workers, is held."
TITLE = "Induction and training, by employer standard"
NONE_SERVED = "0"


@presents(Training)
def training_exhibit(released: Releasable[Training]) -> Exhibit:
    """Show induction in time, and training by employer standard with what it changed.

    Parameters
    ----------
    released : Releasable of Training
        What may be shown.

    Returns
    -------
    Exhibit
        One row an employer standard; the sentence says whether induction was in time.
    """
    answer = released.value
    if not answer.figures:
        return Exhibit(TITLE, NONE_HELD)
    inducted, completed, used = answer.figures
    years = [each.period for each in inducted.measurements][-2:]
    together = sorted({each.period for each in used.measurements})
    rows = tuple(
        (
            standard,
            *(_count(completed, standard, year) for year in years),
            *(_share(used, standard, each) for each in together),
        )
        for standard in answer.standards
    )
    return Exhibit(
        title=TITLE,
        sentence=_sentence(answer, inducted, rows),
        columns=(
            Column("Employer standard", numeric=False),
            *(Column(f"Completed, to {year.end:%B %Y}") for year in years),
            *(Column(f"Practice changed, {each.label}") for each in together),
        ),
        rows=rows,
        notes=(
            f"Induction should be complete within {answer.weeks} weeks: a limit of this project's own.",
            *completed.definition.caveats,
            *used.definition.caveats,
        ),
        source=series_table.source(completed),
    )


def _of(figures: Figures, standard: str, year: Period) -> Measurement | None:
    """Return one standard's measurement of one year."""
    held = (each for each in figures.measurements if each.period == year)
    return next((each for each in held if dict(each.breakdown)["standard"] == standard), None)


def _count(figures: Figures, standard: str, year: Period) -> str:
    """Return how many completed training of a standard; none recorded is none."""
    found = _of(figures, standard, year)
    return NONE_SERVED if found is None else words.shown(found.numerator, status=found.status)


def _share(figures: Figures, standard: str, year: Period) -> str:
    """Return the share after which practice changed, with its counts."""
    found = _of(figures, standard, year)
    if found is None:
        return "–"
    return words.ratio(figures, found) if figures.value(found) is not None else words.shown(None, status=found.status)


def _sentence(answer: Training, inducted: Figures, rows: tuple[tuple[str, ...], ...]) -> str:
    """Say whether induction was in time, and which standards no training served."""
    last = inducted.measurements[-1]
    share = words.ratio(inducted, last) if inducted.value(last) is not None else "a share that may not be shown"
    without = [row[0] for row in rows if all(text in {NONE_SERVED, "–"} for text in row[1:])]
    served = f" No training on record served: {words.listed(without)}." if without else ""
    return (
        f"{series_table.capital(words.within(last.period))}, of the social workers whose induction fell due, "
        f"{share} had completed it within {answer.weeks} weeks.{served}"
    )
