"""The commands that write what people fill in: returns, the improvement plan, audits. Each is thin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from turncurve.publish.options import Council, here


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line.

    Parameters
    ----------
    app : typer.Typer
        The command line.
    """
    app.command("template")(_template)
    app.command("plan-template")(_plan_template)
    app.command("audit-sample")(_audit_sample)
    app.command("audit-templates")(_audit_templates)
    app.command("contact-sample")(_contact_sample)


def _template(
    name: Annotated[str, typer.Argument(help="Which return: one that does not exist lists those that do.")],
    to: Annotated[
        Path | None, typer.Option(help="The file, .xlsx or .csv; called after the return if not given.")
    ] = None,
) -> None:
    """Write an empty return to fill in, with a guide to its columns, for what no case system holds."""
    from turncurve.publish.blank_return import write_blank_return

    written = ", ".join(here(path) for path in write_blank_return(name, to=to))
    typer.echo(f"Wrote {written}. Put the filled return below data/raw/COUNCIL and run `turncurve ingest`.")


def _plan_template(to: Annotated[Path, typer.Option(help="The workbook.")] = Path("improvement_plan.xlsx")) -> None:
    """Write the workbook in which a council keeps its improvement plan, with what the notice asks filled in."""
    from turncurve.publish.plan_template import write_plan_template

    typer.echo(f"Wrote {here(write_plan_template(to.resolve()))}. Keep one a meeting below data/raw/COUNCIL.")


def _audit_sample(
    programme: Annotated[str, typer.Argument(help="The audit's name in audit_programme.yml.")],
    council: Council,
    drawn_on: Annotated[str, typer.Option(help="The day on which the files are open, YYYY-MM-DD.")],
    seed: Annotated[int | None, typer.Option(min=0, help="The draw's seed; from name and day if not given.")] = None,
    workbooks: Annotated[int, typer.Option(min=1, max=99, help="Workbooks to share the files among.")] = 1,
) -> None:
    """Draw the files of an audit, and write the workbooks that its auditors fill."""
    from turncurve.publish.audit_sample import write_audit_sample

    sample = write_audit_sample(programme, council=council, drawn_on=drawn_on, seed=seed, workbooks=workbooks)
    for line in sample.lines:
        typer.echo(line)
    typer.echo(f"See the workbooks and draw.csv in {here(sample.folder)}. Keep them where the records are.")
    typer.echo("Put the filled workbooks, and draw.csv, into the council's folder under data/raw and run ingest.")


def _audit_templates(council: Council) -> None:
    """Write the files in which a council states its programme of audits and the actions that follow."""
    from turncurve.publish.audit_sample import write_templates

    written = write_templates(council)
    for path in written:
        typer.echo(f"Wrote {here(path)}.")
    if not written:
        typer.echo("Both files are there already, and were left as they are.")


def _contact_sample(
    council: Council,
    drawn_on: Annotated[str, typer.Option(help="Last day of the contacts of its month to draw from, YYYY-MM-DD.")],
    of_each: Annotated[int, typer.Option(min=2, max=1000, help="Contacts of each reason.")] = 40,
    twice: Annotated[int, typer.Option(min=0, max=100, help="Percentage that two coders code apart.")] = 33,
    seed: Annotated[int | None, typer.Option(min=0, help="The draw's seed; from council and day if not given.")] = None,
    workbooks: Annotated[int, typer.Option(min=1, max=99, help="Workbooks, one a coder.")] = 2,
) -> None:
    """Draw contacts to be coded, some of them by two coders, and write the workbooks that the coders fill."""
    from turncurve.publish.contact_sample import write_contact_sample

    sample = write_contact_sample(
        council, drawn_on=drawn_on, of_each=of_each, twice=twice, seed=seed, workbooks=workbooks
    )
    for line in sample.lines:
        typer.echo(line)
    typer.echo(f"See the workbooks and draw.csv in {here(sample.folder)}. Keep them where the records are.")
    typer.echo("Put the filled workbooks into the council's folder under data/raw and run ingest.")
