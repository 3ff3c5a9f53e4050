"""The scorecard on every future is that of the indicators where all is on record, and of a plain loop where not."""

import numpy as np
import pytest

from turncurve.analyses import series
from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_futures import adoption_futures, on_record, span_of
from turncurve.analyses.scorecard_draws import A1, A2, PART_NAMES, foster_counted_early, pooled, within_threshold
from turncurve.methods.pathway_gathered import PARTS

FEW = 15


@pytest.fixture(scope="module")
def held(adoption_records):
    return adoption_cases(adoption_records)


@pytest.fixture(scope="module")
def futures(held):
    return adoption_futures(held, draws=FEW)


@pytest.mark.parametrize("indicator", ["adoption_a1", "adoption_a2", "adoption_a3", "adoption_a10"])
def test_a_window_on_record_gives_the_indicator_in_every_future(adoption_records, held, futures, indicator):
    window = (on_record(futures),)
    found = {
        "adoption_a1": lambda: pooled(futures, A1, window).mean,
        "adoption_a2": lambda: pooled(futures, A2, window).mean,
        "adoption_a3": lambda: within_threshold(futures, window),
        "adoption_a10": lambda: foster_counted_early(futures, held.family_since, window).mean,
    }[indicator]()
    figures = series.measured(adoption_records, indicator, grain="three_years")
    assert found.shape == (FEW, 1)
    assert found == pytest.approx(figures.value(figures.measurements[-1]), abs=1e-6)


def by_hand(futures, draw, window):
    """Return the days of A1 and of A2 of one future and window, child by child."""
    first, last = span_of(window)
    rows = [row for row in futures.recorded.dates if np.isfinite(row[5])]
    rows += list(futures.simulated.dates[futures.simulated.draw == draw].astype(float))
    adopted = [row for row in rows if first <= row[5] <= last]
    matched = [max(row[3] - row[2], 0) for row in adopted if np.isfinite(row[2]) and row[4] < row[5]]
    return [row[4] - row[0] for row in adopted], matched


@pytest.mark.parametrize("draw", [0, 7, FEW - 1])
def test_each_future_is_pooled_over_its_children_as_a_plain_loop_does(futures, draw):
    windows = futures.periods("three_years")
    a1, a2 = pooled(futures, A1, windows), pooled(futures, A2, windows)
    for number, window in enumerate(windows):
        to_placement, to_match = by_hand(futures, draw, window)
        assert a1.mean[draw, number] == pytest.approx(np.mean(to_placement))
        assert a2.mean[draw, number] == pytest.approx(np.mean(to_match))
        assert a1.cases[draw, number].sum() == len(to_placement)


def test_the_parts_add_up_and_fewer_are_fixed_the_further_ahead(futures):
    found = pooled(futures, A1, futures.periods("three_years"))
    fixed = found.cases[:, :, 0].mean(axis=0)
    assert len(PART_NAMES) == len(PARTS) == found.cases.shape[2]
    assert (np.diff(fixed) < 0).all()
    assert found.cases[:, 0, 2].max() <= found.cases[:, -1, 2].max()


def test_a_foster_family_that_adopts_never_makes_the_wait_longer(futures, held):
    since = np.where(np.isfinite(held.cases.dates[:, 4]), held.cases.dates[:, 0] + 10, np.nan)
    windows = futures.periods("three_years")
    early = foster_counted_early(futures, since, windows)
    plain = pooled(futures, A1, windows)
    assert (early.mean < plain.mean).all()
    assert (early.cases.sum(axis=2) == plain.cases.sum(axis=2)).all()


def test_a_share_lies_between_nought_and_a_hundred(futures):
    share = within_threshold(futures, futures.periods("three_years"))
    assert ((share >= 0) & (share <= 100)).all()
