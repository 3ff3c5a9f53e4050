"""An improvement plan that contradicts itself is refused whole: a report must not rest on the rest of it."""

from __future__ import annotations

from collections.abc import Iterable

from turncurve.errors import RefusedInputError
from turncurve.ingest.improvement_plan import FORMAT
from turncurve.ingest.problems import Problem

NAMED = 12
"""Places that are named at once; how many more there are is told."""
_KEPT = frozenset({"corrected", "plan_person"})
"""What is told of a plan and refuses nothing: what was mended, and a guess whether words are a person's name."""


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse the plans in which anything is wrong, naming every place by sheet, row and column.

    Parameters
    ----------
    problems : iterable of Problem
        What was wrong with the files.

    Raises
    ------
    RefusedInputError
        If any of it is in an improvement plan; then nothing stored is changed.
    """
    own = [each for each in problems if each.format == FORMAT and each.rule not in _KEPT]
    places = [(each.file, each.part, row, each) for each in own for row in each.rows]
    if not places:
        return
    ordered = sorted(places, key=lambda place: (place[0], place[1], place[2], place[3].field, place[3].rule))
    said = [f"{file}, sheet {part}, row {row}{_column(each)} {_clause(each)}" for file, part, row, each in ordered]
    more = f"; and {len(said) - NAMED} more" if len(said) > NAMED else ""
    raise RefusedInputError(
        f"the improvement plan cannot be used, because of {len(said)} cell{'s' * (len(said) > 1)} in it",
        where="; ".join(said[:NAMED]) + more,
        remedy="Mend the workbook there, and run `turncurve ingest` again; what is not written yet may stay blank",
    )


def _column(problem: Problem) -> str:
    """Return the column of a fault, as it stands in the message."""
    return f", column {problem.field}:" if problem.field else ":"


def _clause(problem: Problem) -> str:
    """Return what is wrong, without what became of the row."""
    return problem.sentence.rpartition(";")[0] or problem.sentence
