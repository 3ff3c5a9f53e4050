"""The exhibit of whose days A1 will be: of children placed already, on the way, and not yet in care."""

from __future__ import annotations

from turncurve.analyses.case_forecast import Foretold
from turncurve.analyses.questions.adoption_scorecard_ahead import COUNTED, ScorecardSplit
from turncurve.analyses.scorecard_draws import PART_NAMES
from turncurve.disclosure.release import Releasable
from turncurve.present import ahead_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period

_WHAT_THEY_ARE = (
    "Already fixed: adopted in the window already, or living with the family on the last day of the records. In the "
    "pipeline: in care on that day, and not placed yet."
)


@presents(ScorecardSplit)
def scorecard_split_exhibit(released: Releasable[ScorecardSplit]) -> Exhibit:
    """Show whose days A1 will be: of children placed already, on the way, and not yet in care.

    Parameters
    ----------
    released : Releasable of ScorecardSplit
        What may be shown.

    Returns
    -------
    Exhibit
        A row a window and part, or why the split is not shown.
    """
    split = released.value
    source = series_table.source(split.figures[0])
    title = "How much of A1 ahead is fixed already"
    counted = {name: split.told.of(COUNTED, part=name) for name in PART_NAMES}
    fixed = counted[PART_NAMES[0]]
    if fixed is None:
        why = ahead_words.no_forecast(split.told) or (
            "The split is not shown to the public, because some part of it would follow from few children."
        )
        return Exhibit(title, why, source=source)
    return Exhibit(
        title=title,
        sentence=_split_sentence(split, fixed),
        columns=(
            Column("Window", numeric=False),
            Column("Children", numeric=False),
            *(Column(head) for head in ("Adopted (middle)", "80% low", "80% high", "Their days (middle)")),
        ),
        rows=tuple(
            (window.label, name, *_part_texts(split, name, window)) for window in fixed.periods for name in PART_NAMES
        ),
        notes=(
            _WHAT_THEY_ARE,
            *ahead_words.notes(split.told, assumed=False),
        ),
        source=source,
    )


def _part_texts(split: ScorecardSplit, name: str, window: Period) -> tuple[str, ...]:
    """Return how many of a part are expected in a window, and their days."""
    counted, days = split.told.of(COUNTED, part=name), split.told.of("adoption_a1", part=name)
    if counted is None:
        return ("–",) * 4
    number = counted.periods.index(window) + 1
    low, high = ahead_words.ends(counted, number)
    middle = counted.forecast.quantile(number, 0.5)
    theirs = "–"
    if days is not None and window in days.periods:
        theirs = words.number(days.forecast.quantile(days.periods.index(window) + 1, 0.5))
    return (words.number(middle), words.number(low), words.number(high), theirs)


def _split_sentence(split: ScorecardSplit, fixed: Foretold) -> str:
    """Say how much of each window is fixed already."""
    said = []
    for number, window in enumerate(fixed.periods, start=1):
        all_parts = [split.told.of(COUNTED, part=name) for name in PART_NAMES]
        middles = [each.forecast.quantile(number, 0.5) for each in all_parts if each is not None]
        share = middles[0] / sum(middles) if sum(middles) else 0.0
        said.append(f"{words.number(100 * share)}% of {words.when(window)}")
    return f"Of the children whom A1 will count, those placed or adopted already make {words.listed(said)}."
