"""The table of assessments: the kind decides the limit, and an open assessment has no end."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.assessments import Assessments

ASSESSMENT = {"child_key": "c1", "started_on": "2012-04-03", "completed_on": "2012-04-12", "kind": "initial"}


@pytest.mark.parametrize(("kind", "taken"), [("initial", True), ("core", True), ("single", True), ("full", False)])
def test_an_assessment_is_of_a_kind_that_has_a_limit(kind, taken):
    rows = canonical("assessments", [{**ASSESSMENT, "kind": kind}])
    if taken:
        assert len(Assessments.validate(rows)) == 1
        return
    with pytest.raises(pa.errors.SchemaErrors, match="isin"):
        Assessments.validate(rows, lazy=True)


@pytest.mark.parametrize("blank", ["completed_on", "kind", "team"])
def test_an_assessment_may_be_open_and_its_kind_unknown(blank):
    assert len(Assessments.validate(canonical("assessments", [{**ASSESSMENT, blank: None}]), lazy=True)) == 1


@pytest.mark.parametrize("needed", ["child_key", "started_on"])
def test_an_assessment_is_of_a_child_and_a_day(needed):
    with pytest.raises(pa.errors.SchemaErrors, match="not_nullable"):
        Assessments.validate(canonical("assessments", [{**ASSESSMENT, needed: None}]), lazy=True)
