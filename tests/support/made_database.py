"""Tables of the Standard Safeguarding Dataset in a database of the tests' own, and the same rows as CSV files."""

import csv
import datetime as dt
import io
import sqlite3

from tests.support.private_postgres import OWNER, READER
from turncurve.reference.formats.specification import load

DAY = dt.date(2026, 3, 31)
TABLES = {table.key: table for table in load("ssd").tables}
# By table: rows in the order of all their columns, as a database gives them; blank where a column is not named.
ROWS = {
    "ssd_contacts": [
        {"cont_contact_date": "2012-05-04", "cont_person_id": "0071", "cont_contact_source_code": "6"},
        {"cont_contact_date": "2012-05-05", "cont_person_id": "a 2", "cont_contact_source_code": "99"},
    ],
    "ssd_cin_episodes": [
        {"cine_referral_date": "2012-05-04", "cine_person_id": "0071", "cine_referral_nfa": "N"},
        {"cine_referral_date": "2012-05-06", "cine_person_id": "A2", "cine_close_date": "2012-05-01"},
    ],
    "ssd_cp_plans": [
        {
            "cppl_cp_plan_start_date": "2012-05-15",
            "cppl_person_id": "0071",
            "cppl_cp_plan_id": "P1",
            "cppl_cp_plan_ola": "N",
            "cppl_cp_plan_initial_category": "NEG",
        }
    ],
    "ssd_cp_reviews": [
        {"cppr_cp_review_date": "2012-08-01", "cppr_person_id": "0071", "cppr_cp_plan_id": "P1"},
        {"cppr_cp_review_date": "2012-09-01", "cppr_person_id": "0071", "cppr_cp_plan_id": "P9"},
    ],
}


def whole(rows=ROWS):
    """Return every table of the dataset with its columns, in our order, and its rows as tuples."""
    return {
        key: ([c.name for c in table.columns], [tuple(r.get(c.name) for c in table.columns) for r in rows.get(key, ())])
        for key, table in TABLES.items()
    }


def write_csv(council, tables, *, day=DAY):
    """Write the tables as a council's own CSV files."""
    for key, (columns, rows) in tables.items():
        held = io.StringIO()
        csv.writer(held, lineterminator="\n").writerows([columns, *rows])
        council.text(f"ssd/{day}/{key}.csv", held.getvalue())


def write_sqlite(path, tables, *, prefix="", types=None):
    """Write the tables to a database in one file."""
    with sqlite3.connect(path) as held:
        for key, (columns, rows) in tables.items():
            named = ", ".join(f'"{name}" {(types or {}).get(name, "TEXT")}' for name in columns)
            held.execute(f'CREATE TABLE "{prefix}{key}" ({named})')
            held.executemany(f'INSERT INTO "{prefix}{key}" VALUES ({", ".join("?" * len(columns))})', rows)  # noqa: S608
    held.close()


def type_of(column):
    """Return PostgreSQL's type of a column of the dataset, as its specification has it."""
    return "date" if column.type == "date" else "varchar(48)"


def write_postgres(server, tables, *, schema, types=None, readable=True):
    """Write the tables to a schema of a server, which the reader may only read."""
    with connected(server) as held:
        if not held.run("SELECT 1 FROM pg_roles WHERE rolname = :name", name=READER):
            held.run(f"CREATE ROLE {READER} LOGIN PASSWORD '{server.password}'")
        held.run(f"CREATE SCHEMA {schema}")
        held.run(f"GRANT USAGE ON SCHEMA {schema} TO {READER}")
        for key, (columns, rows) in tables.items():
            kinds = {c.name: type_of(c) for c in TABLES[key].columns} | (types or {})
            held.run(f"CREATE TABLE {schema}.{key} ({', '.join(f'{name} {kinds[name]}' for name in columns)})")
            for row in rows:
                cells = ", ".join("NULL" if cell is None else f"'{cell}'" for cell in row)
                held.run(f"INSERT INTO {schema}.{key} VALUES ({cells})")  # noqa: S608  # our own cells
        if readable:
            held.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {READER}")


def connected(server):
    """Return a connection of the tables' owner."""
    from pg8000.native import Connection

    return Connection(OWNER, host="127.0.0.1", port=server.port, password=server.password, database="postgres")
