"""An error says what is wrong, where, and what to do, and nothing more."""

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
    "kind", [errors.RefusedInputError, errors.UnknownNameError, errors.DisclosureError, errors.PublicationError]
)
def test_every_kind_is_caught_as_one_and_keeps_its_parts(kind):
    with pytest.raises(TurnCurveError) as caught:
        raise kind("a sheet is missing", where="List_7", remedy="Add it")
    assert type(caught.value) is kind
    assert str(caught.value) == "a sheet is missing (List_7). Add it."


def test_every_error_of_ours_is_one_that_a_user_is_shown():
    ours = [each for each in vars(errors).values() if isinstance(each, type)]
    assert len(ours) == 5
    assert all(issubclass(each, TurnCurveError) for each in ours)


def test_where_and_remedy_are_named_so_that_neither_is_taken_for_the_other():
    with pytest.raises(TypeError):
        TurnCurveError("a sheet is missing", "List_7")
