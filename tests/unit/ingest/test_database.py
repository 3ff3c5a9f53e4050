"""The dataset's tables come from a council's database as they come from its CSV files, or are refused in a sentence."""

import datetime as dt
import gc
import json
import os
import socket
import sqlite3
import sys
import time

import pandas as pd
import pytest
import yaml

from tests.support import made_database
from tests.support.council_files import CouncilFiles
from tests.support.made_database import DAY, ROWS, TABLES, connected, whole, write_csv, write_postgres, write_sqlite
from tests.support.private_postgres import OWNER, PASSWORD, QUOTED
from turncurve.errors import TurnCurveError
from turncurve.ingest.database import receive

VARIABLE = "TURNCURVE_TEST_DATABASE"
CONTACTS = f"ssd_database/{DAY}/ssd_contacts.csv"
TABLE_NAMES = ("contacts", "referrals", "cp_plans", "cp_reviews")


@pytest.fixture
def settings(council, monkeypatch):
    """Write the settings of a council's database, and put its address into the variable that they name."""

    def write(url, **more):
        monkeypatch.setenv(VARIABLE, url)
        council.text("database.yml", yaml.safe_dump({"url_variable": VARIABLE, **more}))

    return write


@pytest.fixture
def sqlite(council, settings, tmp_path):
    """Give the council a database in one file."""

    def write(tables=None, *, prefix="", types=None, **more):
        path = tmp_path / "dataset.sqlite"
        path.unlink(missing_ok=True)
        write_sqlite(path, tables or whole(), prefix=prefix, types=types)
        settings(f"sqlite:///{path}", **({"prefix": prefix} if prefix else {}), **more)
        return path

    return write


def received(council, *, name="ssd_contacts", day=DAY):
    """Return the lines of one table as it was received."""
    return (council.raw / f"ssd_database/{day}/{name}.csv").read_text(encoding="utf-8").splitlines()


def check_same_as_from_csv(council, tmp_path, tables):
    """Hold what came from the database against the same rows from CSV files: tables, problems, what became of each."""
    (tmp_path / "other").mkdir()
    other = CouncilFiles(tmp_path / "other")
    write_csv(other, tables)
    from_csv, from_database = other.ingest(), council.ingest()
    assert from_database.problems == from_csv.problems
    assert council.rules() == other.rules()
    pd.testing.assert_frame_equal(from_database.totals(), from_csv.totals())
    for name in TABLE_NAMES:
        pd.testing.assert_frame_equal(council.table(name), other.table(name))
    columns = ["taken_for", "header_row", "column", "header", "read_as"]
    pd.testing.assert_frame_equal(council.report("mapping")[columns], other.report("mapping")[columns])
    return from_database


def test_rows_of_a_file_database_become_the_tables_that_their_csv_files_become(council, sqlite, tmp_path):
    sqlite()
    assert receive(council.raw, today=DAY).rows == 7
    report = check_same_as_from_csv(council, tmp_path, whole())
    assert report.problems == {"order": 1, "start_unknown": 1, "unknown_code": 1}
    assert len(council.table("contacts")) == 2


def test_rows_of_a_real_postgresql_become_the_tables_that_their_csv_files_become(council, settings, postgres, tmp_path):
    write_postgres(postgres, whole(), schema="same")
    settings(postgres.url(), schema="same")
    told: list[str] = []
    found = receive(council.raw, today=DAY, progress=told.append)
    assert (found.rows, found.is_new, found.folder) == (7, True, f"ssd_database/{DAY}")
    assert told == [f"Reading {name} from the database" for name in TABLES]
    check_same_as_from_csv(council, tmp_path, whole())
    record = yaml.safe_load((council.raw / found.folder / "extract.yml").read_text(encoding="utf-8"))
    assert record["server"].startswith("postgresql 1")
    assert (record["read_on"], record["schema"], record["prefix"]) == ("2026-03-31", "same", "")
    assert record["tables"]["ssd_contacts.csv"]["rows"] == 2


def test_the_lineage_of_a_table_names_the_extract_and_its_hash(council, sqlite):
    sqlite()
    receive(council.raw, today=DAY)
    council.ingest()
    record = yaml.safe_load((council.raw / f"ssd_database/{DAY}/extract.yml").read_text(encoding="utf-8"))
    lineage = json.loads((council.processed / "contacts.lineage.json").read_text(encoding="utf-8"))
    assert record["tables"]["ssd_contacts.csv"]["sha256"] in json.dumps(lineage)
    assert CONTACTS in json.dumps(lineage)


def test_a_council_without_settings_has_no_database_to_read(council):
    assert receive(council.raw, today=DAY) is None
    assert list(council.raw.glob(".database*")) == []


def test_types_of_postgresql_come_out_as_the_cells_of_an_export(council, settings, postgres):
    types = {
        "cont_contact_date": "timestamptz",
        "cont_person_id": "numeric(12, 2)",
        "cont_contact_source_code": "boolean",
        "cont_contact_source_desc": "uuid",
    }
    number = "00000000-0000-0000-0000-00000000000a"
    columns, _ = whole()["ssd_contacts"]
    assert columns == list(types)
    # A quarter to midnight in Greenwich is the next day by the clocks of an English summer, and not of its winter.
    rows = [("2012-01-04 23:45+00", 71, True, number), ("2012-07-04 23:45+00", "71.50", False, None)]
    write_postgres(postgres, {**whole(), "ssd_contacts": (columns, rows)}, schema="kinds", types=types)
    settings(postgres.url(), schema="kinds")
    receive(council.raw, today=DAY)
    assert received(council)[1:] == [f"2012-01-04 23:45:00,71,Y,{number}", "2012-07-05 00:45:00,71.50,N,"]


def test_texts_that_csv_would_break_on_come_through(council, settings, postgres):
    odd = ['a "quoted", text', "two\r\nlines", "\\x00", "NULL", "ⓝ Zoë 😀", "=1+1", "a;b"]
    columns, _ = whole()["ssd_cin_episodes"]
    rows = [tuple({"cine_referral_team": text, "cine_referral_date": "2012-05-04", "cine_person_id": f"A{n}"}.get(c)
                  for c in columns) for n, text in enumerate(odd)]  # fmt: skip
    write_postgres(postgres, {**whole(), "ssd_cin_episodes": (columns, [])}, schema="texts")
    with connected(postgres) as held:
        for row in rows:
            named = {f"v{n}": cell for n, cell in enumerate(row)}
            held.run(f"INSERT INTO texts.ssd_cin_episodes VALUES ({', '.join(f':{n}' for n in named)})", **named)  # noqa: S608
    settings(postgres.url(), schema="texts")
    receive(council.raw, today=DAY)
    council.ingest()
    whose = pd.read_csv(council.processed / "identifiers.csv")
    named = council.table("referrals").merge(whose, left_on="child_key", right_on="pseudonym")
    read = named.sort_values("identifier")["team"].tolist()
    assert read == ['a "quoted", text', "two lines", "\\x00", "NULL", "ⓝ Zoë 😀", "=1+1", "a;b"]


def test_many_rows_are_read_some_at_a_time_and_in_one_order(council, settings, postgres, monkeypatch):
    monkeypatch.setattr("turncurve.ingest.database.ROWS_AT_A_TIME", 100)
    write_postgres(postgres, whole({}), schema="many")
    with connected(postgres) as held:
        held.run("INSERT INTO many.ssd_contacts SELECT date '2012-01-01' + n % 400, 'A' || n, '6', NULL"
                 " FROM generate_series(1000, 1, -1) AS n")  # fmt: skip
    settings(postgres.url(), schema="many")
    assert receive(council.raw, today=DAY).rows == 1000
    lines = received(council)[1:]
    assert len(lines) == 1000
    assert lines == sorted(lines)


def test_nothing_can_be_written_while_it_is_read(council, settings, postgres, monkeypatch):
    write_postgres(postgres, whole(), schema="only_read")
    settings(postgres.url(OWNER), schema="only_read")
    monkeypatch.setattr("turncurve.ingest.database._sources", lambda connection, _: [
        connection.exec_driver_sql("DELETE FROM only_read.ssd_contacts")])  # fmt: skip
    with pytest.raises(Exception, match="read-only transaction"):
        receive(council.raw, today=DAY)


def test_a_file_database_cannot_be_written_while_it_is_read(council, sqlite, monkeypatch):
    path = sqlite()
    monkeypatch.setattr("turncurve.ingest.database._sources", lambda connection, _: [
        connection.exec_driver_sql("DELETE FROM ssd_contacts")])  # fmt: skip
    with pytest.raises(Exception, match="readonly"):
        receive(council.raw, today=DAY)
    with sqlite3.connect(path) as held:
        assert held.execute("SELECT count(*) FROM ssd_contacts").fetchone() == (2,)
    held.close()


def check_refused(council, *, saying):
    """Return the sentence with which the database is refused; nothing of an extract is kept, and no secret shown."""
    with pytest.raises(TurnCurveError, match=saying) as caught:
        receive(council.raw, today=DAY)
    said = str(caught.value)
    assert caught.value.remedy
    assert not any(secret in said for secret in (PASSWORD, QUOTED, "p%40ssword", "127.0.0.1", "secret"))
    assert caught.value.__cause__ is None
    assert not (council.raw / "ssd_database").exists()
    assert [each.name for each in council.raw.glob(".database-*")] == []
    return said


def test_a_wrong_password_is_said_and_not_shown(council, settings, postgres):
    write_postgres(postgres, whole({}), schema="wrong_password")
    settings(postgres.url(password="secret"))  # noqa: S106  # it is wrong
    said = check_refused(council, saying="refuses the user or the password")
    assert "reader" not in said


def test_a_server_that_is_not_there_is_said(council, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings(f"postgresql://reader:{QUOTED}@127.0.0.1:{free.getsockname()[1]}/postgres")
        check_refused(council, saying="server cannot be reached")


def test_a_server_whose_name_is_unknown_is_said(council, settings):
    settings(f"postgresql://reader:{QUOTED}@nowhere.invalid/postgres")
    check_refused(council, saying="server cannot be reached")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the driver leaves its socket open
def test_a_server_that_never_answers_is_said_in_time(council, settings):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        settings(f"postgresql://reader:{QUOTED}@127.0.0.1:{deaf.getsockname()[1]}/postgres", seconds=1)
        began = time.monotonic()
        check_refused(council, saying="did not answer in time.*seconds")
        assert time.monotonic() - began >= 1
    gc.collect()  # so that the socket is closed here, and not in the test that comes after


def test_an_answer_that_takes_too_long_is_given_up(council, settings, postgres):
    write_postgres(postgres, whole({}), schema="slow")
    with connected(postgres) as held:
        held.run("DROP TABLE slow.ssd_contacts")
        held.run("CREATE VIEW slow.ssd_contacts AS SELECT current_date + (pg_sleep(60)::text || '0')::int AS"
                 " cont_contact_date, 'A1' AS cont_person_id")  # fmt: skip
        held.run("GRANT SELECT ON slow.ssd_contacts TO reader")
    settings(postgres.url(), schema="slow", seconds=1)
    check_refused(council, saying="did not answer in time.*table ssd_contacts")


def test_a_database_that_the_server_does_not_have_is_said(council, settings, postgres):
    write_postgres(postgres, whole({}), schema="other_database")
    settings(postgres.url(database="absent"))
    check_refused(council, saying="no database by that name")


def test_a_table_that_may_not_be_read_is_named(council, settings, postgres):
    write_postgres(postgres, whole(), schema="hidden", readable=False)
    settings(postgres.url(), schema="hidden")
    assert "SELECT" in check_refused(council, saying="does not permit the table to be read.*table ssd_contacts")


def test_a_schema_that_is_not_there_is_named(council, settings, postgres):
    write_postgres(postgres, whole({}), schema="there")
    settings(postgres.url(), schema="not_there")
    check_refused(council, saying="no table ssd_contacts.*schema: not_there")


def test_a_column_of_bytes_is_refused_before_it_is_read(council, settings, postgres):
    write_postgres(postgres, whole(), schema="bytes", types={"cine_referral_team": "bytea"})
    settings(postgres.url(), schema="bytes")
    check_refused(council, saying="column cine_referral_team of the table ssd_cin_episodes holds bytes")


@pytest.mark.parametrize("value", [b"\x00\x01", "a\x00b"])
def test_a_value_that_is_no_text_is_refused(council, sqlite, value):
    columns, rows = whole()["ssd_contacts"]
    sqlite({**whole(), "ssd_contacts": (columns, [*rows, (*rows[0][:3], value)])})
    check_refused(council, saying="column cont_contact_source_desc of the table ssd_contacts holds bytes")


def test_a_missing_table_is_named_and_may_be_said_not_to_be_filled(council, sqlite):
    tables = whole()
    del tables["ssd_permanence"]
    sqlite(tables)
    check_refused(council, saying="no table ssd_permanence.*without")
    sqlite(tables, without=["ssd_permanence"])
    assert receive(council.raw, today=DAY).rows == 7
    assert not (council.raw / f"ssd_database/{DAY}/ssd_permanence.csv").exists()


def test_a_table_said_not_to_be_filled_that_nobody_knows_is_named(council, sqlite):
    sqlite(without=["ssd_school"])
    check_refused(council, saying='"without" names a table that is not read.*ssd_school')


def test_a_missing_column_that_is_needed_is_named(council, sqlite):
    columns, rows = whole()["ssd_contacts"]
    sqlite({**whole(), "ssd_contacts": (columns[1:], [row[1:] for row in rows])})
    check_refused(council, saying="table ssd_contacts of the database has no column cont_contact_date")


def test_tables_with_a_prefix_and_in_other_case_are_found(council, sqlite):
    columns, rows = whole()["ssd_contacts"]
    tables = {key.upper(): held for key, held in whole().items()}
    tables["SSD_CONTACTS"] = ([name.upper() for name in columns], rows)
    sqlite(tables, prefix="stage_")
    assert receive(council.raw, today=DAY).rows == 7
    assert received(council)[0] == ",".join(columns)


def test_an_address_that_is_none_is_said_and_not_shown(council, settings):
    settings("my secret password")
    check_refused(council, saying=f"address cannot be read.*{VARIABLE}")


def test_a_file_database_that_is_not_there_is_not_made(council, settings, tmp_path):
    settings(f"sqlite:///{tmp_path / 'absent.sqlite'}")
    check_refused(council, saying="names a file that is not there")
    assert not (tmp_path / "absent.sqlite").exists()


def test_a_file_that_is_no_database_is_said(council, settings, tmp_path):
    (tmp_path / "no.sqlite").write_text("no database at all" * 99, encoding="utf-8")
    settings(f"sqlite:///{tmp_path / 'no.sqlite'}")
    check_refused(council, saying="file is damaged, or is none")


@pytest.mark.parametrize("kind", ["mssql+pyodbc", "mysql+pymysql", "nosuchkind", "oracle+oracledb"])
def test_a_driver_that_is_not_installed_is_said(council, settings, kind):
    settings(f"{kind}://reader:{QUOTED}@server/database")
    check_refused(council, saying="is not installed.*install.py")


def test_without_sqlalchemy_it_is_said_how_to_install_it(council, sqlite, monkeypatch):
    sqlite()
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    check_refused(council, saying="SQLAlchemy.*is not installed.*install.py")


def test_options_of_the_address_that_the_driver_does_not_know_are_refused(council, settings, postgres):
    settings(postgres.url(more="?nosuchoption=secret"))
    check_refused(council, saying="refused what was asked of it")


def test_two_runs_at_once_do_not_meet(council, sqlite, monkeypatch):
    sqlite()
    said: list[str] = []

    def second(*_, **__):
        with pytest.raises(TurnCurveError, match="another run is reading") as caught:
            receive(council.raw, today=DAY)
        said.append(str(caught.value))
        return {}, {}

    monkeypatch.setattr("turncurve.ingest.database._read", second)
    receive(council.raw, today=DAY)
    assert len(said) == 1


def test_what_a_run_that_was_ended_half_way_left_is_cleared_away_and_never_read(council, sqlite):
    sqlite()
    left = council.raw / ".database-left" / "extract"
    left.mkdir(parents=True)
    (left / "ssd_contacts.csv").write_text("cont_contact_date\n", encoding="utf-8")
    receive(council.raw, today=DAY)
    assert not left.exists()
    assert {each.file.split("/")[0] for each in council.ingest().files} == {"ssd_database"}


def test_what_has_changed_since_is_a_new_extract_and_the_earlier_one_is_left_alone(council, sqlite):
    sqlite()
    receive(council.raw, today=DAY)
    before = {path: path.read_bytes() for path in (council.raw / "ssd_database").rglob("*.csv")}
    sqlite(whole({**ROWS, "ssd_contacts": ROWS["ssd_contacts"][1:]}))
    later = receive(council.raw, today=DAY)
    assert later.folder == f"ssd_database/{DAY}-2"
    assert all(path.read_bytes() == content for path, content in before.items())
    report = council.ingest()
    assert len(council.table("contacts")) == 1  # the row taken out of the database does not come back
    assert len(report.left_alone) == len(TABLES)
    assert all("earlier extract of the database" in each.sentence for each in report.left_alone)
    assert set(council.table("contacts")["edition"]) == {f"ssd/{DAY}-2"}


def test_an_extract_is_dated_by_the_day_on_which_it_was_read(council, sqlite):
    sqlite()
    receive(council.raw, today=dt.date(2012, 3, 1))
    council.ingest()
    assert "after_extract" in {rule for _, _, rule in council.rules()}


def test_the_environment_of_these_tests_holds_no_address_of_a_database():
    assert VARIABLE not in os.environ
    assert made_database.DAY == DAY
