"""Text is decoded by its marks and its content, and parted by the delimiter that it uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest.encoding import decode, delimiter_of

TEXT = "Child ID,Team\n1,Café – north\n"


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 without a byte order mark"),
        ("utf-16-be", "UTF-16 without a byte order mark"),
    ],
)
def test_each_encoding_gives_the_same_text(encoding, stated):
    found = decode(TEXT.encode(encoding), file="log.csv")
    assert (found.text, found.encoding) == (TEXT, stated)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x00binary", b"a\x81b", b"\xff\xfe\x00\xd8"])
def test_bytes_that_are_not_text_are_refused_by_name(content):
    with pytest.raises(RefusedInputError, match=r"not text in an encoding.*log\.csv"):
        decode(content, file="log.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_lines(delimiter):
    lines = [delimiter.join(cells) for cells in (["a", "b", "c"], ["1", "x,y" if delimiter != "," else "xy", "3"])]
    assert delimiter_of("\n".join(lines)) == delimiter


def test_a_first_line_may_settle_the_delimiter():
    assert delimiter_of("sep=;\na,b;c,d\n1,2;3,4\n") == ";"


def test_delimiters_inside_quotes_do_not_count():
    assert delimiter_of('a;"b,c,d,e"\n1;"2,3,4,5"\n') == ";"


def test_text_that_nothing_parts_counts_as_comma_separated():
    assert delimiter_of("only\none\ncolumn\n") == ","


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=50))
def test_any_text_in_utf_8_with_a_mark_comes_back(text):
    # The sign that old programs end a file with is no part of its text; anywhere else it stays.
    assert decode(text.encode("utf-8-sig"), file="x").text == text.rstrip("\x1a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Child ID,Team\n1,Ynys Môn\n", "Child ID\n1\n", "a,b\n‘quoted’,£5\n"])
def test_signs_beyond_ascii_come_back_from_every_unicode_form(text, encoding):
    assert decode(text.encode(encoding), file="log.csv").text == text


@pytest.mark.parametrize(
    ("byte", "sign"), [(b"\x96", "–"), (b"\x91", "‘"), (b"\xa3", "£"), (b"\xe9", "é"), (b"\x80", "€")]
)
def test_the_signs_of_windows_are_read_where_the_text_is_not_utf_8(byte, sign):
    found = decode(b"Team\nx" + byte + b"y\n", file="log.csv")
    assert (found.text, found.encoding) == (f"Team\nx{sign}y\n", "Windows-1252")


def test_a_text_of_two_encodings_is_read_line_by_line():
    found = decode("Zoë\n".encode() + "Zoë\n".encode("cp1252") + b"x\x1a", file="log.csv")
    assert (found.text, found.encoding) == ("Zoë\nZoë\nx", "UTF-8 and Windows-1252, line by line")


def test_a_mark_of_utf_8_before_windows_1252_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbfZo\xeb", file="log.csv").text == "Zoë"


@pytest.mark.parametrize("content", [b"a\x00b", b"\xfe\xff\xd8\x00", b"a,b\n\x9d"])
def test_a_text_that_breaks_its_own_encoding_is_refused_with_what_to_do(content):
    with pytest.raises(RefusedInputError) as stopped:
        decode(content, file="log.csv")
    assert "CSV UTF-8" in stopped.value.remedy


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2;3\n4,5\n", ","),
        ("a;b;c\n1,5;2,5;3\n", ";"),
        ("Title of the log\na\tb\n1\t2\n1\t2\n", "\t"),
        ("One\nTwo\nThree\nFour\na,b,c\n1,2;2,3\n", ","),
        ("One\n\n\n\na|b|c\n", "|"),
        ("sep=|\na,b\n", "|"),
        ("SEP=,\na;b\n", ","),
        ("sep=\na;b\n1;2\n", ";"),
        ("", ","),
        ("\n\n", ","),
    ],
)
def test_the_delimiter_is_that_of_most_lines_unless_the_first_says(text, delimiter):
    assert delimiter_of(text) == delimiter
