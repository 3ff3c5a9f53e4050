"""What a page shows is held against its table and its signed sentence: each figure, where it stands, as it is read."""

import pytest

from turncurve.tables.shown_figures import faults, figure, numbers, shown_by

SENTENCE = "18 cases waited; the most was 1,404."
TABLE = '\ufeffMonth,Waiting,Ready,Council\r\nMarch,25,431,Madeshire\r\nApril,\'-x,"1,404",Madeshire\r\n'
PAGE = (
    '<figure class="exhibit" id="waiting"><figcaption><p class="answer"><data value="18">18</data> cases waited;</p>'
    '<p class="sentence">the most was <data value="1404">1,404</data>.</p></figcaption>'
    '<img alt="the most was 1,404." src="data:">'
    '<table><thead><tr><th scope="col">Month</th><th scope="col">Waiting</th><th scope="col">Ready</th></tr></thead>'
    '<tbody><tr><th scope="row">March</th><td><data value="25">25</data></td><td><data value="431">431</data></td></tr>'
    '<tr><th scope="row">April</th><td>-<wbr>x</td><td><data value="1,404">1,404</data></td></tr></tbody></table>'
    "</figure>"
)


def found(folder, html, *, table=TABLE, sentences=None):
    """Return what is found in a page, without where."""
    page = folder / "05_waiting.html"
    page.write_text(html, encoding="utf-8")
    held = folder / "tables/05_waiting/waiting.csv"
    held.parent.mkdir(parents=True, exist_ok=True)
    held.write_text(table, encoding="utf-8", newline="")
    told = faults(page, sentences={"waiting": SENTENCE} if sentences is None else sentences)
    assert all(each.startswith(f"{page}, ") for each in told)
    return [each.partition(": ")[2] for each in told]


def test_a_page_that_shows_what_was_signed_has_no_fault(tmp_path):
    assert found(tmp_path, PAGE) == []
    assert found(tmp_path, PAGE.replace("18", "25"), sentences={}) == []


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ('value="25">25<', 'value="25">999<', "shows 999, where the figure is 25."),
        ('value="25">25<', 'value="25"><', "shows nothing, where the figure is 25."),
        ('value="25">25<', ">25<", "shows 25, where the figure is none."),
        ('value="25">25</data>', 'value="25">25', "shows 25 in another place"),
        (
            'value="25">25</data>',
            'value="25">25</data>9',
            "shows 259 in another place, which is not so in waiting.csv.",
        ),
        ('<data value="25">25</data>', "999", "shows 999 in another place, which is not so in waiting.csv."),
        ('value="25">25<', 'value="26">26<', "shows 26, which is not so in waiting.csv."),
        ("March</th>", "May</th>", "shows May in another place, which is not so in waiting.csv."),
        (">Waiting</th>", ">Ready</th>", "shows Ready in another place, which is not so in waiting.csv."),
        ("the most was <data", "the least was <data", "says another sentence than was signed."),
        ('value="18">18<', 'value="18">81<', "shows 81, where the figure is 18."),
        ('alt="the most was 1,404."', 'alt="the most was 1,405."', "describes its picture by another sentence"),
        ('id="waiting"', 'id="other"', "was signed, and is not on the page."),
    ],
)
def test_a_change_that_a_reader_would_see_is_found(tmp_path, one, other, said):
    assert one in PAGE
    first = found(tmp_path, PAGE.replace(one, other, 1))
    if said.startswith("shows 25 in another"):
        assert first == []  # a browser ends the figure with its cell, and the reader sees the same
    else:
        assert first[0].startswith(said)


def test_two_figures_of_a_row_that_changed_places_are_found(tmp_path):
    one, other = '<data value="25">25</data>', '<data value="431">431</data>'
    swapped = PAGE.replace(one, "?").replace(other, one).replace("?", other)
    assert found(tmp_path, swapped) == ["shows 431 in another place, which is not so in waiting.csv."]


def test_two_rows_that_changed_places_and_a_row_left_out_are_found(tmp_path):
    start, march, april = PAGE.partition("<tbody>")[2].partition("<tr>")[2].partition("<tr>")
    (april, end) = april.split("</tbody>")
    head = PAGE.partition("<tbody>")[0] + "<tbody>"
    assert start.startswith('<th scope="row">March')
    assert march == "<tr>"
    assert found(tmp_path, f"{head}<tr>{april}<tr>{start}</tbody>{end}") == [
        "shows April in another place, which is not so in waiting.csv."
    ]
    assert found(tmp_path, f"{head}<tr>{april}</tbody>{end}") == ["shows 1 rows, which is not so in waiting.csv."]


def test_a_figure_of_the_words_that_is_in_neither_table_nor_sentence_is_found(tmp_path):
    other = PAGE.replace("18", "19", 2)
    told = found(tmp_path, other, sentences={})
    assert told == ["says 19, which is neither in its table nor in the sentence signed."]
    assert found(tmp_path, PAGE.replace("18", "25", 2), sentences={}) == []


def test_a_page_whose_table_is_gone_is_found(tmp_path):
    found(tmp_path, PAGE)
    (tmp_path / "tables/05_waiting/waiting.csv").unlink()
    assert any("shows 1404, which is not so in" in each for each in faults(tmp_path / "05_waiting.html", sentences={}))


def test_what_is_left_open_ends_where_a_browser_ends_it():
    shown = shown_by('<figure class="exhibit" id="a"><table><tr><td>1<td><data value="2">2<tr><td>3</table>')["a"]
    assert shown.rows == [["1", "2"], ["3"]]
    assert shown.figures == ["2"]
    assert shown_by('<figure class="exhibit" id="a"><p class="sentence">Open')["a"].sentences == ["Open"]
    assert shown_by("") == {}


@pytest.mark.parametrize(
    ("text", "same"),
    [("1,446", "1446"), ("'-x", "-x"), (" a \n b ", "a b"), ("0.0% (0 of 1,025)", "0.0% (0 of 1025)"), ("", "")],
)
def test_a_figure_reads_alike_on_a_page_and_in_a_file(text, same):
    assert figure(text) == same


def test_the_numbers_of_a_text_are_its_digits():
    assert numbers("16.0% (62 of 1,388), 4, 5 and -2") == ["16.0", "62", "1388", "4", "5", "2"]
    assert numbers("none") == []


def test_a_list_in_no_exhibit_needs_no_file_and_a_marked_figure_in_none_does(tmp_path):
    listed = '<table><thead><tr><th scope="col">Row</th></tr></thead><tbody><tr><td>9.6</td></tr></tbody></table>'
    assert found(tmp_path, PAGE + listed) == []
    assert found(tmp_path, listed, sentences={}) == []
    (said,) = found(tmp_path, PAGE + listed.replace("9.6", '<data value="9.6">9.6</data>'))
    assert said.startswith("shows 9.6, which is not so in")
