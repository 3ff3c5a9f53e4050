"""Steps that hold offers against one another, one after another."""

import numpy as np
import pandas as pd
import pytest

from turncurve.ingest.audit_filling import Change
from turncurve.ingest.checked import Checked, in_turn, refusing
from turncurve.ingest.place import Place
from turncurve.ingest.problems import Problem
from turncurve.ingest.recipe import Offer

PLACE = Place("made.csv", "", "workforce", "posts", "workforce/2013", None)


def offer(*numbers, refused=0):
    rows = pd.DataFrame({"row": list(numbers), "team": [f"t{number}" for number in numbers]})
    return Offer("posts", PLACE, rows, read=len(numbers) + refused, refused=refused)


# which rows to refuse      rows left     rows named
REFUSED = [
    ([False, False, False], [2, 3, 4], None),
    ([True, False, True], [3], (2, 4)),
    ([True, True, True], [], (2, 3, 4)),
]


@pytest.mark.parametrize(("where", "left", "named"), REFUSED)
def test_rows_refused_are_taken_out_counted_and_named(where, left, named):
    given = offer(2, 3, 4, refused=1)
    kept, problems = refusing(given, np.array(where), field="Team", rule="order", follows="Start")
    assert kept.rows["row"].tolist() == left
    assert list(kept.rows.index) == list(range(len(left)))
    assert (kept.read, kept.refused) == (4, 1 + sum(where))
    assert [each.rows for each in problems] == ([] if named is None else [named])
    assert {(each.file, each.field, each.rule, each.follows) for each in problems} <= {
        ("made.csv", "Team", "order", "Start")
    }
    assert given.rows["row"].tolist() == [2, 3, 4]


def test_each_step_takes_what_the_one_before_left():
    seen = []

    def without_first(offers):
        seen.append([each.rows["row"].tolist() for each in offers["posts"]])
        (given,) = offers["posts"]
        kept, problems = refusing(given, (given.rows.index == 0), field="Team", rule="order")
        return Checked({"posts": [kept]}, problems, (Change(PLACE, 2, "Team", "order"),))

    held = in_turn({"posts": [offer(2, 3, 4)]}, (without_first, without_first))
    assert seen == [[[2, 3, 4]], [[3, 4]]]
    assert [each.rows["row"].tolist() for each in held.offers["posts"]] == [[4]]
    assert held.problems == tuple(
        Problem("made.csv", "", (row,), "Team", "order", format="workforce") for row in (2, 3)
    )
    assert len(held.changes) == 2


def test_without_a_step_everything_stands():
    offers = {"posts": [offer(2)]}
    assert in_turn(offers, ()) == Checked(offers)
