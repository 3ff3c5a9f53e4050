"""What a page rests on, and what its indicators mean."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from turncurve.disclosure.plan import SuppressionPlan
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.indicators.definition import Definition
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit
from turncurve.tables.column import words_of
from turncurve.tables.council import Council
from turncurve.tables.records import Records
from turncurve.tables.registry import model_of

ROUNDED_TO = 100
"""Rows of children's records are rounded to this for the public: a whole, less what is shown, gives what is hidden."""
MOST_FILES = 200
"""Input files that stand one by one; more stand folder by folder, as on a page over many councils."""
BY_FOLDER = (
    "Input files stand folder by folder: the hash is that of what `sha256sum` prints of a folder's files in order of "
    "their names, given from above the folder."
)
PACKAGES = ("turncurve", "pandas", "numpy", "scipy", "statsmodels", "matplotlib")


@dataclass(frozen=True)
class Basis:
    """What a page rests on.

    Parameters
    ----------
    council, as_at, audience : str
        The page's parameters as they were understood.
    tables : dict of str to str
        Hash of each canonical table that was read.
    inputs : dict of str to str
        Hash of each input file behind those tables.
    counts : dict of str to dict of str to int
        Rows read, loaded, refused and merged, by table; rounded for the public where the rows are children's.
    versions : dict of str to str
        Versions of what worked the figures out.
    disclosure : str
        The rule and the plan that were applied, in words.
    """

    council: str
    as_at: str
    audience: str
    tables: dict[str, str]
    inputs: dict[str, str]
    counts: dict[str, dict[str, int]]
    versions: dict[str, str]
    disclosure: str


def basis_of(
    records: Records, *, council: Council, audience: str, plan: SuppressionPlan | None, rule: str = DEFAULT_PROFILE
) -> Basis:
    """Gather what a page rests on.

    Parameters
    ----------
    records : Records
        What the page read its tables through.
    council : Council
        The page's council.
    audience : str
        The page's audience.
    plan : SuppressionPlan or None
        The release's plan; None for a restricted page or one shown while exploring.
    rule : str, optional
        Name of the rule by which a page shown while exploring is made safe.

    Returns
    -------
    Basis
        What it rests on.
    """
    read = dict(sorted(records.read_so_far.items()))
    inputs = {path: sha for lineage in read.values() for path, sha in lineage.sources.items()}
    return Basis(
        council=council.label,
        as_at=records.as_at.isoformat(),
        audience=audience,
        tables={name: lineage.sha256 for name, lineage in read.items()},
        inputs=dict(sorted(inputs.items())),
        counts={name: _counts(name, lineage.counts, audience=audience) for name, lineage in read.items()},
        versions={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        disclosure=f"{protection(audience, profile=plan.profile if plan else rule)}. {_scope(audience, plan)}".rstrip(
            ". "
        ),
    )


def protection(audience: str, *, profile: str) -> str:
    """Return by which rule an audience is shown counts.

    Parameters
    ----------
    audience : str
        Whom a page is for.
    profile : str
        Name of the rule of its release.

    Returns
    -------
    str
        The rule in words, with its name and its source; for those who may see every count, that they do.
    """
    return "every count is shown: restricted" if audience == "restricted" else rule_named(profile).words


def _scope(audience: str, plan: SuppressionPlan | None) -> str:
    """Return over what the rule was applied."""
    if audience == "restricted":
        return ""
    return "One plan for the whole release" if plan else "Each table by itself, for exploring"


def basis_exhibit(basis: Basis) -> Exhibit:
    """Show what a page rests on.

    Parameters
    ----------
    basis : Basis
        What it rests on.

    Returns
    -------
    Exhibit
        One row a table or input file.
    """
    rounded = "" if basis.audience == "restricted" else f" Rows of children's records are to the nearest {ROUNDED_TO}."
    tables = tuple(
        (f"Table {name}", _rows(basis.counts[name], rounded_to=_rounded_to(name, basis.audience)), sha[:16])
        for name, sha in basis.tables.items()
    )
    folded = len(basis.inputs) > MOST_FILES
    inputs = _folders(basis.inputs) if folded else tuple((f"File {p}", "", sha[:16]) for p, sha in basis.inputs.items())
    read = (
        f"{words.plural(len(basis.inputs), 'input file')} read into {words.plural(len(basis.tables), 'table')} as they "
        f"stood on {basis.as_at}; nothing dated later was used."
    )
    versions = words.listed([f"{name} {number}" for name, number in basis.versions.items()])
    return Exhibit(
        title="What this page rests on",
        sentence=read if basis.tables else "No table was read.",
        columns=(
            Column("Table or file", numeric=False),
            Column("Rows", numeric=False),
            Column("SHA-256", numeric=False),
        ),
        rows=tables + inputs,
        notes=(
            f"Parameters: council {basis.council}, as at {basis.as_at}, audience {basis.audience}.",
            f"Disclosure control: {basis.disclosure}.{rounded}",
            *((BY_FOLDER,) if folded else ()),
            f"Worked out with {versions}.",
        ),
    )


def _folders(inputs: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return one row a folder of input files, with one hash of all of them."""
    lines: dict[str, list[str]] = {}
    for path, sha in inputs.items():
        lines.setdefault(path.rpartition("/")[0], []).append(f"{sha}  {path}\n")
    return tuple(
        (f"Folder {name}", words.plural(len(held), "file"), hashlib.sha256("".join(held).encode()).hexdigest()[:16])
        for name, held in lines.items()
    )


def definition_exhibit(definition: Definition) -> Exhibit:
    """Show what an indicator is, in the words of its own file.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    Exhibit
        One row a part of the definition.
    """
    parts = {
        "Numerator": definition.numerator,
        "Denominator": definition.denominator,
        "Unit": definition.unit,
        "Which way is better": _polarity(definition),
        "Why it matters": definition.why,
        "Bear in mind": " ".join(definition.caveats),
        "Rests on": words.listed(definition.source_fields),
        "Official counterpart": definition.published_counterpart or "none",
        "Owner": definition.owner,
    }
    return Exhibit(
        title=f"Definition: {definition.title}",
        sentence=definition.counts,
        columns=(Column("Part", numeric=False), Column("Words", numeric=False)),
        rows=tuple((name, text) for name, text in parts.items() if text),
    )


def _polarity(definition: Definition) -> str:
    """Return which way is better, in words."""
    if definition.band:
        low, high = (words.number(bound, decimals=definition.decimals) for bound in definition.band)
        return f"Neither high nor low is simply good; {low} to {high} {definition.unit} has been held to be sound."
    if definition.polarity == "a band":
        return "Neither high nor low is simply good."
    sentence = definition.polarity[0].upper() + definition.polarity[1:]
    return "Neither way is simply better." if definition.polarity == "neither" else f"{sentence}."


def _counts(table: str, counts: Mapping[str, int], *, audience: str) -> dict[str, int]:
    """Return what became of a table's rows, as an audience may know it."""
    step = _rounded_to(table, audience)
    return {name: (2 * count + step) // (2 * step) * step for name, count in counts.items()}


def _rounded_to(table: str, audience: str) -> int:
    """Return to what an audience is told a table's rows: those about children are rounded for the public."""
    if audience == "restricted":
        return 1
    about_children = any(column["sensitivity"] == "child" for column in words_of(model_of(table)).values())
    return ROUNDED_TO if about_children else 1


def _rows(counts: dict[str, int], *, rounded_to: int) -> str:
    """Return what became of a table's rows; nought where it is rounded is under half of that."""
    few = f"under {rounded_to // 2}" if rounded_to > 1 else "0"
    return ", ".join(
        f"{words.number(count) if count else few} {name.replace('_', ' ')}" for name, count in counts.items()
    )
