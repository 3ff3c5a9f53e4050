"""A council's own workload scheme is checked as it is read."""

from importlib import resources

import pytest
import yaml

from turncurve.errors import RefusedInputError
from turncurve.ingest.workload_scheme import FILE, read
from turncurve.reference.workforce import scheme_of, workload_scheme
from turncurve.tables.workforce import CASE_TYPES

TEMPLATE = (resources.files("turncurve.reference") / "templates" / FILE).read_text(encoding="utf-8")
HELD = yaml.safe_load(TEMPLATE)


def written(tmp_path, **changes):
    (tmp_path / FILE).write_text(yaml.safe_dump({**HELD, **changes}), encoding="utf-8")
    return read(tmp_path)


def points(**changes):
    return [{**each, **changes.get(each["case_type"], {})} for each in HELD["points"]]


def targets(*pairs):
    return [{"experience": name, "from_months": months, "points": held} for name, months, held in pairs]


def test_no_file_is_no_scheme_of_its_own(tmp_path):
    assert read(tmp_path) == {}


def test_the_template_weighs_as_the_illustration_does(tmp_path):
    found = scheme_of(written(tmp_path))
    ours = workload_scheme()
    assert (found.points, found.targets) == (ours.points, ours.targets)
    assert found.source == HELD["name"] != ours.source


def test_every_type_of_case_is_weighed(tmp_path):
    found = written(tmp_path, points=points(assessment={"standard": 3, "complex": 4}))
    assert list(found["points"]) == CASE_TYPES
    assert found["points"]["assessment"] == {"standard": 3.0, "complex": 4.0}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": None}, "name is not given"), ({"who": "x"}, "no place for"),
        ({"points": HELD["points"][1:]}, "what a case weighs: assessment"),
        ({"points": [*HELD["points"], HELD["points"][0]]}, "assessment stands twice"),
        ({"points": points(other={"case_type": "holiday"})}, "is not one of"),
        ({"points": points(other={"standard": 2.0})}, "weigh at least as much"),
        ({"points": points(other={"standard": 0})}, "more than nothing"),
        ({"points": points(other={"complex": None})}, "complex is not given"),
        ({"points": points(other={"complex": -1})}, "number of 0 or more"),
        ({"targets": []}, "newly qualified"), ({"targets": targets(("newly qualified", 0, 22))}, "newly qualified"),
        ({"targets": targets(("all", 0, 22), ("old", 12, 28))}, "must be that of the newly qualified"),
        ({"targets": targets(("newly qualified", 0, 22), ("rest", 11, 28))}, "spared for 12 months"),
        ({"targets": targets(("newly qualified", 0, 28), ("rest", 12, 28))}, "must be spared"),
        ({"targets": targets(("newly qualified", 0, 22), ("rest", 12, 28), ("old", 36, 27))}, "not fall with"),
        ({"targets": targets(("newly qualified", 3, 22), ("rest", 12, 28))}, "start at 0 months"),
        ({"targets": targets(("newly qualified", 0, 22), ("newly qualified", 12, 28))}, "stands twice"),
        ({"targets": targets(("newly qualified", 0, 22), ("rest", 12, 28), (" Rest", 36, 30))}, "stands twice"),
        ({"targets": targets(("newly qualified", 0.5, 22), ("rest", 12, 28))}, "whole number of months"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(tmp_path, changes, said):
    with pytest.raises(RefusedInputError, match=said) as refused:
        written(tmp_path, **changes)
    assert FILE in str(refused.value)


@pytest.mark.parametrize("months", [12, 13, 24])
def test_the_newly_qualified_may_be_spared_for_longer(tmp_path, months):
    held = targets(("newly qualified", 0, 20), ("rest", months, 28))
    assert written(tmp_path, targets=held)["targets"][1]["from_months"] == months
