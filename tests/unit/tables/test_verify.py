import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from turncurve.tables import verify
from turncurve.tables.verify import LISTS, MANIFEST, SIGN_OFF


def fill(folder: Path, files: dict[str, str]) -> None:
    """Write files with their manifest."""
    named = {}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        named[name] = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps({"files": named}), encoding="utf-8")


@pytest.fixture
def edition(tmp_path):
    """Return a signed edition with two audiences."""
    folder = tmp_path / "reports" / "madeshire" / "2013-03-31" / "1"
    for audience in ("public", "restricted"):
        fill(folder / audience, {"index.html": "<p>index", "tables/01/curve.csv": "a,b"})
    sign(folder)
    put_on_list(folder.parents[2])
    return folder


def sign(folder: Path, *, signed_by: str = "Signed by A. Person", **more) -> None:
    """Sign what stands there."""
    manifests = {path.parent.name: verify.sha256(path) for path in folder.glob(f"*/{MANIFEST}")}
    (folder / SIGN_OFF).write_bytes(verify.sealed({"manifests": manifests, "signed_by": signed_by, **more}))


def put_on_list(reports: Path) -> None:
    """List every edition, and the index over them."""
    (reports / "index.html").write_text("<p>", encoding="utf-8")
    editions = {}
    for path in sorted(reports.glob(f"*/*/*/{SIGN_OFF}")):
        files = [path, *path.parent.glob(f"*/{MANIFEST}")]
        hashes = {each.relative_to(path.parent).as_posix(): verify.sha256(each) for each in files}
        editions[path.parent.relative_to(reports).as_posix()] = hashes
    files = {"index.html": verify.sha256(reports / "index.html")}
    (reports / LISTS).write_bytes(verify.sealed({"files": files, "editions": editions}))


@pytest.mark.parametrize(("above", "folders", "files"), [(0, 2, 4), (1, 2, 4), (3, 2, 4)])
def test_an_untouched_release_is_sound_from_wherever_it_is_looked_at(edition, above, folders, files):
    found = verify.verify([edition, *edition.parents][above])
    assert (len(found.folders), found.files, found.faults) == (folders, files, ())
    assert found.sound


def test_one_audience_alone_can_be_checked(edition):
    found = verify.verify(edition / "public")
    assert (found.folders, found.files, found.sound) == ((str(edition / "public"),), 2, True)


@pytest.mark.parametrize("name", ["index.html", "tables/01/curve.csv"])
@pytest.mark.parametrize("place", [0, -1])
def test_one_byte_changed_in_any_file_is_found_and_named(edition, name, place):
    path = edition / "public" / name
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))
    found = verify.verify(edition)
    assert found.faults == (f"{path}: changed since it was published.",)
    assert not found.sound


def test_a_changed_manifest_is_found_by_the_sign_off(edition):
    path = edition / "public" / MANIFEST
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    for looked_at in (edition, edition / "public"):
        assert verify.verify(looked_at).faults == (f"{path}: changed since it was signed off.",)
    assert verify.verify(edition / "restricted").sound


def test_a_missing_file_is_named(edition):
    path = edition / "restricted" / "index.html"
    path.unlink()
    assert verify.verify(edition).faults == (f"{path}: missing.",)


def test_a_file_that_does_not_belong_is_named(edition):
    path = edition / "public" / "tables" / "note.txt"
    path.write_text("mine", encoding="utf-8")
    assert verify.verify(edition).faults == (f"{path}: not in the manifest.",)


def test_an_audience_that_was_not_signed_off_is_named(edition):
    fill(edition / "everyone", {"index.html": "x"})
    assert verify.verify(edition).faults == (f"{edition / 'everyone'}: was not signed off.",)


def test_a_signed_audience_that_is_gone_is_named(edition):
    shutil.rmtree(edition / "public")
    assert verify.verify(edition).faults == (f"{edition / 'public' / MANIFEST}: signed off, but missing.",)


def signed_alone(above: Path, text: str) -> Path:
    """Return one audience's folder that holds a manifest alone, whatever it says, with a sign-off of it."""
    folder = above / "public"
    folder.mkdir()
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    sign(above)
    return folder


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"a": {}}}', '{"files": {"a": 1}}'])
def test_a_damaged_manifest_is_a_fault_and_not_a_crash(tmp_path, text):
    folder = signed_alone(tmp_path, text)
    found = verify.verify(folder)
    assert found.faults[0] == f"{folder / MANIFEST}: this is not a manifest."
    assert not found.sound


@pytest.mark.parametrize("path", ["/etc/hostname", "../outside", "a/../../outside", "C:\\outside", "a\\..\\b"])
def test_a_manifest_cannot_lead_outside_its_folder(tmp_path, path):
    folder = signed_alone(tmp_path, json.dumps({"files": {path: {"sha256": "0"}}}))
    assert verify.verify(folder).faults == (f"{folder / MANIFEST}: this is not a manifest.",)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"manifests": 1}'])
def test_a_damaged_sign_off_is_a_fault(edition, text):
    (edition / SIGN_OFF).write_text(text, encoding="utf-8")
    assert verify.verify(edition).faults == (f"{edition / SIGN_OFF}: this is not a sign-off.",)


def test_a_folder_without_a_manifest_is_not_sound(tmp_path):
    found = verify.verify(tmp_path)
    assert found.faults == (f"{tmp_path}: there is no {MANIFEST} here.",)
    assert not found.sound


@pytest.mark.parametrize(("change", "code"), [(False, 0), (True, 1)])
def test_it_runs_by_itself_with_the_standard_library_alone(edition, change, code):
    if change:
        (edition / "public" / "index.html").write_text("changed", encoding="utf-8")
    command = [sys.executable, "-I", "-S", verify.__file__, str(edition)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == code, done.stderr
    said = "changed since it was published" if change else "4 files in 2 folders are as they were published."
    assert said in done.stdout


def test_it_says_so_where_no_folder_is_named():
    assert verify.main([]) == 1


PAGE = (
    '<figure class="exhibit" id="plans"><table><tr><td><data value="{shown}">{shown}</data></td></tr></table></figure>'
)
TABLE = "\ufeffYear,Plans,Council\r\n2013,1446,Madeshire\r\n2014,-2,Madeshire\r\n"


def forged(above, shown, table=TABLE):
    """Lay out a folder whose manifest and sign-off hold, whatever its page shows."""
    folder = above / "public"
    files = {"01_curve.html": PAGE.format(shown=shown), "tables/01_curve/plans.csv": table}
    named = {}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        named[name] = {"sha256": verify.sha256(path), "bytes": path.stat().st_size}
    (folder / "manifest.json").write_text(json.dumps({"files": named}), encoding="utf-8")
    sign(above)
    return folder


@pytest.mark.parametrize("shown", ["1,446", "1446", "-2", "2013"])
def test_every_marked_figure_is_looked_for_in_its_table(tmp_path, shown):
    assert verify.verify(forged(tmp_path, shown)).faults == ()


def test_a_figure_that_is_not_in_its_table_is_found_though_every_hash_is_right(tmp_path):
    (fault,) = verify.verify(forged(tmp_path, "1,447")).faults
    assert fault.endswith("01_curve.html, plans: shows 1447, which is not so in plans.csv.")


def test_what_was_read_before_it_was_signed_need_not_be_read_again_but_every_byte_is_checked(tmp_path):
    folder = forged(tmp_path, "1,447")
    assert verify.verify(folder, figures=False).sound
    (folder / "01_curve.html").write_text(PAGE.format(shown="1,446"), encoding="utf-8")
    (fault,) = verify.verify(folder, figures=False).faults
    assert fault.endswith("01_curve.html: changed since it was published.")


def test_a_figure_shown_more_often_than_its_table_holds_it_is_found(tmp_path):
    twice = PAGE.format(shown="1,446") * 2
    folder = forged(tmp_path, "1,446")
    (folder / "01_curve.html").write_text(twice, encoding="utf-8")
    assert any("shows 1446" in fault for fault in verify.verify(folder).faults)


def test_a_figure_without_a_table_is_found(tmp_path):
    folder = forged(tmp_path, "12")
    (folder / "tables/01_curve/plans.csv").unlink()
    assert any("shows 12" in fault for fault in verify.verify(folder).faults)


@pytest.fixture
def chained(edition):
    """Return a second edition whose manifests name the first's, as their sign-off does."""
    second = edition.with_name("2")
    shutil.copytree(edition, second)
    named = {}
    for audience in ("public", "restricted"):
        path = second / audience / MANIFEST
        named[audience] = {
            "release": f"2013-03-31/1/{audience}",
            "manifest_sha256": verify.sha256(edition / audience / MANIFEST),
        }
        held = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**held, "previous": named[audience]}), encoding="utf-8")
    sign(second, previous=named)
    put_on_list(second.parents[2])
    return second


@pytest.mark.parametrize("above", range(5))
def test_a_chain_that_holds_is_sound_from_wherever_it_is_looked_at(chained, above):
    assert verify.verify([chained, *chained.parents][above]).faults == ()
    assert verify.verify(chained / "public").sound


def test_an_earlier_manifest_changed_and_signed_again_is_named_by_the_one_that_follows_it(chained, edition):
    path = edition / "public" / MANIFEST
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    sign(edition)
    fault = f"{chained / 'public' / MANIFEST}: follows 2013-03-31/1/public, which was changed since this was signed."
    for looked_at in (chained, chained / "public"):
        assert verify.verify(looked_at).faults == (fault,)
    listed = [f"{edition / name}: changed since it was released." for name in (f"public/{MANIFEST}", SIGN_OFF)]
    assert verify.verify(chained.parents[2]).faults == (fault, *listed)
    assert verify.verify(chained / "restricted").sound
    assert verify.verify(edition).sound


def test_an_earlier_edition_that_is_gone_is_missed_where_all_should_be_here_and_not_in_a_copy(chained, edition):
    shutil.rmtree(edition)
    for looked_at, more in ((chained.parents[2], ["was released, and is missing."]), (chained.parents[1], [])):
        faults = verify.verify(looked_at).faults
        assert [fault.rpartition(": ")[2] for fault in faults] == [
            *(f"follows 2013-03-31/1/{audience}, which is missing." for audience in ("public", "restricted")),
            *more,
        ]
    assert verify.verify(chained).sound


@pytest.mark.parametrize(
    ("previous", "said"),
    [
        ({}, "names another release before it than its sign-off does."),
        ({"release": "2012-03-31/1/public"}, "names another release before it than its sign-off does."),
        (7, "names another release before it than its sign-off does."),
    ],
)
def test_a_manifest_and_a_sign_off_that_name_different_releases_are_at_odds(chained, previous, said):
    held = json.loads((chained / SIGN_OFF).read_text(encoding="utf-8"))
    sign(chained, previous={**held["previous"], "public": previous})
    assert verify.verify(chained).faults == (f"{chained / 'public' / MANIFEST}: {said}",)


@pytest.mark.parametrize("previous", [[1], "x", {"release": "../../x", "manifest_sha256": "a"}, {"release": 1}])
def test_a_link_that_cannot_be_read_or_leads_outside_is_a_fault_and_not_a_crash(chained, previous):
    path = chained / "public" / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "previous": previous}), encoding="utf-8")
    held = json.loads((chained / SIGN_OFF).read_text(encoding="utf-8"))
    sign(chained, previous={**held["previous"], "public": previous})
    (fault,) = verify.verify(chained).faults
    assert fault == f"{path}: what it says of the release before it cannot be read."


@pytest.mark.parametrize("place", range(0, 200, 7))
def test_one_byte_changed_anywhere_in_a_sign_off_is_found(chained, place):
    path = chained / SIGN_OFF
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1
    path.write_bytes(bytes(data))
    for looked_at in (chained, chained / "public"):
        assert verify.verify(looked_at).faults[0].startswith(f"{path}: ")


def test_who_signed_cannot_be_changed_unseen_nor_the_hash_be_taken_away(chained):
    held = json.loads((chained / SIGN_OFF).read_text(encoding="utf-8"))
    for changed in ({**held, "signed_by": "Somebody Else"}, {k: v for k, v in held.items() if k != "sha256"}):
        text = json.dumps(changed, indent=1, sort_keys=True) + "\n"
        (chained / SIGN_OFF).write_text(text, encoding="utf-8", newline="\n")
        assert verify.verify(chained).faults == (f"{chained / SIGN_OFF}: changed since it was written.",)


@pytest.fixture
def listed(edition):
    """Return the folder of all releases, with lists over them."""
    return edition.parents[2]


def test_lists_over_all_releases_are_checked_where_they_are(listed, edition):
    assert verify.verify(listed).sound
    (listed / "index.html").write_text("<p>no", encoding="utf-8")
    assert verify.verify(listed).faults == (f"{listed / 'index.html'}: changed since it was made.",)
    assert verify.verify(edition).sound
    (listed / "index.html").unlink()
    assert verify.verify(listed).faults == (f"{listed / 'index.html'}: missing.",)


SEALED = verify.sealed({"files": {}}).decode()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {}}', '{"files": 1, "sha256": "x"}', SEALED])
def test_a_damaged_file_of_lists_is_a_fault(listed, text):
    (listed / verify.LISTS).write_text(text, encoding="utf-8")
    assert verify.verify(listed).faults == (
        f"{listed / verify.LISTS}: changed since it was written.",
        f"{listed / 'index.html'}: no manifest and no list names this file.",
    )


@pytest.mark.parametrize("editions", [{"../x": {}}, {"/x": {}}, {"a": 1}, {"a": {"../b": "c"}}, [], "a"])
def test_a_list_that_leads_outside_is_a_fault_though_its_hash_is_right(listed, editions):
    (listed / LISTS).write_bytes(verify.sealed({"files": {}, "editions": editions}))
    assert verify.verify(listed).faults[0] == f"{listed / LISTS}: changed since it was written."


def test_the_list_of_releases_taken_away_is_missed_and_so_is_what_it_named(listed):
    (listed / LISTS).unlink()
    (listed / "index.html").write_text("<p>900 children", encoding="utf-8")
    for looked_at in (listed, listed.parent):
        assert verify.verify(looked_at).faults == (
            f"{listed / LISTS}: missing.",
            f"{listed / 'index.html'}: no manifest and no list names this file.",
        )


@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_whole_release_taken_away_is_missed_by_name_at_whatever_level(chained, above):
    reports = chained.parents[2]
    shutil.rmtree([chained, *chained.parents][above])
    faults = verify.verify(reports).faults
    assert f"{chained}: was released, and is missing." in faults
    assert all(fault.endswith(("missing.", "here.")) or "index.html" in fault for fault in faults)
    assert not verify.verify(reports).sound


def test_a_release_emptied_of_its_files_is_missed_too(chained):
    for path in [each for each in chained.rglob("*") if each.is_file()]:
        path.unlink()
    assert verify.verify(chained.parents[2]).faults == (f"{chained}: was released, and is missing.",)


def test_a_release_put_where_no_list_names_it_is_told(chained):
    shutil.copytree(chained, chained.with_name("3"))
    reports = chained.parents[2]
    other = reports / "elsewhere"  # not where an edition stands, so that it has a list of its own or none
    shutil.copytree(chained, other)
    assert verify.verify(reports).faults == (
        f"{other}: is not in {LISTS}, the list of releases.",
        f"{chained.with_name('3')}: is not in {LISTS}, the list of releases.",
    )


@pytest.mark.parametrize("where", [0, 1, 2])
def test_a_list_below_the_place_of_the_list_makes_no_file_belong(listed, edition, where):
    folder = edition.parents[where]
    names = [LISTS, "note.txt"] if where < 2 else ["note.txt"]
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    if where < 2:
        hashes = {"note.txt": verify.sha256(folder / "note.txt")}
        (folder / LISTS).write_bytes(verify.sealed({"files": hashes, "editions": {}}))
    for looked_at in (listed, folder):
        said = "no manifest and no list names this file."
        assert verify.verify(looked_at).faults == tuple(f"{folder / name}: {said}" for name in names)


@pytest.mark.parametrize("name", ["extra.html", "madeshire/notes.txt", "madeshire/2013-03-31/1/notes.txt", ".hidden"])
def test_a_file_that_nothing_names_is_told_wherever_it_lies(listed, edition, name):
    path = listed / name
    path.write_text("mine", encoding="utf-8")
    for looked_at in (each for each in (listed, edition) if path.is_relative_to(each)):
        assert verify.verify(looked_at).faults == (f"{path}: no manifest and no list names this file.",)


def test_a_link_to_a_file_elsewhere_is_a_file_that_nothing_names(listed, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    try:
        (listed / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:  # pragma: no cover - Windows lets few users do so
        pytest.skip("this system makes no links")
    assert verify.verify(listed).faults == (f"{listed / 'link'}: no manifest and no list names this file.",)


def test_a_release_without_a_sign_off_is_not_signed_from_wherever_it_is_looked_at(edition):
    page = edition / "public" / "index.html"
    page.write_text("<p>falsified", encoding="utf-8")
    held = json.loads((edition / "public" / MANIFEST).read_text(encoding="utf-8"))
    held["files"]["index.html"]["sha256"] = verify.sha256(page)
    (edition / "public" / MANIFEST).write_text(json.dumps(held), encoding="utf-8")
    (edition / SIGN_OFF).unlink()
    fault = f"{edition}: not signed, there is no {SIGN_OFF}."
    for looked_at in (edition, edition / "public", *edition.parents[:2]):
        assert verify.verify(looked_at).faults == (fault,)
        assert verify.main([str(looked_at)]) == 1
    assert fault in verify.verify(edition.parents[2]).faults


def test_pages_that_are_staged_have_no_sign_off_and_are_checked_all_the_same(edition):
    (edition / SIGN_OFF).unlink()
    (edition / "plan.json").write_text("{}", encoding="utf-8")
    assert verify.verify(edition, staged=True).sound
    path = edition / "public" / "index.html"
    path.write_text("changed", encoding="utf-8")
    assert verify.verify(edition, staged=True).faults == (f"{path}: changed since it was published.",)


@pytest.mark.parametrize("name", ["", " ", None])
def test_a_sign_off_that_names_nobody_is_a_fault(edition, name):
    sign(edition, signed_by=name)
    assert verify.verify(edition).faults == (f"{edition / SIGN_OFF}: names nobody who signed.",)


def test_there_is_no_older_form_of_a_sign_off_without_its_hash(edition):
    held = json.loads((edition / SIGN_OFF).read_text(encoding="utf-8"))
    for gone in ({"sha256"}, {"sha256", "previous"}):
        bare = {name: value for name, value in held.items() if name not in gone}
        bare["signed_by"] = "Signed by Somebody Else"
        (edition / SIGN_OFF).write_text(json.dumps(bare), encoding="utf-8")
        assert verify.verify(edition).faults == (f"{edition / SIGN_OFF}: changed since it was written.",)


def test_an_edition_copied_elsewhere_is_sound_by_itself_and_says_what_was_not_there(chained, tmp_path, capsys):
    alone = shutil.copytree(chained, tmp_path / "copy" / "2")
    found = verify.verify(alone)
    assert found.sound
    assert found.notes == (
        *(
            f"{alone / audience / MANIFEST}: follows 2013-03-31/1/{audience}, which is not here and was not looked at."
            for audience in ("public", "restricted")
        ),
        f"{alone}: was checked by itself; the list of all releases, which says whether one is missing, is not in it.",
    )
    assert verify.main([str(alone)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 files in 2 folders are as they were published.",
        *(f"Note. {note}" for note in found.notes),
    ]


def test_where_all_is_here_there_is_nothing_to_note(chained):
    assert verify.verify(chained.parents[2]).notes == ()
    assert len(verify.verify(chained).notes) == 1


@pytest.mark.parametrize("within", ["", "public", "public/tables"])
def test_the_folder_that_one_stands_in_can_be_checked(chained, monkeypatch, within):
    monkeypatch.chdir(chained / within)
    above = Path(*[".."] * len(Path(within).parts))
    assert verify.verify(above).sound
    assert verify.verify(Path()).sound is (within != "public/tables")


def test_a_file_that_carries_its_own_hash_is_the_same_however_often_it_is_sealed():
    once = verify.sealed({"b": 1, "a": "é"})
    assert verify.sealed(json.loads(once)) == once
    bare = json.dumps({"a": "é", "b": 1}, indent=1, ensure_ascii=False) + "\n"
    assert json.loads(once)["sha256"] == hashlib.sha256(bare.encode()).hexdigest()


@pytest.mark.parametrize("seen", ["999", ""])
def test_a_figure_that_reads_otherwise_than_it_is_marked_is_found(tmp_path, seen):
    folder = forged(tmp_path, "1,446")
    page = folder / "01_curve.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">1,446<", f">{seen}<"), encoding="utf-8")
    assert any(f"plans: shows {seen or 'nothing'}, where the figure is 1446." in each for each in said_of(folder))


def said_of(folder):
    """Return what is found wrong after the manifest and the sign-off were made to fit whatever is there."""
    held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name in held["files"]:
        held["files"][name] = {"sha256": verify.sha256(folder / name)}
    (folder / MANIFEST).write_text(json.dumps(held), encoding="utf-8")
    sign(folder.parent)
    return verify.verify(folder).faults


def test_a_sentence_that_is_not_the_one_in_the_manifest_is_found(tmp_path):
    folder = forged(tmp_path, "1,446")
    page = folder / "01_curve.html"
    told = '<p class="sentence"><data value="7">7</data> rose.</p></figure>'
    page.write_text(page.read_text(encoding="utf-8").replace("</figure>", told), encoding="utf-8")
    held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for sentence, faults in (("7 rose.", 0), ("8 rose.", 1)):
        held["pages"] = [{"page": "01_curve", "exhibits": [["plans", "Plans", sentence]]}]
        (folder / MANIFEST).write_text(json.dumps(held), encoding="utf-8")
        assert len(said_of(folder)) == faults


@pytest.mark.parametrize(
    "pages",
    [
        1,
        [1],
        [{"page": "01_curve"}],
        [{"page": "01_curve", "exhibits": 5}],
        [{"page": "01_curve", "exhibits": [1, ["plans"]]}],
    ],
)
def test_a_manifest_that_says_nothing_of_sentences_is_no_fault(tmp_path, pages):
    folder = forged(tmp_path, "1,446")
    held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**held, "pages": pages}), encoding="utf-8")
    assert said_of(folder) == ()


def test_a_manifest_that_names_no_file_is_a_fault(tmp_path):
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / MANIFEST).write_text('{"files": {}}', encoding="utf-8")
    sign(tmp_path)
    assert verify.verify(tmp_path).faults == (f"{folder / MANIFEST}: names no file.",)


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_with_nothing_in_it_does_not_pass(tmp_path, capsys, there):
    folder = tmp_path / "reports"
    if there:
        (folder / "exampleshire").mkdir(parents=True)
    assert verify.main([str(folder)]) == 1
    assert capsys.readouterr().out == f"{folder}: there is no {MANIFEST} here.\n"
