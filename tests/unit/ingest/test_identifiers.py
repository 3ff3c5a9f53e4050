"""Identifiers are cleaned, kept apart, and replaced by pseudonyms made with one stable key."""

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers
from turncurve.ingest.distinct import distinct
from turncurve.ingest.identifiers import Key
from turncurve.ingest.sheet import NUMBER, TEXT

KEY = Key(b"a key of more than sixteen characters")


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        ("123", "123"),
        (" 123 ", "123"),
        ("12 3", "123"),
        ("00123", "00123"),
        ("123.0", "123"),
        ("00123.00", "00123"),
        ("ab123", "AB123"),
        ("１２３", "123"),
        ("\u200b123\ufeff", "123"),
        ("12\u00a03", "123"),
        ("1.50", "1.50"),
        ("A.0", "A.0"),
    ],
)
def test_spellings_of_one_identifier_are_made_one_and_leading_zeros_are_kept(cell, cleaned):
    assert identifiers.clean(cell) == cleaned


def test_a_pseudonym_is_the_keyed_hash_of_kind_and_identifier():
    expected = hmac.new(KEY.secret, b"child:00123", hashlib.sha256).hexdigest()[:24]
    assert KEY.pseudonym("child", "00123") == expected
    assert KEY.pseudonym("file", "00123") != expected
    assert Key(b"another key, of the same length").pseudonym("child", "00123") != expected


def test_the_key_is_not_shown():
    assert "characters" not in repr(KEY)


def test_a_column_is_replaced_and_its_map_names_each_identifier_once():
    texts = pd.Series(["7", " 7 ", None, "\u200b", "07"], dtype="str")
    made, held = identifiers.pseudonyms(texts, kind="child", key=KEY)
    seven, padded = KEY.pseudonym("child", "7"), KEY.pseudonym("child", "07")
    assert [None if pd.isna(each) else each for each in made] == [seven, seven, None, None, padded]
    assert list(held.itertuples(index=False, name=None)) == [("child", "07", padded), ("child", "7", seven)]


def test_the_key_file_that_the_variable_names_is_used(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("  0123456789abcdef\n", encoding="utf-8")
    monkeypatch.setenv(identifiers.KEY_VARIABLE, str(tmp_path / "key"))
    assert identifiers.council_key() == Key(b"0123456789abcdef")


def test_without_a_variable_the_configuration_folder_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv(identifiers.KEY_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(TurnCurveError, match=r"there is no key.*TURNCURVE_KEY_FILE"):
        identifiers.council_key()
    (tmp_path / "turncurve").mkdir()
    (tmp_path / "turncurve" / "identifier.key").write_text("0123456789abcdefg", encoding="utf-8")
    assert identifiers.council_key() == Key(b"0123456789abcdefg")


def test_on_windows_the_key_lies_in_the_roaming_folder(monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", "somewhere")
    assert identifiers.default_key_file().as_posix() == "somewhere/turncurve/identifier.key"


@pytest.mark.parametrize("content", ["", "fifteen letters"])
def test_a_key_that_is_too_short_is_refused(tmp_path, content):
    path = tmp_path / "key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TurnCurveError, match="shorter than 16 characters"):
        identifiers.read_key(path)


def test_a_key_inside_the_project_is_refused(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("0123456789abcdef", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    monkeypatch.setenv(identifiers.KEY_VARIABLE, str(tmp_path / "key"))
    with pytest.raises(TurnCurveError, match="lies inside the project"):
        identifiers.council_key()


def test_the_examples_own_key_lies_beside_its_files(tmp_path):
    with pytest.raises(TurnCurveError, match="cannot be read"):
        identifiers.example_key(tmp_path)
    (tmp_path / "example.key").write_text("SYNTHETIC and long enough", encoding="utf-8")
    assert identifiers.example_key(tmp_path) == Key(b"SYNTHETIC and long enough")


@given(st.text(max_size=15))
def test_cleaning_twice_changes_nothing_more(text):
    once = identifiers.clean(text)
    assert identifiers.clean(once) == once


# A sign that shows nothing, by the number of its code point.
INVISIBLE = [0x00, 0x07, 0x1B, 0x7F, 0x80, 0x9F, 0xAD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200D, 0x200F, 0x202E, 0x2060]
INVISIBLE += [0x2066, 0x2069, 0xFE0F, 0xFEFF, 0xFFF9, 0xE0020]


@pytest.mark.parametrize("sign", INVISIBLE, ids=hex)
@pytest.mark.parametrize("pattern", ["{}A1", "A{}1", "A1{}"])
def test_a_sign_that_shows_nothing_does_not_make_another_child(sign, pattern):
    assert identifiers.clean(pattern.format(chr(sign))) == "A1"


@pytest.mark.parametrize("space", ["\t", "\n", "\r", "\x0b", "\x1c", "\x85", "\u2003", "\u3000", "\u202f"])
def test_spaces_of_every_kind_are_taken_out(space):
    assert identifiers.clean(f"{space}A{space}1{space}") == "A1"


@pytest.mark.parametrize(
    "word", ["", "-", "--", "?", "n/a", "NA", "None", "null", "NaN", "Unknown", "not known", "t b c"]
)
def test_a_word_for_nobody_is_nobody(word):
    made, held = identifiers.pseudonyms(pd.Series([word, "7"], dtype="str"), kind="child", key=KEY)
    assert list(made.isna()) == [True, False]
    assert list(held["identifier"]) == ["7"]


def rules(*cells, kinds=None):
    """Return, by cell, the rule that refuses it."""
    texts = pd.Series(cells, dtype="str")
    held = identifiers.faults(texts, kinds=np.array(kinds or [TEXT] * len(cells), dtype=np.uint8))
    named = [[rule for rule, mask in held.items() if mask[place]] for place in range(len(cells))]
    assert all(len(each) <= 1 for each in named)
    return [each[0] if each else None for each in named]


ERRORS = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!", " #n/a "]


@pytest.mark.parametrize("cell", ERRORS)
def test_an_error_of_the_spreadsheet_is_no_child(cell):
    assert rules("7", cell, None) == [None, "error_cell", None]
    assert list(identifiers.is_error(pd.Series(["7", cell.strip(), None], dtype="str"))) == [False, True, False]


@pytest.mark.parametrize("cell", ["#7", "REF", "N/A", "#REF!7", "7#N/A", ""])
def test_what_only_resembles_an_error_is_none(cell):
    assert rules(cell) == [None]
    assert not identifiers.is_error(pd.Series([cell], dtype="str")).any()


@pytest.mark.parametrize("cell", ["1E+12", "1.2E+12", "1.23457E+12", "1,23457e+12", "9.99999E+014"])
def test_a_number_whose_digits_were_dropped_is_no_child(cell):
    assert rules(cell, "1000000000000") == ["shortened_number", None]


@pytest.mark.parametrize("cell", ["1E12", "E+12", "A1E+12", "12E+12", "1E-12", "1.2"])
def test_a_code_with_an_e_in_it_is_a_code(cell):
    assert rules(cell) == [None]


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_refused_and_the_same_digits_as_text_are_kept():
    fifteen, sixteen = "123456789012345", "1234567890123456"
    assert rules(fifteen, sixteen, sixteen, kinds=[NUMBER, NUMBER, TEXT]) == [None, "shortened_number", None]


# cell                is it refused
ALPHABETS = [
    ("A1", False),
    ("É1", False),
    ("Ｂ２", False),  # full-width signs become ours
    ("\u04101", True),  # Cyrillic A
    ("\u0391", True),  # Greek capital alpha
    ("1\u0665", True),  # Arabic five
    ("\u0967", True),  # Devanagari one
    ("A\u4e00", True),
    ("A·1", False),
    ("№7", False),
]


@pytest.mark.parametrize(("cell", "is_refused"), ALPHABETS)
def test_letters_and_digits_of_other_alphabets_are_refused(cell, is_refused):
    assert rules(cell) == ["other_alphabet" if is_refused else None]


# cell         the first of the rules that it breaks
SEVERAL = [("@\u0370", "other_alphabet"), ("=\u0410", "other_alphabet"), ("+1E+12", "formula"), ("@A", "formula")]


@pytest.mark.parametrize(("cell", "rule"), SEVERAL)
def test_a_cell_that_breaks_several_rules_is_refused_once_under_the_first(cell, rule):
    assert rules(cell) == [rule]


def test_a_column_without_identifiers_has_no_faults():
    assert rules(None, None) == [None, None]


@given(st.lists(st.one_of(st.none(), st.text(max_size=6)), max_size=6))
def test_no_text_breaks_the_check_and_blanks_are_never_at_fault(cells):
    found = rules(*cells) if cells else []
    assert all(rule is None for cell, rule in zip(cells, found, strict=True) if cell is None)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("A1 / A2", "several_numbers"),
        ("A1; A2", "several_numbers"),
        ("12 & 13", "several_numbers"),
        ("A1 and A2", "several_numbers"),
        ("AB12/AB13/AB14", "several_numbers"),
        ("12,345", "several_numbers"),
        ("<b>A1</b>", "not_an_identifier"),
        ("A1/2", None),
        ("123/4", None),
        ("A1/B2", None),
        ("SMITH/01", None),
    ],
)
def test_two_childrens_numbers_in_one_cell_and_markup_are_nobodys_number(cell, rule):
    texts = pd.Series([cell], dtype="str")
    named = [each for each, mask in identifiers.faults(texts, kinds=np.zeros(1, dtype=np.uint8)).items() if mask[0]]
    assert named == ([rule] if rule else [])


@given(st.text(min_size=1) | st.text("TtFf019azAZ é0\n", min_size=1, max_size=18))
def test_only_letters_and_digits_of_ours_are_taken_for_sound_at_one_look(text):
    looked_at = distinct(pd.Series([text], dtype="str"), but=identifiers._PLAIN)
    plain = text.isascii() and text.isalnum() and len(text) <= 15 and text[0] not in "TtFf"
    assert looked_at == ([] if plain else [text])
