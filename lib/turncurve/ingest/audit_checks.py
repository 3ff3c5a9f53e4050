"""Whether answers of audits can stand beside each other: files that were drawn, questions in force, one answer each.

What cannot is named and counted, and is in no share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from turncurve.ingest.audit_answers import DAYS_TO_AUDIT
from turncurve.ingest.audit_filling import LEFT_OUT, Change, problems_of
from turncurve.ingest.checked import Checked, Offers
from turncurve.ingest.headers import plain
from turncurve.ingest.recipe import Offer
from turncurve.tables.audit_programme import Programme

TABLE, DRAWS = "audits", "audit_draws"
_FIELD_OF = {"not_sampled": "File", "other_question_set": "Criterion", "answered_twice": "Answer", "copied_row": ""}
_MERGED = "merged copied_row"
_HELD_BY = {"not_sampled": "file", "other_question_set": "criterion", "answered_twice": "answer"}
"""What stood in the cell for which an answer is refused, by the name that it has here."""


@dataclass(frozen=True)
class _Draw:
    """One draw: its files with their strata, whether they were all there are, and how many there were."""

    day: dt.date
    files: Mapping[str, str]
    population: int
    is_census: bool


@dataclass(frozen=True)
class _Answer:
    """One row of a return, and the draw that it belongs to."""

    offer: int
    place: int
    programme: str
    file: str
    auditor: str
    question: tuple[str, str]
    asked: str
    answer: str
    audited_on: dt.date
    drawn_on: dt.date | None
    is_unstated: bool
    draw: _Draw | None = None

    @property
    def reading(self) -> tuple[object, ...]:
        """What an auditor answers once: a question on a file in a draw, or on a day where no draw is known."""
        day = self.audited_on if self.draw is None else self.draw.day
        return (self.programme, day, self.file, self.auditor, self.question)


def check(offers: Offers, *, programmes: Sequence[Programme]) -> Checked:
    """Hold the answers of all returns against the draws, the question sets and each other.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        What all files offer, by canonical table.
    programmes : sequence of Programme
        The council's programme; its question sets are not asked of audits that it does not name.

    Returns
    -------
    Checked
        The answers that can stand.
    """
    held = {name: list(each) for name, each in offers.items()}
    draws = _by_programme(held.get(DRAWS, []))
    answers, refused = _with_draws(_answers(held.get(TABLE, [])), draws)
    refused |= _other_questions(answers, programmes)
    refused |= _twice(each for each in answers if (each.offer, each.place) not in refused)
    left_out = frozenset(each for each, rule in refused.items() if rule != _MERGED)
    changes: list[Change] = []
    for number, offer in enumerate(held.get(TABLE, [])):
        own = [each for each in answers if each.offer == number]
        held[TABLE][number], made = _put_back(offer, own, refused, left_out)
        changes += made
    return Checked(held, problems_of(changes), tuple(changes))


def _answers(offers: Sequence[Offer]) -> list[_Answer]:
    """Return the rows of all returns, one after another."""
    return [
        _Answer(
            offer=number,
            place=place,
            programme=str(row["programme"]),
            file=str(row["file_key"]),
            auditor=str(row["auditor_key"]),
            question=(plain(str(row["standard"])), plain(str(row["criterion"]))),
            asked=str(row["criterion"]),
            answer="" if _is_blank(row.get("answer")) else str(row["answer"]),
            audited_on=row["audited_on"].date(),
            drawn_on=None if _is_blank(row.get("drawn_on")) else row["drawn_on"].date(),
            is_unstated="selection" in row and _is_blank(row["selection"]),
        )
        for number, offer in enumerate(offers)
        for place, row in enumerate(offer.rows.to_dict("records"))
    ]


def _is_blank(value: object) -> bool:
    """Tell whether a cell of a table holds nothing."""
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - not a number


def _by_programme(offers: Sequence[Offer]) -> dict[str, list[_Draw]]:
    """Return the draws of each programme, the latest first."""
    if not offers:
        return {}
    drawn = pd.concat([each.rows for each in offers]).drop_duplicates(["programme", "drawn_on", "file_key"])
    found: dict[str, list[_Draw]] = {}
    for each, files in drawn.groupby(["programme", "drawn_on"], sort=True):
        programme, day = each if isinstance(each, tuple) else (each, None)
        strata = files.drop_duplicates("stratum")
        every = bool((strata["stratum_files"] == strata["stratum_drawn"]).all())
        files_drawn = dict(zip(files["file_key"].tolist(), files["stratum"].tolist(), strict=True))
        draw = _Draw(pd.Timestamp(str(day)).date(), files_drawn, int(strata["stratum_files"].sum()), every)
        found.setdefault(str(programme), []).insert(0, draw)
    return found


def _with_draws(
    answers: Sequence[_Answer], draws: Mapping[str, Sequence[_Draw]]
) -> tuple[list[_Answer], dict[tuple[int, int], str]]:
    """Give each answer its draw, and refuse those on files that were not in it."""
    held: list[_Answer] = []
    refused: dict[tuple[int, int], str] = {}
    for each in answers:
        due = _due(each, draws.get(each.programme, ()))
        draw = next((one for one in due if each.file in one.files), None)
        held.append(replace(each, draw=draw))
        if due and draw is None:
            refused[each.offer, each.place] = "not_sampled"
    return held, refused


def _due(answer: _Answer, known: Sequence[_Draw]) -> list[_Draw]:
    """Return the draws that an answer can belong to: the one that it names, else those of the months before."""
    # None where draws were not on record at the time: such returns say themselves how files were chosen.
    if answer.drawn_on is not None:
        return [each for each in known if each.day == answer.drawn_on]
    return [each for each in known if 0 <= (answer.audited_on - each.day).days <= DAYS_TO_AUDIT]


def _other_questions(answers: Sequence[_Answer], programmes: Sequence[Programme]) -> dict[tuple[int, int], str]:
    """Refuse the answers to questions that the set in force did not ask."""
    known = {each.name: each for each in programmes}
    asked: dict[tuple[str, dt.date], frozenset[tuple[str, str]]] = {}
    refused: dict[tuple[int, int], str] = {}
    for each in (one for one in answers if one.programme in known):
        day = each.draw.day if each.draw else each.drawn_on or each.audited_on
        if (each.programme, day) not in asked:
            version = known[each.programme].asked_on(day)
            criteria = version.criteria if version else ()
            asked[each.programme, day] = frozenset((plain(one.standard), plain(one.criterion)) for one in criteria)
        if each.question not in asked[each.programme, day]:
            refused[each.offer, each.place] = "other_question_set"
    return refused


def _twice(answers: Iterable[_Answer]) -> dict[tuple[int, int], str]:
    """Refuse both of two answers by one auditor, and leave out a blank or a copy beside an answer."""
    readings: dict[tuple[object, ...], list[_Answer]] = {}
    for each in answers:
        readings.setdefault(each.reading, []).append(each)
    refused: dict[tuple[int, int], str] = {}
    for several in (each for each in readings.values() if len(each) > 1):
        given = [each for each in several if each.answer]
        if len({each.answer for each in given}) > 1:
            refused.update({(each.offer, each.place): "answered_twice" for each in several})
        else:
            kept = (given or several)[0]
            for each in (one for one in several if one is not kept):
                same_day = each.audited_on == kept.audited_on  # then merging makes one row of the two
                refused[each.offer, each.place] = _MERGED if same_day else "copied_row"
    return refused


def _put_back(
    offer: Offer, answers: Sequence[_Answer], found: Mapping[tuple[int, int], str], left_out: frozenset[tuple[int, int]]
) -> tuple[Offer, list[Change]]:
    """Return an offer with the rows that can stand, and what became of the others."""
    numbers = [int(row) for row in offer.rows["row"]]
    changes: list[Change] = []
    for each in answers:
        rule = found.get((each.offer, each.place), "").removeprefix("merged ")
        if rule:
            refused = rule in _HELD_BY
            stood = _stood(each, rule) if refused else ""
            after = LEFT_OUT if refused else ""
            changes.append(Change(offer.place, numbers[each.place], _FIELD_OF[rule], rule, stood, after))
        elif each.draw is not None and each.is_unstated:
            changes.append(Change(offer.place, numbers[each.place], "How chosen", "from_the_draw"))
    rows = offer.rows
    if any(each.draw for each in answers):
        rows = rows.assign(**_from_the_draw(rows, answers))
    lost = np.array([(each.offer, each.place) in left_out for each in answers], dtype=bool)
    kept = replace(offer, rows=rows[~lost].reset_index(drop=True), refused=offer.refused + int(lost.sum()))
    return kept, changes


def _stood(answer: _Answer, rule: str) -> str:
    """Return what stood in the cell for which an answer is refused: of a file its pseudonym, and its number later."""
    return {"file": answer.file, "criterion": answer.asked, "answer": answer.answer or "(blank)"}[_HELD_BY[rule]]


def _from_the_draw(rows: pd.DataFrame, answers: Sequence[_Answer]) -> dict[str, pd.Series]:
    """Return how files were chosen, from how many and when, as the record of the draw says where there is one."""
    stated: dict[str, list[object]] = {
        name: rows[name].tolist() if name in rows else [None] * len(rows)
        for name in ("selection", "population", "drawn_on", "stratum")
    }
    for place, each in enumerate(answers):
        draw = each.draw
        if draw is not None and each.file in draw.files:
            stated["stratum"][place] = draw.files[each.file]
            stated["selection"][place] = "all such files" if draw.is_census else "random"
            stated["population"][place] = draw.population
            stated["drawn_on"][place] = pd.Timestamp(draw.day)
    types = {"selection": "str", "population": "Int64", "drawn_on": "datetime64[us]", "stratum": "str"}
    return {
        name: pd.Series([None if _is_blank(value) else value for value in values], index=rows.index, dtype=types[name])
        for name, values in stated.items()
    }
