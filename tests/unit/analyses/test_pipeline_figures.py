"""The counts that a forecast follows from, and the addresses under which disclosure control knows them."""

import datetime as dt

from tests.support.adoption_council import AS_AT, adoption_tables
from turncurve.analyses.pipeline_figures import addresses, home_address, on_the_way, three_years_to
from turncurve.reference.periods import at


def test_the_children_on_the_way_are_those_counted_by_hand(adoption_records):
    routes, _ = adoption_tables()
    whole, by_home = on_the_way(adoption_records, (AS_AT,))
    gone = routes["adopted_on"].notna() | routes["plan_changed_on"].notna() | routes["left_care_on"].notna()
    waiting = routes[~gone]
    assert whole.measurements[0].numerator == len(waiting)
    split = {each.breakdown[0][1]: each.numerator for each in by_home.measurements}
    assert split == {"yes": waiting["placed_on"].notna().sum(), "no": waiting["placed_on"].isna().sum()}


def test_addresses_are_those_of_the_cells_that_the_figures_rest_on(adoption_records):
    whole, by_home = on_the_way(adoption_records, (AS_AT,))
    assert addresses(whole, at(AS_AT)) == (whole.cells()[0].key,)
    assert addresses(whole, at(dt.date(2012, 3, 31))) == ()
    for placed in ("yes", "no"):
        (found,) = home_address(by_home, AS_AT, placed=placed)
        assert found.breakdown == (("lives with the family", placed),)
        assert found in {cell.key for cell in by_home.cells()}
    assert home_address(by_home, dt.date(2012, 3, 31), placed="yes") == ()


def test_windows_that_end_after_the_last_day_are_left_out(adoption_records):
    held = three_years_to(adoption_records, "adoption_a1", last=dt.date(2012, 3, 31))
    assert held.measurements[-1].period.end == dt.date(2012, 3, 31)
    assert len(three_years_to(adoption_records, "adoption_a1", last=AS_AT).measurements) == len(held.measurements) + 1
