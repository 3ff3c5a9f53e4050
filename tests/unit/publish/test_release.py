import json
import shutil

import pytest
from filelock import FileLock

from turncurve.errors import BusyError, PublicationError, RefusedInputError
from turncurve.publish import layout
from turncurve.publish import release as releasing
from turncurve.publish.executed import DRAFT, SOURCES, collect
from turncurve.publish.laid_page import lay
from turncurve.publish.release import needs_signature, rebuild_index, release
from turncurve.publish.request import ask
from turncurve.publish.stage import folder_of
from turncurve.tables import lineage
from turncurve.tables.verify import sealed, verify


@pytest.fixture
def staged(made, run, bundle, basis, unit):
    """Return a function that stages pages of a council for some audiences."""
    made.council("Realshire")
    path = made.page()

    def make(council="realshire", *, says="It rose.", audiences=("public", "restricted"), tables=None, missing=()):
        rests = {**basis, SOURCES: {**basis[SOURCES], "tables": tables or {"cp_plans": "ab"}}}
        request = ask(["01"], council=council, as_at="2013-03-31", audiences=audiences)
        folder = folder_of(council, "2013-03-31")
        shutil.rmtree(folder, ignore_errors=True)
        for audience in audiences:
            shown = [bundle("answer", sentence=says), *([{DRAFT: {"missing": list(missing)}}] if missing else [])]
            one = unit(path, audience=audience, council=council)
            page = collect(run(("# Has it changed?",), ("a", *shown), ("b", rests), one=one))
            layout.write(folder / audience, layout.contents(request, [lay(page, request=request)], plan=""))
        layout.write(folder, {"plan.json": b"{}", "run_record.json": b"[]"})
        return folder

    return make


def sign(**given):
    return release("realshire", "2013-03-31", **{"signed_by": "A. Person", **given})


def test_a_signed_release_is_the_first_edition_and_sound(staged, made):
    staged()
    done = sign()
    assert done.folder == made.root / "reports/realshire/2013-03-31/1"
    assert (done.new, done.signed_by) == (True, "Signed by A. Person")
    assert sorted(path.name for path in done.folder.iterdir()) == ["public", "restricted", "sign_off.json"]
    assert verify(done.folder).sound


def test_the_sign_off_names_who_signed_and_each_manifest_and_no_day(staged):
    staged()
    held = json.loads((sign().folder / "sign_off.json").read_text(encoding="utf-8"))
    assert {name: held[name] for name in ("edition", "reason", "signed_by")} == {
        "edition": 1,
        "reason": "",
        "signed_by": "Signed by A. Person",
    }
    assert set(held) == {"edition", "reason", "signed_by", "manifests", "previous", "sha256"}
    assert set(held["manifests"]) == {"public", "restricted"}


def test_a_first_edition_corrects_nothing_and_gives_no_reason(staged):
    staged()
    assert json.loads((sign(reason="Rebuilt").folder / "sign_off.json").read_text(encoding="utf-8"))["reason"] == ""


@pytest.mark.parametrize("name", ["", "   "])
def test_a_real_council_releases_nothing_unsigned(staged, made, name):
    staged()
    with pytest.raises(PublicationError, match="nobody has signed the release"):
        sign(signed_by=name)
    assert list((made.root / "reports").iterdir()) == []


def test_an_invented_council_signs_itself_and_says_so(staged):
    staged("madeshire")
    assert release("madeshire", "2013-03-31").signed_by == "Madeshire (SYNTHETIC: signs itself)"


OFFICIAL = {"published_figures": "ab"}


def test_figures_that_were_all_published_already_are_signed_by_somebody_too(staged, made):
    staged(tables=OFFICIAL)
    for name in ("", " "):
        with pytest.raises(PublicationError, match="nobody has signed the release"):
            sign(signed_by=name)
        assert needs_signature("realshire", "2013-03-31", beforehand=name)
    assert list((made.root / "reports").iterdir()) == []
    assert sign().signed_by == "Signed by A. Person"


def test_figures_that_were_all_published_already_can_be_signed_beforehand_and_it_says_so(staged):
    staged(tables=OFFICIAL)
    assert not needs_signature("realshire", "2013-03-31", beforehand="the board's office")
    done = release("realshire", "2013-03-31", beforehand=" the board's office ")
    said = "Signed beforehand by the board's office, because every figure in it was already published"
    assert done.signed_by == said
    assert json.loads((done.folder / "sign_off.json").read_text(encoding="utf-8"))["signed_by"] == said


def test_who_read_the_pages_signs_before_who_answers_beforehand(staged):
    staged(tables=OFFICIAL)
    assert sign(beforehand="the board's office").signed_by == "Signed by A. Person"


@pytest.mark.parametrize("tables", [{"cp_plans": "ab"}, {"published_figures": "ab", "cp_plans": "ab"}])
def test_nobody_signs_a_councils_own_records_beforehand(staged, made, tables):
    staged(tables=tables)
    assert needs_signature("realshire", "2013-03-31", beforehand="the board's office")
    with pytest.raises(PublicationError, match="nobody has signed the release"):
        sign(signed_by="", beforehand="the board's office")
    assert list((made.root / "reports").iterdir()) == []


def test_an_invented_council_needs_nobody(staged):
    staged("madeshire")
    assert not needs_signature("madeshire", "2013-03-31")


def test_a_release_taken_away_stays_on_the_list_and_is_missed(staged, made):
    staged()
    first = sign().folder
    shutil.rmtree(first)
    reports = made.root / "reports"
    rebuild_index()
    assert f"{first}: was released, and is missing." in verify(reports).faults


def test_a_list_of_releases_that_was_changed_stops_the_next_release(staged, made):
    staged()
    first = sign().folder
    path = made.root / "reports" / "lists.json"
    path.write_bytes(path.read_bytes().replace(b"realshire/", b"surreal/"))
    staged(says="It fell.")
    with pytest.raises(PublicationError, match=r"list of releases was changed since it was written \(reports/lists"):
        sign(reason="Mended")
    assert not first.with_name("2").exists()


def test_all_that_was_released_is_sound_together(staged, made):
    reports = made.root / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "README.md").write_text("Releases.", encoding="utf-8")
    staged()
    sign()
    staged(says="It fell.")
    sign(reason="Mended")
    found = verify(reports)
    assert (found.faults, found.notes, len(found.folders)) == ((), (), 4)
    (reports / "README.md").write_text("Others.", encoding="utf-8")
    assert verify(reports).faults == (f"{reports / 'README.md'}: changed since it was made.",)


def test_the_same_pages_released_again_make_nothing_new(staged, made):
    staged()
    first = sign()
    before = {path: path.read_bytes() for path in (made.root / "reports").rglob("*") if path.is_file()}
    staged()
    again = sign(signed_by="Another Person")
    assert (again.folder, again.signed_by, again.new) == (first.folder, "Signed by A. Person", False)
    assert {path: path.read_bytes() for path in (made.root / "reports").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("change", [{"says": "It fell."}, {"audiences": ("public",)}])
def test_changed_pages_are_a_new_edition_and_the_earlier_one_is_left(staged, change):
    staged()
    first = sign()
    before = {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()}
    staged(**change)
    second = sign(reason="The denominator was mended")
    assert (second.folder.name, second.new) == ("2", True)
    assert {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()} == before
    assert json.loads((second.folder / "sign_off.json").read_text())["reason"] == "The denominator was mended"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_new_edition_needs_a_reason(staged, reason):
    staged()
    sign()
    staged(says="It fell.")
    with pytest.raises(PublicationError, match=r"edition 1 has been released.*--reason"):
        sign(reason=reason)


def test_the_tenth_edition_is_followed_by_the_eleventh(staged, made):
    staged()
    first = sign().folder
    for number in (9, 10):
        other = shutil.copytree(first, first.with_name(str(number)))
        held = json.loads((other / "sign_off.json").read_text(encoding="utf-8"))
        (other / "sign_off.json").write_bytes(sealed({**held, "edition": number}))
    shutil.rmtree(first)
    staged(says="It fell.")
    assert sign(reason="Mended").folder.name == "11"


def test_a_draft_is_not_released_and_says_what_it_lacks(staged, made):
    staged(missing=("No story yet.", "No evidence yet."))
    with pytest.raises(PublicationError, match=r"still lacks 2 things, first: 01_curve: No evidence yet"):
        sign()
    assert list((made.root / "reports").iterdir()) == []


def test_where_nothing_is_staged_there_is_nothing_to_release(made):
    made.council("Realshire")
    with pytest.raises(PublicationError, match=r"nothing is staged \(realshire, 2013-03-31\)"):
        sign()


def test_pages_changed_after_they_were_made_are_not_released(staged):
    folder = staged()
    (folder / "public" / "01_curve.html").write_text("changed", encoding="utf-8")
    with pytest.raises(PublicationError, match="were changed after they were made"):
        sign()


def test_a_release_cut_short_is_no_edition_and_is_made_whole_the_next_time(staged, made, monkeypatch):
    staged()

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(releasing, "_check_copied", stop)
        with pytest.raises(KeyboardInterrupt):
            sign()
    series = made.root / "reports/realshire/2013-03-31"
    assert list(series.iterdir()) == []
    assert sign().folder.name == "1"
    assert [path.name for path in series.iterdir()] == ["1"]


def test_the_index_over_all_lists_the_release(staged, made):
    staged()
    sign()
    html = (made.root / "reports" / "index.html").read_text(encoding="utf-8")
    assert "realshire/2013-03-31/1/public/01_curve.html" in html
    assert "Signed by A. Person" in html


def test_the_plan_and_the_run_record_stay_where_they_are(staged):
    staged()
    names = {path.name for path in sign().folder.rglob("*")}
    assert not {"plan.json", "run_record.json"} & names


def test_what_was_released_is_read_back_at_once(staged, made):
    staged()
    sign()
    held = lineage.known("released_figures", folder=made.root / "data/processed/realshire")
    assert sorted(held.sources) == [
        f"reports/realshire/2013-03-31/1/{audience}/figures.csv" for audience in ("public", "restricted")
    ]


@pytest.mark.parametrize("file", ["public/forecasts.csv", "public/figures.csv", "restricted/index.html"])
def test_nothing_is_released_after_a_release_that_was_changed(staged, made, file):
    staged()
    path = sign().folder / file
    path.write_bytes(path.read_bytes() + b" ")
    staged(says="It fell.")
    with pytest.raises(RefusedInputError, match=rf"was signed \(reports/realshire/2013-03-31/1/{file}: changed"):
        sign(reason="Mended")
    assert not path.parents[2].joinpath("2").exists()


def test_an_index_that_a_killed_run_did_not_come_to_is_written_the_next_time(staged, made):
    staged()
    sign()
    index = made.root / "reports" / "index.html"
    whole = index.read_bytes()
    index.write_text("as it was before the release", encoding="utf-8")
    assert not sign().new
    assert index.read_bytes() == whole


def test_pages_that_were_made_anew_with_their_manifest_while_they_were_copied_are_not_published(staged, monkeypatch):
    staged()
    inner = releasing.shutil.copyfile

    def made_anew(source, target):
        inner(source, target)
        if target.name == "manifest.json":
            held = json.loads(target.read_text(encoding="utf-8"))
            target.write_text(json.dumps({**held, "made_by": "another"}), encoding="utf-8")

    monkeypatch.setattr(releasing.shutil, "copyfile", made_anew)
    with pytest.raises(PublicationError, match="what was copied is not what was staged"):
        sign()


def test_what_was_copied_wrongly_is_not_published(staged, made, monkeypatch):
    staged()
    inner = releasing.shutil.copyfile

    def spoil(source, target):
        inner(source, target)
        if target.name == "figures.csv":
            target.write_bytes(b"spoilt")

    monkeypatch.setattr(releasing.shutil, "copyfile", spoil)
    with pytest.raises(PublicationError, match="what was copied is not what was staged"):
        sign()
    assert list((made.root / "reports/realshire/2013-03-31").iterdir()) == []


def test_another_run_that_makes_the_same_pages_is_respected(staged, made):
    folder = staged()
    with FileLock(f"{folder}.lock"), pytest.raises(BusyError, match=r"making this release \(realshire, 2013-03-31"):
        sign()
    assert list((made.root / "reports").iterdir()) == []


def test_pages_that_a_killed_run_took_from_their_place_are_released_all_the_same(staged):
    folder = staged()
    folder.rename(folder.with_name(".2013-03-31.former"))
    assert sign().new
    assert folder.is_dir()
