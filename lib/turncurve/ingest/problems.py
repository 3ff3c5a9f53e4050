"""What was wrong, row by row: file, place, field, rule and a plain sentence; never the value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest.place import Place
from turncurve.ingest.remedies import REMEDIES
from turncurve.reference.formats.rule_codes import rule_code

Mask = npt.NDArray[np.bool_]

# What each rule says, and whether it refuses the row.
SENTENCES: dict[str, str] = {
    "missing_required": "is blank, and a row cannot be used without it; the row was refused",
    "other_format": "is not written as the rest of the column is; the row was refused",
    "impossible_date": "is not a date of the calendar between 1950 and 2100; the row was refused",
    "two_digit_year": "gives its year in two digits, which may be two different years; the row was refused",
    "undecidable_date": "may be read day first or month first, and the column holds both; the row was refused",
    "other_time_zone": "gives a time zone that is not the United Kingdom's at that time; the row was refused",
    "error_cell": "holds an error of the spreadsheet, such as #REF!; the row was refused",
    "shortened_number": "is a number whose digits a spreadsheet has dropped, such as 1.2E+12; the row was refused",
    "other_alphabet": "holds a letter or digit of another alphabet that looks like one of ours; the row was refused",
    "formula": "begins as a formula does, and is no identifier; the row was refused",
    "refused_beside": "what the row is about was refused for another fault; this was refused with it",
    "other_authority": "is another authority's plan, which is none of the council's; the row was refused",
    "start_unknown": "the plan or period of care that the row names is not in the files; the row was refused",
    "order": "is earlier than the date that it should follow; the row was refused",
    "after_extract": "is more than a month after the date of the extract; the row was refused",
    "extra_cells": "the row has more cells than the header, so its cells may be in the wrong columns; it was refused",
    "too_few_cells": "the row has fewer cells than the header, so they may be in the wrong columns; it was refused",
    "other_header": "stands at or below a second header whose columns are not those of the first; the row was refused",
    "columns_moved": "is a second header, with other columns; it was refused as a row, and those below read by it",
    "total_row": "is a total or a heading, and no team or person; the row was refused",
    "not_an_identifier": "is a date, a time, markup, or true or false, and no identifier; the row was refused",
    "several_numbers": "is several identifiers, or digits parted by commas, which may be one; the row was refused",
    "zeros_apart": "differs from another identifier only in zeros at its beginning; both were kept, as two",
    "end_to_come": "is more than a month after the extract, so it had not happened; the row was kept, as open",
    "out_of_place": "stands where the return has no such element, so that it may be another child's; it was refused",
    "item_out_of_place": "stands in an element that has no such item; it was not used, and the row was kept",
    "header_years": "is a date of another year than the header states; the date was used",
    "care_entry_unknown": "no period of care of the child that holds this date is known; the row was refused",
    "unknown_code": "is not one of the field's codes; the field was left blank",
    "free_text": "holds too many different words to be a list; the fields that are not codes were left blank",
    "not_a_number": "is not a whole number in the field's range; the field was left blank",
    "not_a_share": "is not a share above 0 and up to 1, such as 0.6; the field was left blank",
    "error_text": "holds an error of the spreadsheet, such as #REF!; the field was left blank",
    "not_of_a_child": "is more than 300 days before the child's birth, or 26 years after it; the row was kept",
    "birth_date": "cannot be read as a date, so the age was left blank",
    "conflicting_rows": "two rows of one file describe the same event differently; the later row was used",
    "conflicting_files": "two files of one extract describe the same event differently; the one named later was used",
    "reopened": "an earlier extract ends what this one leaves open; the later was used, so that it counts as open",
    "overlapping_episodes": "the episode starts before the child's earlier episode ended; both were kept",
    "no_reason": "is blank though the end has a date; the row was kept",
    "code_of_another_year": "is a code that the return did not have in that year; the row was kept",
    "after_year": "is later than the end of the year that the return's folder names; the row was kept",
    "overlapping_plans": "the plan starts before the child's earlier plan ended; both were kept",
    "sources_disagree": "differs from the date in a source that is preferred to this one; the other was used",
    "not_in_log": "is not in the contact log, though the log covers its month; the row was kept",
    "step_order": "is earlier than the date that it should follow; the row was kept",
    "after_adoption": "is later than the adoption, after which it cannot happen; the row was kept",
    "no_extract_date": "says nowhere on which date it was extracted, and no forecast can be made from it; it was kept",
    "unknown_required": "is not one of the field's codes, and a row cannot be used without it; the row was refused",
    "review_early": "is not after the day on which the child's first plan started, so it was no review; it was refused",
    "not_in_records": "is a day on which no record shows such a conference or review of the child; the row was kept",
    "returned_twice": "two returns say different things of one conference; the later return was used",
    "not_returned": "is the day of a conference that no chair returned; the row was refused",
    "worker_unknown": "is not on the list of workers; the row was refused",
    "more_than_all": "is more than the whole that it is a part of; the row was refused",
    "two_teams": "the worker was in another team's post at the time; both were kept, and the worker counts once",
    "more_than_asked": "more people answered the wave than are said to have been asked; the field was left blank",
    "team_of_week": "the rota has the worker in another team in the same week; the row was refused",
    "team_changed": "an earlier extract has the worker in another team for the same week; the later was used",
    "not_a_monday": "is not a Monday, so that it may be the week before or after; the row was refused",
    "known_too_late": "is after the week that it is about, so that no forecast could know of it; the row was kept",
    "not_yet": "is over a year after a case last became ready, so it had not happened; it was kept, as one that waits",
    "after_its_end": "is after the end of the early help that it belongs to; the row was kept",
    "long_before": "is more than ten years before the last case became ready; the row was kept, as one that waited",
    "no_referral": "is an allocation of a case that the log has no referral of; the row was kept",
    "no_worker": "is blank though the case was allocated; the row was kept, as allocated",
    "not_allocated": "is blank though a worker is named; the row was kept, as one that waits",
    "draw_differs": "is not the same in every row of the stratum, so nothing can be weighted; the draw was refused",
    "assessed_before": "is before the early help that it belongs to began; the row was kept",
    "overlapping_help": "starts before the child's earlier spell of early help ended; both were kept",
    "no_time_of_day": "states a day without a time, though others have one; it counts from midnight; the row was kept",
    "no_time_in_order": "states a day without a time; it comes after what it should follow that day; the row was kept",
    "no_time_of_end": "states a day without a time, so that it is not known how long the step took; the row was kept",
    "before_referral": "is before the first referral of its case, which it must follow; the row was refused",
    "out_of_order": "was first done before a step that it should follow; the row was kept, as a step back",
    "month_missing": "is the first contact after a month without any, so that a file may be missing; it was kept",
    "half_year_missing": "no file holds what lies between its six months and the extract before; the row was kept",
    "not_in_newer": "the child is in no newer tracker and had come to no end in this one; the row was kept, as open",
    "out_of_date": "the last tracker is over three months older than other extracts; it was kept",
    "no_end_column": "is no column of the file, so that all of its rows count as open; they were kept",
    "end_not_dated": "gives a reason for an end that has no date, so that it counts as open; the row was kept",
    "corrected": "was mended by corrections.yml",
    "audit_spelling": "is an answer in other words than the scale's; the answer that it means was used",
    "audit_note": "holds a note beside the answer; the answer was used, and the note left out",
    "own_words": "is spelled otherwise than in audit_programme.yml; the programme's own words were used",
    "filled_down": "is blank beside cells of the same file that are filled, as in merged cells; theirs was used",
    "from_the_heading": "is not in the row; what stands above the header was used",
    "extra_row": "asks no question, as a total or a remark does not; the row was not used",
    "not_filled": "no auditor, date or answer is filled in; the row was not used",
    "not_graded": "holds no grade of the file; the row was not used",
    "same_auditor": "is spelled otherwise than in a row above; the spelling above was used, as of one person",
    "two_auditors": "names two auditors of one answer; the first was used",
    "typed_date": "is a date in a way of its own; it was used with its day first, as the draw bears out",
    "from_the_draw": "is not in the row; what the record of the draw says was used",
    "not_sampled": "was not drawn for this audit, so it speaks for no other file; the row was refused",
    "answered_twice": "one auditor answered this question on this file in two ways; neither answer was used",
    "other_question_set": "is not asked by the question set in force when the file was drawn; the row was refused",
    "not_a_decimal": "is not a number, such as 12.5; the field was left blank",
    "plan_undated": "the day on which the plan stood is not given once; the plan was refused",
    "plan_sheet_missing": "is no sheet of the workbook, or lacks a column that it needs; the plan was refused",
    "plan_day_twice": "is the day of another plan too; the plan was refused",
    "plan_number_twice": "is the number of another row too; the plan was refused",
    "plan_number_unknown": "is the number of no row that it may name; the plan was refused",
    "plan_indicator_unknown": "is no indicator's identifier; the plan was refused",
    "plan_link_broken": "leads to no indicator, page or audit of that name; the plan was refused",
    "plan_not_happened": "is after the day on which the plan stood, so it has not happened; the plan was refused",
    "plan_month": "is no month such as 2013-03, or not that of the day beside it; the plan was refused",
    "plan_target_beyond": "is less than 0, or a share of more than 100%; the plan was refused",
    "plan_target_fraction": "is a share written as a fraction or with a per cent sign; the plan was refused",
    "plan_edition_changed": "says otherwise than when a later edition was first read; it was used, and reports tell so",
    "plan_rating": "is no whole number from 1 to 5; the plan was refused",
    "plan_lost_unmet": "says that it is no longer met, and no day is given on which it was; the plan was refused",
    "plan_approved_nothing": "was approved, and no later date is given that was; the plan was refused",
    "plan_corrects_itself": "is the action's own number, and it cannot put itself right; the plan was refused",
    "plan_person": "may be a person's name, and not a post; the row was kept, and the public is not shown the cell",
    "not_in_sample": "is a contact that was not drawn on that day, so it speaks for no other; the row was refused",
    "outside_frame": "is not in the frame of initial_access.yml; the row was refused",
    "coded_twice": "one coder coded this contact in two ways; both rows were refused",
    "copied_row": "repeats what another sheet or row says; one of them was used",
}
_TO_FOLLOW = "the date that it should follow"
COLUMNS = ["file", "part", "row", "field", "rule", "code", "sentence", "to_do"]


@dataclass(frozen=True)
class Problem:
    """One kind of fault in one field of one sheet, with the rows that have it.

    Parameters
    ----------
    file : str
        Path below the council's raw folder.
    part : str
        The sheet or element; empty for a CSV file.
    rows : tuple of int
        Row numbers as a spreadsheet shows them; for XML, the element's place among those of its name.
    field : str
        The field's name in the standard; empty where the whole row is meant.
    rule : str
        Name of the rule, a key of `SENTENCES`.
    format : str
        Our name of the file format; empty where it does not matter.
    follows : str
        The field's name of the date that it should follow; empty where that is not the fault.
    """

    file: str
    part: str
    rows: tuple[int, ...]
    field: str
    rule: str
    format: str = ""
    follows: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong and what was done, in plain words."""
        said = SENTENCES[self.rule]
        return said.replace(_TO_FOLLOW, f'"{self.follows}", {_TO_FOLLOW}') if self.follows else said

    @property
    def code(self) -> str:
        """The code of the statutory return's own rule; empty where there is none."""
        return rule_code(self.format, field=self.field, rule=self.rule)

    @property
    def to_do(self) -> str:
        """What to do about it, in plain words."""
        return REMEDIES[self.rule]


def found(
    place: Place, *, rows: npt.NDArray[Any], where: Mask, field: str, rule: str, follows: str = ""
) -> tuple[Problem, ...]:
    """Return the problem of the rows where a mask is true; none where it never is.

    Parameters
    ----------
    place : Place
        The sheet.
    rows : array of int
        Row numbers, one a row.
    where : array of bool
        Whether each row has the fault.
    field : str
        The field's name in the standard.
    rule : str
        Name of the rule.
    follows : str
        The standard's name of the date that the field should follow, where that is the fault.

    Returns
    -------
    tuple of Problem
        One problem, or none.
    """
    if not where.any():
        return ()
    return (
        Problem(place.file, place.part, tuple(int(row) for row in rows[where]), field, rule, place.format, follows),
    )


def table_of(problems: Iterable[Problem]) -> pd.DataFrame:
    """Lay problems out one row a fault, in order of file, part and row, each stated once.

    Parameters
    ----------
    problems : iterable of Problem
        The problems found.

    Returns
    -------
    DataFrame
        Columns file, part, row, field, rule, code (of the statutory return's own rule), sentence and to_do.
    """
    lines: list[tuple[Any, ...]] = [
        (each.file, each.part, row, each.field, each.rule, each.code, each.sentence, each.to_do)
        for each in problems
        for row in each.rows
    ]
    frame = pd.DataFrame(lines, columns=COLUMNS).drop_duplicates()
    return frame.sort_values(["file", "part", "row", "field", "rule"], ignore_index=True)


def counts_by_rule(problems: Sequence[Problem]) -> dict[str, int]:
    """Count the faults by rule.

    Parameters
    ----------
    problems : sequence of Problem
        The problems found.

    Returns
    -------
    dict of str to int
        Faults, by the rule's name, in alphabetical order.
    """
    counts = table_of(problems)["rule"].value_counts()
    return {str(rule): int(count) for rule, count in sorted(counts.items(), key=lambda pair: str(pair[0]))}
