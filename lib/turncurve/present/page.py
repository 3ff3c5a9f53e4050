"""The page: the one thing through which a notebook shows anything to a reader."""

from __future__ import annotations

import base64
import datetime as dt
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

from turncurve.analyses.answer import Answer
from turncurve.disclosure.plan import SuppressionPlan, from_json
from turncurve.disclosure.recorded import record
from turncurve.disclosure.release import Audience, Releasable, release, solo_plan
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.errors import DisclosureError, TurnCurveError, UnknownNameError
from turncurve.indicators.figures import Figures
from turncurve.indicators.registry import definition
from turncurve.present import basis, picture
from turncurve.present.exhibit import Exhibit, exhibit_of, indicators_of
from turncurve.present.markup import render
from turncurve.present.shape import shape_of
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.tables.council import identify
from turncurve.tables.records import Records

PLAN_VARIABLE = "TURNCURVE_PLAN"
MIME = "application/vnd.turncurve.{}+json"


class Page:
    """A page about one council on one date for one audience.

    Everything shown passes through disclosure control here, and through nothing else.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str or datetime.date
        The report's date, as YYYY-MM-DD: nothing dated after it is used.
    audience : {"public", "restricted"}
        Who the page is for.
    profile : str, optional
        Name of the rule by which a public page is made safe while exploring; a release's own plan goes before it.
    show : callable, optional
        What takes a bundle of representations to the reader; the notebook's own display where not given.
    """

    def __init__(
        self,
        council: str,
        as_at: str | dt.date,
        audience: str = "public",
        *,
        profile: str = DEFAULT_PROFILE,
        show: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self.council = identify(council)
        self.as_at = _date(as_at)
        self.audience = _audience(audience)
        self.records = Records(self.council.folder, self.as_at, audience=self.audience)
        self._rule = rule_named(profile).name
        self._show = show or _display
        self._shown: dict[str, int] = {}
        self._said: set[str] = set()
        self._plan = _named_plan() if self.audience == "public" else None

    def __repr__(self) -> str:
        """Return the page's title line."""
        return f"{self.footer} · as at {self.as_at.day} {self.as_at:%B %Y}"

    @property
    def footer(self) -> str:
        """The words that stand on every picture, table and file."""
        marking = "OFFICIAL-SENSITIVE" if self.audience == "restricted" else "public"
        return f"{self.council.label} · {marking}"

    def chart(self, answer: Answer) -> None:
        """Show an answer as a picture, a sentence and a table.

        Parameters
        ----------
        answer : Answer
            What to show.
        """
        self._exhibit(answer, lambda exhibit: replace(exhibit, answer=""))

    def table(self, answer: Answer) -> None:
        """Show an answer as a sentence and a table.

        Parameters
        ----------
        answer : Answer
            What to show.
        """
        self._exhibit(answer, lambda exhibit: replace(exhibit, picture=None, answer=""))

    def sentence(self, answer: Answer) -> None:
        """Show an answer in words alone, the shortest honest answer large: the page's own answer.

        Parameters
        ----------
        answer : Answer
            What to say.
        """
        self._exhibit(answer, lambda exhibit: replace(exhibit, picture=None, rows=(), columns=()))

    def definition(self, indicator: str) -> None:
        """Show what an indicator counts, why it matters and what to bear in mind.

        Parameters
        ----------
        indicator : str
            The indicator's identifier.
        """
        self._emit(basis.definition_exhibit(definition(indicator)))

    def basis(self) -> None:
        """Show what the page rests on: sources, editions, hashes, versions, parameters and refused rows."""
        held = basis.basis_of(
            self.records, council=self.council, audience=self.audience, plan=self._plan, rule=self._rule
        )
        self._emit(basis.basis_exhibit(held), extra={MIME.format("sources"): asdict(held)})

    def _exhibit(self, answer: Answer, shape: Callable[[Exhibit], Exhibit]) -> None:
        """Pass an answer through disclosure and show what came out."""
        released = self._release(answer)
        shown = self.records.once(_stated, tuple(released.value.figures))
        extra: dict[str, Any] = {MIME.format("shown"): shown}
        if self.audience == "restricted":
            extra[MIME.format("recorded")] = record(answer, records=self.records).to_json()
        exhibit = replace(shape(exhibit_of(released)), indicators=_indicators(released.value))
        # The council's own words alone have nothing that could be hidden.
        self._emit(exhibit, treatment=released.treatment.sentences if answer.figures else (), extra=extra)

    def _release(self, answer: Answer) -> Releasable[Answer]:
        """Return what of an answer may be shown to this page's audience."""
        exploring = self.audience == "public" and self._plan is None and isinstance(answer, Answer)
        chosen = solo_plan(answer, profile=self._rule, records=self.records) if exploring else self._plan
        return release(answer, audience=self.audience, plan=chosen)

    def _emit(self, exhibit: Exhibit, *, treatment: tuple[str, ...] = (), extra: dict[str, Any] | None = None) -> None:
        """Send an exhibit to the reader, as a page and as data; what was done to protect people always in sight."""
        if exhibit.picture is not None and not (exhibit.rows and exhibit.sentence):
            raise DisclosureError(
                "a chart has no table or no sentence beside it, so it is not shown",
                where=exhibit.title,
                remedy="Give its exhibit the rows that it is drawn from, and a sentence",
            )
        name, time_shown = self._name(exhibit)
        drawn = picture.svg(exhibit.picture, footer=self.footer) if exhibit.picture else ""
        shape = shape_of(replace(exhibit, notes=self._unsaid(exhibit.notes)))
        page = render(
            "exhibit.html.j2",
            exhibit=exhibit,
            id=name,
            region=exhibit.title if time_shown == 1 else f"{exhibit.title} ({time_shown})",
            picture=base64.b64encode(drawn.encode()).decode(),
            shape=shape,
            treatment=self._unsaid(treatment),
            footer=self.footer,
        )
        self._said |= {WHY_AN_INTERVAL}.intersection(shape.in_sight).union(treatment[:1])
        twin = {
            "id": name,
            "title": exhibit.title,
            "answer": exhibit.answer,
            "sentence": exhibit.sentence,
            "columns": [asdict(column) for column in exhibit.columns],
            "rows": [list(row) for row in exhibit.rows],
            "notes": [*exhibit.notes, *treatment],
            "source": exhibit.source,
            "indicators": list(exhibit.indicators),
            "footer": self.footer,
        }
        said = " ".join(part for part in (f"{exhibit.title}.", exhibit.answer, exhibit.sentence) if part)
        held = dict(extra or {})
        if exhibit.missing:
            held[MIME.format("draft")] = {"missing": list(exhibit.missing)}
        if exhibit.issued:
            held[MIME.format("issued")] = [each.as_data() for each in exhibit.issued]
        self._show({"text/html": page, "text/plain": said, MIME.format("exhibit"): twin, **held})

    def _unsaid(self, notes: tuple[str, ...]) -> tuple[str, ...]:
        """Return notes without the general ones that the page has said in sight already; the data keeps them all."""
        return tuple(note for note in notes if note not in self._said)

    def _name(self, exhibit: Exhibit) -> tuple[str, int]:
        """Return an exhibit's address, from its title so that it keeps between releases, and how often it came."""
        words = "".join(letter if letter.isalnum() else "-" for letter in exhibit.title.lower())
        name = "-".join(part for part in words.split("-") if part)[:60].strip("-")
        self._shown[name] = self._shown.get(name, 0) + 1
        time_shown = self._shown[name]
        return (name if time_shown == 1 else f"{name}-{time_shown}"), time_shown


def _indicators(answer: Answer) -> tuple[str, ...]:
    """Name the indicators that an answer shows: those that it says itself, or all that its figures come from."""
    named: tuple[str, ...] | None = getattr(answer, "indicators", None)
    return indicators_of(answer.figures) if named is None else named


def _stated(_: Records, figures: tuple[Figures, ...]) -> dict[str, int | None]:
    """Return the counts that figures state; once for all exhibits of the same figures."""
    return stated(figures)


def stated(figures: Iterable[Figures]) -> dict[str, int | None]:
    """Return the counts of our own that figures state to a reader.

    Parameters
    ----------
    figures : iterable of Figures
        Figures as the reader may see them.

    Returns
    -------
    dict of str to int or None
        The count as shown, by its address as text; None where it is hidden. What others have published is left out.
    """
    found: dict[str, int | None] = {}
    for each in figures:
        if each.source.published:
            continue
        concealed = {key for item in each.measurements if item.status == "hidden" for key in each.keys_of(item)}
        for cell in each.cells():
            if cell.value is not None or cell.key in concealed:
                address = str(cell.key)
                found[address] = found.get(address) if cell.value is None else cell.value
    return found


def _display(bundle: dict[str, Any]) -> None:
    """Show a bundle in the notebook."""
    from IPython.display import display

    display(bundle, raw=True)  # type: ignore[no-untyped-call]  # IPython is not typed


def _date(as_at: str | dt.date) -> dt.date:
    """Return the report's date, refusing what is not one."""
    if isinstance(as_at, dt.date):
        return as_at
    try:
        return dt.date.fromisoformat(as_at)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            f"{as_at!r} is not a date", where="parameter as_at", remedy="Write the report's date as YYYY-MM-DD"
        ) from problem


def _audience(audience: str) -> Audience:
    """Return the audience, refusing one that is not known."""
    known: tuple[Audience, ...] = get_args(Audience)
    for each in known:
        if each == audience:
            return each
    raise UnknownNameError(
        f"there is no audience called {audience!r}", where="parameter audience", remedy=f"Use {' or '.join(known)}"
    )


def _named_plan() -> SuppressionPlan | None:
    """Return the release's suppression plan where the run names one."""
    path = os.environ.get(PLAN_VARIABLE)
    return from_json(Path(path).read_text(encoding="utf-8")) if path else None
