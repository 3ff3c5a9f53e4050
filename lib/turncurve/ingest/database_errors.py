"""What went wrong with a database, in a sentence of ours: the driver's own words may hold an address or a value."""

from __future__ import annotations

from collections.abc import Iterator

from turncurve.errors import TurnCurveError

UNREACHABLE = ("the database's server cannot be reached", "Check the network, the server's name and its port")
REFUSED_LOGIN = (
    "the database's server refuses the user or the password",
    "Check both in the database's address, where the settings say that it is kept",
)
NO_DATABASE = ("there is no database by that name on the server", "Check the end of the database's address")
NOT_ALLOWED = (
    "the database does not permit the table to be read",
    "Ask its administrator for SELECT on the tables of the dataset, and for nothing more",
)
NO_TABLE = ("the database has no such table", "Check the schema and the prefix in the settings")
NO_COLUMN = ("a table of the database has no such column", "Bring the dataset's tables up to date")
TOO_LONG = (
    "the database did not answer in time",
    "Try again when the server is less busy, or give it longer with `seconds:` in the settings",
)
DAMAGED = ("the database's file is damaged, or is none", "Check the path at the end of the database's address")
OTHER = ("the database refused what was asked of it", "Show this to its administrator")
_BY_STATE: tuple[tuple[str, tuple[str, str]], ...] = (  # the beginnings of SQLSTATE codes, the longer ones first
    ("28", REFUSED_LOGIN),
    ("3D", NO_DATABASE),
    ("42501", NOT_ALLOWED),
    ("42P01", NO_TABLE),
    ("42S02", NO_TABLE),
    ("3F", NO_TABLE),
    ("42703", NO_COLUMN),
    ("42S22", NO_COLUMN),
    ("57014", TOO_LONG),
    ("55P03", TOO_LONG),
    ("HYT", TOO_LONG),
    ("08", UNREACHABLE),
    ("57P", UNREACHABLE),
    ("53300", UNREACHABLE),
)
_BY_SQLITE: dict[str, tuple[str, str]] = {
    "SQLITE_CANTOPEN": UNREACHABLE,
    "SQLITE_BUSY": TOO_LONG,
    "SQLITE_LOCKED": TOO_LONG,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_AUTH": NOT_ALLOWED,
    "SQLITE_PERM": NOT_ALLOWED,
}


def refusal(problem: BaseException, *, where: str) -> TurnCurveError:
    """Return our own error for what a driver, or the system below it, has raised.

    Parameters
    ----------
    problem : BaseException
        As raised; nothing of its words is used.
    where : str
        The table or the settings' file.

    Returns
    -------
    TurnCurveError
        What is wrong and what to do; a code of the server's is named where there is no sentence for it.
    """
    chain = tuple(_chain(problem))
    state = next((code for each in chain if (code := _state(each))), "")
    sqlite = next((name for each in chain if (name := str(getattr(each, "sqlite_errorname", "")))), "")
    said = next((words for start, words in _BY_STATE if state.startswith(start)), None)
    said = said or next((words for name, words in _BY_SQLITE.items() if sqlite.startswith(name)), None)
    if said is None and any(isinstance(each, TimeoutError) for each in chain):
        said = TOO_LONG
    if said is None and any(isinstance(each, OSError) for each in chain):
        said = UNREACHABLE
    what, remedy = said or OTHER
    code = f", code {state or sqlite}" if said is None and (state or sqlite) else ""
    return TurnCurveError(what, where=f"{where}{code}", remedy=remedy)


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: set[int] = set()
    following: list[BaseException | None] = [problem]
    while following:
        each = following.pop(0)
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            yield each
            following += [getattr(each, "orig", None), each.__cause__, each.__context__]


def _state(problem: BaseException) -> str:
    """Return the SQLSTATE code of a driver's error, wherever that driver keeps it; empty where there is none."""
    first = problem.args[0] if problem.args else None
    held = first.get("C") if isinstance(first, dict) else first
    for code in (getattr(problem, "sqlstate", None), getattr(problem, "pgcode", None), held):
        if isinstance(code, str) and len(code) == 5 and code.isalnum() and code.isupper() | code.isdigit():
            return code
    return ""
