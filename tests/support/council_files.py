"""A made council's files, written in the formats that councils hold: for tests of ingest only."""

import datetime as dt
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import xlsxwriter

from turncurve.ingest.pipeline import ingest
from turncurve.reference.formats.specification import load
from turncurve.tables import store

CHILD = "Child Unique ID"


def day(text):
    """Return a date from ISO text."""
    return dt.date.fromisoformat(text)


class CouncilFiles:
    """A council's raw and processed folders under a temporary folder."""

    def __init__(self, folder: Path, *, name: str = "Testshire"):
        self.raw = folder / "raw"
        self.processed = folder / "processed" / "testshire"
        self.raw.mkdir()
        (self.raw / "council.yml").write_text(f"name: {name}\nsynthetic: true\n", encoding="utf-8")
        (self.raw / "example.key").write_text("SYNTHETIC: a key that protects nobody", encoding="utf-8")

    def text(self, file, content, *, encoding="utf-8"):
        """Write a text file below the raw folder."""
        return self.bytes(file, content.encode(encoding))

    def bytes(self, file, content):
        """Write a file below the raw folder."""
        path = self.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def workbook(self, file, sheets, *, options=None, date_format="dd/mm/yyyy"):
        """Write a workbook: by sheet title, rows of cells (dates become real dates)."""
        path = self.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(path, options or {}) as book:
            dated = book.add_format({"num_format": date_format})
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    for place, cell in enumerate(row):
                        if isinstance(cell, dt.date):
                            sheet.write_datetime(number, place, pd.Timestamp(cell).to_pydatetime(), dated)
                        elif cell is not None:
                            sheet.write(number, place, cell)
        return path

    def annex_a(self, file="annex_a/2012-09-30/annex_a.xlsx", *, title="List_{}", above=(), **lists):
        """Write an Annex A: list_7=[{column: cell}]; the columns are the template's, or those of the first row."""
        self.workbook(file, {title.format(key[5:]): [*above, *list_rows(key, rows)] for key, rows in lists.items()})

    def census(self, file="cin_census/2012/cin.xml", *, children, reference_date="2012-03-31"):
        """Write a census: each child a dict of id, born and a list of details."""
        body = "".join(_child(child) for child in children)
        self.text(
            file,
            f'<?xml version="1.0" encoding="utf-8"?><Message><Header><CollectionDetails><Collection>CIN</Collection>'
            f"<Year>2012</Year><ReferenceDate>{reference_date}</ReferenceDate></CollectionDetails></Header>"
            f"<Children>{body}</Children></Message>",
        )

    def ingest(self):
        """Ingest the folder."""
        return ingest("testshire", raw=self.raw, processed=self.processed)

    def table(self, name):
        """Return a stored table."""
        return store.read(name, folder=self.processed)

    def report(self, name):
        """Return a report of the ingest as text cells."""
        return pd.read_csv(self.processed / f"{name}.csv", dtype="str", keep_default_na=False)

    def rules(self):
        """Return the problems as (row, field, rule), in order."""
        problems = self.report("problems")
        return list(zip(problems["row"].astype(int), problems["field"], problems["rule"], strict=True))


def list_rows(key, rows):
    """Lay dicts out as rows under the template's header, with further columns after them."""
    names = [column.name for column in load("annex_a").table(key).columns if not column.added and column.since is None]
    names += [name for row in rows for name in row if name not in names]
    names = list(dict.fromkeys(names))
    return [names, *([row.get(name) for name in names] for row in rows)]


def _child(child):
    """Return one child as XML."""
    identity = _elements({"LAchildID": child.get("id"), "PersonBirthDate": child.get("born")})
    identity += _elements({"ExpectedPersonBirthDate": child.get("expected")})
    details = "".join(f"<CINdetails>{_details(each)}</CINdetails>" for each in child["details"])
    return f"<Child><ChildIdentifiers>{identity}</ChildIdentifiers>{details}</Child>"


def _details(details):
    """Return one episode of need as XML: its own items, then assessments, section 47 enquiries and plans."""
    own = _elements({name: value for name, value in details.items() if not isinstance(value, list)})
    parts = "".join(
        f"<{name}>{_elements({k: v for k, v in each.items() if k != 'reviews'})}{_reviews(each)}</{name}>"
        for name, value in details.items()
        if isinstance(value, list)
        for each in value
    )
    return own + parts


def _reviews(plan):
    """Return a plan's reviews as XML."""
    dates = "".join(f"<CPPreviewDate>{each}</CPPreviewDate>" for each in plan.get("reviews", ()))
    return f"<Reviews>{dates}</Reviews>" if dates else ""


def _elements(items):
    """Return items as XML elements; those without a value are left out."""
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in items.items() if value is not None)
