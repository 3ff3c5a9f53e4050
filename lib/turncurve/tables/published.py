"""Tables of figures already published: by the Department, and by our own earlier releases."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.model import CanonicalTable

STATUSES = ["published", "suppressed", "not available", "not applicable", "low reliability", "rounds to zero"]


class PublishedFigures(CanonicalTable):
    """One row is one published figure: a measure, of an area, over a period."""

    measure: Series[pd.StringDtype] = column(
        "Measure",
        "Identifier of the indicator, or of the base count, that the figure states.",
        source_item="published table",
        sensitivity="public",
    )
    area: Series[pd.StringDtype] = column(
        "Area",
        "Name of the authority, region or nation.",
        source_item="la_name, region_name, country_name",
        sensitivity="public",
    )
    area_code: Series[pd.StringDtype] = column(
        "Area code",
        "Nine-character code; blank where the publication gave none.",
        source_item="new_la_code",
        sensitivity="public",
        nullable=True,
    )
    period_start: Series[pa.DateTime] = column(
        "From",
        "First day covered.",
        source_item="time_period",
        sensitivity="public",
    )
    period_end: Series[pa.DateTime] = column(
        "To",
        "Last day covered.",
        source_item="time_period",
        sensitivity="public",
        event=True,
    )
    numerator: Series[pd.Int64Dtype] = column(
        "Numerator",
        "Count on top, or the count itself; blank where not published.",
        source_item="published table",
        sensitivity="public",
        nullable=True,
        ge=0,
    )
    denominator: Series[pd.Int64Dtype] = column(
        "Denominator",
        "Count below; blank for a count, or where not published.",
        source_item="published table",
        sensitivity="public",
        nullable=True,
        ge=0,
    )
    value: Series[pd.Float64Dtype] = column(
        "Value",
        "The figure as published; blank where it was withheld.",
        source_item="published table",
        sensitivity="public",
        nullable=True,
    )
    status: Series[pd.StringDtype] = column(
        "Status",
        "Whether the figure was published, and if not, why.",
        source_item="symbols of the release",
        sensitivity="public",
        isin=STATUSES,
    )
    published_on: Series[pa.DateTime] = column(
        "Published",
        "Date on which the figure was published: it enters no report dated earlier.",
        source_item="source.yml",
        sensitivity="public",
    )
    source: Series[pd.StringDtype] = column(
        "Source",
        "Publisher, title and file.",
        source_item="source.yml",
        sensitivity="public",
    )


class ReleasedFigures(CanonicalTable):
    """One row is one figure that an earlier signed release of ours has shown."""

    released_as_at: Series[pa.DateTime] = column(
        "Report's date",
        "The date of the report that showed it.",
        source_item="manifest.json",
        sensitivity="public",
        event=True,
    )
    edition_number: Series[pd.Int64Dtype] = column(
        "Edition",
        "Edition of that report.",
        source_item="manifest.json",
        sensitivity="public",
        ge=1,
    )
    audience: Series[pd.StringDtype] = column(
        "Audience",
        "Who the report was for.",
        source_item="manifest.json",
        sensitivity="public",
    )
    cell: Series[pd.StringDtype] = column(
        "Cell",
        "Address of the base count.",
        source_item="figures.csv",
        sensitivity="public",
    )
    value: Series[pd.Int64Dtype] = column(
        "Value",
        "The count as shown; blank where hidden.",
        source_item="figures.csv",
        sensitivity="restricted",
        nullable=True,
    )


class IssuedForecasts(CanonicalTable):
    """One row is one forecast, for one period, that an earlier signed release of ours has issued."""

    issued_as_at: Series[pa.DateTime] = column(
        "Issued",
        "The date of the report that issued it: its origin is frozen there.",
        source_item="forecasts.csv",
        sensitivity="public",
        event=True,
    )
    indicator: Series[pd.StringDtype] = column(
        "Indicator",
        "Identifier of the indicator.",
        source_item="forecasts.csv",
        sensitivity="public",
    )
    scenario: Series[pd.StringDtype] = column(
        "Scenario",
        "do nothing, or the name of another scenario.",
        source_item="forecasts.csv",
        sensitivity="public",
    )
    period_start: Series[pa.DateTime] = column(
        "From",
        "First day forecast.",
        source_item="forecasts.csv",
        sensitivity="public",
    )
    period_end: Series[pa.DateTime] = column(
        "To",
        "Last day forecast.",
        source_item="forecasts.csv",
        sensitivity="public",
    )
    quantile: Series[pd.Float64Dtype] = column(
        "Quantile",
        "Probability below the value.",
        source_item="forecasts.csv",
        sensitivity="public",
        ge=0,
        le=1,
    )
    value: Series[pd.Float64Dtype] = column(
        "Value",
        "The forecast.",
        source_item="forecasts.csv",
        sensitivity="public",
    )
