"""What a driver raises is told in a sentence of ours, however it says it, and none of its words are used."""

import socket
import sqlite3

import pytest

from turncurve.ingest.database_errors import (
    DAMAGED,
    NO_COLUMN,
    NO_DATABASE,
    NO_TABLE,
    NOT_ALLOWED,
    OTHER,
    REFUSED_LOGIN,
    TOO_LONG,
    UNREACHABLE,
    refusal,
)

WHERE = "database.yml: table ssd_contacts"
STATES = [
    ("28P01", REFUSED_LOGIN),
    ("28000", REFUSED_LOGIN),
    ("3D000", NO_DATABASE),
    ("42501", NOT_ALLOWED),
    ("42P01", NO_TABLE),
    ("42S02", NO_TABLE),
    ("3F000", NO_TABLE),
    ("42703", NO_COLUMN),
    ("42S22", NO_COLUMN),
    ("57014", TOO_LONG),
    ("55P03", TOO_LONG),
    ("HYT00", TOO_LONG),
    ("HYT01", TOO_LONG),
    ("08001", UNREACHABLE),
    ("08006", UNREACHABLE),
    ("57P01", UNREACHABLE),
    ("57P03", UNREACHABLE),
    ("53300", UNREACHABLE),
    ("XX000", OTHER),
]


class _WrappedError(Exception):
    """An error that holds the driver's own, as SQLAlchemy's do."""

    def __init__(self, orig):
        super().__init__("hidden")
        self.orig = orig


class _CodedError(Exception):
    """A driver's error that has its code as an attribute."""


def coded(name, state):
    problem = _CodedError("hidden")
    setattr(problem, name, state)
    return problem


def check_said(problem, words):
    said = refusal(problem, where=WHERE)
    assert (said.what, said.remedy) == words
    assert said.where.startswith(WHERE)
    assert "hidden" not in str(said)


@pytest.mark.parametrize(("state", "words"), STATES)
def test_a_code_is_understood_wherever_the_driver_keeps_it(state, words):
    check_said(_WrappedError(Exception({"S": "FATAL", "C": state, "M": "hidden"})), words)
    check_said(_WrappedError(Exception(state, "hidden")), words)
    check_said(_WrappedError(coded("sqlstate", state)), words)
    check_said(coded("pgcode", state), words)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (TimeoutError("hidden"), TOO_LONG),
        (ConnectionRefusedError("hidden"), UNREACHABLE),
        (ConnectionResetError("hidden"), UNREACHABLE),
        (socket.gaierror("hidden"), UNREACHABLE),
        (TypeError("hidden"), OTHER),
        (ValueError("hidden"), OTHER),
        (Exception(), OTHER),
        (Exception("ABCDE of hidden"), OTHER),
    ],
)
def test_what_the_system_raises_is_found_below_what_the_driver_does(problem, words):
    check_said(problem, words)
    above = Exception("hidden")
    above.__cause__ = problem
    check_said(_WrappedError(above), words)
    beside = Exception("hidden")
    beside.__context__ = problem
    check_said(beside, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_CANTOPEN", UNREACHABLE),
        ("SQLITE_CANTOPEN_ISDIR", UNREACHABLE),
        ("SQLITE_BUSY", TOO_LONG),
        ("SQLITE_NOTADB", DAMAGED),
        ("SQLITE_CORRUPT", DAMAGED),
        ("SQLITE_AUTH", NOT_ALLOWED),
        ("SQLITE_ERROR", OTHER),
    ],
)
def test_a_file_database_says_what_is_wrong_by_name(name, words):
    problem = sqlite3.OperationalError("hidden")
    problem.sqlite_errorname = name
    check_said(_WrappedError(problem), words)


def test_a_code_without_a_sentence_is_named_for_the_administrator():
    assert refusal(Exception({"C": "XX001"}), where=WHERE).where == f"{WHERE}, code XX001"
    assert refusal(Exception({"C": "28P01"}), where=WHERE).where == WHERE


def test_errors_that_lead_to_one_another_in_a_ring_are_told_once():
    first, second = Exception("hidden"), Exception("hidden")
    first.__context__, second.__context__ = second, first
    check_said(first, OTHER)
