"""Receive the tables of the Standard Safeguarding Dataset from a council's own database, as an extract."""

from __future__ import annotations

import csv
import datetime as dt
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import gaierror
from typing import TYPE_CHECKING, Any

import filelock

from turncurve.errors import TurnCurveError
from turncurve.ingest import database_extract, database_settings
from turncurve.ingest.database_cells import UnfitValueError, text_of
from turncurve.ingest.database_errors import refusal
from turncurve.ingest.database_extract import Extract
from turncurve.ingest.database_settings import DatabaseSettings
from turncurve.reference.formats.specification import TableFormat, load

if TYPE_CHECKING:
    import sqlalchemy
    from sqlalchemy.engine import URL

ROWS_AT_A_TIME = 10_000
GRACE = 2  # seconds by which the server may say itself that it has taken too long
_STAGED, _LOCK = ".database-", ".database.lock"
# How each driver is told how long to wait.
_WAITS = {
    "pg8000": ("timeout",),
    "pysqlite": ("timeout",),
    "pyodbc": ("timeout",),
    "pymssql": ("timeout", "login_timeout"),
}


@dataclass(frozen=True)
class _Source:
    """One table of the dataset as the database has it."""

    table: TableFormat
    name: str
    columns: Mapping[str, str]  # by the standard's name: the database's own


def receive(raw: Path, *, today: dt.date, progress: Callable[[str], None] | None = None) -> Extract | None:
    """Read the dataset's tables from the database that a raw folder's settings name, and keep them as an extract.

    Every table is read within one transaction that may only read, so that they stand as at one moment where the
    server can do that, in an order of their own, so that what has not changed comes out the same.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    today : datetime.date
        The day that the extract is to bear.
    progress : callable, optional
        Called with a sentence as each table is begun.

    Returns
    -------
    Extract or None
        None where the folder names no database.

    Raises
    ------
    TurnCurveError
        If the database cannot be reached or read, or lacks a table or a column; then no extract is kept.
    """
    settings = database_settings.read(raw)
    if settings is None:
        return None
    say = progress or (lambda _: None)
    try:
        with filelock.FileLock(raw / _LOCK, timeout=0):
            for left in raw.glob(f"{_STAGED}*"):  # by a run that was ended half way
                shutil.rmtree(left)
            with tempfile.TemporaryDirectory(prefix=_STAGED, dir=raw) as name:
                staged = Path(name) / "extract"
                staged.mkdir()
                rows, about = _read(settings, staged, say=say)
                return database_extract.keep(staged, raw=raw, rows=rows, about=about, today=today)
    except filelock.Timeout as problem:
        raise TurnCurveError(
            "another run is reading this council's database", where=raw.name, remedy="Wait until it has ended"
        ) from problem


def _read(
    settings: DatabaseSettings, folder: Path, *, say: Callable[[str], None]
) -> tuple[dict[str, int], dict[str, str]]:
    """Write each table to a CSV file; return the rows of each, and what they were read from."""
    rows: dict[str, int] = {}
    with _connected(settings) as connection:
        for source in _sources(connection, settings):
            say(f"Reading {source.name} from the database")
            with _refusing(f"{database_settings.NAME}: table {source.name}"):
                rows[f"{source.table.key}.csv"] = _write(connection, source, settings, folder=folder)
        version = ".".join(map(str, connection.dialect.server_version_info or ()))
        about = {"server": f"{connection.dialect.name} {version}", "schema": settings.schema, "prefix": settings.prefix}
    return rows, about


@contextmanager
def _connected(settings: DatabaseSettings) -> Iterator[sqlalchemy.Connection]:
    """Open a connection within a transaction that only reads."""
    try:
        import sqlalchemy
        from sqlalchemy.pool import NullPool
    except ImportError:
        raise _no_driver("SQLAlchemy, by which databases are read,") from None
    url = _url(settings)
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())  # or it writes of its own accord to the screen
    try:
        waits = dict.fromkeys(_WAITS.get(url.get_driver_name(), ()), settings.seconds + GRACE)
        engine = sqlalchemy.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=waits)
    except ModuleNotFoundError as problem:
        raise _no_driver(f"the database's driver {problem.name}") from None
    except sqlalchemy.exc.NoSuchModuleError:
        raise _no_driver("a driver for the kind of database that the address begins with") from None
    with _refusing(database_settings.NAME):
        connection = engine.connect()
    try:
        with _refusing(database_settings.NAME):
            _only_read(connection, settings)
        yield connection
    finally:
        connection.close()
        engine.dispose()


def _url(settings: DatabaseSettings) -> URL:
    """Return the database's address; PostgreSQL by the driver that we bring, unless it names another."""
    import sqlalchemy

    try:
        url = sqlalchemy.make_url(database_settings.address(settings))
    except (sqlalchemy.exc.ArgumentError, ValueError):  # its words hold the address
        url = None
    is_file = url is not None and url.get_backend_name() == "sqlite"
    if url is None or (is_file and not Path(url.database or "").is_file()):  # which would be made, empty
        raise TurnCurveError(
            "the database's address cannot be read, or names a file that is not there",
            where=settings.url_variable or settings.url_file,
            remedy="Write it as kind://user:password@server:port/database, with special signs as %40 and the like",
        )
    return url.set(drivername="postgresql+pg8000") if url.drivername == "postgresql" else url


def _only_read(connection: sqlalchemy.Connection, settings: DatabaseSettings) -> None:
    """Let nothing be changed, all be read as at one moment, and no answer be waited for without end."""
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        connection.exec_driver_sql(f"SET statement_timeout = {settings.seconds * 1000}")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("BEGIN")


def _sources(connection: sqlalchemy.Connection, settings: DatabaseSettings) -> list[_Source]:
    """Find each table of the dataset and its columns; refuse the database where one is missing."""
    import sqlalchemy

    known = {table.key: table for table in load("ssd").tables}
    unknown = [name for name in settings.without if name not in known]
    if unknown:
        raise TurnCurveError(
            'the entry "without" names a table that is not read from the dataset',
            where=f"{database_settings.NAME}: {unknown[0]}",
            remedy=f"Name only these: {', '.join(known)}",
        )
    with _refusing(database_settings.NAME):
        inspector = sqlalchemy.inspect(connection)
        schema = settings.schema or None
        held = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
        names = {name.casefold(): name for name in held}
        found: list[_Source] = []
        for table in known.values():
            wanted = f"{settings.prefix}{table.key}"
            if table.key in settings.without:
                continue
            if wanted.casefold() not in names:
                raise TurnCurveError(
                    f"the database has no table {wanted}",
                    where=f"{database_settings.NAME}, schema: {settings.schema or 'not stated'}",
                    remedy=f"Check the schema and the prefix, or name {table.key} under `without` if it is not filled",
                )
            name = names[wanted.casefold()]
            found.append(_source(table, name, inspector.get_columns(name, schema)))
    return found


def _source(table: TableFormat, name: str, columns: list[Any]) -> _Source:
    """Match a table's columns to the standard's; refuse the table where a needed one is missing, or one holds bytes."""
    import sqlalchemy.types as kinds

    by_name = {str(each["name"]).casefold(): each for each in columns}
    for column in table.columns:
        held = by_name.get(column.name.casefold())
        if held is None and (column.required or column.type == "date"):  # without an end's date all would be open
            raise TurnCurveError(
                f"the table {name} of the database has no column {column.name}",
                where=database_settings.NAME,
                remedy="Bring the dataset's tables up to date, or mend the view that stands for the table",
            )
        if held is not None and isinstance(held["type"], kinds.LargeBinary | kinds.JSON | kinds.ARRAY):
            raise _unfit(name, column.name)
    own = {
        column.name: str(by_name[column.name.casefold()]["name"])
        for column in table.columns
        if column.name.casefold() in by_name
    }
    return _Source(table, name, own)


def _write(connection: sqlalchemy.Connection, source: _Source, settings: DatabaseSettings, *, folder: Path) -> int:
    """Write a table's rows to a CSV file, some at a time, and count them."""
    import sqlalchemy

    columns: list[sqlalchemy.ColumnClause[Any]] = [sqlalchemy.column(name) for name in source.columns.values()]
    held = sqlalchemy.table(source.name, *columns, schema=settings.schema or None)
    asked = sqlalchemy.select(*held.columns).order_by(*held.columns)
    count = 0
    with (
        (folder / f"{source.table.key}.csv").open("w", encoding="utf-8", newline="") as file,
        connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(asked) as result,
    ):
        out = csv.writer(file, lineterminator="\n")
        out.writerow(source.columns)
        for rows in result.partitions():
            out.writerows(_texts(row, source) for row in rows)
            count += len(rows)
    return count


def _texts(row: Iterable[object], source: _Source) -> list[str]:
    """Return a row's values as texts; refuse the table where one is of a kind that no cell can hold."""
    texts: list[str] = []
    for value, column in zip(row, source.columns, strict=True):
        try:
            texts.append(text_of(value))
        except UnfitValueError:
            raise _unfit(source.name, column) from None
    return texts


@contextmanager
def _refusing(where: str) -> Iterator[None]:
    """Turn what a driver, or the system below it, raises into a sentence that holds nothing of its words."""
    import sqlalchemy

    try:
        yield
    except (sqlalchemy.exc.SQLAlchemyError, ConnectionError, TimeoutError, gaierror, TypeError, ValueError) as problem:
        raise refusal(problem, where=where) from None


def _no_driver(what: str) -> TurnCurveError:
    """Return the error that something needed to reach a database is not installed."""
    return TurnCurveError(
        f"{what} is not installed",
        where=database_settings.NAME,
        remedy="Run `python install.py`; for another kind of server than PostgreSQL, also install its driver with pip",
    )


def _unfit(table: str, column: str) -> TurnCurveError:
    """Return the error that a column holds what no cell of a table can hold."""
    return TurnCurveError(
        f"the column {column} of the table {table} holds bytes, lists or signs that are no text",
        where=database_settings.NAME,
        remedy="Have the column made as the dataset's specification says, or mend the view that stands for the table",
    )
