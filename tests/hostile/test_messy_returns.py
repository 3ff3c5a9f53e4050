"""Census and looked after files that are damaged, hostile or odd: refused with a sentence, or read rightly."""

import pytest

from turncurve.errors import RefusedInputError

NEED = "<CINdetails><CINreferralDate>2011-05-01</CINreferralDate><ReferralNFA>0</ReferralNFA></CINdetails>"
CHILD = f"<Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers>{NEED}</Child>"
WHOLE = f"<Message><Children>{CHILD}</Children></Message>"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/01/2011,S,C2,N1,U6,,\n"

# name                              text
READ_RIGHTLY = {
    "plain": WHOLE,
    "a declaration and comments": f"<?xml version='1.0' encoding='utf-8'?><!-- made -->{WHOLE}<!-- end -->",
    "a namespace": WHOLE.replace("<Message>", "<Message xmlns='urn:dfe'>"),
    "a prefix": WHOLE.replace("<", "<c:")
    .replace("<c:/", "</c:")
    .replace("<c:Message>", "<c:Message xmlns:c='urn:dfe'>"),
    "spaces and lines within": WHOLE.replace(">1<", ">\n 1 \n<").replace("><", ">\n  <"),
    "a blank element": WHOLE.replace("<ReferralNFA>", "<CINclosureDate/><ReferralNFA>"),
    "an item that is not known": WHOLE.replace("<ReferralNFA>", "<Horoscope>Leo</Horoscope><ReferralNFA>"),
    "true and false in words": WHOLE.replace(">0<", ">false<"),
}


@pytest.mark.parametrize("name", READ_RIGHTLY)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_odd_census_is_read_rightly(council, name, encoding):
    council.text("cin.xml", READ_RIGHTLY[name], encoding=encoding)
    council.ingest()
    (row,) = council.table("referrals").to_dict("records")
    assert (row["referred_on"].date().isoformat(), row["no_further_action"]) == ("2011-05-01", False)
    assert council.rules() == []


BOMB = "<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>" + WHOLE.replace(">1<", ">&b;<")
OUTSIDE = "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + WHOLE.replace(">1<", ">&a;<")
# name                              text                                         the message says
REFUSED_WHOLE = {
    "entities that grow": (BOMB, "defines entities"),
    "an entity from outside": (OUTSIDE, "defines entities"),
    "a document type from outside": ("<!DOCTYPE m SYSTEM 'http://example.invalid/m.dtd'>" + WHOLE, "defines entities"),
    "cut short": (WHOLE[:-20], "damaged or cut short"),
    "no child": ("<Message><Children/></Message>", "holds no child in need"),
    "a looked after return of nobody": ("<EXPSSDA903><HEADER/></EXPSSDA903>", "holds no child"),
    "not XML": ("Received,Route\n", "its content is text"),
}


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_hostile_or_damaged_return_is_refused_whole_with_a_sentence(council, name):
    content, message = REFUSED_WHOLE[name]
    council.text("cin.xml", content)
    with pytest.raises(RefusedInputError, match=message) as stopped:
        council.ingest()
    assert "cin.xml" in str(stopped.value)
    assert not council.processed.exists()


def test_an_entity_that_is_not_defined_is_refused(council):
    council.text("cin.xml", WHOLE.replace(">1<", ">&a;<"))
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        council.ingest()


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ("2,10/01/2011,S,C2,N1,U6,09/01/2011,E4A", "DEC", "order"),
        ("2,31/02/2011,S,C2,N1,U6,,", "DECOM", "impossible_date"),
        (",10/01/2011,S,C2,N1,U6,,", "CHILD", "missing_required"),
        ("2,2011-01-10,S,C2,N1,U6,,", "DECOM", "other_format"),
    ],
)
def test_an_episode_that_cannot_be_trusted_is_refused_by_row(council, row, field, rule):
    more = "3,10/02/2011,S,C2,N1,U6,,\n"
    council.text("episodes.csv", EPISODES + more + row + "\n")
    totals = council.ingest().totals().loc["care_episodes"]
    assert dict(totals) == {"read": 3, "loaded": 2, "refused": 1, "merged": 0}
    assert council.rules() == [(4, field, rule)]


@pytest.mark.parametrize(("column", "code"), [("PLACE", "U9"), ("LS", "C3"), ("REC", "E99")])
def test_a_code_that_no_year_has_is_left_blank_and_named(council, column, code):
    names = EPISODES.splitlines()[0].split(",")
    cells = EPISODES.splitlines()[1].split(",")
    cells[names.index(column)] = code
    council.text("episodes.csv", "\n".join([",".join(names), ",".join(cells)]) + "\n")
    council.ingest()
    assert len(council.table("care_episodes")) == 1
    assert council.rules() == [(2, column, "unknown_code")]
