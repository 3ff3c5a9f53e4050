"""Identifiers are cleaned, kept apart, and replaced by pseudonyms made with one stable key."""

import hashlib
import hmac

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifiers
from turncurve.ingest.identifiers import Key

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


def test_the_map_is_written_sorted_once_each_and_read_back(tmp_path):
    _, first = identifiers.pseudonyms(pd.Series(["2", "1"], dtype="str"), kind="child", key=KEY)
    _, second = identifiers.pseudonyms(pd.Series(["2", "001"], dtype="str"), kind="child", key=KEY)
    identifiers.write_map([first, second], tmp_path / "identifiers.csv")
    assert list(identifiers.read_map(tmp_path)["identifier"]) == ["001", "1", "2"]
    assert (tmp_path / "identifiers.csv").stat().st_mode & 0o077 == 0
    with pytest.raises(TurnCurveError, match="identifiers are not there"):
        identifiers.read_map(tmp_path / "elsewhere")


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
