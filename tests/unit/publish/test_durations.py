import json
import logging
from dataclasses import replace

import pytest

from turncurve.publish import durations
from turncurve.publish.durations import expected, keep, known, longest_first, telling
from turncurve.publish.run import Ahead

RECORD = "data/processed/madeshire/kept_runs/run_record.json"


@pytest.fixture
def units(made, unit):
    """Return units of three notebooks."""
    return tuple(unit(made.root / f"notebooks/0{number}_page.ipynb") for number in (1, 2, 3))


def test_without_a_record_the_order_is_that_of_the_notebooks_names(units):
    assert expected(units) == (None, None, None)
    assert longest_first(tuple(reversed(units))) == (2, 1, 0)


def test_the_longest_of_the_last_time_is_begun_first(units, run):
    keep([run(("a",), one=one, seconds=took) for one, took in zip(units, (1.0, 7.0, 3.0), strict=True)])
    assert expected(units) == (1.0, 7.0, 3.0)
    assert longest_first(units) == (1, 2, 0)


def test_a_page_that_took_long_for_another_date_is_taken_to_be_long(units, unit, run):
    keep([run(("a",), one=units[0], seconds=2.0), run(("a",), one=units[1], seconds=8.0)])
    later = tuple(unit(each.notebook, as_at="2014-03-31") for each in units)
    assert expected(later) == (2.0, 8.0, None)
    assert longest_first(later) == (1, 0, 2)


def test_what_did_not_come_to_its_end_or_was_not_run_is_not_kept_and_what_was_is_not_lost(made, units, run):
    keep([run(("a",), one=units[0], seconds=2.0)])
    keep([run(("a",), one=units[0], status="failed"), replace(run(("a",), one=units[1]), kept=True)])
    keep([run(("a",), one=units[2], seconds=4.128)])
    assert known(["Madeshire", "nowhere"]) == {units[0].label: 2.0, units[2].label: 4.13}
    assert (made.root / RECORD).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["", "[]", '{"a": "long"}', '{"a": null}'])
def test_a_record_that_cannot_be_read_is_as_none(made, units, damage):
    (made.root / RECORD).parent.mkdir(parents=True)
    (made.root / RECORD).write_text(damage, encoding="utf-8")
    assert expected(units) == (None, None, None)


def test_where_there_is_no_room_for_the_record_only_the_order_is_lost(made, units, run, caplog):
    (made.root / RECORD).parent.write_text("a file where the folder would be", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        keep([run(("a",), one=units[0])])
    assert "How long notebooks took could not be kept" in caplog.text


def test_each_run_tells_how_far_the_batch_is_and_what_is_left_on_so_many_workers(units, run):
    keep([run(("a",), one=one, seconds=took) for one, took in zip(units, (1.0, 7.0, 3.0), strict=True)])
    told = []
    tell = telling(units, told.append, side_by_side=lambda: 2)
    for one in (units[1], units[2], units[0]):
        tell(run(("a",), one=one))
    assert [each.ahead for each in told] == [Ahead(1, 3, 2.0), Ahead(2, 3, 0.5), Ahead(3, 3, 0.0)]


def test_what_is_not_known_is_taken_to_last_as_long_as_what_was_run_and_kept_results_take_no_time(units, run):
    told = []
    tell = telling(units, told.append, side_by_side=lambda: 1)
    tell(replace(run(("a",), one=units[0], seconds=0.0), kept=True))
    tell(run(("a",), one=units[1], seconds=6.0))
    assert [each.ahead for each in told] == [Ahead(1, 3, None), Ahead(2, 3, 6.0)]
    assert telling(units, None, side_by_side=lambda: 1) is None


def test_a_page_that_no_records_are_held_for_is_not_waited_for_by_another_audience(units, unit, run):
    board = tuple(unit(each.notebook, audience="restricted") for each in units[:2])
    told = []
    tell = telling((*board, *units[:2]), told.append, side_by_side=lambda: 1)
    tell(run(("a",), one=board[0], status="no records held", seconds=4.0))
    tell(run(("a",), one=board[1], seconds=6.0))
    assert [each.ahead for each in told] == [Ahead(2, 4, 8.0), Ahead(3, 4, 5.0)]


def test_the_record_is_text_that_a_person_can_read(made, units, run):
    keep([run(("a",), one=units[0], seconds=2.0)])
    assert json.loads((made.root / RECORD).read_text(encoding="utf-8")) == {units[0].label: 2.0}
    assert durations.RECORD == "run_record.json"
