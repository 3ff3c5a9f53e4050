"""Cases are weighed by the council's own scheme where it has stated one."""

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.questions.workload import spread, workload
from turncurve.errors import RefusedInputError
from turncurve.indicators.cases import TablesHeld
from turncurve.reference.workforce import workload_scheme
from turncurve.tables.workload_scheme import SCHEME, keep, scheme_for

OWN = {
    "source": "Madeshire's scheme",
    "points": {
        kind: {name: 10 * held for name, held in each.items()} for kind, each in workload_scheme().points.items()
    },
    "targets": [
        {"experience": "newly qualified", "from_months": 0, "points": 22},
        {"experience": "all others", "from_months": 12, "points": 32},
    ],
}


@pytest.fixture
def council(tmp_path, monkeypatch):
    """Return a function that gives the council's records under a scheme of its own, or none."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def make(stated=None):
        records = keep_workforce(tmp_path)
        if stated is not None:
            keep(stated, folder=tmp_path / "data" / "processed" / "madeshire")
        return records

    return make


@pytest.mark.parametrize("stated", [None, {}])
def test_without_a_scheme_of_its_own_it_is_the_illustration(council, stated):
    assert scheme_for(council(stated)) == workload_scheme()


def test_tables_that_are_no_councils_are_weighed_by_the_illustration():
    assert scheme_for(TablesHeld({})) == workload_scheme()


def test_the_councils_own_is_used_and_named(council):
    found = workload(council(OWN))
    assert found.scheme.source == "Madeshire's scheme"
    assert [each.experience for each in found.scheme.targets] == ["newly qualified", "all others"]


def test_heavier_cases_put_more_workers_over_target(council):
    over = workload(council(OWN)).figures[0].measurements[-1]
    before = workload(council({})).figures[0].measurements[-1]
    assert over.denominator == before.denominator
    assert over.numerator == over.denominator > before.numerator


def test_experience_is_told_apart_as_the_council_does(council):
    answer = spread(council(OWN))
    told = {dict(each.breakdown)["experience"] for each in answer.figures[1].measurements}
    assert told <= {"newly qualified", "all others"}
    assert answer.over(answer.figures).scheme.source == "Madeshire's scheme"


@pytest.mark.parametrize("text", ["{", '{"points": 5}', "[1]"])
def test_what_is_damaged_is_refused(council, tmp_path, text):
    records = council()
    (tmp_path / "data" / "processed" / "madeshire" / SCHEME).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        scheme_for(records)
