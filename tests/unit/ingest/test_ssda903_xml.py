"""The looked after return as XML gives what its CSV files give, element by element."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest.ssda903_xml import read

HEADER = "<CHILDID>7</CHILDID><SEX>1</SEX><DOB>01/02/2010</DOB><ETHNIC>WBRI</ETHNIC>"
EPISODE = "<EPISODE><DECOM>10/01/2011</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL>{more}</EPISODE>"
CSV = {
    "header.csv": "CHILD,SEX,DOB,ETHNIC\n7,1,01/02/2010,WBRI\n8,2,03/04/2009,WBRI\n",
    "episodes.csv": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n7,10/01/2011,S,C2,N1,U6,05/05/2012,E11\n8,11/02/2011,S,E1,N1,U6,,\n"
    ),
    "ad1.csv": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE\n7,01/02/2010,06/06/2011,01/06/2011,0\n",
    "placed.csv": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n7,01/02/2010,01/04/2011,,\n",
}
XML = f"""<EXPSSDA903><CHILD><HEADER>{HEADER}
<DATE_INT>06/06/2011</DATE_INT><DATE_MATCH>01/06/2011</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
<AREVIEW><REVIEW>01/03/2011</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>01/09/2011</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AD_PLACED><DATE_PLACED>01/04/2011</DATE_PLACED></AD_PLACED></HEADER>
{EPISODE.format(more="<DEC>05/05/2012</DEC><REC>E11</REC>")}</CHILD>
<CHILD><HEADER><CHILDID>8</CHILDID><SEX>2</SEX><DOB>03/04/2009</DOB><ETHNIC>WBRI</ETHNIC></HEADER>
<EPISODE><DECOM>11/02/2011</DECOM><RNE>S</RNE><LS>E1</LS><CIN>N1</CIN><PL>U6</PL></EPISODE></CHILD>
</EXPSSDA903>"""


def sheets(*children):
    return read(f"<EXPSSDA903>{''.join(children)}</EXPSSDA903>".encode(), file="903.xml")


def child(header=HEADER, *parts):
    return f"<CHILD><HEADER>{header}</HEADER>{''.join(parts)}</CHILD>"


@pytest.mark.parametrize("table", ["care_episodes", "adoption_pathways"])
def test_the_tables_are_those_that_the_csv_files_give(council, table):
    for name, text in CSV.items():
        council.text(f"ssda903/2012/{name}", text)
    council.ingest()
    expected = council.table(table)
    for name in CSV:
        (council.raw / "ssda903/2012" / name).unlink()
    council.text("ssda903/2012/return.xml", XML)
    council.ingest()
    found = council.table(table)
    assert len(expected) > 0
    told = [name for name in expected if "file" not in name and "row" not in name and "edition" not in name]
    pd.testing.assert_frame_equal(found[told], expected[told])


def test_each_element_is_a_row_of_its_table():
    found = read(XML.encode(), file="903.xml")
    assert {name: len(sheet.cells) for name, sheet in found.items()} == {
        "header": 2, "episodes": 2, "reviews": 2, "ad1": 1, "placed_for_adoption": 1,
    }  # fmt: skip
    assert found["episodes"].cells["PLACE"].tolist() == ["U6", "U6"]
    assert found["episodes"].cells["CHILD"].tolist() == ["7", "8"]
    assert found["reviews"].cells["CHILD"].tolist() == ["7", "7"]
    assert found["episodes"].rows.tolist() == [1, 2]


def test_a_child_without_an_identifier_keeps_its_rows_to_be_refused_by_row(council):
    council.text("903.xml", f"<EXPSSDA903>{child('<SEX>1</SEX>', EPISODE.format(more=''))}{child(HEADER)}</EXPSSDA903>")
    totals = council.ingest().totals().loc["care_episodes"]
    assert dict(totals) == {"read": 1, "loaded": 0, "refused": 1, "merged": 0}
    assert (1, "CHILD", "missing_required") in council.rules()


def test_blank_elements_namespaces_and_comments_change_nothing():
    plain = sheets(child(HEADER, EPISODE.format(more="")))
    noisy = read(
        f'<EXPSSDA903 xmlns="urn:made"><!-- a --><CHILD><HEADER>{HEADER}<UPN/><!-- b --></HEADER>'
        f"{EPISODE.format(more='<DEC> </DEC><!-- c -->')}</CHILD></EXPSSDA903>".encode(),
        file="903.xml",
    )
    assert set(noisy) == set(plain)
    for name, sheet in plain.items():
        pd.testing.assert_frame_equal(noisy[name].cells, sheet.cells)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<EXPSSDA903></EXPSSDA903>", "holds no child"),
        (XML[:-30], "damaged or cut short"),
        (f"<!DOCTYPE a [<!ENTITY b 'c'>]>{XML}", "defines entities"),
    ],
)
def test_a_return_that_cannot_be_trusted_is_refused_whole(text, said):
    with pytest.raises(RefusedInputError, match=rf"{said}.*903\.xml"):
        read(text.encode(), file="903.xml")


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_no_episode_is_lost_or_given_to_another_child(episodes):
    children = [
        child(HEADER.replace(">7<", f">{number}<"), *[EPISODE.format(more="")] * many)
        for number, many in enumerate(episodes, start=1)
    ]
    found = sheets(*children)
    held = found["episodes"].cells["CHILD"].tolist() if "episodes" in found else []
    assert held == [str(number) for number, many in enumerate(episodes, start=1) for _ in range(many)]
