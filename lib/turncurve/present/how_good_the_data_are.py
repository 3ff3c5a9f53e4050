"""The exhibit of how good the records behind a curve are."""

from __future__ import annotations

from turncurve.analyses.questions.how_good_the_data_are import FEWEST_YEARS, Quality
from turncurve.disclosure.release import Audience, Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.tables.intake import Intake

TITLE = "How good the data are"


@presents(Quality)
def quality_exhibit(released: Releasable[Quality]) -> Exhibit:
    """Show how good the records behind a curve are.

    Parameters
    ----------
    released : Releasable of Quality
        What may be shown.

    Returns
    -------
    Exhibit
        A sentence, and one row a thing to know of the records.
    """
    quality = released.value
    (figures,) = quality.figures
    rows = (
        ("Held from and to", _covers(quality)),
        ("How often", _how_often(figures)),
        *((("Missing in between", _missing(quality)),) if quality.missing else ()),
        *(row for intake in quality.intake for row in _intake_rows(intake)),
        ("Cases that could not be counted", _unknown(figures, audience=released.audience)),
        *((("Beside published figures", _beside(quality)),) if quality.ours else ()),
    )
    return Exhibit(
        title=TITLE,
        sentence=_sentence(quality),
        columns=(Column("What", numeric=False), Column("In these data", numeric=False)),
        rows=rows,
        notes=(
            *series_table.unknown_note(figures),
            *(("Rows are counted in all extracts held, so one event can be refused in several.",) if rows[2:] else ()),
        )
        if quality.ours
        else (),
        source=series_table.source(figures),
    )


def _sentence(quality: Quality) -> str:
    """Say how far the data go, what was refused, and whether they agree with what was published."""
    if quality.covers is None:
        return "Nothing is held of this indicator by the report's date."
    held = "Records are held" if quality.ours else "Figures were published"
    said = f"{held} for {_covers(quality)}."
    if quality.missing:
        said += f" Between them there is nothing of {_missing(quality)}."
    refused, read = (sum(getattr(each, name) for each in quality.intake) for name in ("refused", "read"))
    if quality.intake:
        of_them = f" ({_share(refused, read)})" if refused else ""
        said += f" On the way in, {_rows_counted(refused)} {'were' if refused > 1 else 'was'} refused{of_them}."
    return f"{said} {_agreement(quality)}" if quality.ours else said


def _covers(quality: Quality) -> str:
    """Say from when to when, and whether that is short."""
    if quality.covers is None:
        return "nothing is held"
    covers, years = quality.covers, words.number(quality.years, decimals=0 if quality.years >= FEWEST_YEARS else 1)
    span = f"{covers.start.day} {covers.start:%B %Y} to {covers.end.day} {covers.end:%B %Y}"
    long = f"{years} {'year' if years == '1' else 'years'}"
    return f"{span} ({long}{f': short, where {FEWEST_YEARS} to 5 are wanted' if quality.is_short else ''})"


def _missing(quality: Quality) -> str:
    """Name the periods that are not there, by the month that each ends in."""
    length = (quality.figures[0].grain() or "period").replace("_", " ")
    return words.listed([f"the {length} to {end:%B %Y}" for end in quality.missing])


def _how_often(figures: Figures) -> str:
    """Say at what length of period the indicator can be counted."""
    if figures.source.published:
        return f"published by {(figures.grain() or 'period').replace('three_years', 'three years together')}"
    if figures.definition.window == "three years pooled":
        return "three years together, ending each year"
    if figures.definition.window == "point":
        return "on any date, from the dates of each record"
    return "any month, from the date of each event"


def _intake_rows(intake: Intake) -> tuple[tuple[str, str], ...]:
    """Return what became of one table's rows."""
    name = intake.table.replace("_", " ").replace("cp ", "child protection ")
    refused = f"{_rows_counted(intake.refused)} ({_share(intake.refused, intake.read)} of those read)"
    counts = {
        f"Refused, {name}": refused if intake.refused else "no row",
        f"Mended by corrections, {name}": _rows_counted(intake.mended),
        f"With a field left blank, {name}": _rows_counted(intake.blanked),
        f"Kept in doubt, {name}": _rows_counted(intake.doubted),
    }
    return tuple((what, said) for what, said in counts.items() if said != "no row" or what.startswith("Refused"))


def _unknown(figures: Figures, *, audience: Audience) -> str:
    """Say how many cases could not be counted; a small number is not shown to the public."""
    if figures.source.published:
        missing = sum(figures.value(each) is None for each in figures.measurements)
        withheld = words.plural(missing, "published figure has", many="published figures have")
        return f"{withheld} no value" if missing else "none"
    most = max((each.unknown for each in figures.measurements), default=0)
    if most:
        return f"up to {words.number(most)} in a year"
    return "none" if audience == "restricted" else "none, or too few to show"


def _beside(quality: Quality) -> str:
    """Say which published figures the records reproduce."""
    compared = len(quality.agreeing) + len(quality.differing)
    if not compared:
        return f"nothing published of {quality.against} for a period that the records cover, by the report's date"
    said = f"{len(quality.agreeing)} of {words.plural(compared, 'published figure')} of {quality.against} reproduced"
    if not quality.differing:
        return said
    return f"{said}; not: {words.listed([words.when(period) for period in quality.differing])}"


def _agreement(quality: Quality) -> str:
    """Say in one sentence whether the records agree with what was published."""
    if not quality.agreeing and not quality.differing:
        return "Nothing had been published by the report's date to hold them against."
    if quality.differing:
        many = words.plural(len(quality.differing), "published figure")
        return f"They do not reproduce {many} of {quality.against}."
    return f"They reproduce every published figure of {quality.against} that can be compared."


def _share(part: int, whole: int) -> str:
    """Write a share of rows."""
    return "less than 0.1%" if 1000 * part < whole else f"{words.number(100 * part / max(whole, 1), decimals=1)}%"


def _rows_counted(count: int) -> str:
    """Write a number of rows."""
    return words.plural(count, "row") if count else "no row"
