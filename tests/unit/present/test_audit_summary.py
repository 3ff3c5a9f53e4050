"""What a reader is shown of an audit: counts, for whom they speak, and no interval where none is due."""

from dataclasses import replace

import pytest

from tests.support.audited_council import RE_AUDIT, keep_audits
from tests.support.made_figures import COUNT, definition
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.audit_drawn import last_draw
from turncurve.analyses.questions.audit_summary import SEVERAL_WAYS, AuditSummary
from turncurve.indicators.audit_samples import Sample
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.interval import finite_population_exact
from turncurve.present.audit_summary import HIDDEN_PARTS, READ_TWICE, WEIGHTED
from turncurve.present.picture import Bars
from turncurve.reference.periods import month

MARCH = month(2013, 3)
ANSWERS = ("met", "partly met", "not met", "not applicable", "not answered")
RANDOM = Sample("Monthly audit", "random", 14, 40)
NOT_STATED = Sample("Monthly audit", "not stated", 14, None)
FOUND = {"Specific": (9, 3, 2, 0, 0), "Measurable": (6, 4, 4, 0, 0)}


def measurement(count, **words):
    status = "hidden" if count is None else "measured"
    held = {"programme": "Monthly audit", "standard": "SMART", "selection": "random", **words}
    return Measurement("Exampleshire", MARCH, count, None, status, tuple(sorted(held.items())))


def summary(found=None, sample=RANDOM, **words):
    """Return a summary of counts by criterion: met, partly met, not met, not applicable and not answered."""
    counts = found or FOUND
    by_answer = [
        measurement(count, criterion=criterion, answer=answer, **words)
        for criterion, five in counts.items()
        for answer, count in zip(ANSWERS, five, strict=True)
    ]
    by_question = [
        measurement(None if None in five else sum(five), criterion=criterion, **words)
        for criterion, five in counts.items()
    ]
    figures = tuple(
        Figures(definition(COUNT, id=name, base="files_by_answer"), tuple(held), Source("audits"))
        for name, held in (("files_by_answer", by_answer), ("files_by_question", by_question))
    )
    return AuditSummary(figures, sample, MARCH)


def test_the_criteria_most_and_least_often_met_are_said_with_their_counts():
    exhibit = restricted(summary())
    assert exhibit.sentence == (
        "14 files audited in March 2013. Most often met: Specific (9 of 14); least often met: Measurable (6 of 14)."
    )
    assert exhibit.answer == "Least often met: Measurable (6 of 14)."
    assert exhibit.title == "Monthly audit: March 2013"


@pytest.mark.parametrize(
    ("found", "sentence", "answer"),
    [
        (
            {"Specific": (4, 3, 7, 0, 0)},
            "14 files audited in March 2013. Met: Specific (4 of 14).",
            "Least often met: Specific (4 of 14).",
        ),
        (
            {"Specific": (1, 0, 0, 0, 0)},
            "1 file audited in March 2013. Met: Specific (1 of 1).",
            "Least often met: Specific (1 of 1).",
        ),
        (
            {"Specific": (0, 0, 0, 3, 0), "Timed": (0, 0, 0, 0, 3)},
            "3 files audited in March 2013. No criterion whose counts can be shown applied to a file and was answered.",
            "No criterion applied to a file and was answered.",
        ),
        (
            {"Specific": (2, 1, 0, 0, 0), "Timed": (2, 0, 1, 0, 0)},
            (
                "3 files audited in March 2013. Every criterion was met in the same share of files, such as Specific "
                "(2 of 3)."
            ),
            "No criterion was met less often than another.",
        ),
        (
            {"Specific": (9, 3, 2, 0, 0), "Timed": (0, 0, 0, 14, 0)},
            "14 files audited in March 2013. Met: Specific (9 of 14).",
            "Least often met: Specific (9 of 14).",
        ),
        (
            {"Specific": (9, None, 2, 0, 0)},
            "Files audited in March 2013; the counts are hidden, to protect individuals.",
            "Most of the counts are too small to be shown.",
        ),
        (
            {"Specific": (9, None, 2, 0, 0), "Timed": (7, 0, 7, 0, 0)},
            "Files audited in March 2013. Met, where the counts can be shown (1 of 2 criteria): Timed (7 of 14).",
            "Some of the counts are too small to be shown.",
        ),
    ],
)
def test_whatever_was_found_the_sentence_is_true_of_it(found, sentence, answer):
    exhibit = restricted(summary(found))
    assert exhibit.sentence == sentence
    assert exhibit.answer == answer
    assert everything(exhibit)


def test_a_random_draw_has_the_exact_interval_of_its_population():
    exhibit = restricted(summary({"Specific": (4, 3, 7, 0, 0)}))
    expected = finite_population_exact(4, 14, population=40).proportion
    assert exhibit.rows == (
        (
            *("Specific", "SMART", "4", "3", "7", "0", "0", "14"),
            *("28.6", f"{100 * expected.lower:.1f}", f"{100 * expected.upper:.1f}"),
        ),
    )
    assert (
        exhibit.notes[0] == "The files were drawn at random from 40: the interval is for the percentage met among all "
        "of those, exact for a sample without replacement."
    )


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        (NOT_STATED, "How the files were chosen is not stated: these are counts of the files read"),
        (Sample("An audit", "not stated", 14, 40), "How the files were chosen is not stated"),
        (Sample("An audit", "chosen", 14, 40), "The files were chosen, not sampled: nothing is said of other files."),
        (Sample("An audit", "all such files", 14, 14), "These are all such files: there is no sampling interval."),
        (Sample("An audit", "random", 14, None), "How many files these were drawn from is not stated"),
        (Sample("An audit", SEVERAL_WAYS, 14, None), "Some files were chosen in one way and some in another"),
        (Sample("An audit", "random", 14, 13), "no interval can be shown here, so nothing is said of the others."),
    ],
)
def test_files_chosen_otherwise_have_no_interval_and_the_page_says_for_whom_they_speak(sample, said):
    exhibit = restricted(summary(sample=sample))
    assert said in exhibit.notes[0]
    assert "95% low" not in [each.name for each in exhibit.columns]
    assert all(len(row) == len(exhibit.columns) for row in exhibit.rows)


def test_a_criterion_that_applied_to_no_file_has_dashes_beside_those_that_have_intervals():
    exhibit = restricted(summary({"Specific": (9, 3, 2, 0, 0), "Timed": (0, 0, 0, 14, 0)}))
    assert exhibit.rows[1] == ("Timed", "SMART", "0", "0", "0", "14", "0", "0", "–", "–", "–")


def test_the_bars_are_the_counts_of_the_table():
    exhibit = restricted(summary())
    (bars,) = exhibit.picture.layers
    assert isinstance(bars, Bars)
    assert bars.names == column(exhibit, "Criterion") == ("Measurable", "Specific")
    assert bars.parts == (("met", (6.0, 9.0)), ("partly met", (4.0, 3.0)), ("not met", (4.0, 2.0)))


def test_files_chosen_in_two_ways_are_added_up_and_speak_for_no_others():
    drawn, picked = summary({"Specific": (9, 3, 2, 0, 0)}), summary({"Specific": (1, 2, 3, 0, 1)}, selection="chosen")
    both = tuple(
        Figures(one.definition, (*one.measurements, *two.measurements), one.source)
        for one, two in zip(drawn.figures, picked.figures, strict=True)
    )
    together = AuditSummary(both, Sample("Monthly audit", SEVERAL_WAYS, 21, None), MARCH)
    (criterion,) = together.criteria
    assert criterion.counts == (10, 5, 5, 0, 1)
    assert together.files == 21
    assert "chosen in several ways" in criterion.met_in_all.reason
    assert restricted(together).sentence == "21 files audited in March 2013. Met: Specific (10 of 20)."


def test_a_hidden_count_hides_the_sum_that_it_is_part_of():
    drawn, picked = (
        summary({"Specific": (9, 3, 2, 0, 0)}),
        summary({"Specific": (1, None, 3, 0, 1)}, selection="chosen"),
    )
    both = tuple(
        Figures(one.definition, (*one.measurements, *two.measurements), one.source)
        for one, two in zip(drawn.figures, picked.figures, strict=True)
    )
    together = AuditSummary(both, Sample("Monthly audit", SEVERAL_WAYS, 21, None), MARCH)
    assert together.criteria[0].counts == (10, None, 5, 0, 1)
    assert together.files is None


# The public.

MANY = {"Specific": (190, 130, 121, 0, 0), "Timed": (311, 127, 3, 0, 0)}
LARGE = Sample("Monthly audit", "random", 441, 1000)


def test_no_small_count_of_files_is_shown_to_the_public():
    exhibit = public(summary(MANY, LARGE))
    row = exhibit.rows[1]
    assert row[4] == "c"
    assert "c" in (*row[2:4], *row[5:])
    assert row[-3:] == ("–", "–", "–")
    assert HIDDEN_PARTS in exhibit.notes
    assert READ_TWICE in exhibit.notes
    assert exhibit.answer == "Some of the counts are too small to be shown."
    assert [part[1][1] for part in exhibit.picture.layers[0].parts][2] is None


def test_the_public_page_is_the_same_whichever_the_small_count_is():
    found = [public(summary({**MANY, "Timed": (311, 130 - small, small, 0, 0)}, LARGE)) for small in (2, 3, 4)]
    assert [exhibit.rows[1][2:7] for exhibit in found] == [("311", "c", "c", "0", "0")] * 3
    assert len({everything(exhibit) for exhibit in found}) == 1


def test_a_true_nought_is_shown():
    exhibit = public(summary({"Specific": (200, 130, 0, 0, 0), "Timed": (190, 140, 0, 0, 0)}, LARGE))
    assert column(exhibit, "Not met") == ("0", "0")
    assert "c" not in {text for row in exhibit.rows for text in row}


def test_the_board_sees_every_count():
    assert restricted(summary(MANY, LARGE)).rows[1][2:8] == ("311", "127", "3", "0", "0", "441")


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return last_draw(keep_audits(tmp_path), RE_AUDIT)


def test_a_stratified_draw_shows_the_percentage_of_all_files_and_says_so(drawn):
    exhibit = restricted(drawn)
    assert column(exhibit, "Met, percent") == ("32.0",)
    assert WEIGHTED in exhibit.notes
    assert exhibit.notes[0] == (
        "31 files of 500 were drawn at random on 1 February 2013, from 2 groups of files in different shares; 30 were "
        "read, and stand for those that were not."
    )
    assert exhibit.sentence.startswith("30 files audited from 1 February 2013 to 31 March 2013.")


def test_a_draw_that_was_read_whole_says_so(drawn):
    assert "; all were read." in restricted(replace(drawn, files_drawn=30)).notes[0]


def test_a_draw_from_one_group_says_nothing_of_groups(drawn):
    whole, parts = drawn.figures
    own = tuple(each for each in parts.measurements if ("stratum", "short") in each.breakdown)
    alone = replace(drawn, strata=(("short", 400),), figures=(whole, replace(parts, measurements=own)))
    assert restricted(alone).notes[0].endswith("The interval is for the percentage met among all of those.")


def test_where_a_stratum_is_hidden_from_the_public_nothing_is_said_of_other_files(drawn):
    exhibit = public(drawn)
    assert "Met, percent" not in [each.name for each in exhibit.columns]
    assert "nothing is said of the others" in exhibit.notes[0]
