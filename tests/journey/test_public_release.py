"""One public release of Exampleshire: what its pages say together lets nobody work out a small count.

The cells of the four notebooks are run here in this process, as they stand: first for the restricted audience, whose
tables are recorded; then, under the one plan made from all of them, for the public.
"""

import base64
import html
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from turncurve.disclosure.attack import found_out, refuse_leaks
from turncurve.disclosure.plan import SuppressionPlan, make_plan
from turncurve.disclosure.recorded import RecordedTable
from turncurve.disclosure.release import Releasable
from turncurve.disclosure.rule import profile
from turncurve.present import page as pages
from turncurve.present.exhibit import Exhibit, exhibit_of
from turncurve.reference.periods import year_ending

NOTEBOOKS = (
    "01_turning_the_curve",
    "02_adoption_forecast",
    "03_audit_summary",
    "04_initial_access",
    "05_unallocated_cases",
    "06_workforce",
    "08_peer_review",
    "09_adoption_annual_report",
    "10_progress_report",
    "12_scrutiny",
)
RULE = profile("dfe_now")


@dataclass
class Shown:
    """What one notebook showed to one audience."""

    bundles: list[dict] = field(default_factory=list)
    released: list[tuple[Releasable, Exhibit]] = field(default_factory=list)

    def of(self, kind: str) -> list:
        """Return what was shown as data of one kind."""
        name = f"application/vnd.turncurve.{kind}+json"
        return [bundle[name] for bundle in self.bundles if name in bundle]

    @property
    def pictures(self) -> list[str]:
        """Return the words drawn in each picture."""
        drawn = (
            found for bundle in self.bundles for found in re.findall(r"base64,([A-Za-z0-9+/=]+)", bundle["text/html"])
        )
        svgs = (base64.b64decode(each).decode() for each in drawn)
        return [" ".join(re.findall(r">([^<>]+)<", each)) for each in svgs]

    @property
    def texts(self) -> list[str]:
        """Return all that a reader can read: answers, sentences, rows, notes, and words in pictures."""
        said = [
            part
            for twin in self.of("exhibit")
            for part in (twin["title"], twin["answer"], twin["sentence"], *twin["notes"])
        ]
        rows = [" | ".join(row) for twin in self.of("exhibit") for row in twin["rows"]]
        page = [
            html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"base64,[^\"']+", "", each["text/html"])))
            for each in self.bundles
        ]
        return [*said, *rows, *page, *self.pictures]


def run(root: Path, notebook: str, *, audience: str) -> Shown:
    """Run a notebook's cells in this process, and keep what it shows."""
    held = json.loads((root / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in held["cells"] if cell["cell_type"] == "code"]
    shown = Shown()

    def kept(released: Releasable) -> Exhibit:
        made = exhibit_of(released)
        shown.released.append((released, made))
        return made

    space: dict = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pages, "_display", shown.bundles.append)
        patched.setattr(pages, "exhibit_of", kept)
        exec(code[0], space)  # noqa: S102 - the project's own notebooks
        space |= {"council": "exampleshire", "as_at": "2013-03-31", "audience": audience}
        for text in code[1:]:
            exec(text, space)  # noqa: S102 - the same
    return shown


@dataclass(frozen=True)
class PublicRelease:
    """One release: what each notebook showed to each audience, what was recorded, and the plan."""

    restricted: dict[str, Shown]
    public: dict[str, Shown]
    recorded: tuple[RecordedTable, ...]
    plan: SuppressionPlan


@pytest.fixture(scope="module")
def release(_made, tmp_path_factory) -> PublicRelease:
    """Make one release of Exampleshire as it is published, without kernels."""
    root = Path(__file__).resolve().parents[2]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(_made.root))
        patched.delenv(pages.PLAN_VARIABLE, raising=False)
        restricted = {name: run(root, name, audience="restricted") for name in NOTEBOOKS}
        recorded = tuple(RecordedTable.from_json(text) for each in restricted.values() for text in each.of("recorded"))
        plan = make_plan(recorded)
        path = tmp_path_factory.mktemp("plan") / "plan.json"
        path.write_text(plan.to_json(), encoding="utf-8")
        patched.setenv(pages.PLAN_VARIABLE, str(path))
        public = {name: run(root, name, audience="public") for name in NOTEBOOKS}
    return PublicRelease(restricted, public, recorded, plan)


@pytest.fixture(scope="module")
def shown_and_hidden(release):
    """Return the counts of all tables at all grains by address, and which of them no public page shows."""
    cells = {cell.key: cell for table in release.recorded for grain in table.grains for cell in grain.cells}
    chosen = {cell.key for table in release.recorded for cell in table.chosen(RULE).cells}
    public = {key for key, cell in cells.items() if cell.public_already}
    return cells, frozenset(set(cells) - (chosen - set(release.plan.hidden)) - public)


def pairs(release):
    """Yield each public answer beside the restricted one that it was worked out from."""
    for name in NOTEBOOKS:
        yield from zip(release.public[name].released, release.restricted[name].released, strict=True)


def own(answer):
    """Return an answer's figures that no publication has released."""
    return [each for each in answer.figures if not each.source.published]


def test_every_notebook_showed_the_same_things_to_both_audiences(release):
    for (public, _), (restricted, _) in pairs(release):
        assert type(public.value) is type(restricted.value)
        assert (public.audience, restricted.audience) == ("public", "restricted")
    assert len(release.recorded) == len(list(pairs(release))) >= 10


def test_there_is_something_to_hide_and_something_to_show(release, shown_and_hidden):
    cells, hidden = shown_and_hidden
    small = [key for key in hidden if cells[key].value is not None and RULE.hides(cells[key].value)]
    assert len(small) > 30
    assert len(release.plan.hidden) > 10
    shown = [
        each for (public, _), _ in pairs(release) for figures in own(public.value) for each in figures.measurements
    ]
    assert sum(each.status == "measured" for each in shown) > len(shown) / 3


def test_no_small_count_of_the_finest_records_can_be_worked_out(release, shown_and_hidden):
    cells, hidden = shown_and_hidden
    looked_at = 0
    # A month that is not shown because the page went coarser may well be nought, which is what this profile supposes.
    for each in found_out(cells.values(), hidden=hidden, profile="dfe_2012", explained=False):
        looked_at += 1
        count = cells[each.key].value if each.key in cells else None
        if count is None or RULE.hides(count):
            assert not each.known.exact or each.key in release.plan.known_anyway, each.key
    assert looked_at > len(release.plan.hidden)


def test_every_count_that_the_plan_hides_is_safe_from_one_who_knows_the_rule(release):
    cells = {cell.key: cell for table in release.recorded for cell in table.chosen(RULE).cells}
    found = found_out(cells.values(), hidden=release.plan.hidden)
    assert {each.key for each in found} >= set(release.plan.hidden)
    assert all(each.safe or each.known_anyway for each in found)
    refuse_leaks(found, tables=release.recorded)


def test_showing_one_more_count_gives_a_small_one_away(release):
    cells = {cell.key: cell for table in release.recorded for cell in table.chosen(RULE).cells}
    spared = [key for key in release.plan.hidden if key not in release.plan.too_small]
    assert spared
    for key in spared[:3]:
        found = found_out(cells.values(), hidden=[each for each in release.plan.hidden if each != key], explained=False)
        assert not all(each.safe or each.known_anyway for each in found)


def test_no_year_that_is_shown_has_one_quarter_hidden_alone(release):
    # An independent look: with the year and three quarters shown, the fourth is a subtraction.
    hidden = defaultdict(list)
    for key in release.plan.hidden:
        if key.period.months == 3:
            year = key.period.end.year + (key.period.end.month > 3)
            hidden[key.measure, key.breakdown, year].append(key)
    assert hidden
    stated = {
        address
        for shown in release.public.values()
        for held in shown.of("shown")
        for address in held
        if held[address] is not None
    }
    alone = [replace(keys[0], period=year_ending(year)) for (_, _, year), keys in hidden.items() if len(keys) == 1]
    assert not stated & {str(each) for each in alone}


def test_no_question_has_one_answer_hidden_alone(release):
    answers = defaultdict(list)
    for (public, _), _ in pairs(release):
        for figures in own(public.value):
            if figures.definition.id == "files_by_answer":
                for each in figures.measurements:
                    words = dict(each.breakdown)
                    answers[words["programme"], words["criterion"]].append(each.status)
    assert answers
    # Two hidden answers protect one another only while the number of files is all that is known besides.
    assert all(statuses.count("hidden") != 1 for statuses in answers.values())


def test_what_is_hidden_is_in_no_figure_table_or_picture(release):
    for (public, exhibit), _ in pairs(release):
        for figures in own(public.value):
            concealed = [number for number, each in enumerate(figures.measurements) if each.status == "hidden"]
            assert all(figures.measurements[number].numerator is None for number in concealed)
            assert all(figures.value(figures.measurements[number]) is None for number in concealed)
        if type(public.value).__name__ == "History" and exhibit.rows:
            line = exhibit.picture.layers[-1]
            held = public.value.figures[0]
            for each, row, drawn in zip(held.measurements, exhibit.rows, line.y, strict=True):
                assert (drawn is None) == (each.status != "measured")
                assert (RULE.symbol in row[1:]) == (each.status == "hidden")


def test_each_row_of_a_curve_says_its_own_counts_and_no_others(release):
    for (public, exhibit), _ in pairs(release):
        if type(public.value).__name__ not in {"History", "Change"}:
            continue
        for each, row in zip(public.value.figures[0].measurements, exhibit.rows, strict=True):
            counts = [] if each.denominator is None else [each.denominator]
            days = public.value.figures[0].definition.kind == "mean"  # their sum is in no row, and the mean rests on it
            wanted = counts if days else [each.numerator, *counts]
            said = [RULE.symbol if count is None else f"{count:,}" for count in wanted]
            assert list(row[1 : len(said) + 1]) == said


def test_no_hidden_share_is_written_anywhere(release):
    written = {pair for shown in release.public.values() for text in shown.texts for pair in shares(text)}
    public, restricted = set(), set()
    for (after, _), (before, _) in pairs(release):
        public |= {
            (each.numerator, each.denominator) for figures in after.value.figures for each in figures.measurements
        }
        restricted |= {
            (each.numerator, each.denominator) for figures in before.value.figures for each in figures.measurements
        }
    files = {(count, 30) for count, _ in public}  # of the files of one month's audit
    files |= {
        pair for (after, _), _ in pairs(release) for figures in after.value.figures for pair in by_answer(figures)
    }
    files |= {pair for (after, _), _ in pairs(release) for pair in of_two_measures(after.value.figures)}
    files |= {pair for (after, _), _ in pairs(release) for each in own(after.value) for pair in of_four_quarters(each)}
    assert written
    assert written - public - files == set()
    assert not written & (restricted - public - files)


RATES = {"social_workers_left": "social_workers_in_post", "days_lost_to_sickness": "working_days_available"}


def of_four_quarters(figures) -> set[tuple[int, int]]:
    """Return the counts of each twelve months whose four quarters are all shown, added up."""
    held = figures.measurements
    runs = [held[first : first + 4] for first in range(len(held) - 3)]
    shown = [run for run in runs if all(each.period.months == 3 and each.denominator is not None for each in run)]
    whole = [run for run in shown if all(each.numerator is not None for each in run)]
    return {(sum(each.numerator for each in run), sum(each.denominator for each in run)) for run in whole}


def of_two_measures(shown) -> set[tuple[int, int]]:
    """Return the rates that follow from two counts of one year's end, where both are shown."""
    held = {
        (figures.definition.id, each.period.end): each.numerator
        for figures in shown
        for each in figures.measurements
        if each.status == "measured"
    }
    rates = {
        (held[top, end], held.get((below, end))) for top, below in RATES.items() for name, end in held if name == top
    }
    return {(above, below) for above, below in rates if below is not None}


def by_answer(figures) -> set[tuple[int, int]]:
    """Return the shares that follow from the files with each answer to a question, where all of them are shown."""
    questions = defaultdict(list)
    for each in figures.measurements:
        breakdown = dict(each.breakdown)
        answer = breakdown.pop("answer", "")
        if answer and answer != "not applicable":
            questions[each.period, tuple(breakdown.items())].append(each.numerator)
    shown = [counts for counts in questions.values() if None not in counts]
    return {(count, sum(counts)) for counts in shown for count in counts}


def shares(text: str) -> set[tuple[int, int]]:
    """Return the shares that a text gives with their counts, as "16.0% (62 of 388)"."""
    found = re.findall(r"\((\d[\d,]*) of (\d[\d,]*)\)", text)
    return {(int(above.replace(",", "")), int(below.replace(",", ""))) for above, below in found}


def test_public_counts_are_restricted_ones_or_sums_of_them(release):
    looked_at = 0
    for (public, _), (restricted, _) in pairs(release):
        for after, before in zip(own(public.value), own(restricted.value), strict=True):
            for each in after.measurements:
                if each.status != "measured":
                    continue
                inside = [
                    fine
                    for fine in before.measurements
                    if (fine.area, fine.breakdown) == (each.area, each.breakdown)
                    and each.period.start <= fine.period.start
                    and fine.period.end <= each.period.end
                ]
                assert inside[-1].period.end == each.period.end
                assert each.numerator == sum(fine.numerator for fine in inside)
                if each.denominator is not None:
                    assert each.denominator == sum(fine.denominator for fine in inside)
                looked_at += 1
    assert looked_at > 60


def test_published_figures_are_shown_as_they_were_published(release):
    for (public, _), (restricted, _) in pairs(release):
        theirs = [[each for each in one.value.figures if each.source.published] for one in (public, restricted)]
        assert theirs[0] == theirs[1]


def test_a_page_that_went_coarser_says_so_and_a_page_that_hides_says_how_much(release):
    coarser, hiding = [], 0
    for (public, _), (restricted, _) in pairs(release):
        said = " ".join(public.treatment.sentences)
        grains = [[figures.grain() for figures in own(one.value)] for one in (public, restricted)]
        if grains[0] != grains[1]:
            assert "Shown by" in said
            coarser.append(type(public.value).__name__)
        hidden = sum(each.status == "hidden" for figures in own(public.value) for each in figures.measurements)
        assert public.treatment.hidden_values == hidden
        if hidden:
            assert f"{hidden} of " in said
            hiding += 1
    # The one answer of these pages that is asked for by month; the others are asked for by quarter or longer.
    assert coarser == ["SpecialCauses"]
    assert hiding >= 3


def test_no_text_of_any_page_names_a_child(release):
    for shown in (*release.public.values(), *release.restricted.values()):
        for text in shown.texts:
            assert not re.search(r"syn\d{6}|\b[0-9a-f]{24}\b", text, re.IGNORECASE)


def test_every_page_says_whose_it_is_for_whom_and_that_it_is_synthetic(release):
    for audience, marking in (("public", "public"), ("restricted", "OFFICIAL-SENSITIVE")):
        for shown in getattr(release, audience).values():
            assert shown.bundles
            for bundle in shown.bundles:
                assert f"Exampleshire (SYNTHETIC) · {marking}" in html.unescape(bundle["text/html"])
            assert all("SYNTHETIC" in words for words in shown.pictures)


def test_no_public_page_records_counts_and_every_restricted_one_does(release):
    assert not [each for shown in release.public.values() for each in shown.of("recorded")]
    assert all(shown.of("recorded") for shown in release.restricted.values())


def test_the_plan_is_the_same_whatever_the_order_of_the_tables(release):
    assert make_plan(tuple(reversed(release.recorded))).to_json() == release.plan.to_json()
