import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import PublicationError, TurnCurveError, UnknownNameError
from turncurve.publish import notebook, parameters
from turncurve.publish.parameters import Parameter

COMMON = 'council: str = "madeshire"  # c\nas_at: str = "2013-03-31"  # d\naudience: str = "public"  # a\n'


@pytest.fixture
def source(made):
    """Return a function that makes a notebook with more parameters than the usual three."""

    def make(more="", **about):
        return notebook.read(made.notebook("01_curve", "1", parameters=COMMON + more, **about))

    return make


def test_each_parameter_has_its_type_its_default_and_its_meaning(source):
    more = 'share: float = 0.5  # a share\nnames: list[str] = ["a", "b"]  # some names\nlate: bool = False  # too late'
    assert parameters.declared(source(more))[3:] == (
        Parameter("share", "float", 0.5, "a share"),
        Parameter("names", "list[str]", ["a", "b"], "some names"),
        Parameter("late", "bool", False, "too late"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "months = 12  # without a type",
        "months: int = 12",
        "months: int = 12  #",
        'months: int = "12"  # text for a number',
        "months: int = 6 + 6  # worked out",
        "months: dict = {}  # a type that cannot be checked",
        "months: int  # without a value",
        "import os  # not a parameter",
        "months: bool = 1  # a number for yes or no",
        "months: int = True  # yes or no for a number",
        "months: int = ",
    ],
)
def test_a_parameters_cell_holds_typed_literals_with_comments_and_nothing_else(source, line):
    with pytest.raises(PublicationError, match=r"typed literals, each with a comment.*line 4"):
        parameters.declared(source(line))


def test_a_hash_within_text_is_not_taken_for_the_comment(source):
    with pytest.raises(PublicationError, match="typed literals"):
        parameters.declared(source('name: str = "# not a comment"'))
    assert parameters.declared(source('name: str = "a # b"  # its meaning'))[-1].comment == "its meaning"


@pytest.mark.parametrize("missing", ["council", "as_at", "audience"])
def test_a_notebook_takes_a_council_a_date_and_an_audience(made, missing):
    kept = "\n".join(line for line in COMMON.splitlines() if not line.startswith(missing))
    path = made.notebook("01_curve", "1", parameters=kept)
    with pytest.raises(PublicationError, match=f"takes no parameter {missing}"):
        parameters.declared(notebook.read(path))


def test_every_parameter_comes_back_in_the_notebooks_order_with_those_given(source):
    values = parameters.checked(source("months: int = 12  # m"), {"months": "6", "audience": "restricted"})
    assert list(values.items()) == [
        ("council", "madeshire"),
        ("as_at", "2013-03-31"),
        ("audience", "restricted"),
        ("months", 6),
    ]


def test_a_misspelt_name_stops_with_the_nearest(source):
    with pytest.raises(UnknownNameError, match=r"takes no parameter called 'councl'.*Did you mean council"):
        parameters.checked(source(), {"councl": "madeshire"})


def test_a_name_like_no_other_stops_with_those_there_are(source):
    with pytest.raises(UnknownNameError, match="It takes council, as_at, audience"):
        parameters.checked(source(), {"zzz": "1"})


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("x: int = 1  # m", "one"),
        ("x: int = 1  # m", "1.5"),
        ("x: int = 1  # m", 1.5),
        ("x: int = 1  # m", True),
        ("x: float = 1.0  # m", "a"),
        ("x: float = 1.0  # m", "nan"),
        ("x: float = 1.0  # m", "inf"),
        ("x: bool = True  # m", "yes"),
        ("x: bool = True  # m", 1),
        ('x: str = "a"  # m', 1),
        ('x: list[str] = ["a"]  # m', [1]),
        ('x: list[str] = ["a"]  # m', 1),
    ],
)
def test_a_value_of_the_wrong_type_stops_with_what_it_means(source, line, value):
    with pytest.raises(TurnCurveError, match=r"the parameter x must be .*parameter x.*It means: m"):
        parameters.checked(source(line), {"x": value})


@pytest.mark.parametrize(
    ("line", "value", "read"),
    [
        ("x: int = 1  # m", "007", 7),
        ("x: int = 1  # m", "-3", -3),
        ("x: float = 1.0  # m", 2, 2.0),
        ("x: float = 1.0  # m", "0.25", 0.25),
        ("x: bool = True  # m", "False", False),
        ('x: str = "a"  # m', "001", "001"),
        ('x: str = "a"  # m', "true", "true"),
        ('x: list[str] = ["a"]  # m', "a, b,", ["a", "b"]),
    ],
)
def test_text_is_read_as_the_parameters_own_type_and_never_as_another(source, line, value, read):
    found = parameters.checked(source(line), {"x": value})["x"]
    assert found == read
    assert type(found) is type(read)


@given(value=st.integers())
def test_any_whole_number_survives_being_typed(value):
    typed = parameters._typed(Parameter("x", "int", 0, "m"), str(value))
    assert typed == value


@pytest.mark.parametrize("text", ["", "31/03/2013", "2013-3-31", "2013-02-29", "20130331", "2013-W13-7", "last March"])
def test_a_date_is_written_in_one_way(source, text):
    with pytest.raises(TurnCurveError, match=r"is not a date \(parameter as_at\)"):
        parameters.checked(source(), {"as_at": text})


def test_a_parameter_whose_default_is_a_date_is_a_date(source):
    made = source('since: str = "2009-04-01"  # from when')
    assert parameters.checked(made, {"since": "2010-04-01"})["since"] == "2010-04-01"
    with pytest.raises(TurnCurveError, match="parameter since"):
        parameters.checked(made, {"since": "April 2010"})


def test_an_unknown_council_stops_before_anything_runs(source):
    with pytest.raises(UnknownNameError, match="the council 'Nowhereshire' is not known"):
        parameters.checked(source(), {"council": "Nowhereshire"})


def test_a_councils_name_is_taken_for_its_folder(source):
    assert parameters.checked(source(), {"council": "Madeshire"})["council"] == "madeshire"


@pytest.mark.parametrize("audience", ["restricted", "everyone", ""])
def test_a_notebook_is_made_for_its_own_audiences_alone(source, audience):
    with pytest.raises(UnknownNameError, match=r"is not for the audience.*Use public"):
        parameters.checked(source(audiences=("public",)), {"audience": audience})
