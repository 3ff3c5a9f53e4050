"""Text becomes HTML through templates that escape."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError
from lxml import html

from turncurve.present.exhibit import Column, Exhibit
from turncurve.present.markup import render
from turncurve.present.shape import shape_of

SHOWN = {"id": "x", "picture": "", "treatment": (), "footer": "Madeshire (SYNTHETIC) · public"}
TABLE = Exhibit(
    "Plans", "62 plans.", (Column("Year", numeric=False), Column("Plans")), (("2013", "62"), ("2014", "64"))
)
plain_text = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc"]), max_size=30
)


def page(exhibit, **changes):
    return html.fromstring(text(exhibit, **changes))


def text(exhibit, **changes):
    return render("exhibit.html.j2", exhibit=exhibit, shape=shape_of(exhibit), **{**SHOWN, **changes})


@settings(max_examples=60, deadline=None)
@given(plain_text, plain_text)
@example("<script>alert(1)</script>", "<b>&amp;</b>")
@example('" onload="x', "'><i>")
def test_whatever_the_words_they_come_out_as_words(title, cell):
    exhibit = Exhibit(f"t{title}", "s", (Column("Name", numeric=False), Column("n")), (("row", f"c{cell}"),))
    found = page(exhibit)
    assert found.xpath("//h3")[0].text_content() == f"t{title}"
    assert found.xpath("//td")[0].text_content().strip() == f"c{cell}".strip()
    assert not found.xpath("//script")


def test_a_number_is_data_set_to_the_right_and_a_rows_name_is_its_heading():
    found = page(TABLE)
    assert [each.text for each in found.xpath("//th[@scope='row']")] == ["2013", "2014"]
    assert found.xpath("//td[@class='number']/data/@value") == ["62", "64"]


def test_a_long_name_may_break_after_its_lines_below_and_stays_the_same_to_whoever_copies_it():
    exhibit = Exhibit("T", "s.", (Column("Row", numeric=False), Column("Name", numeric=False)), (("1", "a_name_of"),))
    (cell,) = page(exhibit).xpath("//td")
    assert cell.text_content() == "a_name_of"
    assert len(cell.xpath(".//wbr")) == 2


def test_a_trend_is_a_line_for_the_eye_and_its_values_for_others():
    exhibit = Exhibit(
        "T", "s.", (Column("Row", numeric=False), Column("Trend", numeric=False, trend=True)), (("1", "3 9"),)
    )
    (cell,) = page(exhibit).xpath("//td")
    assert cell.text_content() == "3 9"
    assert cell.xpath("svg/@aria-hidden") == ["true"]
    assert len(cell.xpath("svg/polyline")) == 1


def test_a_headline_stands_before_the_sentence_and_only_where_there_is_one():
    found = page(Exhibit("T", "s.", answer="We cannot tell."))
    assert found.xpath("//p[@class='answer']")[0].text == "We cannot tell."
    assert "headline" in found.xpath("//figure/@class")[0]
    assert not page(TABLE).xpath("//p[@class='answer']")


def test_a_pictures_alternative_text_is_the_sentence():
    assert page(TABLE, picture="AAAA").xpath("//img/@alt") == ["62 plans."]
    assert not page(TABLE).xpath("//img")


def test_what_is_missing_is_listed_as_still_to_be_written():
    found = page(Exhibit("T", "s.", missing=("Action A1 has no owner", "No partner is named")))
    assert [each.text for each in found.xpath("//li")] == ["Action A1 has no owner.", "No partner is named."]


def test_notes_source_and_footer_stand_below():
    found = page(Exhibit("T", "s.", source="CIN census", notes=("One.", "Two.")))
    assert [each.text for each in found.xpath("//p[@class='note']")] == ["One.", "Two."]
    assert found.xpath("//p[@class='source']")[0].text == "Source: CIN census. Madeshire (SYNTHETIC) · public."


def test_of_many_notes_the_first_are_in_sight_with_what_was_done_to_protect_people_and_the_rest_are_folded():
    found = page(Exhibit("T", "s.", notes=("One.", "Two.", "Three.", "Four.")), treatment=("3 values are hidden.",))
    in_sight = found.xpath("//div[@class='exhibit-foot']/p[@class='note']")
    assert [each.text for each in in_sight] == ["One.", "Two.", "3 values are hidden."]
    assert [each.text for each in found.xpath("//details[@class='notes']/p")] == ["Three.", "Four."]
    assert found.xpath("//details[@class='notes']/summary")[0].text_content().endswith("(2 notes)")


def test_a_column_of_sentences_is_given_room_and_a_table_of_many_columns_is_set_smaller():
    exhibit = Exhibit("T", "s.", (Column("Action", numeric=False),) * 8, (("A1", "w" * 41, *("x",) * 6),))
    found = page(exhibit)
    assert [each.get("class") for each in found.xpath("//thead//th")] == [None, "long", *[None] * 6]
    assert found.xpath("//table/@class") == ["wide"]
    assert page(TABLE).xpath("//table/@class") == []


def test_a_word_that_a_template_needs_and_is_not_given_is_refused():
    with pytest.raises(UndefinedError):
        render("exhibit.html.j2", exhibit=TABLE)


def test_a_template_that_is_not_there_is_refused():
    with pytest.raises(TemplateNotFound):
        render("surprise.html.j2")


def test_the_same_words_give_the_same_page():
    assert text(TABLE) == text(TABLE)
