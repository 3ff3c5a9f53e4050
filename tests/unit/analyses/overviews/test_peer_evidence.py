"""Evidence is read from the records as they stand, and says why where there is none."""

from dataclasses import replace

import pytest

from tests.support.reviewed_council import (
    FILES,
    HEARD,
    MANAGERS,
    PAPER,
    PARTNERS,
    STAFF,
    SUPERVISED,
    UNKNOWN,
    keep_reviewed,
)
from turncurve.analyses.audit_found import Criterion
from turncurve.analyses.overviews.peer_evidence import NOTHING_HELD, Series, key_of, reading_of, source_of
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.tables.peer_review import Cited
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_reviewed(root)


def read(records, cited):
    return reading_of(cited, source_of(records, key_of(cited)))


def test_an_indicator_is_all_cases_of_its_last_year(records):
    found = read(records, SUPERVISED)
    assert (found.basis, found.bounds, found.by_year) == ("all cases", None, True)
    assert found.value == pytest.approx(100 * found.numerator / found.denominator)
    assert found.until == records.as_at


def test_an_audit_is_its_last_files_with_their_interval(records):
    found = read(records, FILES)
    assert (found.basis, found.numerator, found.denominator) == ("drawn at random", 24, 30)
    assert found.value == pytest.approx(80.0)
    share = finite_population_exact(24, 30, population=300).proportion
    assert (found.bounds.lower, found.bounds.upper) == (100 * share.lower, 100 * share.upper)


def test_a_survey_is_its_last_wave_and_speaks_for_all_asked(records):
    found = read(records, STAFF)
    assert (found.basis, found.numerator, found.denominator) == ("answers", 18, 24)
    assert found.answered == pytest.approx(24 / 26)
    assert isinstance(found.bounds, Interval)


def test_a_questionnaire_is_read_for_the_group_that_is_named(records):
    found = read(records, PARTNERS)
    assert (found.numerator, found.denominator, found.answered) == (4, 24, pytest.approx(0.6))
    share = finite_population_exact(4, 24, population=40).proportion
    assert found.bounds.upper == 100 * share.upper


def test_a_group_too_small_to_be_shown_is_a_gap(records):
    found = read(records, MANAGERS)
    assert found.value is None
    assert found.why_not == "no group of ten people or more answered such a statement"


def test_a_document_is_dated_and_not_measured(records):
    found = read(records, PAPER)
    assert (found.basis, found.until, found.value) == ("document", PAPER.dated, None)


@pytest.mark.parametrize(
    ("cited", "why"),
    [
        (UNKNOWN, "referrals"), (Cited("audit", "Specific", "No such audit"), "no audit called"),
        (Cited("audit", "No such question", FILES.of_whom), "were not read for this question"),
        (Cited("survey", "No such statement"), "no statement of the survey reads so"),
    ],
)  # fmt: skip
def test_what_is_not_held_says_why(records, cited, why):
    found = read(records, cited)
    assert found.value is None
    assert why in found.why_not


def test_without_surveys_and_questionnaires_nothing_of_the_kind_is_on_record(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_reviewed(tmp_path)
    for table in ("surveys", "questionnaires"):
        (tmp_path / "data" / "processed" / "madeshire" / f"{table}.parquet").unlink()
    bare = Records("madeshire", keep_reviewed.__kwdefaults__["as_at"])
    assert [read(bare, each).why_not for each in (STAFF, PARTNERS)] == [NOTHING_HELD, NOTHING_HELD]


def test_what_is_hidden_is_not_read(records):
    for cited in (SUPERVISED, STAFF, PARTNERS, FILES):
        source = source_of(records, key_of(cited))
        hidden = frozenset(key for each in source.figures for one in each.measurements for key in each.keys_of(one))
        found = reading_of(cited, source.over(tuple(each.hiding(hidden) for each in source.figures)))
        assert (found.value, found.numerator) == (None, None)
        assert "hidden" in found.why_not


@pytest.mark.parametrize(
    ("counts", "reason", "why"),
    [
        ((20, 4, 6, 0, 0), "a count is hidden", "a count is hidden"),
        ((20, None, 6, 0, 0), "another", "a count is hidden"),
        ((20, 4, 6, 0, 0), "a group of files was not read", "a group of files was not read"),
        ((0, 0, 0, 3, 2), "a count is hidden", "no file answered it"),
    ],
)
def test_a_question_without_a_share_says_that_no_file_answered_it_only_where_none_did(records, counts, reason, why):
    drawn = replace(source_of(records, key_of(FILES)))
    question = Criterion("SMART", FILES.of, counts, NoInterval(reason, "none"), is_weighted=True)
    drawn.__dict__["criteria"] = (question,)  # as a draw by groups has it whose groups are hidden
    assert (question.met, reading_of(FILES, drawn).why_not) == (None, why)


def test_an_audit_that_was_not_drawn_is_chosen(records):
    found = read(records, Cited("audit", "Specific", "Focused"))
    assert found.basis == "chosen"
    assert isinstance(found.bounds, NoInterval)


def test_several_pieces_are_read_from_one_source_once(records):
    assert source_of(records, key_of(STAFF)) is source_of(records, key_of(Cited("survey", HEARD)))


def test_a_series_without_figures_says_so():
    assert reading_of(UNKNOWN, Series(())).why_not == "it is not shown to these readers"
