"""Disclosure control on small tables drawn as text, each worked by hand."""

import datetime as dt

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period

# Each table: a period, then counts by row; "all" is the count without a breakdown. What is hidden is in brackets in
# the second drawing.
CASES = {
    # One small count of three: hiding it alone leaves 40 - 25 - 11 = 4.
    "the smallest other count of a line goes too": (
        "2012-04 2013-03 | all 40 | calls 25 | letters 11 | visits 4",
        "2012-04 2013-03 | all 40 | calls 25 | letters [11] | visits [4]",
    ),
    # A true zero is shown, and so cannot stand in for a count.
    "a true zero is shown": (
        "2012-04 2013-03 | all 29 | calls 25 | letters 4 | visits 0",
        "2012-04 2013-03 | all 29 | calls [25] | letters [4] | visits 0",
    ),
    # 3 + 4 = 7: either could be one more and the other one less, and neither is a zero.
    "two small counts hide one another": (
        "2012-04 2013-03 | all 37 | calls 30 | letters 3 | visits 4",
        "2012-04 2013-03 | all 37 | calls 30 | letters [3] | visits [4]",
    ),
    # 1 + 1 = 2 with no zero among them: both are 1, so that a third count has to go.
    "two ones do not hide one another from who knows that zeros are shown": (
        "2012-04 2013-03 | all 40 | calls 30 | letters 1 | visits 1 | other 8",
        "2012-04 2013-03 | all 40 | calls 30 | letters [1] | visits [1] | other [8]",
    ),
    # The others are 40 - 37 = 3, which nobody shows but everybody can work out.
    "a share of nearly all is not shown": (
        "2012-04 2013-03 | all 40 | repeat 37",
        "2012-04 2013-03 | all 40 | repeat [37]",
    ),
    # The second quarter follows from the first and the half year: 20 - 16 = 4. To hide the first costs least.
    "a quarter that follows from the year to date is protected": (
        "2012-04 2012-06 | all 16\n2012-04 2012-09 | all 20",
        "2012-04 2012-06 | all [16]\n2012-04 2012-09 | all 20",
    ),
}


def _read(drawing):
    cells, hidden = [], set()
    for line in drawing.splitlines():
        dates, *columns = (each.strip() for each in line.split("|"))
        first, last = (dt.date.fromisoformat(f"{each}-01") for each in dates.split())
        period = Period(first, (last + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))
        for column in columns:
            name, count = column.split()
            key = CellKey("contacts", "Exampleshire", period, () if name == "all" else (("kind", name),))
            cells.append(Cell(key, int(count.strip("[]"))))
            if count.startswith("["):
                hidden.add(key)
    return cells, hidden


@pytest.mark.parametrize("name", CASES)
def test_what_is_hidden_is_what_was_worked_by_hand(name):
    drawn, expected = CASES[name]
    cells, _ = _read(drawn)
    _, hidden = _read(expected)
    plan = make_plan([RecordedTable(name, name, (RecordedGrain(None, tuple(cells), ()),))])
    assert set(plan.hidden) == hidden
    assert plan.optimal
    assert all(each.safe and not each.exact for each in found_out(cells, hidden=plan.hidden))
