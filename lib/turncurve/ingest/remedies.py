"""What to do about each fault, in plain words."""

from __future__ import annotations

_SOURCE = "Mend it in the system that the extract came from and export again, or say what is right in corrections.yml"
_DATES = "Write every date of the column one way, such as 31/03/2013 or 2013-03-31, and export again"
_EXCEL = "Open the workbook, mend the formula or type the value, and save it again"
_LOOK = "Look both up and take out, or mend, the one that is wrong"

REMEDIES: dict[str, str] = {
    "missing_required": _SOURCE,
    "other_format": _DATES,
    "impossible_date": _SOURCE,
    "two_digit_year": "Export the dates with years of four digits",
    "undecidable_date": _DATES,
    "error_cell": _EXCEL,
    "shortened_number": "Export the identifiers as text: a spreadsheet drops the digits of long numbers",
    "other_alphabet": "Type the identifier again in the system that it came from",
    "formula": "Export the identifiers as text",
    "refused_beside": "Mend the other fault of the row",
    "other_authority": "Nothing, if it is so",
    "start_unknown": "Export the tables of plans and of care episodes together with this one",
    "order": _SOURCE,
    "after_extract": "Check the date, and the date in the file's name or folder",
    "extra_cells": "Put quotation marks around cells that hold the delimiter, or export as a workbook",
    "care_entry_unknown": "Add the return of the year in which the child came into care, or mend the date",
    "unknown_code": "Use a code of the field's list, or ask for the spelling to be added to the list",
    "free_text": "Use the field's list of codes",
    "not_a_number": "Write a whole number without separators or signs",
    "error_text": _EXCEL,
    "birth_date": _SOURCE,
    "conflicting_rows": _LOOK,
    "overlapping_plans": "Look both plans up: one may have ended without an end date",
    "sources_disagree": _LOOK,
    "not_in_log": "Look whether the contact log leaves it out",
    "step_order": "Look both dates up and mend the one that is wrong: the forecast leaves the child out until then",
    "after_adoption": "Look both dates up and mend the one that is wrong: the forecast leaves the child out until then",
    "no_extract_date": 'Fill in the column "Extract date", or put the date into the name of the file or folder',
    "audit_spelling": "Nothing, if it is so; the drop-down list has the scale's words",
    "audit_note": "Nothing, if it is so; notes have a column of their own",
    "own_words": "Nothing, if it is so",
    "filled_down": "Nothing, if it is so; do not merge cells",
    "from_the_heading": "Nothing, if it is so; do not take out columns",
    "extra_row": "Nothing, if it is so; write remarks in the column of notes",
    "not_filled": "Ask for the file's audit, or leave it: the summary says how many files drawn were read",
    "two_auditors": "Give each auditor a row of their own",
    "typed_date": "Nothing, if it is so; the template asks for 31/03/2013",
    "from_the_draw": "Nothing, if it is so",
    "not_sampled": "Look the file's number up in the record of the draw; an audit of chosen files is one of its own",
    "answered_twice": "Ask the auditor which answer is meant, and take the other out",
    "other_question_set": "Use the workbook of the draw; a question that is new begins a version of the set of its own",
    "copied_row": "Take out the copy",
    "corrected": "Nothing, until the source is mended: then take the entry out",
}
