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
