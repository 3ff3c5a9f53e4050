"""Each release names the one before it by the hash of its manifest, and pages that one has overtaken are refused."""

import json
import shutil

import pytest

from turncurve.errors import PublicationError
from turncurve.publish import stage as staging
from turncurve.publish.chain import followed
from turncurve.publish.executed import STATED
from turncurve.publish.release import release
from turncurve.publish.request import ask
from turncurve.publish.stage import folder_of, stage
from turncurve.tables.verify import MANIFEST, SIGN_OFF, sealed, sha256, verify


@pytest.fixture
def publish(made, monkeypatch, run, bundle, basis):
    """Return a function that stages a page of one date without a kernel, and says what it is told to."""
    made.page()

    def make(as_at, *, says="It rose.", council="madeshire", counts=None):
        def pretend(units, *, workers, limits, tell, meanwhile):
            meanwhile()
            shown = {**bundle("answer", sentence=says), STATED: counts or {}}
            return tuple(run(("# Q?",), ("a", shown), ("b", basis), one=unit) for unit in units)

        monkeypatch.setattr(staging, "run_all", pretend)
        (staged,) = stage([ask(["01"], council=council, as_at=as_at, audiences=["public", "restricted"])])
        assert staged.error is None
        return staged.folder

    return make


def put(as_at, **given):
    return release("madeshire", as_at, **given).folder


def named(folder, audience="public"):
    return json.loads((folder / audience / MANIFEST).read_text(encoding="utf-8"))["previous"]


def test_the_first_release_follows_none_and_each_later_one_the_one_before_it(publish):
    publish("2012-03-31")
    first = put("2012-03-31")
    publish("2013-03-31")
    second = put("2013-03-31")
    publish("2013-03-31", says="It fell.")
    third = put("2013-03-31", reason="Mended")
    for audience in ("public", "restricted"):
        assert named(first, audience) == {}
        assert named(second, audience) == {
            "release": f"2012-03-31/1/{audience}",
            "manifest_sha256": sha256(first / audience / MANIFEST),
        }
        assert named(third, audience) == {
            "release": f"2013-03-31/1/{audience}",
            "manifest_sha256": sha256(second / audience / MANIFEST),
        }
    signed = json.loads((third / SIGN_OFF).read_text(encoding="utf-8"))["previous"]
    assert signed == {audience: named(third, audience) for audience in ("public", "restricted")}
    assert verify(first.parents[1]).sound


def test_what_is_made_again_is_the_same_to_the_byte_though_it_has_been_released_since(publish):
    publish("2012-03-31")
    put("2012-03-31")
    folder = publish("2013-03-31")
    before = {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "run_record.json"
    }
    edition = put("2013-03-31")
    publish("2013-03-31")
    assert {path: path.read_bytes() for path in before} == before
    assert put("2013-03-31") == edition


def test_a_new_edition_of_an_earlier_date_makes_no_new_edition_of_a_later_one(publish):
    for day in ("2012-03-31", "2013-03-31"):
        publish(day)
        put(day)
    publish("2012-03-31", says="It fell.")
    put("2012-03-31", reason="Mended")
    publish("2013-03-31")
    assert put("2013-03-31").name == "1"


def test_another_council_s_releases_are_no_part_of_the_chain(publish, made):
    made.council("Elsewhere", synthetic=True)
    publish("2012-03-31", council="elsewhere")
    release("elsewhere", "2012-03-31")
    assert named(publish("2013-03-31")) == {}


@pytest.mark.parametrize("day", ["2012-03-31", "2014-03-31"])
def test_pages_made_before_another_release_was_signed_are_not_released(publish, day):
    """Made without knowing of one another, the two could give away together what each of them hides."""
    counts = {"plans started|Madeshire|2011-04-01|2012-03-31": 12}
    publish(day, counts=counts)
    publish("2013-03-31", counts=counts)
    put(day)
    with pytest.raises(PublicationError, match="another release was signed since these pages were made"):
        put("2013-03-31")
    publish("2013-03-31", counts=counts)
    assert put("2013-03-31").name == "1"


def test_an_earlier_edition_taken_away_altogether_breaks_the_chain_by_name(publish):
    for day in ("2012-03-31", "2013-03-31"):
        publish(day)
        edition = put(day)
    shutil.rmtree(edition.parents[1] / "2012-03-31")
    faults = verify(edition.parents[1]).faults
    assert len(faults) == 2
    assert all("follows 2012-03-31/1/" in fault and fault.endswith("which is missing.") for fault in faults)
    assert verify(edition).sound


def test_an_earlier_edition_forged_with_its_manifest_and_sign_off_is_found_by_the_next(publish):
    for day in ("2012-03-31", "2013-03-31"):
        publish(day)
        edition = put(day)
    forged = edition.parents[1] / "2012-03-31" / "1"
    manifest = forged / "public" / MANIFEST
    text = manifest.read_text(encoding="utf-8").replace('"It rose."', '"It fell."')
    for path in [each for each in manifest.parent.rglob("*") if each.is_file() and each != manifest]:
        was = sha256(path)
        path.write_bytes(path.read_bytes().replace(b"It rose.", b"It fell."))
        text = text.replace(was, sha256(path))
    manifest.write_text(text, encoding="utf-8")
    signed = json.loads((forged / SIGN_OFF).read_text(encoding="utf-8"))
    signed["manifests"]["public"] = sha256(manifest)
    (forged / SIGN_OFF).write_bytes(sealed(signed))
    assert verify(forged).sound
    place = edition / "public" / MANIFEST
    assert verify(edition).faults == (
        f"{place}: follows 2012-03-31/1/public, which was changed since this was signed.",
    )


def test_a_release_for_one_audience_follows_the_last_one_of_that_audience(publish, made):
    publish("2012-03-31")
    edition = put("2012-03-31")
    said = json.loads((edition / "public" / MANIFEST).read_text(encoding="utf-8"))
    assert followed({**said, "as_at": "2014-03-31"})["release"] == "2012-03-31/1/public"
    assert followed({**said, "as_at": "2011-03-31"}) == {}
    assert followed({**said, "as_at": "2014-03-31", "audience": "nobody"}) == {}
    assert folder_of("madeshire", "2012-03-31").is_dir()
