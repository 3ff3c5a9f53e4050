"""The record of a draw, as the command writes it."""

import csv
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from turncurve.example.days import number
from turncurve.example.draw_record import HEADER, write_draw
from turncurve.publish.audit_workbook import DRAW_HEADERS
from turncurve.reference.formats.specification import load


@pytest.fixture
def rows(tmp_path):
    drawn = pd.DataFrame(
        {"child": [2, 0], "stratum": ["b", "a"], "stratum_files": [9, 8], "stratum_drawn": [1, 1]},
    )
    own = np.array(["S0", "S1", "S2"])
    write_draw(tmp_path / "draw.csv", drawn, own=own, twice={2}, title="An audit", day=number(2013, 3, 1))
    with (tmp_path / "draw.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_file_drawn_has_a_row_with_its_group_in_order_of_groups(rows):
    found = [tuple(row[name] for name in ("File", "Stratum", "Files in stratum", "Files drawn")) for row in rows]
    assert found == [("S0", "a", "8", "1"), ("S2", "b", "9", "1")]
    assert [row["Read twice"] for row in rows] == ["No", "Yes"]


def test_day_and_seed_are_of_the_draw(rows):
    assert {row["Drawn on"] for row in rows} == {"01/03/2013"}
    assert {row["Seed"] for row in rows} == {dt.date(2013, 3, 1).strftime("%Y%m%d")}


def test_its_columns_are_those_that_the_command_writes_and_the_door_reads():
    assert {column.name for column in load("audit_return").table("draw").columns} <= set(HEADER)
    assert HEADER == DRAW_HEADERS
