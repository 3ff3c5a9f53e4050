"""Reading the words of an annual report: what cannot be is refused with its place, what is missing is left empty."""

import datetime as dt
from importlib import resources

import pytest
import yaml

from turncurve.errors import RefusedInputError
from turncurve.ingest.annual_report import read
from turncurve.tables.annual_report import SECTIONS, AnnualReport, Change, Count, Words

WHOLE = """
2013:
  summary: {text: A year of work, source: The service}
  complaints: They were about letters
  staffing:
    text: Posts are filled
    source: The list
    counts:
      - {what: Posts, number: 18, before: 15, people: false}
      - {what: Leavers, number: 0}
  next_year:
    - {what: Begin sooner, who: Head of adoption, by: 2013-06-30, measure: Matches}
    - {what: Ask families}
2012:
  summary: Less was done
"""


def written(folder, text):
    (folder / "annual_report.yml").write_text(text, encoding="utf-8")
    return read(folder)


def test_a_council_that_has_written_nothing_has_no_report(tmp_path):
    assert read(tmp_path) == ()
    assert written(tmp_path, "") == ()
    assert written(tmp_path, "2013:") == (AnnualReport(2013),)


def test_a_whole_report_is_read_word_by_word(tmp_path):
    report, before = written(tmp_path, WHOLE)
    assert report.year == 2013
    assert report.under("summary") == Words("summary", "A year of work", "The service")
    assert report.under("complaints") == Words("complaints", "They were about letters")
    assert report.under("staffing").counts == (Count("Posts", 18, 15, people=False), Count("Leavers", 0))
    assert report.next_year == (
        Change("Begin sooner", "Head of adoption", dt.date(2013, 6, 30), "Matches"),
        Change("Ask families"),
    )
    assert before == AnnualReport(2012, (Words("summary", "Less was done"),))


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path):
    (tmp_path / "annual_report.yml").write_bytes(b"\xef\xbb\xbf2013:\n  summary: A year\n")
    assert read(tmp_path)[0].under("summary").text == "A year"


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("- 2013", "words with their values", "annual_report.yml"),
        ("2013: [", "not written as YAML", "annual_report.yml"),
        ("2013: {summary: {text: 2012-02-30}}", "not written as YAML", "annual_report.yml"),
        ("adoption: {}", "'adoption' is not a year", "annual_report.yml"),
        ("true: {}", "True is not a year", "annual_report.yml"),
        ("13: {}", "13 is not a year", "annual_report.yml"),
        ("2013: {sumary: x}", "has the word 'sumary'", "annual_report.yml: 2013"),
        ("2013: {summary: {txt: x}}", "has the word 'txt'", "2013, summary"),
        ("2013: {summary: {text: [x]}}", "words are wanted", "2013, summary"),
        ("2013: {summary: 3}", "words with their values", "2013, summary"),
        ("2013: {staffing: {counts: 3}}", "counts is not a list", "2013, staffing"),
        ("2013: {staffing: {counts: [3]}}", "words with their values", "2013, staffing, counts, number 1"),
        ("2013: {staffing: {counts: [{number: 3}]}}", "not said what is counted", "counts, number 1"),
        ("2013: {staffing: {counts: [{what: x}]}}", "whole number of 0 or more", "number 1, number"),
        ("2013: {staffing: {counts: [{what: x, number: -1}]}}", "whole number of 0 or more", "number 1, number"),
        ("2013: {staffing: {counts: [{what: x, number: 1.5}]}}", "whole number of 0 or more", "number 1, number"),
        ("2013: {staffing: {counts: [{what: x, number: true}]}}", "whole number of 0 or more", "number 1, number"),
        ("2013: {staffing: {counts: [{what: x, number: 1, before: x}]}}", "whole number", "number 1, before"),
        ("2013: {staffing: {counts: [{what: x, number: 1, people: x}]}}", "true or false", "number 1, people"),
        ("2013: {staffing: {counts: [{what: x, number: 1}, {what: x, number: 2}]}}", "counted twice", "staffing"),
        ("2013: {next_year: x}", "next_year is not a list", "2013"),
        ("2013: {next_year: [{who: x}]}", "not said what will change", "2013, next_year, number 1"),
        ("2013: {next_year: [{what: x, by: soon}]}", "not written as YYYY-MM-DD", "number 1, by"),
        ("2013: {next_year: [{what: x, by: 2013-06-30 12:00:00}]}", "not written as YYYY-MM-DD", "number 1, by"),
        ("2013: {next_year: [{what: x, whom: y}]}", "has the word 'whom'", "number 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path, text, what, where):
    with pytest.raises(RefusedInputError) as refused:
        written(tmp_path, text)
    assert what in str(refused.value)
    assert where in str(refused.value)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "annual_report.yml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RefusedInputError, match="YAML in UTF-8"):
        read(tmp_path)


def test_exampleshires_own_report_is_complete(tmp_path):
    held = yaml.safe_load((resources.files("turncurve.example") / "council_files.yml").read_text(encoding="utf-8"))
    (report,) = written(tmp_path, held["annual_report.yml"])
    assert report.year == 2013
    assert [each.section for each in report.words] == list(SECTIONS)
    assert all(each.text and each.source for each in report.words)
    assert all(change.who and change.by and change.measure for change in report.next_year)
    assert "SYNTHETIC" in held["annual_report.yml"]
