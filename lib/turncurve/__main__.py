"""The command `turncurve`: each command is thin, and imports what it needs only when it is given."""

from __future__ import annotations

import datetime as dt
import io
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from turncurve.errors import TurnCurveError, of_system
from turncurve.publish import count_commands, forms, storage_commands, unit_commands
from turncurve.publish.options import AsAt, Cluster, Council, Force, Jobs, Rule, here

app = typer.Typer(
    name="turncurve",
    help="Turn a council's own records into Turning the Curve reports that can be checked to the last figure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich doubles the time that it takes
)
_STAGED = "Staged in {}. Read the pages, then run `turncurve release`."


@app.callback()
def _options(debug: Annotated[bool, typer.Option(help="Show the whole traceback of an error.")] = False) -> None:
    """Turn a council's own records into Turning the Curve reports that can be checked to the last figure."""


@app.command()
def reports(jobs: Jobs = 2, profile: Rule = "dfe_now", force: Force = False, cluster: Cluster = "") -> None:
    """Make everything that reports.yml asks for, from raw files to released pages."""
    from turncurve.publish.run_folders import clear_left_over
    from turncurve.publish.standing import Standing, of_everything
    from turncurve.reference import project

    clear_left_over()
    standing = Standing(of_everything(profile))
    before = None if force else standing.told()
    if before is not None:
        typer.echo(f"Nothing has changed: {before['pages']} pages stand as they were made.", err=True)
        _repeat(before["words"])
        for folder, signed_by in before["editions"]:
            typer.echo(f"Unchanged: {here(project.root() / folder)}. {signed_by}.")
        typer.echo(f"Open {here(project.root() / 'reports' / 'index.html')} in a browser.")
        return
    from turncurve.example.council import write
    from turncurve.publish.cluster import chosen
    from turncurve.publish.everything import make_everything
    from turncurve.publish.progress import shown

    with shown() as (say, tell), chosen(cluster, jobs=jobs, force=force) as workers:
        index, released = make_everything(
            write_example=write, workers=workers, say=say, tell=tell, profile=profile, force=force, standing=standing
        )
    for each in released:
        typer.echo(f"{'New edition' if each.new else 'Unchanged'}: {here(each.folder)}. {each.signed_by}.")
    typer.echo(f"Open {here(index)} in a browser.")


@app.command()
def example(
    folder: Annotated[Path | None, typer.Option(help="Where to write; data/raw/exampleshire if not given.")] = None,
    councils: Annotated[int, typer.Option(min=0, max=152, help="So many other invented councils instead.")] = 0,
    jobs: Jobs = 2,
) -> None:
    """Write the files of Exampleshire, an invented council, in the formats that councils hold; or of a nation."""
    from turncurve.example.nation import write_example

    made = write_example(folder, councils=councils, workers=jobs, tell=lambda words: typer.echo(words, err=True))
    typer.echo(f"Wrote {len(made.files)} SYNTHETIC files, {made.size / 1e6:.0f} MB, to {here(made.folder)}.")


@app.command()
def ingest(
    councils: Annotated[list[str] | None, typer.Argument(help="Councils; all under data/raw if none is given.")] = None,
    no_new: Annotated[
        bool, typer.Option("--kept", help="Use the last extract of a database; read no new one.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read every file, also where nothing has changed.")] = False,
) -> None:
    """Read raw files and signed releases, refuse what cannot be trusted, and store checked tables."""
    from turncurve.publish.receiving import read_back, receive_and_read

    def remark(words: str) -> None:
        typer.echo(words, err=True)

    receive = None if no_new else _receive
    asked = councils or _received()
    receive_and_read(asked, receive=receive, force=force, say=typer.echo, remark=remark, here=here)
    every = councils or sorted({*_received(), *_released()})
    read_back(every, force=force, say=typer.echo, remark=remark)


@app.command()
def check(council: Annotated[str, typer.Argument(help="The council's name or folder.")], as_at: AsAt = "") -> None:
    """Tell which published figures a council's records reproduce, and which they do not."""
    from turncurve.publish.local import compared

    faults = 0
    for line, agrees in compared(council, as_at):
        typer.echo(line)
        faults += agrees is False
    typer.echo(f"{faults} published figures differ from the records." if faults else "No published figure differs.")


@app.command()
def worklist(
    indicator: Annotated[str, typer.Argument(help="The indicator's identifier.")], council: Council, as_at: AsAt
) -> None:
    """List the children behind a figure in a local file that is never published."""
    from turncurve.publish.local import write_worklist

    path, rows = write_worklist(indicator, council=council, as_at=as_at)
    typer.echo(f"{rows} rows in {here(path)}. Keep this file where the records are; it is never published.")


@app.command()
def explore(
    council: Council,
    as_at: AsAt,
    indicator: Annotated[str, typer.Option(help="The one to look at closer.")] = "child_protection_plans_started",
) -> None:
    """List every indicator with its latest value and what stands out, on a page that is never published."""
    from turncurve.publish.exploring import NOTEBOOK
    from turncurve.publish.exploring import explore as look

    page = look(council, as_at=as_at, indicator=indicator)
    typer.echo(f"Open {here(page)} in a browser. To go on from there: `make lab`, and open {NOTEBOOK}.ipynb.")


@app.command()
def watch(
    council: Annotated[str, typer.Argument(help="The council's name or folder.")],
    as_at: AsAt = "",
    page: Annotated[bool, typer.Option(help="Make the managers' page too.")] = True,
    weeks_allowed: Annotated[float | None, typer.Option(help="How many weeks' usual arrivals may wait.")] = None,
) -> None:
    """Warn of a backlog of unallocated cases, a line a warning; ends with 0 if none, 3 if any, 1 if it cannot tell."""
    from turncurve.publish.watching import watch as check_queues

    found = check_queues(council, as_at=as_at, pages=page, weeks_allowed=weeks_allowed)
    for line in found.lines:
        typer.echo(line)
    for remark in found.remarks:
        typer.echo(remark, err=True)
    if found.page is not None:
        typer.echo(f"See the page in {here(found.page)}.")
    raise typer.Exit(found.code)


forms.add_to(app)


@app.command()
def publish(
    council: Council,
    as_at: AsAt,
    notebooks: Annotated[list[str] | None, typer.Argument(help="Names or numbers; all if none is given.")] = None,
    audience: Annotated[list[str] | None, typer.Option(help="public or restricted; both if not given.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="A notebook's own, as name=value.")
    ] = None,
    profile: Rule = "dfe_now",
    jobs: Jobs = 2,
    force: Force = False,
    cluster: Cluster = "",
) -> None:
    """Make a council's pages and stage them for a person to read and sign."""
    from turncurve.publish.run_folders import clear_left_over
    from turncurve.publish.standing import NOTHING_CHANGED, Standing, of_staged
    from turncurve.reference import project

    clear_left_over()
    asked = {"notebooks": notebooks, "audience": audience, "parameter": parameter, "profile": profile}
    standing = Standing(of_staged(council, as_at, **asked))
    before = None if force else standing.told()
    if before is not None:
        _repeat([f"  {label}: as before, {NOTHING_CHANGED}" for label in before["pages"]] + before["words"])
        typer.echo(_STAGED.format(here(project.root() / before["folder"])))
        return
    from turncurve.publish import warm_parent

    if not cluster:
        warm_parent.begin()  # it loads its libraries while we load ours
    from turncurve.publish.cluster import chosen
    from turncurve.publish.commands import publish_pages
    from turncurve.publish.progress import shown

    with shown() as (_, tell), chosen(cluster, jobs=jobs, force=force) as workers:
        folder = publish_pages(
            notebooks or [],
            council=council,
            as_at=as_at,
            audiences=audience or [],
            given=parameter or [],
            profile=profile,
            workers=workers,
            tell=tell,
            force=force,
            standing=standing,
        )
    typer.echo(_STAGED.format(here(folder)))


unit_commands.add_to(app)
storage_commands.add_to(app)
count_commands.add_to(app)


@app.command()
def release(
    council: Annotated[str, typer.Argument(help="The council's name or folder.")],
    as_at: AsAt,
    signed_by: Annotated[str, typer.Option(help="Who has read the pages and answers for them.")] = "",
    reason: Annotated[str, typer.Option(help="Why there is a new edition.")] = "",
    profile: Annotated[str, typer.Option(help="The rule that the pages must have been made by.")] = "",
) -> None:
    """Sign what is staged and put it into reports, for good."""
    from turncurve.publish.commands import require_rule
    from turncurve.publish.release import release as put

    if profile:
        require_rule(council, as_at, profile=profile)
    done = put(council, as_at, signed_by=signed_by, reason=reason)
    typer.echo(f"{'Released' if done.new else 'Already released'}: {here(done.folder)}. {done.signed_by}.")


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="A released folder, or any folder above it.")],
    rerun: Annotated[bool, typer.Option("--rerun", help="Run an edition's notebooks again and compare.")] = False,
) -> None:
    """Check every published file against its manifest and its sign-off."""
    from turncurve.tables.verify import main as checked

    code = checked([str(folder)])
    if rerun and code == 0:
        code = _made_again(folder)
    raise typer.Exit(code)


@app.command("print")
def print_pages(
    folder: Annotated[Path, typer.Argument(help="One audience's folder of a release.")],
    to: Annotated[Path, typer.Option(help="Where the PDF files go.")] = Path("print"),
) -> None:
    """Print a release's pages as PDF files, where Chromium is installed."""
    from turncurve.publish.print_copy import print_copies

    made = print_copies(folder, to=to)
    typer.echo(f"{len(made)} PDF files in {here(to.resolve())}.")


@app.command()
def doctor() -> None:
    """Tell whether this machine has what the commands need, whether the records are safe there, and what to mend."""
    from turncurve.publish.doctor import examine

    found = examine()
    for each in found:
        typer.echo(f"{'ok' if each.well else 'mend' if each.needed else 'note'}: {each.words}")
    raise typer.Exit(1 if any(each.needed and not each.well for each in found) else 0)


def _repeat(words: list[str]) -> None:
    """Say again, on the error stream, what was said when what still stands was made."""
    for each in words:
        typer.echo(each, err=True)


def _made_again(edition: Path) -> int:
    """Make an edition again, say what differs, and return the exit code."""
    from turncurve.publish.progress import shown
    from turncurve.publish.rerun import rerun

    with shown() as (_, tell):
        found = rerun(edition, tell=tell)
    for name in found.differing:
        typer.echo(f"{name}: comes out otherwise.")
    for name in found.inputs:
        typer.echo(f"{name}: is not what the release was made from.")
    if not found.differing:
        typer.echo(f"Made again: {found.files} files are the same.")
    return 1 if found.differing else 0


def _receive(council: str) -> None:
    """Read the council's database, where its raw folder names one, as an extract of today."""
    from turncurve.ingest.database import receive
    from turncurve.reference import project

    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    found = receive(project.raw_folder(council), today=today, progress=lambda words: typer.echo(words, err=True))
    if found is not None:
        said = "kept as" if found.is_new else "not changed since"
        typer.echo(f"Read {found.rows:,} rows from the council's database, {said} {found.folder}.")


def _received() -> list[str]:
    """Return the councils that have a folder under data/raw."""
    from turncurve.reference import project

    folders = project.published_folder().parent.iterdir()
    kept = (each for each in folders if each.is_dir() and not each.name.startswith("."))
    return sorted(each.name for each in kept if each != project.published_folder())


def _released() -> list[str]:
    """Return the councils that have a folder under reports."""
    from turncurve.reference import project

    return sorted(each.name for each in (project.root() / "reports").glob("*") if each.is_dir())


def main(words: list[str] | None = None) -> int:
    """Run one command; a problem that the user can mend ends in one sentence and no traceback.

    Parameters
    ----------
    words : list of str, optional
        The command line; the process's own where not given.

    Returns
    -------
    int
        0 where all went well, 1 where the user must do something, 2 for a mistyped command, 130 where it was stopped.

    Raises
    ------
    TurnCurveError
        With --debug alone, as OSError is, so that where it arose is seen.
    OSError
        The same.
    MemoryError
        The same.
    """
    given = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):  # a console of Western Europe has no sign for every name
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if words is None:
        _stop_when_told()
    try:
        app(given, standalone_mode=True)
    except SystemExit as ended:
        return int(ended.code or 0) if not isinstance(ended.code, str) else 1
    except (TurnCurveError, OSError, MemoryError) as problem:
        if "--debug" in given:
            raise
        typer.echo(f"turncurve: {_sentence(problem)}", err=True)
        return 1
    return 0


def _sentence(problem: Exception) -> str:
    """Return one sentence about a problem: ours as it stands, the system's in a user's words."""
    if isinstance(problem, MemoryError):
        return "this machine ran out of memory. End other programs, or run fewer notebooks at once with --jobs 1."
    return str(of_system(problem) if isinstance(problem, OSError) else problem)


def _stop_when_told() -> None:
    """Take an order to end, or the end of the session, as Ctrl-C: what runs is stopped and cleared away."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, stop)


if __name__ == "__main__":
    sys.exit(main())
