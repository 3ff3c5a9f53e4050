"""Exhibits of the staff survey: how many answered, how many agree, and whether that has changed."""

from __future__ import annotations

from turncurve.analyses.questions.staff_survey import StaffSurvey, StaffSurveyByTeam, Statement
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Picture

NONE_HELD = "No staff survey is on record."
TITLE = "What staff say"
WHO_ANSWERED = (
    "The interval is for all staff who were asked, exact for a sample without replacement, as if those who answered "
    "had been drawn at random: it says nothing of whether those who did not answer would have said the same."
)
NOT_PAIRED = (
    "The survey is anonymous, so the waves are compared as independent samples; many people answered both, so a change "
    "may be surer than it is said to be here."
)
_VERDICTS = {"up": "up", "down": "down", "cannot tell": "cannot tell"}


@presents(StaffSurvey)
def survey_exhibit(released: Releasable[StaffSurvey]) -> Exhibit:
    """Show each statement in the last two waves.

    Parameters
    ----------
    released : Releasable of StaffSurvey
        What may be shown.

    Returns
    -------
    Exhibit
        A bar a statement; one row a statement, with the interval of the last wave and of the change.
    """
    answer = released.value
    if not answer.waves:
        return Exhibit(TITLE, NONE_HELD)
    agreeing = answer.figures[1]
    statements = answer.statements
    last = tuple(_rounded(agreeing, each.waves[-1]) for each in statements)
    bars = Bars(tuple(each.text for each in statements), (("Percent who agree", last),))
    two = len(answer.waves) > 1
    heads = [Column(f"Agree, {each.period.label}") for each in answer.waves]
    ends = (Column("95% low"), Column("95% high"))
    change = (Column("Change, points"), Column("Change", numeric=False)) if two else ()
    return Exhibit(
        title=TITLE,
        sentence=f"{_answered(answer)} {_changes(statements)}" if two else _answered(answer),
        columns=(Column("Statement", numeric=False), *heads, *ends, *change),
        rows=tuple(_row(each, agreeing, two=two) for each in statements),
        picture=Picture((bars,), unit="Percent of those who answered", top=100),
        notes=(WHO_ANSWERED, *((NOT_PAIRED, _many(statements)) if two else ()), *_reasons(statements)),
        source=series_table.source(agreeing),
    )


@presents(StaffSurveyByTeam)
def team_exhibit(released: Releasable[StaffSurveyByTeam]) -> Exhibit:
    """Show how many of each team agree with one statement.

    Parameters
    ----------
    released : Releasable of StaffSurveyByTeam
        What may be shown.

    Returns
    -------
    Exhibit
        One row a team, small ones together; no ranking, for so few answers cannot tell teams apart.
    """
    answer = released.value
    figures = answer.figures[0] if answer.figures else None
    title = f"{answer.statement}: by team"
    rule = f"Teams of which fewer than {answer.fewest} people answered are shown together only, to every audience."
    if figures is None or not figures.measurements:
        return Exhibit(
            title, f"No team had {answer.fewest} answers, so none is shown." if figures else NONE_HELD, notes=(rule,)
        )
    rows = tuple((dict(each.breakdown)["team"], *series_table.row(figures, each)[1:]) for each in figures.measurements)
    shown = [each for each in figures.measurements if figures.value(each) is not None]
    said = f"{words.plural(len(rows), 'group')}"
    if len(shown) < len(rows):
        said += f", of which the shares of {words.number(len(shown))} can be shown"
    return Exhibit(
        title=title,
        sentence=f"The wave that closed {words.within(figures.measurements[-1].period)}, in {said}.",
        columns=series_table.columns(figures.definition, first="Team"),
        rows=rows,
        notes=(rule, "So few answers cannot tell one team from another: the table is no ranking."),
        source=series_table.source(figures),
    )


def _rounded(figures: Figures, found: Measurement) -> float | None:
    """Return a bar's length, in whole percent."""
    value = figures.value(found)
    return None if value is None else float(round(value))


def _row(statement: Statement, figures: Figures, *, two: bool) -> tuple[str, ...]:
    """Return one statement's row."""
    shares = tuple(
        words.ratio(figures, each) if figures.value(each) is not None else words.shown(None, status=each.status)
        for each in statement.waves
    )
    ends = _ends(statement.bounds[-1], status=statement.waves[-1].status)
    if not two:
        return (statement.text, *shares, *ends)
    low, high = _ends(statement.change, status="", signed=True)
    gap = "–" if low == "–" else f"{low} to {high}"
    return (statement.text, *shares, *ends, gap, _VERDICTS[statement.verdict])


def _ends(bounds: Interval | NoInterval, *, status: str, signed: bool = False) -> tuple[str, str]:
    """Return an interval's ends as texts."""
    if isinstance(bounds, NoInterval):
        text = words.HIDDEN if status == "hidden" else "–"
        return text, text
    low, high = (f"{'+' if signed and each > 0 else ''}{words.number(each)}" for each in (bounds.lower, bounds.upper))
    return low, high


def _answered(answer: StaffSurvey) -> str:
    """Say how many answered each wave."""
    figures = answer.figures[0]
    said = [
        f"{words.ratio(figures, each)} answered the wave that closed {words.within(each.period)}"
        for each in answer.waves
        if figures.value(each) is not None
    ]
    return f"{series_table.capital(words.listed(said))}." if said else "How many answered may not be shown."


def _changes(statements: tuple[Statement, ...]) -> str:
    """Say which statements more, or fewer, staff agree with than in the wave before."""
    said = []
    for verdict, how in (("up", "More agree"), ("down", "Fewer agree")):
        moved = [each.text for each in statements if each.verdict == verdict]
        if moved:
            said.append(f"{how} than before with: {'; '.join(moved)}.")
    unsure = sum(each.verdict == "cannot tell" for each in statements)
    if unsure:
        said.append(f"Of {words.plural(unsure, 'statement')} we cannot tell whether the share has changed.")
    return " ".join(said)


def _many(statements: tuple[Statement, ...]) -> str:
    """Say how often a change would be announced where there is none, so many statements being compared."""
    compared = sum(not isinstance(each.change, NoInterval) for each in statements)
    return (
        f"{words.plural(compared, 'statement')} compared at 95%: about one in twenty such comparisons shows a change "
        "where there is none."
    )


def _reasons(statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """Say why some statements have no interval."""
    found = {each.change.reason for each in statements if isinstance(each.change, NoInterval)}
    return tuple(f"Where there is no interval of the change: {reason}." for reason in sorted(found))
