"""Whom an authority is compared with."""

import pytest

from turncurve.reference.areas import NATION, Peers, peers_of


def test_the_authority_of_the_file_has_a_region_a_nation_and_ten_neighbours():
    peers = peers_of("Wiltshire")
    assert (peers.region, peers.nation, len(peers.neighbours)) == ("South West", NATION, 10)


def test_no_area_is_its_own_neighbour_and_none_is_named_twice():
    areas = peers_of("Wiltshire").areas
    assert "Wiltshire" not in areas
    assert len(set(areas)) == len(areas) == 12


def test_areas_stand_from_the_widest_to_the_nearest_and_neighbours_by_name():
    areas = peers_of("Wiltshire").areas
    assert areas[:2] == (NATION, "South West")
    assert list(areas[2:]) == sorted(areas[2:])


def test_an_authority_that_is_not_in_the_file_has_no_peers():
    assert peers_of("Nowhereshire") == Peers()
    assert peers_of("Nowhereshire").areas == ()


@pytest.mark.parametrize(
    ("peers", "areas"),
    [
        (Peers(nation="England"), ("England",)),
        (Peers(region="South West"), ("South West",)),
        (Peers(neighbours=("Devon", "Dorset")), ("Devon", "Dorset")),
        (Peers("South West", "England", ("Devon",)), ("England", "South West", "Devon")),
    ],
)
def test_what_is_not_known_is_left_out(peers, areas):
    assert peers.areas == areas


def test_a_name_is_matched_whole():
    assert peers_of("wiltshire") == Peers()
    assert peers_of("Wilt") == Peers()
