"""Indicators of case file audits: what was answered, by programme and question, with how the files were chosen."""

from __future__ import annotations

from collections.abc import Sequence

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
    cases = happened(tables.once(_answered), "audited_on", periods=periods)
    once = ["period", "programme", "selection", "file_key", "standard", "criterion"]
    return cases.drop_duplicates(once).reset_index(drop=True)


def _answered(tables: Tables) -> pd.DataFrame:
    """Return what auditors answered, in the order in which they did; a question left blank is an answer too."""
    held = tables.table("audits").sort_values(["audited_on", "auditor_key"], kind="stable")
    shown = ["file_key", "audited_on", "programme", "selection", "standard", "criterion", "drawn_on", "stratum"]
    return held[shown].assign(answer=held["answer"].fillna(NOT_ANSWERED))


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
