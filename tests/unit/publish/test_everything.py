from pathlib import Path

import pytest
from filelock import FileLock

from turncurve.errors import BusyError, PublicationError, RefusedInputError
from turncurve.publish import everything
from turncurve.publish.everything import in_turn, make_everything, read_in
from turncurve.publish.release import Released
from turncurve.publish.request import ask
from turncurve.publish.stage import Staged
from turncurve.tables.council import Council

LISTED = """
releases:
  - {council: exampleshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve]}
  - {council: realshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve]}
"""


@pytest.fixture
def steps(made, monkeypatch):
    """Replace reading in, and note what was read."""
    done: list[str] = []
    monkeypatch.setattr(everything, "load_published", lambda: done.append("published"))
    monkeypatch.setattr(everything, "read_records", lambda council: done.append(council))
    (made.root / "data/raw/published").mkdir()
    return done


def write_example(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "log.csv").write_text("SYNTHETIC", encoding="utf-8")


def read(*councils, said=None):
    return read_in(councils, write_example=write_example, say=(said if said is not None else []).append).done


def test_the_example_is_written_and_everything_is_read_in_order(steps, made):
    (made.root / "data/raw/realshire").mkdir()
    said = []
    assert read("exampleshire", "Realshire", said=said) == ("published", "example", "exampleshire", "realshire")
    assert steps == ["published", "exampleshire", "realshire"]
    assert said[1] == "Writing the example council's files."


def test_what_has_not_changed_is_not_done_again(steps):
    read("exampleshire")
    said = []
    assert read("exampleshire", said=said) == ()
    assert said == []


def test_a_changed_input_is_read_again_and_nothing_else(steps, made):
    (made.root / "data/raw/realshire").mkdir()
    read("exampleshire", "realshire")
    (made.root / "data/raw/realshire/new.csv").write_text("a", encoding="utf-8")
    assert read("exampleshire", "realshire") == ("realshire",)


def test_an_example_that_was_deleted_is_written_again(steps, made):
    read("exampleshire")
    (made.root / "data/raw/exampleshire/log.csv").unlink()
    (made.root / "data/raw/exampleshire").rmdir()
    assert read("exampleshire") == ("example",)


def test_a_council_without_a_raw_folder_has_published_figures_alone(steps):
    assert read("wiltshire") == ("published",)


def test_a_council_asked_for_twice_is_read_once(steps, made):
    (made.root / "data/raw/realshire").mkdir()
    read("realshire", "Realshire")
    assert steps == ["published", "realshire"]


def test_a_council_that_is_refused_is_read_again_the_next_time(steps, made, monkeypatch):
    (made.root / "data/raw/realshire").mkdir()

    def refuse(_):
        raise RefusedInputError("the workbook is empty")

    with monkeypatch.context() as broken:
        broken.setattr(everything, "read_records", refuse)
        found = read_in(["realshire"], write_example=write_example, say=[].append)
        assert (found.done, str(found.refused["realshire"])) == (("published",), "the workbook is empty.")
    assert "realshire" in read("realshire")


def test_public_figures_that_are_refused_stop_everything(steps, monkeypatch):
    def refuse():
        raise RefusedInputError("two figures for one year")

    monkeypatch.setattr(everything, "load_published", refuse)
    with pytest.raises(RefusedInputError, match="two figures for one year"):
        read("realshire")


@pytest.fixture
def journey(steps, made, monkeypatch):
    """Return a function that makes everything with staging replaced: each release laid out unless it is to fail."""
    made.page()
    made.council("Exampleshire", synthetic=True)
    made.council("Realshire")
    (made.root / "reports.yml").write_text(LISTED, encoding="utf-8")
    said: list[str] = []
    released: list[str] = []
    order: list[str] = []
    signed: list[str] = []

    def pretend(council, as_at, *, reason, beforehand):
        released.append(council)
        signed.append(beforehand)
        order.append(f"release {council} {as_at}")
        return Released(made.root / "reports" / council, reason, new=True)

    monkeypatch.setattr(everything, "release", pretend)
    waits = {"needs": lambda council, beforehand: council == "realshire"}
    monkeypatch.setattr(
        everything, "needs_signature", lambda council, _, *, beforehand: waits["needs"](council, beforehand)
    )

    def make(failing=()):
        def stage(requests, *, workers, tell, force):
            order.extend(f"make {each.council} {each.as_at}" for each in requests)
            errors = [PublicationError("it failed") if each.council in failing else None for each in requests]
            return tuple(
                Staged(each, made.root / "staged" / each.council, (), error)
                for each, error in zip(requests, errors, strict=True)
            )

        monkeypatch.setattr(everything, "stage", stage)
        return make_everything(write_example=write_example, workers=1, say=said.append, tell=lambda _: None)

    make.said, make.released, make.order, make.signed, make.waits = said, released, order, signed, waits
    return make


def test_what_needs_no_signature_is_released_and_the_rest_waits_for_a_person(journey, made):
    index, released = journey()
    assert index == made.root / "reports" / "index.html"
    assert index.is_file()
    assert journey.released == ["exampleshire"]
    assert [each.folder.name for each in released] == ["exampleshire"]
    assert "turncurve release realshire --as-at 2013-03-31 --signed-by NAME" in journey.said[-1]


ANSWERED = """
releases:
  - {council: exampleshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve]}
  - {council: realshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve], signed_by: The board}
"""


def test_who_answers_beforehand_is_handed_on(journey, made):
    (made.root / "reports.yml").write_text(ANSWERED, encoding="utf-8")
    journey.waits["needs"] = lambda council, beforehand: council == "realshire" and beforehand != "The board"
    journey()
    assert journey.released == ["exampleshire", "realshire"]
    assert journey.signed == ["", "The board"]


def test_a_name_in_reports_yml_does_not_sign_a_councils_own_records_and_it_is_said(journey, made):
    (made.root / "reports.yml").write_text(ANSWERED, encoding="utf-8")
    journey()
    assert journey.released == ["exampleshire"]
    assert journey.said[-2].startswith("reports.yml cannot sign realshire, 2013-03-31: it holds more than")
    assert "--signed-by NAME" in journey.said[-1]


def test_one_release_that_failed_is_told_after_the_others_are_released(journey):
    with pytest.raises(PublicationError, match="it failed"):
        journey(failing=["realshire"])
    assert journey.released == ["exampleshire"]


SERIES = """
releases:
  - {council: realshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve]}
  - {council: exampleshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve]}
  - {council: Exampleshire, as_at: 2012-03-31, audiences: [public], notebooks: [01_curve]}
"""


def test_a_councils_releases_are_made_in_order_each_after_the_one_before_is_released(journey, made):
    (made.root / "reports.yml").write_text(SERIES, encoding="utf-8")
    journey()
    assert journey.order == [
        "make Exampleshire 2012-03-31",
        "make realshire 2013-03-31",
        "release Exampleshire 2012-03-31",
        "make exampleshire 2013-03-31",
        "release exampleshire 2013-03-31",
    ]


def test_after_a_release_that_failed_none_of_that_council_is_made_and_the_others_are(journey, made):
    (made.root / "reports.yml").write_text(SERIES, encoding="utf-8")
    with pytest.raises(PublicationError, match="it failed"):
        journey(failing=["Exampleshire"])
    assert journey.order == ["make Exampleshire 2012-03-31", "make realshire 2013-03-31"]
    assert any("turncurve release realshire" in words for words in journey.said)


def test_releases_of_different_councils_wait_for_none_but_their_own(made):
    made.page()
    for name in ("Bigshire", "Realshire"):
        made.council(name)
    dates = {"bigshire": ("2013-03-31", "2011-03-31"), "realshire": ("2014-03-31",), "madeshire": ("2012-03-31",)}
    requests = [
        ask(["01"], council=name, as_at=day, audiences=["public"]) for name, days in dates.items() for day in days
    ]
    assert [[f"{each.council} {each.as_at}" for each in turn] for turn in in_turn(requests)] == [
        ["bigshire 2011-03-31", "madeshire 2012-03-31", "realshire 2014-03-31"],
        ["bigshire 2013-03-31"],
    ]


def test_it_says_how_many_pages_it_makes(journey):
    journey()
    assert "Making 2 pages." in journey.said


def test_two_runs_of_everything_are_not_let_in_together(journey, made):
    place = made.root / "data" / "processed" / "everything"
    with FileLock(f"{place}.lock"), pytest.raises(BusyError, match=r"another run is making everything \(reports\.yml"):
        journey()
    assert journey.order == []


def test_a_council_whose_files_are_refused_is_told_after_the_others_are_released(journey, made, steps, monkeypatch):
    (made.root / "data/raw/realshire").mkdir()

    monkeypatch.setattr(everything, "read_records", lambda council: _refuse(council, wanted="realshire"))
    with pytest.raises(RefusedInputError, match="the workbook is empty"):
        journey()
    assert journey.released == ["exampleshire"]
    assert not any("realshire" in each for each in journey.order)


def test_a_page_that_compares_councils_waits_until_all_were_read(journey, made, monkeypatch):
    (made.root / "data/raw/realshire").mkdir()
    monkeypatch.setattr(everything, "identify", lambda name: Council(name, name, compares="real*"))
    monkeypatch.setattr(everything, "read_records", lambda council: _refuse(council, wanted="realshire"))
    with pytest.raises(RefusedInputError):
        journey()
    assert journey.order == []


def _refuse(council, *, wanted):
    """Refuse one council's files."""
    if council == wanted:
        raise RefusedInputError("the workbook is empty")
