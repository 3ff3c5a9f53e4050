"""What is to be published: read from reports.yml, and checked whole before anything runs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from turncurve.disclosure.release import Audience
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.errors import PublicationError, RefusedInputError, TurnCurveError, UnknownNameError
from turncurve.ingest import council as councils
from turncurve.ingest import yaml_file
from turncurve.publish import notebook, parameters
from turncurve.publish.council_names import spelled_out
from turncurve.publish.notebook import Source
from turncurve.publish.parameters import Value
from turncurve.publish.run import Unit
from turncurve.reference import project
from turncurve.reference.project import slug
from turncurve.tables.council import Council, identify
from turncurve.tables.many_councils import councils_compared_by

REPORTS = "reports.yml"
ALL = "all"
"""Stands in reports.yml for every notebook of readers that records are held for."""
_UNREAD = "the list of releases cannot be read"
_REMEDY = (
    "Give each release under `releases:` a council, as_at, audiences and notebooks; it may have a profile and signed_by"
)


@dataclass(frozen=True)
class Asked:
    """One notebook asked for, with the parameters of its own.

    Parameters
    ----------
    source : Source
        The notebook.
    page : str
        The name of the page that it makes.
    given : tuple of (str, object)
        Parameters other than council, date and audience.
    """

    source: Source
    page: str
    given: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Request:
    """One release asked for: a council, a date, its audiences and its pages.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    audiences : tuple of {"public", "restricted"}
        Whom it is for.
    asked : tuple of Asked
        Its notebooks, in the order of its index.
    profile : str
        Name of the rule of what the public may be shown.
    signed_by : str
        Who answers for the pages beforehand, which is enough where every figure was already published.
    what_is_held : bool
        Whether a notebook that no records are held for is left out, rather than the release not made.
    """

    council: str
    as_at: str
    audiences: tuple[Audience, ...]
    asked: tuple[Asked, ...]
    profile: str = DEFAULT_PROFILE
    signed_by: str = ""
    what_is_held: bool = False

    @property
    def identity(self) -> Council:
        """The council, as it must stand on every output."""
        return identify(self.council)

    @property
    def rests_on(self) -> tuple[Path, ...]:
        """Where the tables are that the release rests on: those of its council, and of all that it compares.

        In the order in which whoever makes the release holds them, so that no two runs wait for one another.
        """
        folders = {project.processed_folder(self.council)}
        with suppress(TurnCurveError):  # told when the page is made
            folders |= {project.processed_folder(each.folder) for each in councils_compared_by(self.identity)}
        return tuple(sorted(folders))

    @property
    def date(self) -> dt.date:
        """The report's date."""
        return dt.date.fromisoformat(self.as_at)

    def pages_for(self, audience: str) -> tuple[Asked, ...]:
        """Return the notebooks that one audience is shown: one for the board alone is left out for the public.

        Parameters
        ----------
        audience : str
            Whom the pages are for.

        Returns
        -------
        tuple of Asked
            In the order of the index.
        """
        if audience != "public":
            return self.asked
        return tuple(each for each in self.asked if audience in each.source.audiences)

    def units(self, audience: str, *, plan: Path | None = None) -> tuple[Unit, ...]:
        """Return the runs that one audience's pages need, every parameter checked.

        Parameters
        ----------
        audience : str
            Whom the pages are for.
        plan : pathlib.Path, optional
            The release's suppression plan.

        Returns
        -------
        tuple of Unit
            One a notebook.
        """
        common = {"council": self.council, "as_at": self.as_at, "audience": audience}
        return tuple(
            Unit(each.source.path, each.page, tuple(values.items()), plan)
            for each in self.pages_for(audience)
            for values in [parameters.checked(each.source, {**dict(each.given), **common})]
        )


def ask(
    notebooks: Sequence[str | Mapping[str, Any]],
    *,
    council: str,
    as_at: str,
    audiences: Sequence[str],
    profile: str = DEFAULT_PROFILE,
    signed_by: str = "",
    what_is_held: bool = False,
) -> Request:
    """Put together what is asked for, and check all of it before anything runs.

    Parameters
    ----------
    notebooks : sequence of str or mapping
        Names of notebooks; or mappings with `notebook`, and `page` and `parameters` where they are not the usual ones.
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    audiences : sequence of str
        Whom it is for.
    profile : str, optional
        Name of the rule of what the public may be shown.
    signed_by : str, optional
        Who answers for the pages beforehand.
    what_is_held : bool, optional
        Whether a notebook that no records are held for is left out, rather than the release not made.

    Returns
    -------
    Request
        What is asked for.

    Raises
    ------
    UnknownNameError
        If there is no rule profile of that name.
    PublicationError
        If nothing is asked for, or two pages would have the same name.
    """
    asked = tuple(_asked(each) for each in notebooks)
    twice = [page for page, count in Counter(each.page for each in asked).items() if count > 1]
    if twice:
        raise PublicationError(
            f"two pages would be called {twice[0]}", where=REPORTS, remedy="Give one of them another name with `page:`"
        )
    named: tuple[Audience, ...] = tuple(each for each in notebook.AUDIENCES if each in audiences)
    if not asked or not named or len(named) != len(set(audiences)):
        raise PublicationError(
            "no notebook or no known audience is asked for",
            where=f"{council}, {as_at}",
            remedy=f"Name at least one notebook, and audiences among {', '.join(notebook.AUDIENCES)}",
        )
    rule = _rule(profile, where=f"{council}, {as_at}")
    request = Request(council, as_at, named, asked, rule, signed_by.strip(), what_is_held)
    for audience in named:
        request.units(audience)
    _check_audiences(request)
    return request


def _check_audiences(request: Request) -> None:
    """Refuse a notebook that is for none of the audiences asked for, and an audience without a page."""
    for each in request.asked:
        if not set(each.source.audiences) & set(request.audiences):
            raise UnknownNameError(
                f"{each.source.name} is not for the public, so there would be no page of it",
                where=f"{request.council}, {request.as_at}, audience {' and '.join(request.audiences)}",
                remedy=f"Ask for the audience {' or '.join(each.source.audiences)}",
            )
    empty = [audience for audience in request.audiences if not request.pages_for(audience)]
    if empty:
        raise PublicationError(
            f"none of the notebooks asked for is for the audience {empty[0]}",
            where=f"{request.council}, {request.as_at}",
            remedy="Ask for the restricted audience alone, or name a notebook that is for the public too",
        )


def listed(root: Path) -> tuple[dict[str, Any], ...]:
    """Read the releases that reports.yml names, not yet checked: their councils may not have been read in.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.

    Returns
    -------
    tuple of dict
        The arguments of `ask`, one a release; a council with a star in its name stands for every folder of raw files
        that has such a name, and `notebooks: all` for every notebook of readers that records are held for.

    Raises
    ------
    PublicationError
        If the file is missing or is not laid out as it must be, names one release twice, or nobody after signed_by, or
        councils that there are not.
    UnknownNameError
        If it names a rule profile that there is not.
    """
    wanted, own_choice = {"council", "as_at", "audiences", "notebooks"}, {"profile", "signed_by"}
    releases: tuple[dict[str, Any], ...] = ()
    try:
        held = yaml_file.read(root / REPORTS, unread=_UNREAD)["releases"]
        releases = tuple({**each, "as_at": str(each["as_at"])} for each in held)
    except RefusedInputError as problem:
        raise PublicationError(problem.what, where=problem.where, remedy=_REMEDY) from problem
    except (OSError, KeyError, TypeError, ValueError) as problem:
        _not_laid_out(problem)
    if not releases or any(set(each) - own_choice != wanted for each in releases):
        _not_laid_out()
    releases = tuple(
        {**each, "notebooks": _every(each["council"], root), "what_is_held": True} if each["notebooks"] == ALL else each
        for each in spelled_out(releases, raw=root / "data" / "raw", where=REPORTS)
    )
    if not all(_is_name(each.get("signed_by", "somebody")) for each in releases):
        raise PublicationError(
            "signed_by names nobody", where=REPORTS, remedy="Write who answers for the pages after it, or leave it out"
        )
    twice = Counter((slug(str(each["council"])), each["as_at"]) for each in releases).most_common(1)[0]
    if twice[1] > 1:
        raise PublicationError(
            "one release is listed twice",
            where=f"{REPORTS}: {', '.join(twice[0])}",
            remedy="List all notebooks of a council and a date together",
        )
    for each in releases:
        _rule(each.get("profile", DEFAULT_PROFILE), where=f"{each['council']}, {each['as_at']}")
    return releases


def _every(council: str, root: Path) -> list[str]:
    """Return the notebooks of readers that have anything to say of a council, or of several together."""
    stated = councils.read(root / "data" / "raw" / slug(council), council=council)  # it may not have been read in yet
    return notebook.for_readers(several=bool(stated.compares))


def _is_name(given: object) -> bool:
    """Tell whether something can be the name of who answers for pages."""
    return isinstance(given, str) and bool(given.strip())


def _rule(name: str, *, where: str) -> str:
    """Return the name of a rule that there is, or say for which release one is asked for that there is not."""
    try:
        return rule_named(name).name
    except UnknownNameError as problem:
        raise UnknownNameError(problem.what, where=f"profile of {where}", remedy=problem.remedy) from problem


def _not_laid_out(cause: Exception | None = None) -> NoReturn:
    """Stop at a list of releases that cannot be read."""
    raise PublicationError(_UNREAD, where=REPORTS, remedy=_REMEDY) from cause


def _asked(given: str | Mapping[str, Any]) -> Asked:
    """Return one notebook asked for."""
    entry: Mapping[str, Any] = {"notebook": given} if isinstance(given, str) else given
    source = notebook.read(notebook.find(str(entry.get("notebook", ""))))
    own: Mapping[str, Value] = entry.get("parameters") or {}
    return Asked(source, str(entry.get("page", source.name)), tuple(own.items()))
