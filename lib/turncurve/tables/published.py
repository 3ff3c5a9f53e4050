"""Tables of figures already published: by the Department, and by our own earlier releases."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.reference.periods import GRAINS
from turncurve.tables.column import column
from turncurve.tables.model import CanonicalTable

AUDIENCES = ["public", "restricted"]
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
    """One row is one count of our own that an earlier signed release of ours has shown, or has hidden."""

    released_as_at: Series[pa.DateTime] = column(
        "Report's date",
        "The date of the report that showed it; it enters reports of later dates alone.",
        source_item="manifest.json",
        sensitivity="public",
        event=True,
        before=True,
    )
    edition_number: Series[pd.Int64Dtype] = column(
        "Edition",
        "Edition of that report: the latest of its date.",
        source_item="manifest.json",
        sensitivity="public",
        ge=1,
    )
    audience: Series[pd.StringDtype] = column(
        "Audience",
        "Who the report was for.",
        source_item="manifest.json",
        sensitivity="public",
        isin=AUDIENCES,
    )
    cell: Series[pd.StringDtype] = column(
        "Cell",
        "Address of the base count.",
        source_item="figures.csv: cell",
        sensitivity="public",
    )
    value: Series[pd.Int64Dtype] = column(
        "Value",
        "The count as shown; blank where hidden.",
        source_item="figures.csv: value",
        sensitivity="restricted",
        nullable=True,
        ge=0,
    )


class IssuedForecasts(CanonicalTable):
    """One row is one quantile of a forecast that an earlier signed release of ours has issued, for a period or a mean.

    The mean is over the first so many periods ahead; it cannot be had from the periods' own quantiles.
    """

    issued_as_at: Series[pa.DateTime] = column(
        "Issued",
        "The date of the report that issued it: frozen there, it enters reports of later dates alone.",
        source_item="manifest.json",
        sensitivity="public",
        event=True,
        before=True,
    )
    edition_number: Series[pd.Int64Dtype] = column(
        "Edition",
        "Edition of that report: the latest of its date.",
        source_item="manifest.json",
        sensitivity="public",
        ge=1,
    )
    audience: Series[pd.StringDtype] = column(
        "Audience",
        "Who the report was for: a public forecast rests on what was shown to the public alone.",
        source_item="manifest.json",
        sensitivity="public",
        isin=AUDIENCES,
    )
    indicator: Series[pd.StringDtype] = column(
        "Indicator",
        "Identifier of the indicator.",
        source_item="forecasts.csv: indicator",
        sensitivity="public",
    )
    scenario: Series[pd.StringDtype] = column(
        "Scenario",
        "do nothing, or the name of another scenario.",
        source_item="forecasts.csv: scenario",
        sensitivity="public",
    )
    grain: Series[pd.StringDtype] = column(
        "Grain",
        "Length of each period ahead.",
        source_item="forecasts.csv: grain",
        sensitivity="public",
        isin=list(GRAINS),
    )
    period_start: Series[pa.DateTime] = column(
        "From",
        "First day forecast.",
        source_item="forecasts.csv: period_start",
        sensitivity="public",
    )
    period_end: Series[pa.DateTime] = column(
        "To",
        "Last day forecast.",
        source_item="forecasts.csv: period_end",
        sensitivity="public",
    )
    periods: Series[pd.Int64Dtype] = column(
        "Periods",
        "1 for the value of one period; otherwise the value is the mean over this many, the first ahead.",
        source_item="forecasts.csv: periods",
        sensitivity="public",
        ge=1,
    )
    quantile: Series[pd.Float64Dtype] = column(
        "Quantile",
        "Probability of the value or less.",
        source_item="forecasts.csv: quantile",
        sensitivity="public",
        ge=0,
        le=1,
    )
    value: Series[pd.Float64Dtype] = column(
        "Value",
        "The forecast, in the indicator's unit.",
        source_item="forecasts.csv: value",
        sensitivity="public",
    )
    method: Series[pd.StringDtype] = column(
        "Method",
        "How it was made, in words.",
        source_item="forecasts.csv: method",
        sensitivity="public",
    )
    origin: Series[pd.StringDtype] = column(
        "Origin",
        "The last period whose value was used, in words.",
        source_item="forecasts.csv: origin",
        sensitivity="public",
    )
