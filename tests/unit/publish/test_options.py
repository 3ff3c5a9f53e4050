from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from turncurve.publish.options import AsAt, Council, Force, Jobs, here


def test_a_path_below_the_working_directory_is_told_from_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert here(tmp_path / "reports" / "index.html") == str(Path("reports/index.html"))


def test_a_path_elsewhere_is_given_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert here(Path("/elsewhere/reports")) == str(Path("/elsewhere/reports"))


@pytest.mark.parametrize(("jobs", "code"), [("0", 2), ("-1", 2), ("65", 2), ("many", 2), ("1", 0), ("64", 0)])
def test_a_number_of_jobs_that_cannot_be_is_told_in_a_sentence(jobs, code):
    app = typer.Typer()

    def run(council: Council, as_at: AsAt, jobs: Jobs = 2, force: Force = False) -> None:
        typer.echo(f"{council} {as_at} {jobs} {force}")

    app.command()(run)
    done = CliRunner().invoke(app, ["--council", "madeshire", "--as-at", "2013-03-31", "--jobs", jobs])
    assert done.exit_code == code
    assert ("Invalid value for '--jobs'" in done.output) == (code != 0)
    assert (done.output == f"madeshire 2013-03-31 {jobs} False\n") == (code == 0)
