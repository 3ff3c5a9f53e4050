"""The page: everything shown passes disclosure control, and carries the council, the audience and its source."""

import json
import re
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, yearly
from turncurve.analyses.questions import has_it_turned, the_curve_so_far
from turncurve.analyses.questions.story_behind_the_curve import part_of
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedTable, record
from turncurve.disclosure.rule import PROFILES
from turncurve.errors import DisclosureError, TurnCurveError, UnknownNameError
from turncurve.indicators.figures import Source
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.present import page as pages
from turncurve.present.exhibit import Exhibit
from turncurve.present.page import MIME, PLAN_VARIABLE, Page, stated
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.reference.periods import month
from turncurve.tables.issued import Issued, from_data

INDICATOR = "repeat_child_protection_plans"


def history(page, grain="month"):
    return the_curve_so_far.history(page.records, INDICATOR, grain=grain)


def test_a_restricted_page_shows_the_counts_and_records_them_for_the_plan(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page))
    (recorded,) = shown.of("recorded")
    (twin,) = shown.of("exhibit")
    assert RecordedTable.from_json(recorded).digest == record(history(page)).digest
    assert twin["rows"][0][:3] == ["April 2009", "3", "24"]


def test_a_public_page_goes_coarser_rather_than_empty_and_says_so(page_for):
    page, shown = page_for("public")
    page.chart(history(page))
    (twin,) = shown.of("exhibit")
    assert twin["rows"][0][:3] == ["April to June 2009", "9", "72"]
    assert any("Shown by quarter" in note for note in twin["notes"])
    assert shown.of("recorded") == []


def test_the_council_the_audience_and_synthetic_stand_on_page_and_picture(page_for):
    for audience, marking in (("public", "public"), ("restricted", "OFFICIAL-SENSITIVE")):
        page, shown = page_for(audience)
        page.chart(history(page, "year"))
        assert shown.html.count(f"Madeshire (SYNTHETIC) · {marking}") == 1
        assert shown.of("exhibit")[0]["footer"] == f"Madeshire (SYNTHETIC) · {marking}"


def test_the_sentence_is_the_pictures_alternative_text(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page, "year"))
    (alternative,) = re.findall(r'<img class="picture" alt="([^"]+)"', shown.html)
    assert alternative == shown.of("exhibit")[0]["sentence"]


def test_a_table_has_no_picture_and_a_sentence_has_no_table(page_for):
    page, shown = page_for("restricted")
    page.table(history(page, "year"))
    assert "<img" not in shown.html
    assert "<table>" in shown.html
    page, shown = page_for("restricted")
    page.sentence(has_it_turned.change(page.records, INDICATOR))
    assert "<table>" not in shown.html
    assert "headline" in shown.html


def test_a_long_table_is_folded_and_a_short_one_is_not(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page, "month"))
    assert "(48 rows)</summary>" in shown.html
    page, shown = page_for("restricted")
    page.chart(history(page, "year"))
    assert "rows)</summary>" not in shown.html


@pytest.mark.parametrize("raw", [[("March 2013", 3)], {"repeat plans": 3}, 62, "62 of 388"])
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_what_is_not_an_answer_is_refused_and_nothing_is_shown(page_for, raw, audience):
    page, shown = page_for(audience)
    with pytest.raises(DisclosureError):
        page.chart(raw)
    assert shown == []


def test_a_release_plan_named_by_the_run_is_applied(page_for, made_council, monkeypatch):
    page, _ = page_for("restricted")
    plan = made_council / "plan.json"
    plan.write_text(make_plan([record(history(page))]).to_json(), encoding="utf-8")
    monkeypatch.setenv(PLAN_VARIABLE, str(plan))
    page, shown = page_for("public")
    page.chart(history(page))
    assert not any("for exploring" in note for note in shown.of("exhibit")[0]["notes"])


def test_an_answer_that_the_release_plan_does_not_cover_is_refused(page_for, made_council, monkeypatch):
    page, _ = page_for("restricted")
    plan = made_council / "plan.json"
    plan.write_text(make_plan([record(history(page))]).to_json(), encoding="utf-8")
    monkeypatch.setenv(PLAN_VARIABLE, str(plan))
    page, shown = page_for("public")
    with pytest.raises(DisclosureError, match="not made for these figures"):
        page.chart(history(page, "year"))
    assert shown == []


def test_two_exhibits_of_one_title_have_two_addresses(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page, "year"))
    page.table(history(page, "year"))
    first, second = (twin["id"] for twin in shown.of("exhibit"))
    assert second == f"{first}-2"


def test_two_tables_of_one_title_are_told_apart_when_read_aloud(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page, "year"))
    page.table(history(page, "year"))
    first, second = re.findall(r'<section class="scroll" tabindex="0" aria-label="(.+?)"', shown.html)
    assert second == f"{first} (2)"


def test_the_basis_names_tables_files_hashes_versions_and_parameters(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page, "year"))
    page.basis()
    (sources,) = shown.of("sources")
    assert sources["inputs"] == {"cin.xml": "ab" * 32}
    assert set(sources["tables"]) == {"cp_plans"}
    assert sources["versions"]["pandas"].startswith("3.")
    assert "audience restricted" in shown.html
    json.dumps(sources)


def test_a_definition_is_shown_in_the_words_of_its_file(page_for):
    page, shown = page_for("public")
    page.definition(INDICATOR)
    assert "Which way is better" in shown.html
    assert page.records.read_so_far == {}


def test_words_from_data_are_escaped(page_for):
    from turncurve.present.exhibit import Column, Exhibit
    from turncurve.present.markup import render
    from turncurve.present.shape import shape_of

    exhibit = Exhibit("<script>alert(1)</script>", "a & b", (Column("<i>"),), (("<b>",),), notes=("<u>",) * 5)
    shape = shape_of(exhibit)
    text = render("exhibit.html.j2", exhibit=exhibit, id="x", picture="", shape=shape, treatment=(), footer="<em>")
    assert not re.search(r"<(script|i|b|u|em)>", text)


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"as_at": "31/03/2013"}, TurnCurveError, "not a date"),
        ({"council": "Madshire"}, UnknownNameError, "not known"),
    ],
)
def test_a_wrong_parameter_is_a_sentence(page_for, changes, kind, said):
    with pytest.raises(kind, match=said):
        page_for("public", **changes)


def test_an_unknown_audience_is_a_sentence(page_for):
    with pytest.raises(UnknownNameError, match="Use public or restricted"):
        page_for("everyone")


def test_a_page_names_itself(page_for):
    page, _ = page_for("public")
    assert repr(page) == "Madeshire (SYNTHETIC) · public · as at 31 March 2013"


def test_a_page_makes_no_outside_request(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page))
    assert not re.findall(r'(?:src|href)="(?!data:|#)', shown.html)


def test_the_counts_stated_are_those_that_this_audience_sees(page_for):
    page, shown = page_for("restricted")
    page.chart(history(page))
    (held,) = shown.of("shown")
    assert held["child_protection_plans_started|Madeshire|2009-04-01|2009-04-30"] == 24
    assert held["child_protection_plans_started|Madeshire|2009-04-01|2009-04-30|previous plan=yes"] == 3
    page, shown = page_for("public")
    page.chart(history(page))
    (held,) = shown.of("shown")
    assert held["child_protection_plans_started|Madeshire|2009-04-01|2009-06-30|previous plan=yes"] == 9
    assert 3 not in held.values()


def test_a_hidden_count_is_stated_as_hidden_and_what_others_published_or_nobody_measured_is_not():
    own = replace(yearly([(3, 40), None, (12, 50), (None, 30)]), source=Source("Madeshire"))
    held = list(own.measurements)
    held[1] = replace(held[1], status="not available")
    held[3] = replace(held[3], status="hidden")
    own = replace(own, measurements=tuple(held)).hiding(frozenset(own.keys_of(held[0])[1:]))
    below, above = "plans_started|Exampleshire|{}-04-01|{}-03-31", "|previous plan=yes"
    expected = {
        (2009, ""): 40,
        (2009, above): None,
        (2011, ""): 50,
        (2011, above): 12,
        (2012, ""): 30,
        (2012, above): None,
    }
    assert stated([own, yearly([(9, 99)], published=True)]) == {
        below.format(year, year + 1) + part: count for (year, part), count in expected.items()
    }


def test_a_count_hidden_in_one_table_and_shown_in_another_is_shown():
    both = [yearly([None, 12], words=COUNT), yearly([14, None], words=COUNT)]
    for figures in (both, both[::-1]):
        assert sorted(stated(figures).values()) == [12, 14]


def test_the_forecasts_that_an_exhibit_issues_leave_the_page_as_data(page_for, monkeypatch):
    one = FrozenForecast("March 2013", "held level", (0.5,), ((3.0,),), ((3.0,),))
    each = Issued(INDICATOR, "do nothing", "month", (month(2013, 4),), one)
    monkeypatch.setattr(pages, "exhibit_of", lambda _: Exhibit("If nothing changes", "It stays.", issued=(each,)))
    page, shown = page_for("restricted")
    page.chart(history(page))
    assert [from_data(data) for data in json.loads(json.dumps(shown.of("issued")[0]))] == [each]
    page.definition(INDICATOR)
    assert len(shown.of("issued")) == len(shown.of("shown")) == 1


def test_a_page_reads_earlier_releases_as_its_audience_may(page_for):
    assert {page_for(audience)[0].records.audience for audience in ("public", "restricted")} == {"public", "restricted"}


def test_what_is_general_is_said_once_on_a_page_and_kept_with_each_exhibits_data(page_for):
    page, shown = page_for("public")
    page.chart(history(page, "year"))
    page.table(history(page, "quarter"))
    first, second = (bundle["text/html"] for bundle in shown)
    notes = [exhibit["notes"] for exhibit in shown.of("exhibit")]
    rule = "Counts of 1 to 5, and percentages and averages that rest on them, are not shown; a true zero is"
    for general in (WHY_AN_INTERVAL, rule):
        assert general in first
        assert general not in second
        assert all(any(general in note for note in held) for held in notes)


def test_why_there_is_an_interval_is_said_in_sight_where_it_was_only_folded_before(page_for):
    page, shown = page_for("restricted")
    page.sentence(has_it_turned.turned(page.records, INDICATOR))
    page.chart(history(page, "quarter"))
    folded, in_sight = (bundle["text/html"] for bundle in shown)
    assert "More about these figures" in folded
    assert f'<p class="note">{WHY_AN_INTERVAL}</p>' in in_sight.partition('<details class="notes"')[0]


def test_words_that_rest_on_no_figures_hide_nothing_and_say_nothing_of_hiding(page_for):
    page, shown = page_for("public")
    page.sentence(part_of(page.records, INDICATOR, "outcome"))
    assert "are not shown" not in shown.html
    assert shown.of("exhibit")[0]["notes"] == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_page_shown_while_exploring_is_made_safe_by_the_rule_that_is_chosen(made_council, name):
    shown = []
    page = Page("madeshire", "2013-03-31", "public", profile=name, show=shown.append)
    page.chart(history(page))
    page.basis()
    notes = [note for bundle in shown for note in bundle[MIME.format("exhibit")]["notes"]]
    assert f"{PROFILES[name].title} ({name})." in notes
    assert any(note.startswith(f"Disclosure control: {PROFILES[name].words}. Each table") for note in notes)


def test_a_rule_that_there_is_not_shows_nothing(made_council):
    with pytest.raises(UnknownNameError, match="no rule profile 'dfe'"):
        Page("madeshire", "2013-03-31", "public", profile="dfe")


@pytest.mark.parametrize("lacking", [{"rows": ()}, {"sentence": ""}])
def test_a_chart_without_its_table_or_its_sentence_is_not_shown(page_for, monkeypatch, lacking):
    page, shown = page_for("restricted")
    answer = history(page, "year")
    whole = pages.exhibit_of
    monkeypatch.setattr(pages, "exhibit_of", lambda released: replace(whole(released), **lacking))
    with pytest.raises(DisclosureError, match="a chart has no table or no sentence beside it"):
        page.chart(answer)
    assert shown == []
    page.sentence(answer)
    assert len(shown) == 1
