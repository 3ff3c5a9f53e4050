"""The commands for somebody else's scheduler: list the units of work, and run one."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from turncurve.errors import PublicationError
from turncurve.publish.options import Force

if TYPE_CHECKING:
    from turncurve.publish.request import Request

_KEYS = {"council", "as_at", "audience", "notebook", "notebooks", "parameters", "profile", "step"}
_Council = Annotated[str, typer.Option(help="The council's name or folder.")]
_AsAt = Annotated[str, typer.Option(help="The report's date, YYYY-MM-DD.")]
_Audience = Annotated[str, typer.Option(help="public or restricted.")]
_Unit = Annotated[str, typer.Argument(help="A notebook's name or number; or a unit as JSON, a file of one, or -.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line.

    Parameters
    ----------
    app : typer.Typer
        The command line.
    """
    app.command("units")(_units)
    app.command("unit")(_unit)


def _units(council: _Council = "", as_at: _AsAt = "") -> None:
    """List the units of work of reports.yml, or of one council or date of it. `turncurve unit` runs each line."""
    from turncurve.publish.one_unit import listed_units
    from turncurve.publish.request import ask, listed
    from turncurve.reference import project

    releases = [
        each
        for each in listed(project.root())
        if council in {"", each["council"]} or project.slug(council) == project.slug(each["council"])
    ]
    for each in listed_units([ask(**each) for each in releases if as_at in {"", each["as_at"]}]):
        typer.echo(json.dumps(each))


def _unit(
    unit: _Unit, council: _Council = "", as_at: _AsAt = "", audience: _Audience = "restricted", force: Force = False
) -> None:
    """Run one unit of work, a page for one audience. `turncurve publish` takes its result up and does not run it again.

    A public page needs the restricted pages of its release: run those first.
    """
    from turncurve.publish.one_unit import run_unit, wanted

    given = asked(unit, council=council, as_at=as_at, audience=audience)
    one = wanted(_release(given), name=str(given["notebook"]), audience=str(given["audience"]))
    run = run_unit(one, force=force)
    ending = f"as before, {run.why}" if run.kept else f"{run.seconds:.1f} s"
    typer.echo(f"{run.unit.label}: {ending}. `turncurve publish` will not run it again.")


def asked(unit: str, *, council: str = "", as_at: str = "", audience: str = "restricted") -> dict[str, Any]:
    """Return a unit as asked for: by options, or as JSON or YAML, itself, in a file or from the input.

    Parameters
    ----------
    unit : str
        A notebook's name or number; or an object of JSON; or the name of a file that ends with .json, .yml or .yaml;
        or a stroke for the input.
    council, as_at, audience : str
        What the options say, where the unit is a notebook's name.

    Returns
    -------
    dict of str to object
        Council, date, audience and notebook; notebooks, parameters and profile where it is of no listed release.

    Raises
    ------
    PublicationError
        If it is not laid out as it must be.
    """
    given = _read(unit)
    if given is None:
        given = {"notebook": unit, "council": council, "as_at": as_at, "audience": audience}
    wrong = sorted(set(given) - _KEYS)
    lacks = [name for name in ("council", "as_at", "audience", "notebook") if not given.get(name)]
    if wrong or lacks:
        said = f"has what no unit has, {', '.join(wrong)}" if wrong else f"lacks {', '.join(lacks)}"
        raise PublicationError(
            f"the unit of work {said}",
            where="turncurve unit",
            remedy="Give it as `turncurve units` lists it, or a notebook with --council, --as-at and --audience",
        )
    return {**given, "as_at": str(given["as_at"])}


def _read(unit: str) -> dict[str, Any] | None:
    """Return what is given as JSON or YAML; None for a notebook's name."""
    import yaml

    if unit == "-":
        text = sys.stdin.read()
    elif unit.lstrip().startswith("{"):
        text = unit
    elif unit.endswith((".json", ".yml", ".yaml")):
        text = Path(unit).read_text(encoding="utf-8")
    else:
        return None
    try:
        held = yaml.safe_load(text)  # which reads JSON too
    except yaml.YAMLError:
        held = None
    return held if isinstance(held, dict) else {}


def _release(given: Mapping[str, Any]) -> Request:
    """Return the release that a unit is of: the listed one, unless its notebooks are given with it."""
    from turncurve.disclosure.rule import DEFAULT_PROFILE
    from turncurve.publish.commands import requested
    from turncurve.publish.request import REPORTS, ask, listed
    from turncurve.reference import project

    council, as_at = str(given["council"]), str(given["as_at"])
    if not given.get("notebooks") and (project.root() / REPORTS).is_file():
        for each in listed(project.root()):
            if (project.slug(each["council"]), each["as_at"]) == (project.slug(council), as_at):
                return ask(**each)
    pairs = [f"{name}={value}" for name, value in (given.get("parameters") or {}).items()]
    profile = str(given.get("profile") or DEFAULT_PROFILE)
    names = [str(each) for each in given.get("notebooks") or ()]
    return requested(names, council=council, as_at=as_at, given=pairs, profile=profile)
