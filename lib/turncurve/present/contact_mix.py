"""The exhibit of contacts by one of their properties."""

from __future__ import annotations

from turncurve.analyses.questions.contact_mix import ContactMix, Kind
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Picture

TITLES = {
    "route": "How contacts arrive",
    "source": "Who makes contacts",
    "reason": "Why contacts are made",
    "outcome": "What is done with contacts",
}
DRAWN = 8
"""Kinds that a picture has room for."""
NAMED = 3
POLICE = "police domestic violence notification"
NOTE_ON_POLICE = (
    "Police notifications of domestic violence stand apart from other concerns: they follow an incident, whether or "
    "not anybody asks for help for a child."
)


@presents(ContactMix)
def contact_mix_exhibit(released: Releasable[ContactMix]) -> Exhibit:
    """Show contacts by one of their properties, year by year.

    Parameters
    ----------
    released : Releasable of ContactMix
        What may be shown.

    Returns
    -------
    Exhibit
        A row a kind of contact, with its share of the last year's.
    """
    mix = released.value
    periods, kinds = mix.periods, mix.kinds
    known = [each for each in kinds if each.counts[-1] is not None][:DRAWN]
    columns = (
        Column(series_table.capital(mix.dimension), numeric=False),
        *(Column(series_table.capital(each.label)) for each in periods),
        Column("% of the last year"),
    )
    rows = [_row(each) for each in kinds]
    all_of_them = tuple(words.shown(each, status="hidden") for each in mix.total)
    return Exhibit(
        title=TITLES[mix.dimension],
        sentence=_sentence(mix),
        columns=columns,
        rows=(*rows, ("All contacts", *all_of_them, words.shown(100.0 if mix.total[-1] else None, decimals=1))),
        picture=_picture(known) if known else None,
        notes=(NOTE_ON_POLICE,) if any(each.name == POLICE for each in kinds) else (),
        source=series_table.source(mix.figures[0]),
    )


def _row(kind: Kind) -> tuple[str, ...]:
    """Return one kind's row."""
    counts = (words.shown(each, status="hidden") for each in kind.counts)
    share = words.shown(kind.share, decimals=1, status="hidden")
    return (series_table.capital(kind.name), *counts, share)


def _picture(kinds: list[Kind]) -> Picture:
    """Return a bar for each kind of the last year."""
    names = tuple(series_table.capital(each.name) for each in kinds)
    counts = tuple(None if each.counts[-1] is None else float(each.counts[-1]) for each in kinds)
    return Picture((Bars(names, (("Contacts", counts),)),), unit="Contacts in the last year")


def _sentence(mix: ContactMix) -> str:
    """Say which kinds make up most contacts of the last year."""
    total = mix.total[-1] if mix.total else None
    known = [each for each in mix.kinds if each.counts[-1] is not None and each.share is not None]
    if total is None or not known:
        return "The last year's contacts are not known, or may not be shown."
    parts = [
        f"{words.number(each.share or 0.0, decimals=1)}% {each.name} ({words.number(each.counts[-1] or 0)})"
        for each in known[:NAMED]
    ]
    said = f"Of {words.number(total)} contacts {words.within(mix.periods[-1])}: {words.listed(parts)}"
    return f"{said}." if len(known) <= NAMED else f"{said}, and others."
