"""What must hold of any editions that are merged and any column of dates that is read, whatever they are."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.ingest import dates, merge
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer
from turncurve.ingest.sheet import TEXT
from turncurve.tables import store

DAYS = st.dates(dt.date(1996, 1, 1), dt.date(2028, 12, 31))

# Editions

EVENTS = {
    "referrals": ("referred_on", {"source": ["6", "1A", None], "closed_on": ["2012-12-01", None], "team": ["N", None]}),
    "cp_plans": ("started_on", {"ended_on": ["2012-12-01", "2013-01-05", None], "previous_plans": [0, 1, None]}),
    "assessments": ("started_on", {"completed_on": ["2012-12-01", None], "kind": ["initial", "core", None]}),
    "strategy_discussions": ("held_on", {"conference_not_needed": [True, False, None]}),
}
EXTRACTS = ("2012-09-30", "2013-03-31")


def offered(table, rows, *, edition, format_key):
    """Return rows given as dicts as what one extract offers."""
    types = {name: str(kind) for name, kind in store.empty(table).dtypes.items()}
    names = ["child_key", EVENTS[table][0], *EVENTS[table][1]]
    columns = {}
    for name in names:
        values = [row[name] for row in rows]
        column = (
            pd.to_datetime(pd.Series(values)) if types[name].startswith("datetime") else pd.Series(values, dtype=object)
        )
        columns[name] = column.astype(types[name])
    day = dt.date.fromisoformat(edition)
    place = Place(f"{format_key}/{edition}/file", table, format_key, table, f"{format_key}/{edition}", day)
    return Offer(table, place, pd.DataFrame(columns).assign(row=range(2, len(rows) + 2)), len(rows), 0)


@st.composite
def extracts(draw):
    """Draw two to four extracts of one table, in which few children meet again and again."""
    table = draw(st.sampled_from(sorted(EVENTS)))
    event, others = EVENTS[table]
    row = st.fixed_dictionaries(
        {
            "child_key": st.sampled_from(["a", "b"]),
            event: st.sampled_from(["2012-05-01", "2012-06-01"]),
            **{name: st.sampled_from(values) for name, values in others.items()},
        }
    )
    wanted = draw(
        st.lists(
            st.tuples(st.sampled_from(EXTRACTS), st.sampled_from(["annex_a", "cin_census"])), min_size=2, unique=True
        )
    )
    return table, [
        offered(table, draw(st.lists(row, min_size=1, max_size=4)), edition=day, format_key=kind)
        for day, kind in wanted
    ]


@settings(deadline=None, max_examples=60)
@given(extracts(), st.randoms())
def test_the_order_in_which_files_are_met_changes_nothing(drawn, chance):
    table, offers = drawn
    shuffled = list(offers)
    chance.shuffle(shuffled)
    one, two = merge.merge(table, offers), merge.merge(table, shuffled)
    pd.testing.assert_frame_equal(one.rows, two.rows)
    assert one.loaded == two.loaded
    assert one.problems == two.problems


@settings(deadline=None, max_examples=60)
@given(extracts())
def test_a_file_that_is_there_twice_changes_nothing(drawn):
    table, offers = drawn
    again = [*offers, replace(offers[-1], place=replace(offers[-1].place, file="copy/" + offers[-1].place.file))]
    columns = [name for name in store.empty(table).columns if name != "edition"]
    pd.testing.assert_frame_equal(merge.merge(table, again).rows[columns], merge.merge(table, offers).rows[columns])


@settings(deadline=None, max_examples=60)
@given(extracts())
def test_what_was_merged_merges_to_itself(drawn):
    table, offers = drawn
    once = merge.merge(table, offers).rows
    place = replace(offers[0].place, file="merged", extracted_on=dt.date(2013, 4, 1))
    rows = once.drop(columns="edition").assign(row=range(2, len(once) + 2))
    twice = merge.merge(table, [Offer(table, place, rows, len(rows), 0)])
    pd.testing.assert_frame_equal(twice.rows.drop(columns="edition"), once.drop(columns="edition"))
    assert twice.problems == () or {each.rule for each in twice.problems} == {"overlapping_plans"}


@settings(deadline=None, max_examples=40)
@given(extracts())
def test_every_row_offered_is_loaded_or_merged(drawn):
    table, offers = drawn
    merged = merge.merge(table, offers)
    assert sum(merged.loaded.values()) == len(merged.rows)
    assert all(0 <= merged.loaded[each.place] <= len(each.rows) for each in offers)
    assert set(merged.rows["edition"]) <= {each.place.edition for each in offers}


# Dates

WRITTEN = {"day first": "%d/%m/%Y", "month first": "%m/%d/%Y", "ISO": "%Y-%m-%d", "by name": "%d %b %Y"}


def moments(cells):
    texts = pd.Series(list(cells), dtype="str")
    return dates.parse(texts, kinds=np.full(len(cells), TEXT, dtype=np.uint8))


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=25), st.sampled_from("-/."))
def test_iso_dates_are_never_read_day_first(days, mark):
    parsed = moments([f"{each:%Y{mark}%m{mark}%d}" for each in days])
    assert [each.date() for each in parsed.moments] == days
    assert parsed.stated == "year first (ISO)"


@settings(deadline=None)
@given(
    st.lists(st.tuples(DAYS, st.sampled_from(sorted(WRITTEN))), min_size=1, max_size=12),
    st.lists(st.sampled_from(["", "n/a", "31/02/2012", "1/4/12", "soon"]), max_size=3),
    st.randoms(),
)
def test_how_a_column_is_read_does_not_hang_on_the_order_of_its_rows(days, others, chance):
    cells = [*(f"{day:{WRITTEN[how]}}" for day, how in days), *others]
    order = list(range(len(cells)))
    chance.shuffle(order)
    one, two = moments(cells), moments([cells[place] for place in order])
    assert one.stated == two.stated
    pd.testing.assert_series_equal(one.moments.iloc[order].reset_index(drop=True), two.moments)
    for rule, mask in one.faults.items():
        assert mask[order].tolist() == two.faults[rule].tolist()


@settings(deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=15), st.integers(1, 14))
def test_a_column_read_in_part_is_never_read_otherwise_than_it_was_written(days, cut):
    # Of a column written day first, any part is read day first or said to be undecidable; never month first.
    part = days[:cut]
    parsed = moments([f"{each:%d/%m/%Y}" for each in part])
    assert [None if pd.isna(each) else each.date() for each in parsed.moments] == part
