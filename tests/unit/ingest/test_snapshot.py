"""The files as received are hashed once; our own settings and litter are no part of them."""

import hashlib

import pytest

from turncurve.errors import TurnCurveError
from turncurve.ingest import snapshot


def test_files_are_found_at_any_depth_in_order_with_their_hashes(tmp_path):
    for name in ("b.csv", "a/2012/x.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    taken = snapshot.take(tmp_path)
    assert [each.name for each in taken] == ["a/2012/x.csv", "b.csv"]
    assert taken[0].sha256 == hashlib.sha256(b"a/2012/x.csv").hexdigest()
    assert "b.csv" in repr(taken[1])
    assert "content" not in repr(taken[1])


def test_settings_litter_hidden_and_lock_files_and_links_are_left_out(tmp_path):
    for name in ("council.yml", "corrections.yml", "example.key", "README.txt", "Thumbs.db", ".hidden", "~$open.xlsx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "council.yml")
    with pytest.raises(TurnCurveError, match="holds no files"):
        snapshot.take(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TurnCurveError, match=r"no folder of raw files.*absent"):
        snapshot.take(tmp_path / "absent")


@pytest.mark.parametrize("name", sorted(snapshot.OURS))
def test_our_own_settings_are_no_part_of_what_was_received(tmp_path, name):
    (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / name.upper()).write_text("x", encoding="utf-8")
    (tmp_path / "own.csv").write_text("x", encoding="utf-8")
    assert [each.name for each in snapshot.take(tmp_path)] == ["own.csv"]


@pytest.mark.parametrize(
    "name", [".git/config", "a/.hidden/x.csv", "~$a.xlsx", "a/~$b.xlsx", "desktop.ini", "a/ReadMe.md"]
)
def test_hidden_folders_locks_and_litter_are_left_out_at_any_depth(tmp_path, name):
    for each in (name, "a/own.csv"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("x", encoding="utf-8")
    assert [each.name for each in snapshot.take(tmp_path)] == ["a/own.csv"]


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.csv").write_text("x", encoding="utf-8")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "own.csv").write_text("x", encoding="utf-8")
    (raw / "linked").symlink_to(tmp_path / "outside", target_is_directory=True)
    (raw / "itself").symlink_to(raw, target_is_directory=True)
    assert [each.name for each in snapshot.take(raw)] == ["own.csv"]


def test_a_file_that_cannot_be_read_is_named_and_not_passed_over(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")

    def closed(path):
        raise PermissionError(path)

    monkeypatch.setattr(type(tmp_path), "read_bytes", closed)
    with pytest.raises(TurnCurveError, match=r"cannot be read \(a\.csv\)") as stopped:
        snapshot.take(tmp_path)
    assert "Close it" in stopped.value.remedy


def test_the_bytes_are_those_that_were_hashed(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\x00\xff")
    (taken,) = snapshot.take(tmp_path)
    assert (taken.content, taken.sha256) == (b"\x00\xff", hashlib.sha256(b"\x00\xff").hexdigest())


# a whole path                                     as Windows must be given it
SHORT, LONG = "C:\\data\\a.csv", "C:\\data\\" + "a" * 260
PATHS = [
    (SHORT, SHORT),
    (LONG, "\\\\?\\" + LONG),
    ("\\\\server\\share\\" + "a" * 260, "\\\\?\\UNC\\server\\share\\" + "a" * 260),
    ("\\\\?\\" + LONG, "\\\\?\\" + LONG),
]


@pytest.mark.parametrize(("path", "given"), PATHS, ids=["short", "long", "on a server", "already so"])
def test_a_long_path_is_given_to_windows_in_the_form_that_has_no_limit(path, given):
    assert snapshot.reachable(path, system="win32") == given
    assert snapshot.reachable(path, system="linux") == path


def test_a_file_below_folders_of_long_names_is_read(tmp_path):
    name = "/".join(["extract from the case management system, run by the performance team"] * 5) + "/a.csv"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    (taken,) = snapshot.take(tmp_path)
    assert (taken.name, taken.content) == (name, b"x")
    assert len(str(taken.path)) > 260


def test_a_name_that_is_no_text_is_said(tmp_path):
    (tmp_path / "a\udcff.csv").write_text("x", encoding="utf-8")
    with pytest.raises(TurnCurveError, match=r"name holds signs that are no text \(a\?\.csv\)"):
        snapshot.take(tmp_path)


# a file beside the council's own        what is said of it
PASSED_OVER = [
    (".hidden.csv", "Left alone: hidden"),
    ("~$open.xlsx", "Left alone: the lock"),
    ("Thumbs.db", "Left alone: made by the computer"),
    ("ReadMe April.csv", "Left alone: its name says"),
]


@pytest.mark.parametrize(("name", "said"), PASSED_OVER)
def test_a_file_that_is_passed_over_is_named_with_the_reason(tmp_path, name, said):
    for each in (name, "a/own.csv", "council.yml", ".database.lock"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("x", encoding="utf-8")
    ((given, why),) = snapshot.passed_over(tmp_path).items()
    assert given == name
    assert why.startswith(said)


def test_a_hidden_folder_is_named_once_for_all_that_it_holds(tmp_path):
    for name in (".git/a", ".git/b/c", "own.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert list(snapshot.passed_over(tmp_path)) == [".git"]


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_left_alone(council, tmp_path):
    council.text("logs/a.csv", "Received,Child ID,Route,From whom\n13/04/2012,71,Phone,Police\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.csv").write_text("x", encoding="utf-8")
    (council.raw / "logs" / "out.csv").symlink_to(tmp_path / "outside" / "b.csv")
    (council.raw / "outside").symlink_to(tmp_path / "outside", target_is_directory=True)
    (council.raw / "within.csv").symlink_to(council.raw / "logs" / "a.csv")
    said = {each.file: each.sentence for each in council.ingest().left_alone}
    assert {name: why.partition(":")[0] for name, why in said.items()} == {
        "logs/out.csv": "Refused",
        "outside": "Refused",
        "within.csv": "Left alone",
    }


def test_a_folder_of_nothing_but_a_link_names_it(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path.parent)
    with pytest.raises(TurnCurveError, match=r"no files that can be read \(.*link\.csv\)"):
        snapshot.listed(tmp_path)
