"""A public release says how it is cited; a restricted one is not for citing."""

import datetime as dt

from turncurve.publish.citation import CITATION, files
from turncurve.tables.council import Council

AS_AT = dt.date(2013, 3, 31)


def test_a_public_release_has_an_entry_that_names_council_date_and_proof():
    held = files(Council("Exampleshire", "exampleshire", True), as_at=AS_AT, audience="public")
    text = held[CITATION].decode()
    assert text.startswith("@techreport{exampleshire-2013-03-31,")
    for words in ("Exampleshire (SYNTHETIC), as at 31 March 2013", "year = {2013}", "manifest.json"):
        assert words in text
    assert text.count("{") == text.count("}")


def test_a_sign_that_the_form_keeps_for_itself_is_written_out():
    held = files(Council("Bath & Wells", "bath_wells"), as_at=AS_AT, audience="public")
    assert "Bath \\& Wells" in held[CITATION].decode()


def test_a_restricted_release_has_none():
    assert files(Council("Exampleshire", "exampleshire", True), as_at=AS_AT, audience="restricted") == {}
