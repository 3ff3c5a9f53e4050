import os
import shutil
import subprocess
from pathlib import Path

import pytest

from turncurve.publish import data_safety
from turncurve.publish.data_safety import drive, findings, ignored, permissions, real_councils, synced

IGNORING = "data/raw/*\n!data/raw/published/\n!data/raw/README.md\ndata/processed/*\nreports/*\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def root(made):
    """Return the made project's folder, open to everybody as folders are that nobody thought of."""
    for folder in (made.root, *(made.root / name for name in ("data", "data/raw", "data/processed"))):
        folder.chmod(0o755)
    return made.root


@pytest.fixture
def checkout(root):
    """Return the project as a git checkout that leaves its records alone."""
    git(root, "init", "--quiet")
    (root / ".gitignore").write_text(IGNORING, encoding="utf-8")
    return root


def git(root, *words):
    command = ["git", "-C", str(root), *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words


def test_the_invented_are_told_from_the_real_also_before_they_are_read_in(root, made):
    made.council("Realshire")
    for council, settings in (("newshire", ""), ("playshire", "name: Playshire\nsynthetic: true\n")):
        (root / "data/raw" / council).mkdir()
        (root / "data/raw" / council / "council.yml").write_text(settings, encoding="utf-8")
    for other in ("published", ".newshire.part", "bareshire"):
        (root / "data/raw" / other).mkdir()
    assert real_councils(root) == ["bareshire", "newshire", "realshire"]


@POSIX
@pytest.mark.parametrize(("mode", "well"), [(0o700, True), (0o701, False), (0o710, False), (0o755, False)])
def test_a_folder_that_others_can_open_is_named_with_the_command_that_closes_it(root, mode, well):
    (root / "data/raw").chmod(0o700)
    (root / "data/processed").chmod(mode)
    found = permissions(root, needed=True)
    assert found.well is well
    assert well or found.words.endswith("can open data/processed: run `chmod 700 data/processed`.")


@POSIX
@pytest.mark.parametrize("closed", [".", "data"])
def test_what_lies_below_a_closed_folder_is_closed(root, closed):
    (root / closed).chmod(0o700)
    assert permissions(root, needed=True).well


@pytest.mark.parametrize("needed", [True, False])
def test_it_is_a_fault_only_where_real_records_are(root, needed):
    assert permissions(root, needed=needed, system="posix").needed is needed


def test_windows_does_not_say_and_that_is_said(root):
    found = permissions(root, needed=True, system="nt")
    assert (found.well, found.needed) == (False, False)
    assert "cannot be told on Windows" in found.words


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Madeshire Council", "OneDrive"),
        ("Dropbox (Team)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-a.person", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Box Sync", "Box"),
        ("Nextcloud", "Nextcloud"),
        ("Children - Documents", "SharePoint"),
    ],
)
def test_a_synced_folder_above_the_project_is_known_by_its_name(tmp_path, folder, service):
    root = tmp_path / folder / "deep" / "project"
    root.mkdir(parents=True)
    found = synced(root, variables={}, needed=True)
    assert (found.well, found.needed) == (False, True)
    assert found.words.startswith(f"{service} copies {tmp_path / folder} to other machines: move")


@pytest.mark.parametrize("folder", ["Documents", "OneDriver", "Dropboxes", "Boxing", "drive", "sync"])
def test_a_folder_of_another_name_is_not_taken_for_one(tmp_path, folder):
    (tmp_path / folder).mkdir()
    assert synced(tmp_path / folder, variables={}, needed=True).well


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
        (".sync_0a1b.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_synced_folder_of_any_name_is_known_by_what_its_service_leaves_there(tmp_path, mark, service):
    (tmp_path / "work" / "project").mkdir(parents=True)
    (tmp_path / "work" / mark).touch()
    assert synced(tmp_path / "work" / "project", variables={}, needed=True).words.startswith(f"{service} copies")


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_a_synced_folder_is_known_by_what_windows_names_so(tmp_path, variable):
    (tmp_path / "work" / "project").mkdir(parents=True)
    found = synced(tmp_path / "work" / "project", variables={variable: str(tmp_path / "work")}, needed=False)
    assert (found.well, found.needed) == (False, False)


def test_a_project_that_is_no_checkout_commits_nothing(root):
    assert ignored(root, needed=True).well


@GIT
def test_a_checkout_that_ignores_its_records_is_well(checkout):
    assert ignored(checkout, needed=True).words == "git ignores data/raw, data/processed and reports."


@GIT
def test_a_checkout_that_would_take_records_in_is_not(checkout):
    (checkout / ".gitignore").write_text("data/raw/*\n", encoding="utf-8")
    found = ignored(checkout, needed=True)
    assert (found.well, found.needed) == (False, True)
    assert "restore .gitignore" in found.words


@GIT
def test_records_that_git_tracks_are_a_fault_whoever_they_are_of(checkout):
    (checkout / "data/raw/published").mkdir()
    for name in ("data/raw/published/a.csv", "data/raw/README.md", "data/raw/council.csv"):
        (checkout / name).write_text("a", encoding="utf-8")
        git(checkout, "add", "--force", name)
    found = ignored(checkout, needed=False)
    assert (found.well, found.needed) == (False, True)
    assert "git tracks 1 files of records or reports" in found.words
    assert found.words.endswith("first data/raw/council.csv.")


def test_without_git_a_checkout_cannot_be_asked(root, monkeypatch):
    (root / ".git").mkdir()

    def absent(*_, **__):
        raise FileNotFoundError

    monkeypatch.setattr(data_safety.checkout.subprocess, "run", absent)
    found = ignored(root, needed=True)
    assert (found.well, found.needed) == (False, False)
    assert "install git" in found.words


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("ext4", "rw,relatime", "on a drive of this machine (ext4)"),
        ("NTFS", "rw,fixed", "on a drive of this machine (NTFS)"),
        ("nfs4", "rw", "on a network drive (/project)"),
        ("cifs", "rw", "on a network drive"),
        ("smbfs", "rw", "on a network drive"),
        ("9p", "rw", "on a network drive"),
        ("fuse.sshfs", "rw", "on a network drive"),
        ("NTFS", "rw,remote", "on a network drive"),
        ("exfat", "rw,removable", "on a drive that can be taken out"),
        ("", "cdrom", "on a drive that can be taken out"),
    ],
)
def test_the_kind_of_drive_is_that_of_the_innermost_one(kind, options, words):
    listed = [
        ("/dev/a", "/", "ext4", "rw"),
        ("/dev/b", "/project", kind, options),
        ("/dev/c", "/projects", "nfs", "rw"),
    ]
    found = drive(Path("/project/main"), listed)
    assert words in found.words
    assert found.well is ("of this machine" in words)


def test_linux_says_which_drives_can_be_taken_out(tmp_path):
    for name, said in (("sdb", "1"), ("sda", "0"), ("nvme0n1", "0")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "removable").write_text(f"{said}\n")
    devices = ("/dev/sdb1", "/dev/sda1", "/dev/nvme0n1p2", "tmpfs", "")
    assert [data_safety._is_removable(each, blocks=tmp_path) for each in devices] == [True, False, False, False, False]


def test_a_drive_that_is_not_listed_is_not_judged():
    assert drive(Path("/project"), []).well


def test_all_four_are_looked_at_and_weigh_more_where_real_records_are(root, made):
    notes = list(findings(root))
    made.council("Realshire")
    faults = list(findings(root))
    assert len(notes) == len(faults) == 4
    if os.name != "nt":
        assert [each.needed for each in (notes[0], faults[0])] == [False, True]
