import pytest

from turncurve.errors import PublicationError, TurnCurveError, UnknownNameError
from turncurve.publish import commands
from turncurve.publish.commands import publish_pages
from turncurve.publish.stage import Staged


@pytest.fixture
def requests(made, monkeypatch):
    """Replace staging, and note what was asked for."""
    asked = []

    def pretend(given, *, workers, tell):
        asked.extend(given)
        return (Staged(given[0], made.root / "staged", ()),)

    monkeypatch.setattr(commands, "stage", pretend)
    made.page("01_curve")
    made.page("02_forecast")
    return asked


def publish(*notebooks, council="madeshire", as_at="2013-03-31", audiences=(), given=()):
    return publish_pages(
        notebooks, council=council, as_at=as_at, audiences=audiences, given=given, workers=1, tell=lambda _: None
    )


def test_all_notebooks_for_all_their_audiences_where_none_are_named(requests, made):
    assert publish() == made.root / "staged"
    (request,) = requests
    assert [each.page for each in request.asked] == ["01_curve", "02_forecast"]
    assert request.audiences == ("public", "restricted")


def test_an_audience_that_one_notebook_has_not_is_left_out_where_none_is_named(requests, made):
    made.notebook("03_audit", "1", audiences=("restricted",))
    publish()
    assert requests[0].audiences == ("restricted",)


def test_a_council_with_published_figures_alone_has_public_pages(requests, made):
    made.council("Elsewhere", records=False)
    publish("01", council="elsewhere")
    assert requests[0].audiences == ("public",)


def test_parameters_are_given_by_name(requests):
    publish("01", given=["months=6"])
    (unit,) = requests[0].units("public")
    assert dict(unit.parameters)["months"] == 6


def test_a_value_may_hold_an_equals_sign(requests):
    with pytest.raises(TurnCurveError, match=r"months must be a whole number.*'a=b'"):
        publish("01", given=["months=a=b"])


@pytest.mark.parametrize("words", ["months", "=6", ""])
def test_a_parameter_without_a_name_or_a_value_is_a_sentence(requests, words):
    with pytest.raises(TurnCurveError, match="must be given as name=value"):
        publish("01", given=[words])


def test_a_misspelt_parameter_stops_before_anything_runs(requests):
    with pytest.raises(UnknownNameError, match="Did you mean months"):
        publish("01", given=["month=6"])
    assert requests == []


def test_a_page_that_could_not_be_made_is_told(requests, made, monkeypatch):
    def fail(given, *, workers, tell):
        return (Staged(given[0], made.root / "staged", (), PublicationError("it failed")),)

    monkeypatch.setattr(commands, "stage", fail)
    with pytest.raises(PublicationError, match="it failed"):
        publish("01")
