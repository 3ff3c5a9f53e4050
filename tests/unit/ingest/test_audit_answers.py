"""What an auditor meant: read where it is certain, and never guessed."""

import datetime as dt

import pytest

from turncurve.ingest.audit_answers import DAYS_TO_AUDIT, answer_meant, auditor_meant, date_meant, order_of
from turncurve.reference.formats.specification import load

ANSWER = load("audit_return").table("answers").column("Answer")
DRAWN = dt.date(2012, 10, 1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Met", ("Met", False)), ("Y", ("Met", False)), ("yes ", ("Met", False)), ("N", ("Not met", False)),
        ("n/a", ("Not applicable", False)), ("Partially met", ("Partly met", False)),
        ("Met - see supervision of May", ("Met", True)), ("Partly, no dates", ("Partly met", True)),
        ("Not met. No plan on file", ("Not met", True)), ("Y (but old)", ("Met", True)),
        ("Not applicable (baby)", ("Not applicable", True)), ("No because there is no plan", ("Not met", True)),
        ("Good", (None, False)), ("5", (None, False)), ("?", (None, False)), ("Met?", (None, False)),
        ("Met / partly", (None, False)), ("Met - partly for his sister", (None, False)),
        ("Not met - though partly met in May", (None, False)), ("No evidence", (None, False)),
        ("\u2713", (None, False)),
    ],
)  # fmt: skip
def test_an_answer_is_read_where_it_can_mean_one_thing(text, meant):
    assert answer_meant(text, ANSWER) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A. Reader", ("A. Reader", False)), ("A. Reader / B. Other", ("A. Reader", True)),
        ("A Reader and B Other", ("A Reader", True)), ("A Reader & B Other", ("A Reader", True)),
        ("Anderson", ("Anderson", False)), ("", ("", False)), ("/ B", ("/ B", False)),
        ("A&E team", ("A&E team", False)), ("Brand & Co", ("Brand & Co", False)), ("Smith, J", ("Smith, J", False)),
        ("A Reader, B Other", ("A Reader", True)), ("Smith, J; Jones, K", ("Smith, J", True)),
        ("Quality and Practice Team", ("Quality and Practice Team", False)),
        ("Reader, Anne Jane", ("Reader, Anne Jane", False)),
    ],
)  # fmt: skip
def test_the_first_of_two_auditors_is_used(text, meant):
    assert auditor_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9/10/2012", "2012-10-09"), ("09.10.12", "2012-10-09"), ("9th Oct 12", "2012-10-09"),
        ("Tue 9 October 2012", "2012-10-09"), ("9-oct-2012", "2012-10-09"), ("1/10/2012", "2012-10-01"),
        ("30/9/2012", None), ("10/31/2012", None), ("31/11/2012", None), ("9/10/2013", None), ("soon", None),
        ("9 foo 2012", None),
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_and_believed_only_after_the_draw(text, found):
    assert date_meant(text, drawn_on=DRAWN) == (dt.date.fromisoformat(found) if found else None)


def test_a_date_is_believed_for_some_months_and_no_longer():
    last = DRAWN + dt.timedelta(days=DAYS_TO_AUDIT)
    after = last + dt.timedelta(days=1)
    assert date_meant(f"{last:%d/%m/%Y}", drawn_on=DRAWN) == last
    assert date_meant(f"{after:%d/%m/%Y}", drawn_on=DRAWN) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("04/03/2013", "either"), ("14/03/2013", "day first"), ("03/14/2013", "month first"), ("5.5.13", "day first"),
        ("14/14/2013", ""), ("2013-03-04", ""), ("soon", ""), ("03/14/2013 10:30", "month first"),
    ],
)  # fmt: skip
def test_the_order_of_a_date_is_told_from_its_numbers(text, order):
    assert order_of(text) == order
