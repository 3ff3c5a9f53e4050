"""Indicators of case file audits: what was answered, by programme and question, with how the files were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from turncurve.indicators.cases import Tables, happened
from turncurve.reference.periods import Period

NOT_ANSWERED = "not answered"


def audit_answers(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers that audits gave in each period, by programme, question and answer.

    A file that several auditors answered for is there once for each of them. A question left blank is an answer of its
    own, "not answered", and so is "not applicable".

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an answer.
    """
    held = tables.table("audits")
    shown = ["file_key", "audited_on", "programme", "selection", "standard", "criterion", "answer"]
    answered = held[shown].assign(answer=held["answer"].fillna(NOT_ANSWERED))
    return happened(answered, "audited_on", periods=periods)


def files_by_answer(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files audited in each period, by programme, question and answer, each file once a question.

    Where several auditors answered for one file in the period, the first to do so stands for it: an audit's findings
    are about files, and a file read twice is still one file.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file and question.
    """
    held = tables.table("audits").sort_values(["audited_on", "auditor_key"], kind="stable")
    shown = ["file_key", "audited_on", "programme", "selection", "standard", "criterion", "answer"]
    answered = held[shown].assign(answer=held["answer"].fillna(NOT_ANSWERED))
    cases = happened(answered, "audited_on", periods=periods)
    once = ["period", "programme", "selection", "file_key", "standard", "criterion"]
    return cases.drop_duplicates(once).reset_index(drop=True)


def files_by_question(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files that each question was put to in each period, by programme, each file once a question.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file and question.
    """
    return files_by_answer(tables, periods).drop(columns="answer")


def files_audited(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files audited in each period, by programme and how they were chosen.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file and programme, dated by its first answer in the period.
    """
    shown = ["file_key", "audited_on", "programme", "selection"]
    answers = happened(tables.table("audits")[shown], "audited_on", periods=periods)
    return answers.drop_duplicates(["period", "programme", "selection", "file_key"]).reset_index(drop=True)


@dataclass(frozen=True)
class Sample:
    """How the files of one audit programme were chosen in a period.

    Parameters
    ----------
    programme : str
        Name of the programme.
    selection : str
        random, all such files, chosen, or not stated.
    files : int
        Files audited.
    population : int or None
        Files that they were drawn from; None where not stated, or where more than one number is.
    """

    programme: str
    selection: str
    files: int
    population: int | None

    @property
    def supports_inference(self) -> bool:
        """Whether the files can speak for others: drawn at random from a known number."""
        return self.selection == "random" and self.population is not None


def samples(audits: pd.DataFrame, *, period: Period) -> tuple[Sample, ...]:
    """Say of each programme audited in a period how its files were chosen.

    Parameters
    ----------
    audits : DataFrame
        The canonical table audits.
    period : Period
        The period.

    Returns
    -------
    tuple of Sample
        In order of programme and selection. Populations stated for several draws of a programme, such as each month's,
        are not one population: ask for one draw's period.
    """
    inside = happened(audits, "audited_on", periods=(period,))
    found: list[Sample] = []
    for (programme, selection), answers in inside.groupby(["programme", "selection"], sort=True):
        stated = answers["population"].dropna().unique()
        population = int(stated[0]) if len(stated) == 1 else None
        found.append(Sample(str(programme), str(selection), answers["file_key"].nunique(), population))
    return tuple(found)
