"""A council's settings say where its database's address is kept, and never the address itself."""

import pytest
import yaml

from turncurve.errors import TurnCurveError
from turncurve.ingest.database_settings import DatabaseSettings, address, read

VARIABLE = "TURNCURVE_TEST_DATABASE"
URL = "postgresql://reader:hidden@server/database"


def settings(folder, **held):
    (folder / "database.yml").write_text(yaml.safe_dump(held), encoding="utf-8")
    return read(folder)


def check_refused(folder, *, saying, **held):
    with pytest.raises(TurnCurveError, match=saying) as caught:
        settings(folder, **held)
    assert caught.value.where == "database.yml"
    assert caught.value.remedy
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_folder_without_settings_has_none(tmp_path):
    assert read(tmp_path) is None


def test_all_entries_are_read(tmp_path):
    held = settings(tmp_path, url_variable=VARIABLE, schema="ssd", prefix="x_", without=["ssd_contacts"], seconds=5)
    assert held == DatabaseSettings(VARIABLE, "", "ssd", "x_", ("ssd_contacts",), 5)


def test_entries_that_are_left_out_or_blank_are_as_if_not_there(tmp_path):
    assert settings(tmp_path, url_variable=VARIABLE, schema=None, seconds=None) == DatabaseSettings(VARIABLE)


def test_a_mark_of_byte_order_and_line_ends_of_windows_are_read(tmp_path):
    (tmp_path / "database.yml").write_bytes(b"\xef\xbb\xbfurl_variable: HERE\r\nschema: ssd\r\n")
    assert read(tmp_path) == DatabaseSettings("HERE", schema="ssd")


@pytest.mark.parametrize(
    "name", ["url", "URL", "uri", "password", "Password", "user", "username", "host", "server", "dsn"]
)
def test_a_part_of_the_address_is_refused_and_not_shown(tmp_path, name):
    check_refused(tmp_path, saying="do not belong in the project", **{"url_variable": VARIABLE, name: "hidden"})


def test_an_address_under_another_name_is_refused_and_not_shown(tmp_path):
    check_refused(tmp_path, saying="do not belong in the project", url_variable=URL)


def test_an_entry_that_there_is_not_is_refused_by_its_place(tmp_path):
    check_refused(tmp_path, saying=r"entry 1 of the database's settings is none", url_variable=VARIABLE, hidden="x")


@pytest.mark.parametrize("held", [{}, {"url_variable": "A", "url_file": "/b"}, {"url_variable": ""}])
def test_one_place_for_the_address_must_be_named(tmp_path, held):
    check_refused(tmp_path, saying="name no one place" if held else "cannot be read|name no one place", **held)


@pytest.mark.parametrize(
    ("name", "value", "saying"),
    [
        ("schema", 7, "one text"),
        ("prefix", ["a"], "one text"),
        ("without", "ssd_contacts", "a list"),
        ("seconds", "60", "whole number"),
        ("seconds", True, "whole number"),
        ("seconds", 0, "1 to 3600"),
        ("seconds", 3601, "1 to 3600"),
        ("seconds", -5, "1 to 3600"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path, name, value, saying):
    check_refused(
        tmp_path, saying=f'"{name}" is not what it should be.*{saying}', **{"url_variable": VARIABLE, name: value}
    )


@pytest.mark.parametrize("text", ["- a\n- b\n", "hidden", "a: [hidden", "\x00", "", "a: b: hidden"])
def test_settings_that_are_no_entries_are_refused_and_not_shown(tmp_path, text):
    (tmp_path / "database.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError, match="cannot be read") as caught:
        read(tmp_path)
    assert "hidden" not in str(caught.value)


def test_the_address_is_taken_from_the_variable(monkeypatch):
    monkeypatch.setenv(VARIABLE, f"  {URL}\n")
    assert address(DatabaseSettings(url_variable=VARIABLE)) == URL


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_variable_that_is_not_set_is_named(monkeypatch, value):
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(TurnCurveError, match=f"variable {VARIABLE} .* is not set"):
        address(DatabaseSettings(url_variable=VARIABLE))


def test_the_address_is_taken_from_a_file_outside_the_project(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path / "project"))
    (tmp_path / "address").write_text(f"\ufeff{URL}\r\n", encoding="utf-8")
    assert address(DatabaseSettings(url_file=str(tmp_path / "address"))) == URL


def test_a_file_in_the_home_folder_may_be_named_by_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path / "project"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "address").write_text(URL, encoding="utf-8")
    assert address(DatabaseSettings(url_file="~/address")) == URL


@pytest.mark.parametrize("where", ["data/raw/testshire/address", "address"])
def test_a_file_inside_the_project_is_refused(tmp_path, monkeypatch, where):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(URL, encoding="utf-8")
    with pytest.raises(TurnCurveError, match="lies inside the project") as caught:
        address(DatabaseSettings(url_file=str(path)))
    assert "hidden" not in str(caught.value)


def test_a_path_that_hangs_on_the_working_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    with pytest.raises(TurnCurveError, match="has no whole path"):
        address(DatabaseSettings(url_file="address"))


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_that_is_not_there_empty_or_no_text_is_said(tmp_path, monkeypatch, content):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path / "project"))
    path = tmp_path / "address"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TurnCurveError, match="is not there, is empty, or may not be read"):
        address(DatabaseSettings(url_file=str(path)))
