import json

import pytest

from turncurve.errors import PublicationError, TurnCurveError, UnknownNameError
from turncurve.publish import commands
from turncurve.publish.commands import publish_pages, require_rule
from turncurve.publish.stage import Staged, folder_of


@pytest.fixture
def requests(made, monkeypatch):
    """Replace staging, and note what was asked for."""
    asked = []

    def pretend(given, *, workers, tell, place, force):
        asked.extend(given)
        folder = made.root / "staged" if place is folder_of else place(given[0].council, given[0].as_at)
        return (Staged(given[0], folder, ()),)

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
    assert request.what_is_held


def test_a_notebook_that_is_named_is_wanted_whatever_is_held(requests):
    publish("01")
    assert not requests[0].what_is_held


def test_the_analysts_own_notebook_is_made_only_where_it_is_named(requests, made):
    made.notebook("00_explore", "1", audiences=("restricted",))
    publish()
    publish("00_explore")
    assert [[each.page for each in one.asked] for one in requests] == [["01_curve", "02_forecast"], ["00_explore"]]


def test_pages_can_be_laid_out_elsewhere_than_releases(requests, made):
    folder = publish_pages(
        ["01"], council="madeshire", as_at="2013-03-31", audiences=[], given=[], workers=1, tell=lambda _: None,
        place=lambda council, as_at: made.root / council / as_at,
    )  # fmt: skip
    assert folder == made.root / "madeshire" / "2013-03-31"


def test_a_notebook_for_the_board_alone_takes_the_public_page_from_no_other_where_none_is_named(requests, made):
    made.notebook("03_audit", "1", audiences=("restricted",))
    publish()
    assert requests[0].audiences == ("public", "restricted")
    assert [each.page for each in requests[0].pages_for("public")] == ["01_curve", "02_forecast"]
    assert [each.page for each in requests[0].pages_for("restricted")] == ["01_curve", "02_forecast", "03_audit"]


def test_a_notebook_for_the_board_alone_is_made_for_the_board_alone(requests, made):
    made.notebook("03_audit", "1", audiences=("restricted",))
    publish("03")
    assert requests[0].audiences == ("restricted",)
    with pytest.raises(TurnCurveError, match="03_audit is not for the public"):
        publish("03", audiences=["public"])


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
    def fail(given, *, workers, tell, place, force):
        return (Staged(given[0], made.root / "staged", (), PublicationError("it failed")),)

    monkeypatch.setattr(commands, "stage", fail)
    with pytest.raises(PublicationError, match="it failed"):
        publish("01")


def test_the_rule_of_what_the_public_is_shown_is_asked_for_by_name(requests):
    publish_pages(
        ["01"],
        council="madeshire",
        as_at="2013-03-31",
        audiences=["public"],
        given=(),
        profile="seven_round_five",
        workers=1,
        tell=lambda _: None,
    )
    assert requests[0].profile == "seven_round_five"


@pytest.mark.parametrize(("made_by", "asked", "refused"), [("nhs5", "nhs5", False), ("nhs5", "dfe_now", True)])
def test_pages_made_by_another_rule_than_the_one_to_be_signed_for_are_refused(made, made_by, asked, refused):
    public = folder_of("madeshire", "2013-03-31") / "public"
    public.mkdir(parents=True)
    (public / "manifest.json").write_text(f'{{"profile": "{made_by}"}}', encoding="utf-8")
    if refused:
        with pytest.raises(PublicationError, match="made by the rule nhs5, not by dfe_now"):
            require_rule("madeshire", "2013-03-31", profile=asked)
    else:
        assert require_rule("madeshire", "2013-03-31", profile=asked) is None


def test_pages_for_the_board_alone_were_made_by_no_rule(made):
    assert require_rule("madeshire", "2013-03-31", profile="nhs5") is None
    with pytest.raises(UnknownNameError, match="Choose one of"):
        require_rule("madeshire", "2013-03-31", profile="nhs")


def test_a_page_that_compares_councils_is_made_of_several_together_alone_and_they_have_no_other(requests, made):
    path = made.page("03_compared")
    held = json.loads(path.read_text(encoding="utf-8"))
    held["metadata"]["turncurve"] = {"audiences": ["restricted"], "compares": True}
    path.write_text(json.dumps(held), encoding="utf-8")
    made.council("Together", compares="made_*")
    publish()
    publish(council="together")
    assert [[each.page for each in one.asked] for one in requests] == [["01_curve", "02_forecast"], ["03_compared"]]
    assert requests[1].audiences == ("restricted",)
