"""Exhibits of the adoptions to come, and of the children who wait for a family."""

from __future__ import annotations

from turncurve.analyses.case_forecast import Foretold
from turncurve.analyses.questions.children_on_the_way import BY_QUARTER, WAITING, AdoptionsToCome, WaitingAhead
from turncurve.analyses.waits_now import STAGE_MEASURES, STAGES
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import ahead_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Layer, Line, Picture

_WITHOUT = "Those who do not live with the family yet wait for the court, for a match, or for the day of moving in."
_LITTLE = "Where the children on the way are followed one by one, a backlog about to be adopted is expected as such."


@presents(AdoptionsToCome)
def adoptions_to_come_exhibit(released: Releasable[AdoptionsToCome]) -> Exhibit:
    """Show the children adopted in each year, and those to expect.

    Parameters
    ----------
    released : Releasable of AdoptionsToCome
        What may be shown.

    Returns
    -------
    Exhibit
        A line with its range, a row a year, and a row a quarter where that may be told.
    """
    answer = released.value
    figures, told = answer.figures[0], answer.told
    foretold, quarters = told.of("children_adopted"), told.of(BY_QUARTER)
    return Exhibit(
        title="Children adopted, and adoptions to expect from the children on the way",
        sentence=_adopted_sentence(answer, foretold),
        columns=(
            Column("Period", numeric=False),
            Column("Adopted (children)"),
            *ahead_words.range_columns("children"),
        ),
        rows=(*_past(figures), *_ahead(foretold), *_ahead(quarters)),
        picture=_picture(figures, foretold),
        notes=(_LITTLE, *ahead_words.notes(told, assumed=False)),
        source=series_table.source(figures),
        issued=ahead_words.issued(told, "children_adopted"),
    )


@presents(WaitingAhead)
def waiting_ahead_exhibit(released: Releasable[WaitingAhead]) -> Exhibit:
    """Show how many children are on the way and without a family, and how many will wait for a match.

    Parameters
    ----------
    released : Releasable of WaitingAhead
        What may be shown.

    Returns
    -------
    Exhibit
        Two lines on record, and rows of what was, is and is to come.
    """
    answer = released.value
    whole, by_home = answer.figures
    without = _home(by_home, "no")
    layers: tuple[Layer, ...] = (
        _line(whole, "On the way to adoption", rank=0),
        _line(without, "Of them, not living with the family yet", rank=1),
    )
    return Exhibit(
        title="Children on the way to adoption, and how long they wait",
        sentence=_waiting_sentence(answer, without),
        columns=(
            Column("Who", numeric=False),
            Column("Date", numeric=False),
            Column("Children"),
            Column("80% low"),
            Column("80% high"),
            Column("Average days there so far"),
            Column("Over 12 months"),
            Column("Over 18 months"),
        ),
        rows=(
            *_on_record(whole, "on the way"),
            *_on_record(without, "without a family yet"),
            *_stages(answer),
            *_to_come(answer),
        ),
        picture=Picture(layers, unit="Children"),
        notes=(
            _WITHOUT,
            *ahead_words.notes(answer.told, assumed=False),
        ),
        source=series_table.source(whole),
    )


def _adopted_sentence(answer: AdoptionsToCome, foretold: Foretold | None) -> str:
    """Say how many adoptions to expect in the first year ahead, beside the last."""
    figures = answer.figures[0]
    was = ""
    if figures.measurements:
        latest = figures.measurements[-1]
        was = f"{series_table.capital(words.within(latest.period))}, adopted: {words.ratio(figures, latest)}. "
    if foretold is None:
        return f"{was}{ahead_words.no_forecast(answer.told)}".strip()
    low, high = (words.number(end) for end in ahead_words.ends(foretold, 1))
    middle = words.number(foretold.forecast.quantile(1, 0.5))
    return (
        f"{was}{series_table.capital(words.within(foretold.periods[0]))}, expect between {low} and {high} adoptions "
        f"four times in five, most likely about {middle}."
    )


def _past(figures: Figures) -> tuple[tuple[str, ...], ...]:
    """Return a row for each year on record."""
    return tuple(
        (each.period.label, words.shown(figures.value(each), status=each.status), *("–",) * 5)
        for each in figures.measurements
    )


def _ahead(foretold: Foretold | None) -> tuple[tuple[str, ...], ...]:
    """Return a row for each period ahead."""
    if foretold is None:
        return ()
    return tuple(
        (period.label, "–", *ahead_words.range_texts(foretold, number))
        for number, period in enumerate(foretold.periods, start=1)
    )


def _picture(figures: Figures, foretold: Foretold | None) -> Picture:
    """Draw the adoptions of each year, and the range ahead."""
    layers: list[Layer] = []
    if foretold is not None:
        ends = tuple(each.end for each in foretold.periods)
        ranges = [ahead_words.ends(foretold, number) for number in range(1, len(ends) + 1)]
        middles = tuple(foretold.forecast.quantile(number, 0.5) for number in range(1, len(ends) + 1))
        layers = [
            Band(ends, tuple(low for low, _ in ranges), tuple(high for _, high in ranges), "80% range"),
            Line(ends, middles, label="Expected", rank=1),
        ]
    return Picture((*layers, _line(figures, "Adopted", rank=0)), unit="Children")


def _line(figures: Figures, label: str, *, rank: int) -> Line:
    """Return a line of figures on record."""
    held = figures.measurements
    return Line(
        tuple(each.period.end for each in held), tuple(figures.value(each) for each in held), label=label, rank=rank
    )


def _home(by_home: Figures, placed: str) -> Figures:
    """Return the children on the way who do, or do not, live with the family."""
    chosen = tuple(each for each in by_home.measurements if each.breakdown[0][1] == placed)
    return Figures(by_home.definition, chosen, by_home.source)


def _on_record(figures: Figures, who: str) -> tuple[tuple[str, ...], ...]:
    """Return the last five dates on record of one series."""
    return tuple(
        (who, each.period.label, words.shown(figures.value(each), status=each.status), *("–",) * 5)
        for each in figures.measurements[-5:]
    )


def _stages(answer: WaitingAhead) -> tuple[tuple[str, ...], ...]:
    """Return where the children stand on the last day on record, where that may be told."""
    rows = []
    for stage, _ in STAGES:
        held = [answer.told.of(measure, part=stage) for measure in STAGE_MEASURES]
        known = [each for each in held if each is not None]
        if len(known) == len(STAGE_MEASURES):
            children, days, year, long = (words.number(each.forecast.quantile(1, 0.5)) for each in known)
            rows.append((stage, known[0].periods[0].label, children, "–", "–", days, year, long))
    return tuple(rows)


def _to_come(answer: WaitingAhead) -> tuple[tuple[str, ...], ...]:
    """Return how many will wait for a match on each 31 March ahead."""
    number, days, long = (answer.told.of(each) for each in WAITING)
    if number is None:
        return ()
    rows = []
    for ahead, date in enumerate(number.periods, start=1):
        low, high = (words.number(end) for end in ahead_words.ends(number, ahead))
        others = ["–" if each is None else words.number(each.forecast.quantile(ahead, 0.5)) for each in (days, long)]
        middle = words.number(number.forecast.quantile(ahead, 0.5))
        rows.append(("will wait for a match (middle)", date.label, middle, low, high, others[0], "–", others[1]))
    return tuple(rows)


def _waiting_sentence(answer: WaitingAhead, without: Figures) -> str:
    """Say how many are on the way and without a family, and how many will wait for a match in a year."""
    whole = answer.figures[0]
    if not whole.measurements:
        return "The records do not say how many children are on the way to adoption."
    latest = whole.measurements[-1]
    none = "0" if whole.value(latest) is not None else "not known"
    waiting = next((words.ratio(without, each) for each in without.measurements if each.period == latest.period), none)
    now = (
        f"On {latest.period.label}, children on the way to adoption: {words.ratio(whole, latest)}; of them not living "
        f"with the family yet: {waiting}."
    )
    number = answer.told.of(WAITING[0])
    if number is None:
        return f"{now} {ahead_words.no_forecast(answer.told)}".strip()
    low, high = (words.number(end) for end in ahead_words.ends(number, 1))
    return (
        f"{now} On {number.periods[0].label}, expect between {low} and {high} children to be waiting under an order "
        "for a match, four times in five."
    )
