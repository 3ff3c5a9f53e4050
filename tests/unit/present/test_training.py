"""What a reader is shown of training: induction in time, each employer standard, and those that nothing served."""

import pytest

from tests.support.made_workforce import keep_workforce
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.training import Training, training
from turncurve.present.training import NONE_HELD


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


def test_induction_is_said_and_the_standards_that_no_training_served(records):
    said = restricted(training(records)).sentence
    assert said.startswith(
        "In the year to March 2013, of the social workers whose induction fell due, 60% (3 of 5) had completed it "
        "within 8 weeks. No training on record served: 2 Workforce planning, 3 Safe workloads and case allocation, "
    )
    assert said.endswith("7 Professional registration and 8 Partnerships with universities.")


def test_every_standard_has_a_row(records):
    exhibit = restricted(training(records))
    assert len(exhibit.rows) == 8
    assert column(exhibit, "Completed, to March 2013")[:4] == ("4", "0", "0", "8")
    assert column(exhibit, "Practice changed, two years to March 2013")[3] == "75% (6 of 8)"


def test_the_public_is_told_no_small_number(records):
    exhibit = public(training(records))
    assert "a share that may not be shown" in exhibit.sentence
    assert column(exhibit, "Practice changed, two years to March 2013")[3] == "c"


def test_without_a_record_of_training_that_is_said():
    assert restricted(Training(())).sentence == NONE_HELD
