"""An error says what is wrong, where, and what to do, and nothing more."""

import errno
import os
from pathlib import Path

import pytest

from turncurve import errors
from turncurve.errors import TurnCurveError


@pytest.mark.parametrize(
    ("what", "where", "remedy", "said"),
    [
        ("the file is empty", "", "", "the file is empty."),
        ("the file is empty", "cin.xml", "", "the file is empty (cin.xml)."),
        ("the file is empty", "", "Send it again", "the file is empty. Send it again."),
        ("the file is empty", "cin.xml", "Send it again", "the file is empty (cin.xml). Send it again."),
    ],
)
def test_the_parts_that_are_given_make_one_text(what, where, remedy, said):
    error = TurnCurveError(what, where=where, remedy=remedy)
    assert str(error) == said
    assert (error.what, error.where, error.remedy) == (what, where, remedy)


@pytest.mark.parametrize(
    "kind",
    [
        errors.RefusedInputError,
        errors.UnknownNameError,
        errors.DisclosureError,
        errors.PublicationError,
        errors.BusyError,
        errors.StorageError,
    ],
)
def test_every_kind_is_caught_as_one_and_keeps_its_parts(kind):
    with pytest.raises(TurnCurveError) as caught:
        raise kind("a sheet is missing", where="List_7", remedy="Add it")
    assert type(caught.value) is kind
    assert str(caught.value) == "a sheet is missing (List_7). Add it."


def test_every_error_of_ours_is_one_that_a_user_is_shown():
    ours = [each for each in vars(errors).values() if getattr(each, "__module__", "") == errors.__name__]
    ours = [each for each in ours if isinstance(each, type)]
    assert len(ours) == 8
    assert all(issubclass(each, TurnCurveError) for each in ours)


def test_where_and_remedy_are_named_so_that_neither_is_taken_for_the_other():
    with pytest.raises(TypeError):
        TurnCurveError("a sheet is missing", "List_7")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full (a.csv). Free some space, then give the same command again."),
        (errno.EDQUOT, "the disk is full (a.csv). Free some space, then give the same command again."),
        (errno.EROFS, "the folder can only be read (a.csv). Move the project to a folder that you may write to."),
        (errno.ENAMETOOLONG, "the path is too long (a.csv). Move the project to a folder with a shorter path."),
        (errno.ENOENT, "a file or folder is not there (a.csv). Restore it, or give the command that makes it."),
        (errno.EIO, "the system refused a file: Input/output error (a.csv). Mend it, and try again."),
    ],
)
def test_what_the_system_says_is_told_in_a_users_words(number, said):
    assert str(errors.of_system(OSError(number, os.strerror(number), "a.csv"))) == said


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_a_file_that_is_open_in_excel_is_told_as_that(number):
    said = str(errors.of_system(OSError(number, os.strerror(number)), path=Path("problems.csv")))
    assert said.startswith("a file may not be written or moved, or is open in another program (problems.csv). Close it")


def test_the_file_that_the_system_names_is_named_rather_than_our_guess():
    said = errors.of_system(OSError(errno.ENOSPC, "No space left on device", "theirs"), path=Path("ours"))
    assert said.where == "theirs"


def test_a_path_that_windows_does_not_allow_is_told_as_that():
    problem = OSError(errno.ENOENT, "The filename or extension is too long", "a.csv")
    problem.winerror = 206
    assert errors.of_system(problem).what == "the path is too long"


def test_where_neither_names_a_file_that_is_said():
    assert errors.of_system(OSError("odd.")).where == "the system does not say which file"
    assert errors.of_system(OSError("odd.")).what == "the system refused a file: odd"
