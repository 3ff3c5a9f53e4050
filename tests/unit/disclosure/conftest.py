"""Made tables of counts, and an answer that rests on made figures."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period, month, spans, year_ending

YEAR = year_ending(2013)


@pytest.fixture(scope="session")
def key():
    """Return a function that makes an address."""

    def make(*pairs, measure="plans started", area="Exampleshire", period=YEAR):
        return CellKey(measure, area, period, tuple(sorted(pairs)))

    return make


@pytest.fixture(scope="session")
def two_way(key):
    """Return a function that makes the cells of a table of rows by columns with all of its margins."""

    def make(counts, **address):
        rows = [("row", f"r{number}") for number in range(len(counts))]
        columns = [("column", f"c{number}") for number in range(len(counts[0]))]
        cells = [Cell(key(**address), sum(map(sum, counts)))]
        cells += [Cell(key(row, **address), sum(line)) for row, line in zip(rows, counts, strict=True)]
        across = zip(*counts, strict=True)
        cells += [Cell(key(column, **address), sum(line)) for column, line in zip(columns, across, strict=True)]
        for row, line in zip(rows, counts, strict=True):
            cells += [Cell(key(row, each, **address), count) for each, count in zip(columns, line, strict=True)]
        return cells

    return make


@pytest.fixture(scope="session")
def toy():
    """One small count in a table of four areas by three stages, worked by hand.

    |       |  E |  N |  P | all |
    |-------|----|----|----|-----|
    | North | 15 | 20 |  2 |  37 |
    | East  | 12 | 18 | 11 |  41 |
    | South | 30 | 25 | 14 |  69 |
    | West  | 17 | 22 | 13 |  52 |
    | all   | 74 | 85 | 40 | 199 |

    The 2 follows from its row and from its column. A rectangle of four hidden counts protects it, and the cheapest is
    North and East by E and P: 15 + 12 + 11 = 38 besides the 2.
    """
    return [[15, 20, 2], [12, 18, 11], [30, 25, 14], [17, 22, 13]]


@dataclass(frozen=True)
class MadeAnswer:
    """An answer that keeps its figures and nothing else."""

    figures: tuple

    def over(self, figures):
        return replace(self, figures=figures)


@pytest.fixture(scope="session")
def definition():
    """Return a function that makes a definition."""

    def make(kind="proportion", *, base="plans started", window="flow", name="repeat plans"):
        empty = dict.fromkeys(("counts", "numerator", "denominator", "why", "published_counterpart", "owner"), "")
        return Definition(
            id=name,
            title=name,
            kind=kind,
            unit="percent",
            decimals=1,
            window=window,
            polarity="neither",
            caveats=(),
            source_fields=(),
            tables=(),
            base=base,
            subset=(("previous plan", "yes"),) if kind == "proportion" else (),
            **empty,
        )

    return make


@pytest.fixture(scope="session")
def monthly(definition):
    """Return a function that makes an answer on monthly shares from pairs of numerator and denominator."""

    def make(pairs, *, kind="proportion", published=False, **words):
        months = spans("month", first=dt.date(2012, 4, 1), last=dt.date(2016, 3, 31))[: len(pairs)]
        measurements = tuple(
            Measurement("Exampleshire", period, above, below, "measured" if below != 0 else "no cases")
            for period, (above, below) in zip(months, pairs, strict=True)
        )
        figures = Figures(definition(kind, **words), measurements, Source("made for the test", published=published))
        return MadeAnswer((figures,))

    return make


@pytest.fixture(scope="session")
def first_months():
    """Return a function that gives the first months of the year to March 2013."""

    def make(count):
        return [month(2012, number) for number in range(4, 4 + count)]

    return make


@pytest.fixture(scope="session")
def year_to_date():
    """Return a function that gives the period from April 2012 to the end of a month of that year."""

    def make(number):
        return Period(dt.date(2012, 4, 1), month(2012, number).end)

    return make
