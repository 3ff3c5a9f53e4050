"""The commands as a person meets them with something wrong: one sentence, exit code 1, and nothing overwritten."""

import hashlib
import re
import shutil
import subprocess
import sys
from copy import copy
from pathlib import Path

import pytest
import yaml

from tests.support.council_files import CHILD, CouncilFiles, day
from tests.support.open_data import file_of, place
from turncurve.__main__ import main
from turncurve.indicators import registry

ROOT = Path(__file__).resolve().parents[2]
PLAN = "Child Protection Plan Start Date"
ANNEX_A = "annex_a/2012-09-30/annex_a.xlsx"
SEND = [["Child Unique ID", "Gender", "Date of Birth", "Date EHC plan finalised", "Primary SEN need"], [1, "M"]]
SENTENCE = re.compile(r"turncurve: \S.*\S \(.+\)\. [A-Z].*\.\n")  # what is wrong (where). What to do.


class Project:
    """A project with one small council, read in."""

    def __init__(self, root: Path):
        self.root = root
        for folder in ("data/raw", "data/processed", "reports"):
            (root / folder).mkdir(parents=True)
        shutil.copy(ROOT / "data/raw/README.md", root / "data/raw")
        shutil.copytree(ROOT / "data/raw/published", root / "data/raw/published")
        shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
        (root / "made").mkdir()
        self.council = CouncilFiles(root / "made")
        raw = root / "data/raw/testshire"
        self.council.raw.rename(raw)
        self.council.raw = raw
        (root / "made").rmdir()
        self.council.annex_a(ANNEX_A, list_7=[{CHILD: str(number), PLAN: day("2012-05-15")} for number in range(12)])

    def copy(self, root: Path) -> "Project":
        """Return a copy of all of it in another folder."""
        shutil.copytree(self.root, root)
        made, made.council = copy(self), copy(self.council)
        made.root, made.council.raw = root, root / "data/raw/testshire"
        return made

    def tree(self) -> dict[str, str]:
        """Return every file and folder below the project, with the hash of its content."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            if path.is_file()
            else ""
            for path in sorted(self.root.rglob("*"))
        }

    def source(self, *, content: bytes, **changes) -> None:
        """Put a file of the Department's open data beside the other public figures."""
        folder = self.root / "data/raw/published/dfe_children_in_need/2031"
        folder.mkdir()
        name = "d3_cpps_subsequent_plan_2013_to_2024.csv"
        words = yaml.safe_load((folder.parent / "2024/source.yml").read_text(encoding="utf-8"))
        held = {**words, "layout": "dfe_children_in_need", "files": {name: ""}, **changes}
        (folder / "source.yml").write_text(yaml.safe_dump(held), encoding="utf-8")
        (folder / name).write_bytes(content)


@pytest.fixture(scope="module")
def read_in(tmp_path_factory):
    """Return a project whose records were read in once by the command."""
    made = Project(tmp_path_factory.mktemp("read_in") / "project")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(made.root))
        patched.chdir(made.root)
        assert main(["ingest", "testshire"]) == 0
    return made


@pytest.fixture
def project(read_in, tmp_path, monkeypatch, capfd):
    """Return a copy of that project, which the commands take for their own."""
    made = read_in.copy(tmp_path / "project")
    monkeypatch.setenv("TURNCURVE_ROOT", str(made.root))
    monkeypatch.delenv("TURNCURVE_PLAN", raising=False)
    monkeypatch.chdir(made.root)
    capfd.readouterr()
    return made


@pytest.fixture
def refused(project, capfd):
    """Return a function that gives a command, and returns the one sentence with which it was refused."""

    def give(*words) -> str:
        before = project.tree()
        assert main(list(words)) == 1
        said = capfd.readouterr()
        assert SENTENCE.fullmatch(said.err.splitlines(keepends=True)[-1]), said.err
        assert "Traceback" not in said.err + said.out
        assert project.tree() == before
        return said.err.splitlines()[-1]

    return give


# command                                                                         what the sentence says
MISTYPED = {
    "an unknown council to read": (("ingest", "nowhere"), "no folder of raw files"),
    "an unknown council to check": (("check", "nowhere"), "'nowhere' is not known"),
    "an unknown council to list": (
        ("worklist", "repeat_child_protection_plans", "--council", "nowhere", "--as-at", "2013-03-31"),
        "'nowhere' is not known",
    ),
    "an unknown council to release": (("release", "nowhere", "--as-at", "2013-03-31"), "nowhere"),
    "a date that is none to check": (("check", "testshire", "--as-at", "31/03/2013"), "'31/03/2013' is not a date"),
    "a date that is none to list": (
        ("worklist", "repeat_child_protection_plans", "--council", "testshire", "--as-at", "2013-02-30"),
        "'2013-02-30' is not a date",
    ),
    "a date that is none to publish": (
        ("publish", "01", "--council", "testshire", "--as-at", "March 2013"),
        "as_at",
    ),
    "an unknown notebook": (("publish", "99", "--council", "testshire", "--as-at", "2013-03-31"), "99"),
    "a misspelt parameter": (
        ("publish", "01", "--council", "testshire", "--as-at", "2013-03-31", "-p", "indicater=referrals"),
        "indicater",
    ),
    "a parameter without a value": (
        ("publish", "01", "--council", "testshire", "--as-at", "2013-03-31", "-p", "indicator"),
        "name=value",
    ),
    "an unknown audience": (
        ("publish", "01", "--council", "testshire", "--as-at", "2013-03-31", "--audience", "everybody"),
        "no known audience",
    ),
    "a release of nothing": (("release", "testshire", "--as-at", "2013-03-31", "--signed-by", "A"), "staged"),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistake_in_what_was_typed_is_one_sentence(refused, name):
    words, said = MISTYPED[name]
    assert said in refused(*words)


def test_an_unknown_indicator_is_told_with_those_that_there_are(project, capfd):
    before = project.tree()
    assert main(["worklist", "repeat_plan", "--council", "testshire", "--as-at", "2013-03-31"]) == 1
    said = capfd.readouterr().err
    assert said.startswith("turncurve: there is no indicator called 'repeat_plan'.")
    assert all(name in said for name in registry.INDICATORS)
    assert project.tree() == before


def broken(council, *, content):
    """Put a file that cannot be trusted beside a sound one."""
    council.bytes("annex_a/2013-03-31/annex_a.xlsx", content)


# what was sent                          how it came                                                    the sentence
RECEIVED = {
    "an empty workbook": (lambda c: c.workbook("annex_a/2013-03-31/a.xlsx", {"Sheet1": []}), "the workbook is empty"),
    "a workbook of another inspection": (lambda c: c.workbook("annex_a/2013-03-31/a.xlsx", {"List 1": SEND}), "SEND"),
    "a workbook cut short": (lambda c: broken(c, content=b"PK\x03\x04"), "damaged or cut short"),
    "text named as a workbook": (lambda c: broken(c, content=b"a,b\n1,2\n"), "its content is text"),
    "a census cut short": (lambda c: c.text("cin_census/2013/cin.xml", "<Message><Header>"), "cin.xml"),
    "a file of no bytes": (lambda c: c.bytes("contact_log/2013/log.csv", b""), "log.csv"),
}


@pytest.mark.parametrize("name", RECEIVED)
def test_a_file_that_cannot_be_trusted_stops_the_reading_and_leaves_the_tables(project, refused, name):
    send, said = RECEIVED[name]
    send(project.council)
    assert said in refused("ingest", "testshire")
    assert main(["worklist", "child_protection_plans_open", "--council", "testshire", "--as-at", "2012-09-30"]) == 0


def test_a_missing_folder_is_told_with_the_folder_to_make(project, refused):
    shutil.rmtree(project.council.raw)
    assert "testshire" in refused("ingest", "testshire")


def test_an_empty_folder_is_told(project, refused):
    (project.root / "data/raw/emptyshire").mkdir()
    assert "emptyshire" in refused("ingest", "emptyshire")


def test_the_example_is_never_written_over_a_councils_own_files(project, refused):
    (project.root / "data/raw/testshire/council.yml").write_text("name: Testshire\n", encoding="utf-8")
    assert "not the example's" in refused("example", "--folder", str(project.council.raw))


ROW = [*place(period="2013"), "250", "35", "14.0"]
# what was put beside the public figures                                   the sentence
PUBLISHED = {
    "a release of a year to come": ({"release_year": 2012}, file_of(ROW), "after the release"),
    "a release of an unknown year": ({"release_year": 1999}, file_of(ROW), "the year of the release is not known"),
    "a release whose year is none": ({"release_year": None}, file_of(ROW), "is not a year"),
    "files listed without their hashes": ({"files": ["plans.csv"]}, file_of(ROW), "are not listed"),
    "a release with renamed columns": (
        {"release_year": 2024},
        file_of(ROW, columns=["CPP_start", "CPP_second", "CPP_second_percent"]),
        "is not there",
    ),
    "a release without a row": ({"release_year": 2024}, b"", "2031"),
    "a source that is not public": (
        {"release_year": 2024, "sensitivity": "official"},
        file_of(ROW),
        "is not public",
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_public_figures_that_cannot_be_trusted_stop_the_reading(project, refused, name):
    changes, content, said = PUBLISHED[name]
    project.source(content=content, **changes)
    assert said in refused("ingest", "testshire")


@pytest.mark.parametrize("as_at", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["check", "worklist"])
def test_a_date_at_which_there_can_be_no_report_is_one_sentence(refused, command, as_at):
    words = {
        "check": ["check", "testshire"],
        "worklist": ["worklist", "child_protection_plans_started", "--council", "testshire"],
    }
    assert f"no report can be dated {as_at}" in refused(*words[command], "--as-at", as_at)


@pytest.mark.slow
def test_a_period_without_data_publishes_nothing_and_says_why(project):
    """Run one page in a process of its own, for a date before any record."""
    before = {name: content for name, content in project.tree().items() if "staged" not in name}
    words = ["publish", "01", "--council", "testshire", "--as-at", "2005-03-31", "--audience", "restricted"]
    done = subprocess.run([sys.executable, "-m", "turncurve", *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("turncurve: ")
    assert "no records are held" in last
    assert "Traceback" not in done.stderr + done.stdout
    assert {name: content for name, content in project.tree().items() if "staged" not in name} == before
    assert not [name for name in project.tree() if name.endswith((".html", ".parquet")) and "staged" in name]
