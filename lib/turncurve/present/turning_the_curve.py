"""Exhibits of Turning the Curve: history, change and projection."""

from __future__ import annotations

from turncurve.analyses.questions.turning_the_curve import Change, History, Projection
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Line, Picture, Whiskers

WHY_AN_INTERVAL = (
    "Every case was counted, so the counts themselves are exact. The interval says how far the same service, with "
    "the same families, could have differed by chance: it is for judging change, not for doubting the count."
)


@presents(History)
def history_exhibit(released: Releasable[History]) -> Exhibit:
    """Show the curve so far.

    Parameters
    ----------
    released : Releasable of History
        What may be shown.

    Returns
    -------
    Exhibit
        A line with an interval at each point, and its table.
    """
    history = released.value
    figures = history.figures[0]
    bounds = history.intervals
    x = tuple(each.period.end for each in figures.measurements)
    line = Line(x, tuple(figures.value(each) for each in figures.measurements), label=figures.definition.title)
    low, high = (tuple(_end(each, upper) for each in bounds) for upper in (False, True))
    whiskers = (Whiskers(x, low, high, "95% interval"),) if any(value is not None for value in low) else ()
    return Exhibit(
        title=f"{figures.definition.title}, by {_grain(figures)}",
        sentence=_history_sentence(figures),
        columns=series_table.columns(figures.definition, interval=bool(whiskers)),
        rows=tuple(
            series_table.row(figures, each, bounds=bound if whiskers else None)
            for each, bound in zip(figures.measurements, bounds, strict=True)
        ),
        picture=Picture((*whiskers, line), unit=series_table.unit(figures.definition)),
        notes=(*series_table.unknown_note(figures), *series_table.hidden_note(figures), *_interval_notes(bounds)),
        source=series_table.source(figures),
    )


@presents(Change)
def change_exhibit(released: Releasable[Change]) -> Exhibit:
    """Say what the last two years' counts are, and whether the change is real.

    Parameters
    ----------
    released : Releasable of Change
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence and a table of the years.
    """
    change = released.value
    figures = change.figures[0]
    return Exhibit(
        title=f"{figures.definition.title}: the last two years",
        sentence=_change_sentence(change),
        answer=_change_answer(change),
        columns=series_table.columns(figures.definition),
        rows=tuple(series_table.row(figures, each) for each in figures.measurements),
        notes=() if isinstance(change.difference, NoInterval) else (WHY_AN_INTERVAL,),
        source=series_table.source(figures),
    )


@presents(Projection)
def projection_exhibit(released: Releasable[Projection]) -> Exhibit:
    """Show where the curve goes if nothing changes.

    Parameters
    ----------
    released : Releasable of Projection
        What may be shown.

    Returns
    -------
    Exhibit
        The curve so far, and the middle and likely range of what follows.
    """
    projection = released.value
    figures, forecast = projection.figures[0], projection.forecast
    title = f"{figures.definition.title}: if nothing changes"
    past = tuple(each.period.end for each in figures.measurements)
    line = Line(past, tuple(figures.value(each) for each in figures.measurements), label="So far")
    unit = series_table.unit(figures.definition)
    if not forecast.known:
        sentence = f"{series_table.capital(forecast.reason)}."
        return Exhibit(
            title,
            sentence,
            picture=Picture((line,), unit=unit),
            source=series_table.source(figures),
            notes=("That the values held cannot carry a projection is an answer, not a fault.",),
            columns=series_table.columns(figures.definition),
            rows=tuple(series_table.row(figures, e) for e in figures.measurements),
        )
    ahead = tuple(period.end for period in projection.periods)
    inner, outer = forecast.interval_80, forecast.interval_95
    layers = (
        Band(ahead, tuple(outer[:, 0]), tuple(outer[:, 1]), "95% range", rank=1),
        Band(ahead, tuple(inner[:, 0]), tuple(inner[:, 1]), "80% range"),
        line,
        Line(ahead, tuple(forecast.median), label="If nothing changes", rank=1),
    )
    rows = tuple(
        (period.label, *(words.number(value, decimals=series_table.decimals(figures.definition)) for value in values))
        for period, values in zip(
            projection.periods,
            zip(forecast.median, inner[:, 0], inner[:, 1], outer[:, 0], outer[:, 1], strict=True),
            strict=True,
        )
    )
    heads = ("Middle", "80% low", "80% high", "95% low", "95% high")
    return Exhibit(
        title=title,
        sentence=_projection_sentence(projection),
        columns=(Column("Period", numeric=False), *(Column(f"{head} ({figures.definition.unit})") for head in heads)),
        rows=rows,
        picture=Picture(layers, unit=unit),
        notes=(
            f"Method: {forecast.method}; made from {words.plural(forecast.n, 'value')} to {forecast.origin}.",
            "It says what follows if the causes at work stay as they are; it is not a target and not a promise.",
            *series_table.hidden_note(figures),
        ),
        source=series_table.source(figures),
    )


def _history_sentence(figures: Figures) -> str:
    """Say where the curve starts, ends, and has been lowest and highest."""
    known = [each for each in figures.measurements if figures.value(each) is not None]
    title = figures.definition.title
    if not known:
        return f"{title}: no value can be shown for any period."
    first, last = known[0], known[-1]
    lowest = min(known, key=lambda each: figures.value(each) or 0.0)
    highest = max(known, key=lambda each: figures.value(each) or 0.0)
    missing = len(figures.measurements) - len(known)
    gaps = f" {words.plural(missing, 'period has', many='periods have')} no value to show." if missing else ""
    start, end, low, high = (
        f"{words.ratio(figures, each)} {words.within(each.period)}" for each in (first, last, lowest, highest)
    )
    if len(known) == 1:
        return f"{title}: {start}, the only value that can be shown.{gaps}"
    if figures.value(lowest) == figures.value(highest):
        level = words.amount(figures.value(lowest) or 0.0, figures.definition)
        ends = f"the first is {first.period.label} and the last {last.period.label}"
        return f"{title}: {level} in each of {len(known)} periods; {ends}.{gaps}"
    return f"{title} went from {start} to {end}; the lowest was {low} and the highest {high}.{gaps}"


def _change_answer(change: Change) -> str:
    """Say in one line whether it has really changed."""
    if change.latest is None or change.before is None:
        return "There is not enough to say whether it has changed."
    if change.verdict == "cannot tell":
        return "We cannot tell whether it has really changed."
    return f"It has really {change.verdict}."


def _change_sentence(change: Change) -> str:
    """Say the counts first, then what they can and cannot tell."""
    figures, latest, before = change.figures[0], change.latest, change.before
    title = figures.definition.title
    if latest is None:
        return f"{title}: there is no year to report."
    said = f"{title}: {words.ratio(figures, latest)} {words.within(latest.period)}"
    if before is None:
        return f"{said}. There is no earlier year to compare with."
    said = f"{said}; {words.ratio(figures, before)} {words.within(before.period)}."
    bounds = change.difference
    if isinstance(bounds, NoInterval):
        return f"{said} Whether it has changed cannot be told, because {bounds.reason}."
    points = "percentage points" if figures.definition.kind == "proportion" else figures.definition.unit
    return f"{said} The counts fit anything from {_step(bounds.lower)} to {_step(bounds.upper)} {points}."


def _step(change: float) -> str:
    """Write a change with its direction in words."""
    way = "a fall of" if change < 0 else "a rise of"
    return f"{way} {words.number(abs(change), decimals=1)}"


def _projection_sentence(projection: Projection) -> str:
    """Say what is expected at the end, and how sure that is."""
    figures, forecast = projection.figures[0], projection.forecast
    definition, end = figures.definition, projection.periods[-1]
    low, high = (words.amount(float(bound), definition) for bound in forecast.interval_80[-1])
    likely = "exactly that" if low == high else f"between {low} and {high}"
    return (
        f"If nothing changes, {definition.title[0].lower()}{definition.title[1:]} {words.within(end)} "
        f"would be about {words.amount(float(forecast.median[-1]), definition)}, and four times in five {likely}."
    )


def _interval_notes(bounds: tuple[Interval | NoInterval, ...]) -> tuple[str, ...]:
    """Say what the intervals are for, or why no value has one."""
    if any(isinstance(each, Interval) for each in bounds):
        return (WHY_AN_INTERVAL,)
    return tuple(sorted({f"No interval is shown: {each.reason}." for each in bounds if isinstance(each, NoInterval)}))


def _grain(figures: Figures) -> str:
    """Return the length of the figures' periods, in words."""
    return (figures.grain() or "period").replace("three_years", "three years together")


def _end(bounds: Interval | NoInterval, upper: bool) -> float | None:
    """Return one end of an interval, None where there is none."""
    if isinstance(bounds, NoInterval):
        return None
    return bounds.upper if upper else bounds.lower
