"""What looks like a person's identifiers is found wherever it hides, and figures are left alone."""

import base64
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import DisclosureError
from turncurve.publish.scan import Finding, find, refuse_identifiers, texts

# All made up: numbers from 999, postcodes of ZZ and telephone numbers of 01632 960 are given to nobody.


def nhs_number(nine):
    """Return nine digits with their check digit, or None where there is none."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return None if rest == 10 else f"{nine}{rest % 11}"


def pupil_number(twelve):
    """Return twelve digits after their check letter."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(2, 14), strict=True))
    return f"{'ABCDEFGHJKLMNPQRTUVWXYZ'[total % 23]}{twelve}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (nhs_number("999000004"), "an NHS number"),
        (
            "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]} {0[6]}{0[7]}{0[8]}{0[9]}".format(nhs_number("999000004")),
            "an NHS number",
        ),
        (pupil_number("801200001001"), "a unique pupil number"),
        ("AB123456C", "a National Insurance number"),
        ("AB 12 34 56 C", "a National Insurance number"),
        ("ZZ1 1ZZ", "a postcode"),
        ("someone@example.org", "an email address"),
        ("01632 960 123", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("born on 31/03/2009", "a date of birth"),
        ("DOB: 2009-03-31", "a date of birth"),
        ("Date of birth 3 March 2009", "a date of birth"),
    ],
)
def test_each_kind_is_found_with_its_place_and_never_its_text(text, kind):
    found = find({"page.html": f"line one\nThen {text} and more.".encode()})
    assert found == (Finding(kind, "page.html", 2),)
    with pytest.raises(DisclosureError, match=rf"looks like {kind}.*page\.html, line 2") as stopped:
        refuse_identifiers({"page.html": f"line one\nThen {text} and more.".encode()})
    assert text not in str(stopped.value)


@pytest.mark.parametrize(
    "text",
    [
        "1,446 of 4,405 referrals, 32.8%",
        "0.9990000042 and 3.1415926535 and 12345.678901234",
        "sha256 9990000042ab and ab9990000042",
        "as at 2013-03-31, from 1 April 2012 to 31 March 2013",
        "E06000054 and E12000009",
        "SSDA903, N05 to N10, List 7, N8 and A1 630",
        "16.0% (62/388) in 2013, 12.5% (64/512) in 2014",
        "9990000043",
        "matplotlib 3.11.0, Python 3.11.7",
        "Plans that were born of a conference on 3 March 2009",
    ],
)
def test_figures_periods_codes_and_hashes_are_left_alone(text):
    assert find({"page.html": text.encode()}) == ()


def test_nothing_is_found_in_nothing():
    assert refuse_identifiers({"page.html": b"", "table.csv": b"Year,Plans\r\n2013,388\r\n"}) is None


def test_pictures_within_pages_and_parts_of_workbooks_are_searched():
    picture = base64.b64encode(b"<svg><text>someone@example.org</text></svg>").decode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("xl/sharedStrings.xml", "<t>ZZ1 1ZZ</t>")
    files = {"a.html": f'<img src="data:image/svg+xml;base64,{picture}">'.encode(), "b.xlsx": held.getvalue()}
    assert find(files) == (
        Finding("an email address", "a.html, picture 1", 1),
        Finding("a postcode", "b.xlsx, xl/sharedStrings.xml", 1),
    )


def test_what_is_no_picture_after_all_is_searched_as_text():
    assert [place for place, _ in texts("a.html", b"data:image/png;base64,abc")] == ["a.html"]


CARD = "<svg><text>someone@example.org</text></svg>"


def zipped(parts, *, comment=b"", note=b""):
    """Return a file made of parts, with what is written on it and on its parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.comment = note
            made.writestr(entry, text)
        made.comment = comment
    return held.getvalue()


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.ipynb", "a.html", "a.txt"])
@pytest.mark.parametrize("value", ["9990000042", "ZZ1 1ZZ", "AB123456C", "H801200001001", "07700 900123"])
def test_a_cell_between_others_is_found_in_every_kind_of_file(name, value):
    assert len(find({name: f"x,{value},b".encode()})) == 1
    assert len(find({name: f"1,{value},2".encode()})) == 1


@pytest.mark.parametrize("how", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_letters_of_two_bytes_are_read(how):
    assert find({"a.csv": "Name,Card\r\nx,999\u00a0000\u00a00042\r\n".encode(how)}) == (
        Finding("an NHS number", "a.csv", 2),
    )


@pytest.mark.parametrize(
    "held",
    [
        zipped({"a.xml": "x"}, comment=b"999 000 0042"),
        zipped({}, comment=b"999 000 0042"),
        zipped({"a.xml": "x"}, note=b"999 000 0042"),
        zipped({"9990000042.xml": "x"}),
        zipped({"inner.zip": zipped({"a.xml": "999 000 0042"})}),
    ],
)
def test_names_of_parts_and_what_is_written_on_them_are_searched(held):
    found = find({"a.xlsx": held})
    assert {each.kind for each in found} == {"an NHS number"}
    assert all("9990000042" not in each.place for each in found)


def test_a_file_of_parts_that_cannot_be_opened_is_refused():
    with pytest.raises(DisclosureError, match=r"cannot be opened.*a\.xlsx"):
        find({"a.xlsx": b"PK\x03\x04 and no more"})


def test_the_names_of_files_are_searched_and_not_repeated():
    with pytest.raises(DisclosureError, match="looks like an email address") as stopped:
        refuse_identifiers({"someone@example.org.csv": b"x", "a.csv": b"x"})
    assert "someone" not in str(stopped.value)


@pytest.mark.parametrize(
    "held",
    [
        f'<img src="data:image/svg+xml;charset=utf-8;base64,{base64.b64encode(CARD.encode()).decode()}">',
        f'<img src="data:;base64,{base64.b64encode(CARD.encode()).decode()}">',
        '<img src="data:image/svg+xml,%3Csvg%3E%3Ctext%3Esomeone%40example.org%3C/text%3E">',
        json.dumps({"image/png": base64.b64encode(CARD.encode()).decode()}),
        json.dumps({"image/svg+xml": "x", "image/png": base64.encodebytes(CARD.encode() * 3).decode()}),
        json.dumps({"image/png": base64.encodebytes(CARD.encode() * 3).decode().splitlines(keepends=True)}, indent=1),
        json.dumps({"application/pdf": base64.b64encode(CARD.encode()).decode()}),
    ],
)
def test_pictures_are_searched_however_they_are_embedded(held):
    assert {each.kind for each in find({"a.ipynb": held.encode()})} == {"an email address"}


def test_what_only_says_that_it_is_a_picture_is_still_searched():
    assert [each.kind for each in find({"a.html": b"data:image/png;base64,9990000042"})] == ["an NHS number"]


def test_dates_below_a_heading_of_birth_are_found_in_files_of_values():
    rows = b"id,dob\r\n1,2009-03-31\r\n"
    assert find({"a.csv": rows}) == (Finding("a date of birth", "a.csv", 2),)
    assert find({"a.zip": zipped({"b.csv": rows})}) == (Finding("a date of birth", "a.zip, b.csv", 2),)


@given(st.from_regex(r"[1-9]\d{8}", fullmatch=True))
def test_an_nhs_number_is_told_from_ten_digits_by_its_check_digit(nine):
    right = nhs_number(nine)
    wrong = {f"{nine}{digit}" for digit in range(10)} - {right}
    if right is not None and len(set(right)) > 1:
        assert find({"a": right.encode()})
    assert all(each.kind != "an NHS number" for text in wrong for each in find({"a": text.encode()}))


@given(st.from_regex(r"\d{12}", fullmatch=True), st.integers(0, 22))
def test_a_pupil_number_is_told_by_its_check_letter(twelve, other):
    right = pupil_number(twelve)
    assert [each.kind for each in find({"a": right.encode()})] == ["a unique pupil number"]
    letter = "ABCDEFGHJKLMNPQRTUVWXYZ"[other]
    assert bool(find({"a": f"{letter}{twelve}".encode()})) == (letter == right[0])
