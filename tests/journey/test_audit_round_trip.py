"""From the draw to the summary, with twenty people between who fill a workbook as people do."""

import datetime as dt

import pytest

from tests.support.audit_council import DRAWN, NAME, AuditCouncil, column, fill_in, put
from turncurve.publish.audit_sample import write_audit_sample

OTHER_DAY = dt.date(2012, 10, 11)


@pytest.fixture(scope="module")
def _council(tmp_path_factory):
    """Draw 20 files once, for 20 auditors."""
    made = AuditCouncil(tmp_path_factory.mktemp("audits"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(made.root))
        made.ingest()
        write_audit_sample(NAME, council="testshire", drawn_on=DRAWN, seed=7, workbooks=20)
    return made


@pytest.fixture
def council(_council, monkeypatch):
    """Return the council without any return."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(_council.root))
    for path in (_council.raw / "audits").glob("*"):
        path.unlink()
    return _council


def in_the_answer(text):
    return lambda sheet, _: (fill_in(sheet), put(sheet, 3, answer=text))


def blank(sheet, _):
    fill_in(sheet)
    sheet.cell(4, column(sheet, "Answer")).value = None


def merged(sheet, _):
    """Merge what stands once for the file: its number, the auditor and the date."""
    fill_in(sheet)
    sheet.protection.sheet = False
    for header in ("File", "Auditor", "Audit date"):
        place = column(sheet, header)
        sheet.merge_cells(start_row=3, end_row=5, start_column=place, end_column=place)


def extra_row(sheet, _):
    fill_in(sheet)
    sheet.append(["Overall a good file, well done"])


def without_columns(sheet, _):
    """Take out what one could do without."""
    fill_in(sheet)
    for header in ("Standard", "Drawn on", "Programme"):
        sheet.delete_cols(column(sheet, header))


def copied(sheet, book):
    fill_in(sheet)
    book.copy_worksheet(sheet)


def two_auditors(sheet, _):
    fill_in(sheet)
    put(sheet, 3, auditor="A. Reader / B. Other")


def typed_date(text):
    def fill(sheet, _):
        fill_in(sheet)
        put(sheet, 3, on="08/10/2012")
        put(sheet, 4, on="08/10/2012")
        put(sheet, 5, on=text)

    return fill


def own_words(sheet, _):
    fill_in(sheet)
    sheet.cell(3, column(sheet, "Criterion")).value = " the plan is  SPECIFIC. "


def half_filled(sheet, _):
    """Fill one row alone: the file was read, and the other questions are not answered."""
    put(sheet, 3, auditor="A. Reader", on=OTHER_DAY, answer="Met")


def answered_twice(sheet, _):
    fill_in(sheet)
    row = [sheet.cell(3, place).value for place in range(1, sheet.max_column + 1)]
    row[column(sheet, "Answer") - 1] = "Not met"
    sheet.append(row)


def not_sampled(sheet, _):
    fill_in(sheet)
    sheet.cell(4, column(sheet, "File")).value = "T999"


def before_the_draw(sheet, _):
    fill_in(sheet)
    put(sheet, 4, on=dt.date(2012, 9, 9))


def of_the_next_set(sheet, _):
    fill_in(sheet)
    sheet.cell(4, column(sheet, "Criterion")).value = "The plan is realistic"


# How each of the 20 filled the workbook; what was changed, as (row, field, rule); and the three answers that count.
MET = ("met", "partly met", "not met")
PEOPLE = [
    (lambda sheet, _: fill_in(sheet), [], MET),
    (blank, [], ("met", None, "not met")),
    (in_the_answer("Y"), [(3, "Answer", "audit_spelling")], MET),
    (in_the_answer("yes "), [(3, "Answer", "audit_spelling")], MET),
    (in_the_answer("n/a"), [(3, "Answer", "audit_spelling")], ("not applicable", "partly met", "not met")),
    (merged, [(row, name, "filled_down") for row in (4, 5) for name in ("Audit date", "Auditor", "File")], MET),
    (in_the_answer("Met - but the plan is old"), [(3, "Answer", "audit_note")], MET),
    (extra_row, [(6, "", "extra_row")], MET),
    (
        without_columns,
        [(row, name, rule) for row in (3, 4, 5) for name, rule in
         (("Drawn on", "from_the_heading"), ("Programme", "from_the_heading"), ("Standard", "own_words"))],
        MET,
    ),
    (copied, [(row, "", "copied_row") for row in (3, 4, 5)], MET),
    (two_auditors, [(3, "Auditor", "two_auditors")], MET),
    (typed_date("9th Oct 12"), [(5, "Audit date", "typed_date")], MET),
    (own_words, [(3, "Criterion", "own_words")], MET),
    (half_filled, [(row, name, "filled_down") for row in (4, 5) for name in ("Audit date", "Auditor")],
     ("met", None, None)),
    (in_the_answer("Good"), [(3, "Answer", "unknown_code")], (None, "partly met", "not met")),
    (in_the_answer("Met? or partly"), [(3, "Answer", "unknown_code")], (None, "partly met", "not met")),
    (answered_twice, [(3, "Answer", "answered_twice"), (6, "Answer", "answered_twice")], ("partly met", "not met")),
    (not_sampled, [(4, "File", "not_sampled")], ("met", "not met")),
    (before_the_draw, [], ("met", "not met")),
    (of_the_next_set, [(4, "Criterion", "other_question_set")], ("met", "not met")),
]  # fmt: skip


def one_reading(sheet):
    """Leave one reading of one file in a workbook."""
    if sheet.max_row > 5:
        sheet.delete_rows(6, sheet.max_row - 5)


def test_twenty_people_fill_it_and_every_change_is_listed(council):
    expected = []
    for number, (fill, made, _) in enumerate(PEOPLE, start=1):
        council.returned(number, lambda sheet, book, fill=fill: (one_reading(sheet), fill(sheet, book)))
        expected += [(f"return_{number:02d}", *each) for each in made]
    council.ingest()
    drawn = [each for each in council.changes() if each[3] != "from_the_draw"]
    assert sorted(drawn) == sorted(expected)
    listed = council.report("problems")
    assert {(file, int(row), field, rule) for file, row, field, rule in expected_in(listed)} >= {
        (f"audits/{file}.xlsx", *each) for file, *each in expected
    }
    answers = council.table("audits")
    assert len(answers) == sum(len(counted) for *_, counted in PEOPLE)
    assert answers["answer"].fillna("blank").value_counts().to_dict() == counted_by_hand()
    assert [row for row in council.rules() if row[2] == "order"] == [(4, "Audit date", "order")]
    assert set(answers["selection"]) == {"random"}
    assert set(answers["population"]) == {60}
    assert set(answers["drawn_on"]) == {answers["drawn_on"].iloc[0]}


def test_what_is_refused_is_listed_with_the_number_that_stood_in_the_return(council):
    for number, fill in ((1, not_sampled), (2, answered_twice), (3, of_the_next_set)):
        council.returned(number, lambda sheet, book, fill=fill: (one_reading(sheet), fill(sheet, book)))
    council.ingest()
    listed = council.report("audit_changes")
    refused = listed[listed["rule"].isin(["not_sampled", "answered_twice", "other_question_set"])]
    assert refused["before"].tolist() == ["T999", "met", "not met", "The plan is realistic"]
    assert set(refused["after"]) == {"(left out)"}


def expected_in(problems):
    return zip(problems["file"], problems["row"], problems["field"], problems["rule"], strict=True)


def counted_by_hand():
    found = {}
    for *_, counted in PEOPLE:
        for answer in counted:
            found[answer or "blank"] = found.get(answer or "blank", 0) + 1
    return found
