"""The exhibit of the adoption scorecard ahead: one honest sentence, and a measure's windows with their range."""

from __future__ import annotations

from turncurve.analyses.case_forecast import Foretold
from turncurve.analyses.questions.adoption_scorecard_ahead import RISES, ScorecardAhead
from turncurve.disclosure.release import Releasable
from turncurve.present import ahead_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Layer, Line, Picture
from turncurve.present.threshold_words import threshold_notes, threshold_text

_FOUR_IN_FIVE = "80% range"
_THRESHOLD_COLUMNS = (Column("Threshold (days)"), Column("Chance of meeting it", numeric=False))
ONLY_THE_ADOPTED = (
    "The measure counts children on the day of adoption, over three years together: a child who waited long stays in "
    "it for three years after having been adopted."
)


@presents(ScorecardAhead)
def scorecard_ahead_exhibit(released: Releasable[ScorecardAhead]) -> Exhibit:
    """Show a measure of the scorecard on record and ahead, against the thresholds of the time.

    Parameters
    ----------
    released : Releasable of ScorecardAhead
        What may be shown.

    Returns
    -------
    Exhibit
        A line with its range, and a row a window; the forecast is issued with it, to be frozen.
    """
    ahead = released.value
    definition, foretold = ahead.series.definition, ahead.told.of(ahead.measure)
    thresholds = [ahead.threshold(each) for each in ahead.windows]
    assumed = ahead.measure == "adoption_a1"
    kept = None if any(thresholds) else -len(_THRESHOLD_COLUMNS)  # a measure without a threshold has no such columns
    return Exhibit(
        title=f"{definition.title}: the windows ahead",
        answer=_headline(ahead) if assumed else "",
        sentence=_sentence(ahead, foretold),
        columns=(
            Column("Window", numeric=False),
            Column("Children on record"),
            Column(f"On record ({definition.unit})"),
            *ahead_words.range_columns(definition.unit),
            *_THRESHOLD_COLUMNS,
        )[:kept],
        rows=tuple(row[:kept] for row in _rows(ahead, foretold)),
        picture=_picture(ahead, foretold),
        notes=(
            *(ahead.told.notes if assumed else ()),
            *((foretold.width,) if foretold is not None and foretold.width else ()),
            ONLY_THE_ADOPTED,
            *threshold_notes(thresholds),
            *ahead_words.notes(ahead.told, assumed=False),
            *(ahead.told.limits if assumed else ()),
        ),
        source=series_table.source(ahead.series),
        issued=ahead_words.issued(ahead.told, ahead.measure),
    )


def _headline(ahead: ScorecardAhead) -> str:
    """Say first whether days rise before they fall, only as far as the futures say so."""
    shares = {of: found.shares[0] for of in RISES if (found := ahead.told.chance(of)) is not None}
    if not shares:
        return ""
    what = "Average days from care to placement"
    at_all, after, below, waited = (shares[of] for of in RISES[1:])
    if ahead_words.likely(at_all):
        because = (
            ", mostly through children who were already placed, or waiting under a court order, on the report's date"
            if ahead_words.likely(waited)
            else ""
        )
        if ahead_words.likely(after):
            return f"{what} will probably rise before they fall{because}."
        last = f"{ahead.windows[-1].end:%B %Y}"
        hope = (
            f"they will probably not fall again by {last}"
            if ahead_words.unlikely(after)
            else f"whether they fall again by {last} cannot be told yet"
        )
        return f"{what} will probably rise{because}; {hope}."
    if ahead_words.unlikely(at_all) and ahead_words.likely(below):
        return f"{what} will probably fall, and not rise first."
    return "Whether average days from care to placement will rise or fall cannot be told yet."


def _sentence(ahead: ScorecardAhead, foretold: Foretold | None) -> str:
    """Say what the measure was, what is expected of it, and how likely its rise and fall are."""
    was = _was(ahead)
    if foretold is None:
        return f"{was} {ahead_words.no_forecast(ahead.told) or ahead_words.UNTOLD}"
    count = len(foretold.periods)
    middles = [foretold.forecast.quantile(number, 0.5) for number in range(1, count + 1)]
    highest = 1 + middles.index(max(middles))
    said = [f"{words.when(foretold.periods[0])}, about {ahead_words.span(foretold, 1)}"]
    if 1 < highest < count:
        said.append(
            f"at its highest, {words.within(foretold.periods[highest - 1])}, about "
            f"{ahead_words.span(foretold, highest)}"
        )
    if count > 1:
        said.append(f"{words.within(foretold.periods[-1])}, about {ahead_words.span(foretold, count)}")
    expected = f"It is expected to be: in {'; '.join(said)}."
    return " ".join(part for part in (was, expected, _chances_sentence(ahead)) if part)


def _was(ahead: ScorecardAhead) -> str:
    """Say what the measure was in the latest window on record."""
    figures = ahead.series
    if not figures.measurements:
        return "No whole window of three years is on record."
    latest = figures.measurements[-1]
    return f"{series_table.capital(words.within(latest.period))} it was {words.ratio(figures, latest)}."


def _chances_sentence(ahead: ScorecardAhead) -> str:
    """Say in how many futures A1 rises, falls again, and is lower in the end."""
    found = [ahead.told.chance(of) for of in (RISES[1], RISES[2], RISES[3])]
    if ahead.measure != "adoption_a1" or any(each is None for each in found):
        return ""
    texts = [ahead_words.chance(each.shares[0], rounded=ahead.told.rounded) for each in found if each is not None]
    return (
        f"Of the futures drawn, it rises in {texts[0]}, falls again after having risen in {texts[1]}, and is lower at "
        f"the end than now in {texts[2]}."
    )


def _rows(ahead: ScorecardAhead, foretold: Foretold | None) -> tuple[tuple[str, ...], ...]:
    """Return one row a window, on record and ahead."""
    figures, nothing = ahead.series, ("–",) * 5
    past = tuple(
        (
            each.period.label,
            words.shown(each.denominator, status=each.status),
            words.shown(figures.value(each), decimals=figures.definition.decimals, status=each.status),
            *nothing,
            threshold_text(ahead.threshold(each.period)),
            "–",
        )
        for each in figures.measurements
    )
    if foretold is None:
        return past
    meeting = ahead.told.chance(ahead.measure)
    shares = dict(zip(meeting.periods, meeting.shares, strict=True)) if meeting else {}
    coming = tuple(
        (
            period.label,
            "–",
            "–",
            *ahead_words.range_texts(foretold, number),
            threshold_text(ahead.threshold(period)),
            ahead_words.chance(shares.get(period), rounded=ahead.told.rounded),
        )
        for number, period in enumerate(foretold.periods, start=1)
    )
    return past + coming


def _picture(ahead: ScorecardAhead, foretold: Foretold | None) -> Picture:
    """Draw the measure on record and ahead, its range and its threshold."""
    figures = ahead.series
    past = tuple(each.period.end for each in figures.measurements)
    values = tuple(figures.value(each) for each in figures.measurements)
    layers: list[Layer] = []
    if foretold is not None:
        ends = tuple(each.end for each in foretold.periods)
        ranges = [ahead_words.ends(foretold, number) for number in range(1, len(ends) + 1)]
        middles = tuple(foretold.forecast.quantile(number, 0.5) for number in range(1, len(ends) + 1))
        joined, first = (past[-1:], values[-1:]) if values and values[-1] is not None else ((), ())
        layers = [
            Band(ends, tuple(low for low, _ in ranges), tuple(high for _, high in ranges), _FOUR_IN_FIVE),
            Line((*joined, *ends), (*first, *middles), label="Expected", rank=1),
        ]
    held = [(each.end, found.days) for each in ahead.windows if (found := ahead.threshold(each)) is not None]
    if held:
        layers.append(Line(tuple(day for day, _ in held), tuple(float(d) for _, d in held), label="Threshold", rank=2))
    layers.append(Line(past, values, label="On record"))
    return Picture(tuple(layers), unit=series_table.unit(figures.definition))
