"""Words of the trade and numbers of a plan's rows do not reach elected members, wherever they come from."""

import pytest

from turncurve.present.exhibit import Column, Exhibit
from turncurve.present.plain_words import plain_exhibit, plainly

TOLD = [
    ("milestone M12: it was met, and no longer is", "it was met, and no longer is"),
    ("3 of the plan's actions are late (A16, M10, M12)", "3 of the plan's actions are late"),
    ("A04 Run the early warning every Monday", "Run the early warning every Monday"),
    ("N14 The plans are carried out", "N14 The plans are carried out"),
    ("done; shown by 05_unallocated_cases", "done; shown by figures of this release"),
    ("shown by agencies_reporting", "shown by figures of this release"),
    ("shown by Minutes of the Board", "shown by Minutes of the Board"),
    ("No interval is shown", "No range is shown"),
    ("Caseloads are overseen", "The cases that each worker holds are overseen"),
    ("milestones for safeguarding", "milestones for keeping children safe"),
    ("Days from care to adoption (A1)", "Days from care to adoption (A1)"),
    ("The IRO asked", "The reviewing officer asked"),
]


@pytest.mark.parametrize(("text", "said"), TOLD)
def test_each_is_said_plainly(text, said):
    assert plainly(text) == said
    assert plainly(said) == said


def test_every_part_of_an_exhibit_is_plain_and_its_numbers_stay():
    held = Exhibit(
        title="Caseloads",
        sentence="The interval is 3 to 5.",
        answer="Safeguarding first.",
        columns=(Column("95% interval", numeric=True),),
        rows=(("M10 Read", "3"),),
        notes=("A forecast.",),
        source="caseloads",
    )
    found = plain_exhibit(held)
    assert (found.sentence, found.answer) == ("The range is 3 to 5.", "Keeping children safe first.")
    assert (found.columns, found.rows) == ((Column("95% range", numeric=True),), (("Read", "3"),))
    assert (found.title, found.notes, found.source) == (
        "The cases that each worker holds", ("A guess from figures.",), "caseloads",
    )  # fmt: skip
