"""XML comes element by element, and what is damaged or defines entities is refused with its file."""

import pytest
from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest.xml_stream import (
    STRAY,
    UNCLEAR,
    Names,
    day_of,
    elements,
    foreign_items,
    leaves,
    name_of,
    stray_table,
)


def names(text, *tags):
    return [(name_of(each), leaves(each)) for each in elements(text.encode(), tags, file="a.xml")]


def test_each_element_of_a_name_comes_whole_in_order():
    found = names("<r><a><x>1</x></a><b/><a><x>2</x><y> 3 </y></a></r>", "a")
    assert found == [("a", {"x": "1"}), ("a", {"x": "2", "y": "3"})]


def test_a_namespace_is_no_part_of_a_name():
    assert names('<m:r xmlns:m="urn:made"><m:a><m:x>1</m:x></m:a></m:r>', "a") == [("a", {"x": "1"})]


def test_blank_leaves_comments_and_elements_with_elements_are_no_leaves():
    assert names("<r><a><!-- c --><x> </x><y/><z><w>1</w></z></a></r>", "a") == [("a", {})]


def test_elements_are_emptied_as_they_pass_so_that_a_large_file_is_not_held():
    stream = elements(b"<r>" + b"<a><x>1</x></a>" * 3 + b"</r>", ("a",), file="a.xml")
    first = next(stream)
    assert len(first) == 1
    next(stream)
    assert len(first) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<r><a></r>", "damaged or cut short"),
        ("<r><a><x>&b;</x></a></r>", "damaged or cut short"),
        ("<!DOCTYPE r [<!ENTITY b 'c'>]><r><a/></r>", "defines entities"),
    ],
)
def test_what_cannot_be_trusted_is_refused(text, said):
    with pytest.raises(RefusedInputError, match=rf"{said}.*a\.xml"):
        names(text, "a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_capitals_in_an_elements_name_do_not_matter(encoding):
    content = "<r><A><x>1</x></A><m:a xmlns:m='urn:m'><x>2</x></m:a><ab/></r>".encode(encoding)
    assert [leaves(each) for each in elements(content, ("a",), file="a.xml")] == [{"x": "1"}, {"x": "2"}]


def test_what_stands_outside_comes_last_with_the_root_where_it_is_asked_for():
    found = list(elements(b"<r><a><x>1</x></a><b><y>2</y></b></r>", ("a",), file="a.xml", rest=True))
    assert [name_of(each) for each in found] == ["a", "r"]
    assert [len(each) for each in found[-1]] == [0, 1]


def test_an_element_that_holds_a_value_alone_keeps_it_for_the_element_around_it():
    found = list(elements(b"<r><a><a>1</a></a></r>", ("a",), file="a.xml"))
    assert leaves(found[0]) == {}
    outer = [leaves(each) for each in elements(b"<r><a><a>1</a></a></r>", ("a",), file="a.xml")]
    assert outer == [{}, {"a": "1"}]


def test_names_are_known_whatever_their_capitals_unless_two_differ_in_these_alone():
    known = Names(["CPPstartDate", "Id", "ID"])
    element = next(elements(b"<r><a><CPPStartDate>1</CPPStartDate><iD>2</iD></a></r>", ("a",), file="a.xml"))
    assert leaves(element, known) == {"CPPstartDate": "1", "iD": "2"}
    assert [known[tag] for tag in ("{urn:a}ID", "iD", "cppSTARTdate", etree.Comment)] == [
        "ID",
        "iD",
        "CPPstartDate",
        "",
    ]


def test_one_item_in_two_spellings_that_differ_is_unclear():
    element = next(elements(b"<r><a><x>1</x><X>2</X></a></r>", ("a",), file="a.xml"))
    assert leaves(element, Names(["x"])) == {"x": UNCLEAR}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2011-06-01Z", "2011-06-01"),
        ("2011-06-01+01:00", "2011-06-01"),
        ("2011-06-01-14:00", "2011-06-01"),
        ("2011-06-01", "2011-06-01"),
        ("2011-06-01+15:00", "2011-06-01+15:00"),
        ("2011-06-01T00:00:00Z", "2011-06-01T00:00:00Z"),
        ("01/06/2011Z", "01/06/2011Z"),
    ],
)
def test_a_day_is_read_without_the_zone_of_its_clock(text, wanted):
    assert day_of(text) == wanted


TABLES = {"plans": frozenset({"start", "end", "category"}), "enquiries": frozenset({"held", "end"})}


@pytest.mark.parametrize(
    ("names", "table"),
    [(["start"], "plans"), (["end"], "enquiries"), (["end", "start"], "plans"), (["x"], None), ([], None)],
)
def test_items_out_of_place_belong_to_the_table_that_has_most_of_them(names, table):
    assert stray_table(names, TABLES) == table


def test_items_of_another_table_are_named_by_row_and_none_of_an_element_out_of_place():
    rows = [{"start": "1"}, {"start": "2", "held": "3"}, {"held": "4", STRAY: "yes"}, {"other": "5"}]
    found = foreign_items(rows, own=TABLES["plans"], every=TABLES["plans"] | TABLES["enquiries"])
    assert {name: list(where) for name, where in found.items()} == {"held": [False, True, False, False]}
