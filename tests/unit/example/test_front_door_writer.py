"""The event log and the early help return of Exampleshire."""

import numpy as np
import pytest

from turncurve.example.allocations import queue
from turncurve.example.front_door_writer import EVENTS, HELP, moments, write_front_door
from turncurve.reference.formats.specification import load


@pytest.fixture(scope="module")
def written(lives, tmp_path_factory):
    """Write both once."""
    folder = tmp_path_factory.mktemp("raw")
    held = queue(lives.episodes, lives.assessments, seed=2013)
    return folder, write_front_door(lives, held, folder=folder, seed=2013)


@pytest.mark.parametrize(
    ("path", "key", "table"), [(EVENTS, "event_log", "events"), (HELP, "early_help", "early_help")]
)
def test_the_header_is_the_formats_and_no_cell_holds_a_comma(written, path, key, table):
    lines = (written[0] / path).read_text(encoding="utf-8").splitlines()
    columns = [each.name for each in load(key).table(table).columns]
    assert lines[0].split(",") == columns
    assert {len(line.split(",")) for line in lines} == {len(columns)}
    assert all(line.startswith("SYN") for line in lines[1:])


def test_the_faults_are_in_the_rows_that_they_are_said_to_be_in(written):
    folder, faults = written
    assert [(each.field, each.kind, each.treatment) for each in faults] == [
        ("Activity started", "before_referral", "refused"),
        ("Activity ended", "order", "refused"),
        ("Activity started", "missing_required", "refused"),
        ("Early help ended", "order", "refused"),
    ]
    for fault, begins in ((faults[0], ",Allocation,01/10/2012 07:00"), (faults[3], "04/01/2011")):
        line = (folder / fault.file).read_text(encoding="utf-8").splitlines()[fault.row - 1]
        assert begins in line


def test_no_person_did_a_step(written):
    lines = (written[0] / EVENTS).read_text(encoding="utf-8").splitlines()[1:]
    teams = {line.rsplit(",", 1)[1] for line in lines}
    assert {"Contact centre", "Duty desk", "Duty manager"} <= teams
    assert len(teams) < 12


def test_moments_are_written_with_their_time_and_blank_where_there_is_none():
    assert moments(np.array([15_000 * 1440 + 601, -1])).tolist() == ["26/01/2011 10:01", ""]
