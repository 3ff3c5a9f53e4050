"""Write Exampleshire: an invented council's files for April 2009 to March 2013, in the real formats, from one seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from turncurve.errors import TurnCurveError
from turncurve.example.allocation_writer import write_allocations
from turncurve.example.allocations import queue
from turncurve.example.annex_a_writer import write_annex_a
from turncurve.example.chair_writer import write_chairs
from turncurve.example.cin_writer import write_cin_census
from turncurve.example.contact_codings import write_contact_codings
from turncurve.example.contact_log_writer import write_contact_log
from turncurve.example.faults import write_faults
from turncurve.example.front_door_writer import write_front_door
from turncurve.example.grades import write_grades
from turncurve.example.lives import Lives, live
from turncurve.example.plan_writer import write_plans
from turncurve.example.questionnaires import write_questionnaires
from turncurve.example.re_audit import write_re_audit
from turncurve.example.return_writers import write_adoption_tracker, write_audits
from turncurve.example.ssda903_writer import write_ssda903
from turncurve.example.workforce_writer import write_workforce
from turncurve.tables import together

SETTINGS = "council.yml"


@dataclass(frozen=True)
class ExampleSummary:
    """What was written.

    Parameters
    ----------
    folder : pathlib.Path
        Where the files are.
    files : tuple of str
        Paths below the folder, with forward slashes, in order.
    size : int
        Bytes of all files together.
    counts : dict of str to int
        Rows of what happened, by table, such as "referrals" and "contacts".
    faults : int
        Faults put into the files on purpose, as `faults.yml` lists them.
    """

    folder: Path
    files: tuple[str, ...]
    size: int
    counts: dict[str, int]
    faults: int


def write(folder: Path, *, seed: int = 2013) -> ExampleSummary:
    """Write every file of Exampleshire: the same bytes each time.

    Parameters
    ----------
    folder : pathlib.Path
        The council's raw folder, such as data/raw/exampleshire; made where absent. Files of other names are left.
    seed : int
        Source of all chance.

    Returns
    -------
    ExampleSummary
        What was written.

    Raises
    ------
    TurnCurveError
        If the folder holds files of another council.
    """
    check_ours(folder)
    lives = live(seed)
    with together.changing(folder) as made:
        texts: dict[str, str] = _yaml(
            (resources.files("turncurve.example") / "council_files.yml").read_text(encoding="utf-8")
        )
        for name, text in texts.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        faults = [*write_annex_a(lives, made), *write_contact_log(lives, made)]
        write_cin_census(lives, made)
        write_ssda903(lives, made)
        write_adoption_tracker(lives, made)
        write_audits(lives, made)
        write_re_audit(lives, made, seed=seed)
        faults += write_grades(lives, made, seed=seed)
        faults += write_contact_codings(lives, made, seed=seed)
        chaired = write_chairs(lives, made, seed=seed)
        write_plans(made)
        faults += write_workforce(lives, made, seed=seed)
        faults += write_questionnaires(made, seed=seed)
        waiting = queue(lives.episodes, lives.assessments, seed=seed)
        faults += write_allocations(lives, waiting, folder=made)
        faults += write_front_door(lives, waiting, folder=made, seed=seed)
        write_faults(faults, made)
    found = summed_up(folder, lives, faults=len(faults))
    return replace(found, counts={**found.counts, "chaired conferences": chaired})


def summed_up(folder: Path, lives: Lives, *, faults: int) -> ExampleSummary:
    """Sum up what was written.

    Parameters
    ----------
    folder : pathlib.Path
        Where the files are.
    lives : Lives
        What they were written from.
    faults : int
        Faults put into the files.

    Returns
    -------
    ExampleSummary
        Files, bytes and rows.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    counts = {
        "children": len(lives.children), "referrals": len(lives.episodes), "assessments": len(lives.assessments),
        "section 47 enquiries": len(lives.enquiries), "conferences": len(lives.conferences), "plans": len(lives.plans),
        "reviews": len(lives.reviews), "care episodes": len(lives.care_episodes), "adoption routes": len(lives.routes),
        "contacts": len(lives.contacts), "audit answers": len(lives.audits),
    }  # fmt: skip
    return ExampleSummary(
        folder=folder,
        files=tuple(path.relative_to(folder).as_posix() for path in files),
        size=sum(path.stat().st_size for path in files),
        counts=counts,
        faults=faults,
    )


def check_ours(folder: Path) -> None:
    """Refuse a folder that holds files and does not say that they are invented.

    Parameters
    ----------
    folder : pathlib.Path
        A council's raw folder; it may not exist.

    Raises
    ------
    TurnCurveError
        If the folder holds files of another council.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    settings = folder / SETTINGS
    held = _yaml(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
    if not isinstance(held, dict) or held.get("synthetic") is not True:
        raise TurnCurveError(
            "the folder holds files that are not the example's",
            where=str(folder),
            remedy="Give an empty folder, so that a council's own files are not mixed with invented ones",
        )


def _yaml(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Read YAML; nothing where it cannot be read."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None
