"""One column of a canonical table: what it is called, means, and may reveal."""

from __future__ import annotations

from typing import Any, Literal, cast

import pandera.pandas as pa
from pandera.engines.pandas_engine import Engine

Sensitivity = Literal["child", "staff", "restricted", "public"]


def column(
    title: str,
    description: str,
    *,
    source_item: str,
    sensitivity: Sensitivity,
    unit: str = "",
    event: bool = False,
    told_with: str = "",
    before: bool = False,
    ahead: bool = False,
    nullable: bool = False,
    **checks: Any,  # noqa: ANN401 - passed on to pandera as they are
) -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe one column of a canonical table.

    Parameters
    ----------
    title : str
        The column's name in a reader's words.
    description : str
        What one value means, in one sentence.
    source_item : str
        The items of the source formats that it comes from.
    sensitivity : {"child", "staff", "restricted", "public"}
        Who the value is about: it decides who may ever see it.
    unit : str
        Unit of a number, such as "days"; empty for words and dates.
    event : bool
        Whether this date says when the row happened: a row whose event is after the report's date is not used.
    told_with : str
        Column of the date with which this became known: it is blanked where that date is after the report's.
    before : bool
        Whether a row whose event is on the report's date itself is left out too, as a report's own release is.
    ahead : bool
        Whether this date may lie ahead when it is written down, as the day by which a thing is due does: it is known
        all the same.
    nullable : bool
        Whether the source may leave it blank.
    **checks
        Further checks of pandera, such as `isin` or `ge`.

    Returns
    -------
    pandera field
        The field, with its words as metadata.
    """
    words = {
        "source_item": source_item,
        "sensitivity": sensitivity,
        "unit": unit,
        "event": event,
        "told_with": told_with,
        "before": before,
        "ahead": ahead,
    }
    return pa.Field(title=title, description=description, nullable=nullable, metadata=words, **checks)


def words_of(model: type[pa.DataFrameModel]) -> dict[str, dict[str, Any]]:
    """Return what a table's model says of each column.

    Parameters
    ----------
    model : pandera DataFrameModel
        The canonical table's model.

    Returns
    -------
    dict
        By column: title, description, dtype, nullable, and the words given to `column`.
    """
    # The model's own fields, and not its schema: to make one, pandera loads every kind of table that is installed.
    return {
        name: {
            "title": field.title,
            "description": field.description,
            "dtype": str(Engine.dtype(annotation.arg)),
            "nullable": field.nullable,
            **cast("dict[str, Any]", field.metadata or {}),
        }
        for name, (annotation, field) in model.__fields__.items()
    }
