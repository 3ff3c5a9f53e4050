"""Value and failure demand: shares by hand, bounds that hold the truth, and nothing from hidden counts."""

import numpy as np
import pytest

from tests.support.coded_council import FRAME, STRATA, coded_tables, keep_coded
from tests.support.door_council import CALL, CONCERN, contact_rows, keep_door
from turncurve.analyses.coded_sample import CodedSample, DrawnStratum
from turncurve.analyses.questions.coded_contacts import HIDDEN, NO_SAMPLE, coded_contacts
from turncurve.reference.periods import month


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Return what keeps a sample and answers."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    log = contact_rows(lambda _: [CALL, CONCERN])[-40:]
    return lambda strata=STRATA: coded_contacts(keep_coded(tmp_path, log=log, **coded_tables(strata)))


def test_demand_is_weighed_by_the_size_of_each_stratum(keep):
    value, failure, neither = keep().demands
    # Calls: 12 of 20 failure for 400; concerns: 6 of 20 for 100, and 5 of 20 that could not be told.
    assert failure.share.share == pytest.approx((0.6 * 400 + 0.3 * 100) / 500)
    assert neither.share.share == pytest.approx(0.25 * 100 / 500)
    assert value.share.share + failure.share.share + neither.share.share == pytest.approx(1.0)
    assert (failure.seen, failure.among) == (18, 40)


def test_codes_come_in_the_frames_order_and_one_that_nobody_used_has_none(keep):
    codes = keep().codes
    assert [each.name for each in codes] == [each.code for each in FRAME]
    assert codes[1].share.share == pytest.approx(0.3 * 100 / 500)
    only = keep({CALL["reason"]: (400, [("V1", None, "2A")] * 20)}).codes
    assert [each.seen for each in only] == [20, 0, 0, 0]
    assert only[1].share.interval.upper > 0.1


def test_where_contacts_could_have_gone_begins_with_all_of_them(keep):
    whole, *places = keep().destinations
    assert (whole.name, whole.seen) == ("elsewhere in all", 18)
    assert whole.share.share == pytest.approx((0.6 * 400 + 0.3 * 100) / 500)
    assert [each.name for each in places] == ["The worker", "Housing"]
    assert sum(each.seen for each in places) == whole.seen


def test_each_agency_is_asked_about_its_own_contacts(keep):
    agencies = {each.name: each for each in keep().agencies}
    assert (agencies["schools and education"].seen, agencies["schools and education"].among) == (12, 12)
    assert agencies["health"].share.share == pytest.approx(6 / 15)
    assert agencies["family, children and neighbours"].share.share == 0.0


def test_bounds_hold_the_truth_as_often_as_they_say():
    """Of a finite number of contacts 150 are failure demand; 200 samples of forty."""
    truth = np.array([1] * 120 + [0] * 180), np.array([1] * 30 + [0] * 70)
    sample = CodedSample(month(2013, 1), (DrawnStratum("a", 300, 20), DrawnStratum("b", 100, 20)))
    rng, held = np.random.default_rng(2), 0
    for _ in range(200):
        seen = [rng.choice(each, 20, replace=False).sum() for each in truth]
        counts = {(name, code): int(seen[place] if code == "F" else 20 - seen[place])
                  for place, name in enumerate("ab") for code in "FV"}  # fmt: skip
        bounds = sample.share(counts, lambda kind: kind[0] == "F").interval
        held += bounds.lower <= 150 / 400 <= bounds.upper
    assert held / 200 >= 0.94


def test_without_a_sample_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    answer = coded_contacts(keep_door(tmp_path, contact_rows(lambda _: [CALL])[-30:]))
    assert answer.reason == NO_SAMPLE
    assert (answer.figures, answer.demands, answer.codes, answer.destinations, answer.agencies) == ((), (), (), (), ())


def test_a_hidden_count_takes_its_shares_with_it(keep):
    answer = keep()
    hidden = tuple(each.hiding(frozenset([each.cells()[0].key])) for each in answer.figures)
    over = answer.over(hidden)
    assert over.reason == HIDDEN
    assert (over.demands, over.codes, over.destinations, over.agencies, over.coded) == ((), (), (), (), 0)
