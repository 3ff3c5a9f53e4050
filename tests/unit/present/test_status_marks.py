"""A status is told by a shape and by words, and never by colour."""

import datetime as dt

from turncurve.analyses.status import STATUSES
from turncurve.present.status_marks import SHAPES, day, legend, marked


def test_every_status_has_a_shape_of_its_own():
    assert set(SHAPES) == set(STATUSES)
    assert len(set(SHAPES.values())) == len(STATUSES)


def test_the_words_stand_beside_the_shape():
    assert [marked(status).endswith(f" {status}") for status in STATUSES] == [True] * len(STATUSES)
    assert marked("off track") == "■ off track"


def test_what_is_no_status_is_left_as_it_is():
    assert marked("") == ""
    assert marked("new") == "new"


def test_the_legend_names_them_all_in_order():
    places = [legend().index(marked(status)) for status in STATUSES]
    assert places == sorted(places)


def test_a_date_is_written_in_words_and_none_as_a_dash():
    assert day(dt.date(2013, 3, 1)) == "1 March 2013"
    assert day(None) == "–"
