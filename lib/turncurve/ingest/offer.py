"""Read a sheet into the rows that it offers to a canonical table; refuse and count what cannot be trusted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from turncurve.ingest import births, code_years, codes, dates, identifier_map, identifiers, numbers, totals
from turncurve.ingest.distinct import distinct, replaced
from turncurve.ingest.identifiers import Key
from turncurve.ingest.place import Place, latest_end
from turncurve.ingest.problems import Mask, Problem, found
from turncurve.ingest.recipe import Offer, Recipe
from turncurve.ingest.sheet import Sheet
from turncurve.reference.formats.specification import ColumnFormat, TableFormat

DAYS_AFTER_EXTRACT = 31
YEARS_AFTER_LAST = 20  # after the last that began, where no extract's date is stated: no child's plan or care is longer
ENDS = ("ended_on", "closed_on", "completed_on", "left_on", "resolved_on")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


@dataclass(frozen=True)
class ReadColumn:
    """One column of a sheet as read.

    Parameters
    ----------
    content : Series
        Typed values, one a row.
    refusing : mapping of str to array of bool
        By rule: rows that cannot be trusted because of this column, where a row needs it.
    blanked : mapping of str to array of bool
        By rule: rows whose value was left blank.
    stated : str
        How it was read, where that had to be decided.
    identifiers : DataFrame
        For an identifier: the map to pseudonyms.
    years : mapping of str to (int or None, int or None)
        For a code: the first and last reporting year of those that the standard has not always had.
    """

    content: pd.Series[Any]
    refusing: Mapping[str, Mask]
    blanked: Mapping[str, Mask]
    stated: str = ""
    identifiers: pd.DataFrame | None = None
    years: code_years.Years = field(default_factory=dict)


@dataclass(frozen=True)
class SheetRead:
    """All that one sheet gave.

    Parameters
    ----------
    offers : tuple of Offer
        One a canonical table.
    problems : tuple of Problem
        What was wrong.
    stated : mapping of str to str
        By the standard's column: how it was read, where that had to be decided.
    identifiers : DataFrame
        The map to pseudonyms: kind, identifier, pseudonym.
    """

    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]
    stated: Mapping[str, str]
    identifiers: pd.DataFrame


def read_sheet(sheet: Sheet, recipes: Sequence[Recipe], *, table: TableFormat, place: Place, key: Key) -> SheetRead:
    """Read a sheet by its recipes.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    recipes : sequence of Recipe
        What the sheet offers to which canonical table.
    table : TableFormat
        The sheet's table in the standard.
    place : Place
        Where the sheet is.
    key : Key
        The council's key.

    Returns
    -------
    SheetRead
        The rows offered, the problems, how columns were read, and the map of identifiers.
    """
    kinds = {recipe.fields[name]: kind for recipe in recipes for name, kind in recipe.kinds.items()}
    wanted = [name for recipe in recipes for name in recipe.wanted]
    columns = {
        name: read_column(sheet, table.column(name), kind=kinds.get(name, "child"), key=key)
        for name in dict.fromkeys(wanted)
        if name in sheet.cells
    }
    order = dates.order_beside(each.stated for each in columns.values())
    for name in [name for name, each in columns.items() if dates.NOTHING_TELLS in each.stated and order != "day_first"]:
        columns[name] = read_column(sheet, table.column(name), kind="", key=key, beside=order)
    offers: list[Offer] = []
    problems: list[Problem] = []
    lost = {"": np.zeros(len(sheet.cells), dtype=bool)}
    for recipe in recipes:
        held = _held(recipe, columns)
        if any(name not in held for name in recipe.required):
            continue  # the file has no such column, so it offers that table nothing; the mapping report says so
        beside = lost.get(recipe.stands_with, lost[""])
        offer, faults = _offer(sheet, recipe, held=held, columns=columns, place=place, beside=beside)
        lost[recipe.table] = ~np.isin(sheet.rows, offer.rows["row"])
        offers.append(offer)
        problems += faults
    for name, where in sheet.foreign.items():
        problems += found(place, rows=sheet.rows, where=where, field=name, rule="item_out_of_place") if recipes else ()
    maps = [column.identifiers for column in columns.values() if column.identifiers is not None]
    return SheetRead(
        offers=tuple(offers),
        problems=tuple(problems),
        stated={name: column.stated for name, column in columns.items() if column.stated},
        identifiers=pd.concat(maps) if maps else identifier_map.empty(),
    )


def read_column(sheet: Sheet, column: ColumnFormat, *, kind: str, key: Key, beside: str = "day_first") -> ReadColumn:
    """Read one column as its type in the standard says.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    column : ColumnFormat
        The column's name, type and codes.
    kind : str
        For an identifier: whose it is.
    key : Key
        The council's key.
    beside : str, optional
        For a date: the order of day and month where nothing in the column tells it.

    Returns
    -------
    ReadColumn
        Typed values and the rows at fault.
    """
    texts = sheet.cells[column.name]
    if column.type in {"date", "datetime"}:
        kinds, from_1904 = sheet.kind_of(column.name), sheet.dates_from_1904
        read = dates.parse(texts, kinds=kinds, dates_from_1904=from_1904, beside=beside)
        moments = read.moments if column.type == "datetime" else read.moments.dt.normalize()
        return ReadColumn(moments, read.faults, {}, read.stated)
    if column.type == "identifier":
        values, made = identifiers.pseudonyms(texts, kind=kind, key=key)
        return ReadColumn(values, identifiers.faults(texts, kinds=sheet.kind_of(column.name)), {}, identifiers=made)
    if column.type == "yes_no":
        answers, unknown = codes.parse_yes_no(texts, column)
        return ReadColumn(answers, {}, {"unknown_code": unknown})
    if column.type == "code":
        parsed = codes.parse(texts, column)
        blanked = {"free_text" if parsed.is_free_text else "unknown_code": parsed.unknown}
        return ReadColumn(parsed.codes, {}, blanked, years=column.code_years)
    if column.type == "integer":
        whole, unfit = numbers.parse(texts)
        return ReadColumn(whole, {}, {"not_a_number": unfit})
    if column.type == "decimal":
        decimals, unfit = numbers.parse_decimal(texts)
        return ReadColumn(decimals, {}, {"not_a_decimal": unfit})
    if column.type == "number":
        shares, unfit = numbers.parse_share(texts)
        return ReadColumn(shares, {}, {"not_a_share": unfit})
    errors = identifiers.is_error(texts)
    return ReadColumn(_printable(texts.mask(errors)), {}, {"error_text": errors})


def _printable(texts: pd.Series[str]) -> pd.Series[str]:
    """Return texts without signs that cannot be shown, on one line each."""
    shown = {text: _CONTROLS.sub(" ", text).strip() for text in distinct(texts)}
    return replaced(texts, {text: words for text, words in shown.items() if words})


def _held(recipe: Recipe, columns: Mapping[str, ReadColumn]) -> dict[str, ReadColumn]:
    """Return what a sheet states of each canonical column, from the first of two columns that is filled."""
    held = {name: columns[source] for name, source in recipe.fields.items() if source in columns}
    for name, source in recipe.instead.items():
        if source in columns:
            held[name] = _first_filled(held[name], columns[source]) if name in held else columns[source]
    for name, source in recipe.only_where.items():
        if name in held and source in columns:
            answered = columns[source].content.fillna(value=False).astype(bool)
            held[name] = replace(held[name], content=held[name].content.where(answered))
    return held


def _first_filled(first: ReadColumn, second: ReadColumn) -> ReadColumn:
    """Return one column from two, with the faults of both."""
    refusing = dict(first.refusing)
    for rule, mask in second.refusing.items():
        refusing[rule] = refusing[rule] | mask if rule in refusing else mask
    return replace(first, content=first.content.fillna(second.content), refusing=refusing)


def _offer(
    sheet: Sheet,
    recipe: Recipe,
    *,
    held: Mapping[str, ReadColumn],
    columns: Mapping[str, ReadColumn],
    place: Place,
    beside: Mask,
) -> tuple[Offer, list[Problem]]:
    """Return the rows that a sheet offers to one canonical table, and the problems."""
    offered = np.ones(len(sheet.cells), dtype=bool)
    held, to_come = _without_ends_to_come(recipe, held, place=place)
    if recipe.offered_where:
        source = recipe.fields[recipe.offered_where]
        offered = sheet.cells[source].notna().to_numpy() | sheet.unfit.get("other_header", False)
    faults = [*_refusals(sheet, recipe, held=held, place=place), ("", "refused_beside", beside, "")]
    refused = np.zeros(len(sheet.cells), dtype=bool)
    problems: list[Problem] = []
    for name, rule, mask, follows in faults:
        refused |= mask
        field, other = recipe.fields.get(name, ""), recipe.fields.get(follows, "")
        problems += found(place, rows=sheet.rows, where=mask & offered, field=field, rule=rule, follows=other)
    answers = {source: columns[source] for source in recipe.only_where.values() if source in columns}
    named = {recipe.fields[name]: column for name, column in held.items()}
    for field, column in (named | answers).items():
        for rule, mask in column.blanked.items():
            where = mask & offered & ~refused
            problems += found(place, rows=sheet.rows, where=where, field=field, rule=rule)
    rows = pd.DataFrame({name: column.content for name, column in held.items()})
    kept = offered & ~refused
    if recipe.born:
        rows, doubts = _aged(sheet, recipe, rows=rows, columns=columns, place=place, kept=kept)
        problems += doubts
    problems += _doubts(sheet, recipe, held=held, place=place, kept=kept)
    for name, mask in to_come.items():
        field = recipe.fields[name]
        problems += found(place, rows=sheet.rows, where=mask & kept, field=field, rule="end_to_come")
    rows = rows.assign(row=sheet.rows)[kept].reset_index(drop=True)
    return Offer(recipe.table, place, rows, int(offered.sum()), int((offered & refused).sum())), problems


def _aged(
    sheet: Sheet, recipe: Recipe, *, rows: pd.DataFrame, columns: Mapping[str, ReadColumn], place: Place, kept: Mask
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return rows with their ages, where they have one, and the events that are no child's of the birth stated."""
    born, unread = _born(recipe, columns=columns, length=len(rows))
    dated = (each for each in recipe.required if pd.api.types.is_datetime64_any_dtype(rows[each]))
    event = recipe.age[1] if recipe.age else next(dated)
    problems: list[Problem] = []
    if recipe.age:
        rows = rows.assign(**{recipe.age[0]: births.age_at(born, rows[event])})
        problems += found(place, rows=sheet.rows, where=unread & kept, field=recipe.born[0], rule="birth_date")
    where = births.apart(born, rows[event]) & kept
    problems += found(place, rows=sheet.rows, where=where, field=recipe.fields[event], rule="not_of_a_child")
    return rows, problems


def _without_ends_to_come(
    recipe: Recipe, held: Mapping[str, ReadColumn], *, place: Place
) -> tuple[Mapping[str, ReadColumn], dict[str, Mask]]:
    """Take out the ends that had not happened when the extract was made, such as 31 December 2099, and say where."""
    begun = [held[name].content for name in recipe.required if name in held]
    begun = [each for each in begun if pd.api.types.is_datetime64_any_dtype(each) and each.notna().any()]
    if place.extracted_on is not None:
        limit = pd.Timestamp(place.extracted_on) + pd.Timedelta(days=DAYS_AFTER_EXTRACT + 1)
    elif begun:
        limit = max(each.max() for each in begun) + pd.DateOffset(years=YEARS_AFTER_LAST)
    else:
        return held, {}
    left, to_come = dict(held), dict[str, Mask]()
    for name in (each for each in ENDS if each in held and each not in recipe.happened):
        later = (held[name].content >= limit).to_numpy(dtype=bool)
        if later.any():
            to_come[name] = later
            left[name] = replace(held[name], content=held[name].content.mask(later))
    return left, to_come


def _refusals(
    sheet: Sheet, recipe: Recipe, *, held: Mapping[str, ReadColumn], place: Place
) -> list[tuple[str, str, Mask, str]]:
    """List the faults that refuse rows: canonical column, rule, which rows, and the column that it should follow."""
    shifted = {rule: sheet.unfit[rule] for rule in ("columns_moved", "other_header") if rule in sheet.unfit}
    faults = [("", sheet.broken_by, sheet.broken, ""), *(("", rule, mask, "") for rule, mask in shifted.items())]
    for name, column in held.items():
        faults += [(name, rule, mask, "") for rule, mask in column.refusing.items()]
    unread = np.logical_or.reduce([sheet.broken, *(mask for _, _, mask, _ in faults)])
    for name in recipe.required:
        missing = held[name].content.isna().to_numpy(dtype=bool)
        unknown = _any(held[name].blanked, length=len(missing))
        faults.append((name, "unknown_required", missing & unknown, ""))
        read = ~_any(held[name].refusing, length=len(missing)) & ~unknown
        faults.append((name, "missing_required", missing & read, ""))
    for first, second in recipe.order:
        if first in held and second in held:
            # A date that should follow two others is named once, with the first of them that it does not follow.
            named = _any({n: mask for n, (name, _, mask, _) in enumerate(faults) if name == second}, length=len(unread))
            faults.append((second, "order", _earlier(held[second], held[first]) & ~unread & ~named, first))
    events = [name for name in recipe.required if pd.api.types.is_datetime64_any_dtype(held[name].content)]
    events = [*events[:1], *(name for name in recipe.happened if name in held)]
    faults += [(name, "after_extract", _after(held[name].content, place.extracted_on), "") for name in events]
    # A row that is refused for what it says is not named again for its shape, or for being a total.
    faults += [(name, "total_row", mask & ~_refused(faults), "") for name, mask in totals.of(sheet, recipe).items()]
    if "too_few_cells" in sheet.unfit:
        faults.append(("", "too_few_cells", sheet.unfit["too_few_cells"] & ~_refused(faults), ""))
    return faults


def _refused(faults: Sequence[tuple[str, str, Mask, str]]) -> Mask:
    """Tell which rows any of the faults refuses."""
    return np.asarray(np.logical_or.reduce([mask for _, _, mask, _ in faults]), dtype=bool)


def _doubts(sheet: Sheet, recipe: Recipe, *, held: Mapping[str, ReadColumn], place: Place, kept: Mask) -> list[Problem]:
    """List the rows kept whose dates cannot all be right."""
    problems: list[Problem] = []
    for rule, pairs in (("step_order", recipe.steps), ("after_adoption", recipe.ends)):
        for first, second in pairs:
            if first in held and second in held:
                where = _earlier(held[second], held[first]) & kept
                field, other = recipe.fields[second], recipe.fields[first]
                if rule == "after_adoption":
                    field, other = other, ""
                problems += found(place, rows=sheet.rows, where=where, field=field, rule=rule, follows=other)
    for date, reason in recipe.dated:
        if date in held and reason in held:
            where = held[date].content.isna().to_numpy() & held[reason].content.notna().to_numpy() & kept
            problems += found(place, rows=sheet.rows, where=where, field=recipe.fields[date], rule="end_not_dated")
    for date, reason in recipe.reasoned:
        if date in held and reason in held:
            unknown = _any(held[reason].blanked, length=len(kept))  # that is a fault of its own
            where = held[date].content.notna().to_numpy() & held[reason].content.isna().to_numpy() & kept & ~unknown
            problems += found(place, rows=sheet.rows, where=where, field=recipe.fields[reason], rule="no_reason")
    return problems + _of_other_years(sheet, recipe, held=held, place=place, kept=kept)


def _of_other_years(
    sheet: Sheet, recipe: Recipe, *, held: Mapping[str, ReadColumn], place: Place, kept: Mask
) -> list[Problem]:
    """List the rows kept whose code or date is of another year than their return."""
    problems: list[Problem] = []
    last = latest_end(place.file)
    for name, date in recipe.coded:
        if name in held and date in held and held[name].years:
            codes_read, dates_read = held[name].content, held[date].content
            ends = place.extracted_on or last
            where = code_years.of_another_year(codes_read, dates_read, years=held[name].years, return_ends=ends) & kept
            field_of = recipe.fields[name]
            problems += found(place, rows=sheet.rows, where=where, field=field_of, rule="code_of_another_year")
    if recipe.in_year and last is not None:
        where = (held[recipe.in_year].content > pd.Timestamp(last)).to_numpy(dtype=bool) & kept
        problems += found(place, rows=sheet.rows, where=where, field=recipe.fields[recipe.in_year], rule="after_year")
    return problems


def _earlier(date: ReadColumn, than: ReadColumn) -> Mask:
    """Tell in which rows a date is an earlier day than another."""
    return np.asarray(date.content.dt.normalize() < than.content.dt.normalize(), dtype=bool)


def _any(masks: Mapping[Any, Mask], *, length: int) -> Mask:
    """Tell which rows any of the masks marks."""
    return np.asarray(np.logical_or.reduce([np.zeros(length, dtype=bool), *masks.values()]), dtype=bool)


def _after(moments: pd.Series[pd.Timestamp], extracted_on: dt.date | None) -> Mask:
    """Tell which dates are more than a month after the extract was made."""
    if extracted_on is None:
        return np.zeros(len(moments), dtype=bool)
    limit = pd.Timestamp(extracted_on) + pd.Timedelta(days=DAYS_AFTER_EXTRACT + 1)
    return (moments >= limit).to_numpy(dtype=bool)


def _born(recipe: Recipe, *, columns: Mapping[str, ReadColumn], length: int) -> tuple[pd.Series[pd.Timestamp], Mask]:
    """Return the date of birth, from the first column that states it, and where it could not be read."""
    born = pd.Series(pd.NaT, index=range(length), dtype="datetime64[us]")
    unread = np.zeros(length, dtype=bool)
    for name in recipe.born:
        if name in columns:
            born = born.fillna(columns[name].content)
            unread |= _any(columns[name].refusing, length=length)
    return born, unread & born.isna().to_numpy()
