import hashlib
import json
import shutil

import pytest

from tests.support.made_release import release
from turncurve.errors import PublicationError
from turncurve.publish.release_list import listed_before, release_list
from turncurve.tables.verify import LISTS, MANIFEST, SIGN_OFF, sealed, sha256, verify


@pytest.fixture
def reports(tmp_path):
    """Return a reports folder with two releases, not listed yet."""
    for day in ("2012-03-31", "2013-03-31"):
        release(tmp_path, day, counts={"public": {"a": 7}, "restricted": {"a": 7}})
    return tmp_path / "reports"


def write(reports, **made):
    """Write the list and the lists that it names; return the list."""
    files = {f"{name}.html": text.encode() for name, text in made.items()}
    data = release_list(reports, made=files)
    for name, held in {**files, LISTS: data}.items():
        (reports / name).write_bytes(held)
    return json.loads(data)


def test_it_names_each_edition_with_its_sign_off_and_manifests_and_each_list(reports):
    held = write(reports, index="<p>")
    assert held["files"] == {"index.html": hashlib.sha256(b"<p>").hexdigest()}
    assert list(held["editions"]) == ["madeshire/2012-03-31/1", "madeshire/2013-03-31/1"]
    edition = reports / "madeshire/2013-03-31/1"
    names = (SIGN_OFF, f"public/{MANIFEST}", f"restricted/{MANIFEST}")
    assert held["editions"]["madeshire/2013-03-31/1"] == {name: sha256(edition / name) for name in names}
    assert verify(reports).faults == ()


def test_it_answers_for_the_words_that_stand_in_the_folder_too(reports):
    (reports / "README.md").write_text("Releases.", encoding="utf-8")
    assert set(write(reports)["files"]) == {"README.md"}
    assert verify(reports).faults == ()


def test_what_was_signed_since_is_added_and_the_same_releases_give_the_same_bytes(reports, tmp_path):
    first = write(reports)["editions"]
    assert write(reports)["editions"] == first
    release(tmp_path, "2014-03-31", counts={"public": {"a": 8}})
    assert set(write(reports)["editions"]) - set(first) == {"madeshire/2014-03-31/1"}


@pytest.mark.parametrize("gone", ["madeshire", "madeshire/2013-03-31", "madeshire/2013-03-31/1"])
def test_what_was_taken_away_stays_on_the_list(reports, gone):
    first = write(reports)["editions"]
    shutil.rmtree(reports / gone)
    assert write(reports)["editions"] == first
    assert f"{reports / 'madeshire/2013-03-31/1'}: was released, and is missing." in verify(reports).faults


def test_what_was_made_otherwise_in_the_same_place_is_told_also_after_the_list_is_written_again(reports, tmp_path):
    write(reports)
    release(tmp_path, "2013-03-31", counts={"public": {"a": 9}, "restricted": {"a": 9}})
    write(reports)
    edition = reports / "madeshire/2013-03-31/1"
    assert verify(edition).sound
    assert verify(reports).faults == tuple(
        f"{edition / name}: changed since it was released."
        for name in (f"public/{MANIFEST}", f"restricted/{MANIFEST}", SIGN_OFF)
    )


def test_what_is_no_finished_edition_is_not_listed(reports):
    (reports / "madeshire/2013-03-31/1").rename(reports / "madeshire/2013-03-31/.1.part")
    assert list(write(reports)["editions"]) == ["madeshire/2012-03-31/1"]


def test_where_there_is_no_list_yet_it_named_nothing(reports):
    assert listed_before(reports) == {}


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", sealed({"files": {}}), sealed({"editions": {}})])
def test_a_list_that_is_not_what_was_written_is_never_written_over(reports, text):
    (reports / LISTS).write_bytes(text)
    with pytest.raises(PublicationError, match=r"changed since it was written \(reports/lists.json\).*delete it"):
        release_list(reports, made={})
