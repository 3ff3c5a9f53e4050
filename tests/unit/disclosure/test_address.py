"""Addresses and fingerprints survive any words."""

import hashlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.address import fingerprint, read, written
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import year_ending

_words = st.text(min_size=1, max_size=8)


@given(_words, _words, st.lists(st.tuples(_words, _words), max_size=3))
def test_an_address_is_read_back_whatever_its_words(measure, area, breakdown):
    key = CellKey(measure, area, year_ending(2013), tuple(sorted(breakdown)))
    assert read(json.loads(json.dumps(written(key)))) == key


def test_the_fingerprint_does_not_depend_on_the_order(two_way, toy):
    cells = two_way(toy)
    assert fingerprint(cells) == fingerprint(reversed(cells))
    assert len(fingerprint(cells)) == 64


def test_the_fingerprint_changes_with_a_count_an_address_and_what_is_public(key):
    first = [Cell(key(), 7)]
    others = [[Cell(key(), 8)], [Cell(key(area="Elsewhere"), 7)], [Cell(key(), 7, public_already=True)], []]
    assert len({fingerprint(each) for each in [first, *others]}) == 5


@pytest.mark.parametrize("seed", range(3))
def test_the_fingerprint_is_that_of_an_independent_route_in_any_order(two_way, toy, seed):
    cells = two_way(toy)
    lines = sorted(
        json.dumps([
            [cell.key.measure, cell.key.area, str(cell.key.period.start), str(cell.key.period.end),
             [[name, value] for name, value in cell.key.breakdown]],
            cell.value, False,
        ])
        for cell in cells
    )  # fmt: skip
    order = np.random.default_rng(seed).permutation(len(cells))
    expected = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert fingerprint(cells[place] for place in order) == expected


def test_an_address_is_written_by_hand(key):
    pairs = ("route", "calls"), ("age", "under 1")
    assert written(key(*pairs)) == [
        "plans started", "Exampleshire", "2012-04-01", "2013-03-31", [["age", "under 1"], ["route", "calls"]],
    ]  # fmt: skip
