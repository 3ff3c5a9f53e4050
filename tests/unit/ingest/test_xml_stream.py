"""XML comes element by element, and what is damaged or defines entities is refused with its file."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.xml_stream import elements, leaves, name_of


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
