"""The allocation return of Exampleshire."""

import pytest

from turncurve.example.allocation_writer import FOLDER, write_allocations
from turncurve.example.allocations import queue
from turncurve.reference.formats.specification import load


@pytest.fixture(scope="module")
def written(lives, tmp_path_factory):
    """Write the return once."""
    folder = tmp_path_factory.mktemp("raw")
    held = queue(lives.episodes, lives.assessments, seed=2013)
    return folder, write_allocations(lives, held, folder=folder)


@pytest.mark.parametrize("name", ["allocations", "availability"])
def test_the_header_is_the_formats_and_no_cell_holds_a_comma(written, name):
    folder, _ = written
    lines = (folder / FOLDER / f"{name}_2013-03-31_SYNTHETIC.csv").read_text(encoding="utf-8").splitlines()
    columns = [each.name for each in load("allocation").table(name).columns]
    assert lines[0].split(",") == columns
    assert {len(line.split(",")) for line in lines} == {len(columns)}


def test_the_faults_are_in_the_rows_that_they_are_said_to_be_in(written):
    folder, faults = written
    assert [(each.field, each.kind, each.treatment) for each in faults] == [
        ("Allocated to worker", "order", "refused"),
        ("Allocated to worker", "order", "refused"),
        ("Team on rota", "team_of_week", "refused"),
    ]
    lines = (folder / faults[2].file).read_text(encoding="utf-8").splitlines()
    assert lines[faults[2].row - 1].split(",")[1] == "Safeguarding west"


def test_every_child_and_worker_is_marked_as_invented(written):
    folder, _ = written
    rows = (folder / FOLDER / "allocations_2013-03-31_SYNTHETIC.csv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split(",") for row in rows]
    assert all(each[0].startswith("SYN") for each in cells)
    assert all(not each[4] or each[4].startswith("SYNQ") for each in cells)
