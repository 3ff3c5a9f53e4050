"""Rewrites public figures as our own small tables under data/raw/published, from material gathered beside the project.

Run by hand: `python docs/compile_published_figures.py ../shared`. It writes the same bytes each time.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from turncurve.ingest import dfe_open_data
from turncurve.ingest.dfe_open_data import Release
from turncurve.ingest.published import COLUMNS, text_hash
from turncurve.reference import project

OGL = "Open Government Licence v3.0; contains public sector information, Crown copyright"
RETRIEVED = "compiled from copies of the published files; the files themselves are not kept here"
CHILDREN_IN_NEED = {
    "child_protection.csv": [
        "d3_cpps_subsequent_plan",
        "d6_cpps_reviewed_within_timescales",
        "d7_cpps_ending_by_duration",
    ],
    "enquiries_and_conferences.csv": ["c4_children_in_need_section_47s_and_icpcs"],
    "referrals.csv": ["c1_children_in_need_referrals_and_rereferrals", "c6_children_in_need_referrals_by_month"],
}
SHARES = "d3_cpps_subsequent_plan_2013_to_2024.csv"
AUTHORITIES = ("E06", "E07", "E08", "E09", "E10")
"""How the code of an authority begins, as those of regions and the nation do not."""
AUTUMN = "published in the autumn of {year}; the day is not known to us, so the last day of the year is used"


def facts(shared: Path) -> pd.DataFrame:
    """Return the figures gathered, as text."""
    return pd.read_csv(shared / "facts" / "published_figures.csv", dtype=str, keep_default_na=False)


def children_in_need(shared: Path, areas: list[str]) -> dict[str, pd.DataFrame]:
    """Return the tables of the children in need release of 2024 for some areas, by file."""
    release = Release(2024, pd.Timestamp("2024-10-31").date())
    tables = {}
    for name, files in CHILDREN_IN_NEED.items():
        paths = [shared / "data" / "dfe" / f"{file}_2013_to_2024.csv" for file in files]
        read = [dfe_open_data.read(path.read_bytes(), file=path.name, release=release).figures for path in paths]
        tables[name] = pd.concat(read)
    held = facts(shared)
    plans = held[held["measure"] == "child_protection_plans_open_at_period_end"]
    low = plans["status"] == "u"
    tables["child_protection.csv"] = pd.concat(
        [
            tables["child_protection.csv"],
            plans.assign(
                measure="child_protection_plans_open",
                period_start=plans["period_end"],
                denominator="",
                status=low.map({True: "low reliability", False: "published"}),
            ),
        ]
    )
    return {name: table[table["area"].isin(areas)] for name, table in tables.items()}


def repeat_plans(shared: Path) -> pd.DataFrame:
    """Return the repeat plans of every authority of the release, for forecasts and spreads to learn from."""
    path = shared / "data" / "dfe" / SHARES
    release = Release(2024, pd.Timestamp("2024-10-31").date())
    held = dfe_open_data.read(path.read_bytes(), file=path.name, release=release).figures
    kept = (held["measure"] == "repeat_child_protection_plans") & held["area_code"].str.startswith(AUTHORITIES)
    return held[kept].sort_values("period_end", kind="stable")


def authorities(shared: Path, apart_from: list[str]) -> pd.DataFrame:
    """Return every authority of the release but some: its name, its first code, and its name in plain letters."""
    first = repeat_plans(shared).drop_duplicates("area")[["area", "area_code"]]
    return first[~first["area"].isin(apart_from)].assign(plain=lambda rows: rows["area"].map(plain))


def plain(name: str) -> str:
    """Return an area's name as releases agree on it: without capitals, full stops or hyphens."""
    return name.strip().lower().replace(".", "").replace("-", " ")


def adopted(shared: Path, source_words: str) -> pd.DataFrame:
    """Return the children adopted by year from the facts, for sources whose words begin so."""
    held = facts(shared)
    rows = held[(held["measure"] == "children_adopted") & held["source"].str.contains(source_words)]
    status = rows["status"].map({"": "published", "x": "suppressed", "-": "not available"})
    return rows.assign(status=status, denominator="")


def stocks(shared: Path, areas: list[str]) -> pd.DataFrame:
    """Return children under a placement order, placed, and adopted children placed in time, from the panel."""
    panel = pd.read_csv(shared / "data" / "dfe" / "adoption_panel_2010_2024.csv", dtype=str, keep_default_na=False)
    named = panel.assign(area=panel["name"].str.strip().str.title().str.replace(" And ", " and "))
    codes = (
        facts(shared)
        .query("area_code != ''")
        .sort_values("period_end", kind="stable")
        .drop_duplicates("area")
        .set_index("area")["area_code"]
    )
    rows = named[named["area"].isin(areas)].drop_duplicates(["area", "year"])
    rows = rows.assign(area_code=rows["area"].map(codes))
    beside = panel[panel["lev"] == "Local authority"].assign(plain=panel["name"].map(plain))
    others = beside.merge(authorities(shared, areas), on="plain").drop_duplicates(["area", "year"])
    # The facts hold the children adopted of the areas, with what was suppressed; of the others only the panel does.
    return pd.concat([_of_panel(rows), _of_panel(others), _adopted(others)])


def _of_panel(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the children under an order, placed, and adopted after being placed in time, of some areas."""
    starts, ends = _years(rows)
    made = [
        _rows(rows, "placed_stock", measure="children_placed_for_adoption", start=ends, end=ends),
        _rows(rows, "po_stock", measure="children_under_placement_order", start=ends, end=ends),
    ]
    within = _rows(rows, "pl12", measure="adopted_placed_within_12_months_of_decision", start=starts, end=ends)
    within = within.assign(denominator=rows["adopted"].map(whole).loc[within.index], value="")
    return pd.concat([*made, within[within["denominator"] != ""]])


def _adopted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the children adopted in the year, of some areas."""
    starts, ends = _years(rows)
    return _rows(rows, "adopted", measure="children_adopted", start=starts, end=ends)


def _years(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last day of the year to March of each row."""
    years = rows["year"].astype(int)
    return (years - 1).astype(str) + "-04-01", years.astype(str) + "-03-31"


def _rows(panel: pd.DataFrame, column: str, *, measure: str, start: pd.Series, end: pd.Series) -> pd.DataFrame:
    """Return the rows of one column of the panel that hold a number."""
    counts = panel[column].map(whole)
    made = pd.DataFrame(
        {
            "measure": measure,
            "area": panel["area"],
            "area_code": panel["area_code"],
            "period_start": start,
            "period_end": end,
            "numerator": counts,
            "denominator": "",
            "value": counts,
            "status": "published",
        }
    )
    return made[counts != ""]


def whole(text: str) -> str:
    """Return a whole number as text: the panel writes 28.0 for 28."""
    return str(int(float(text))) if text else ""


def one(measure: str, area: str, start: str, end: str, **counts: object) -> dict[str, object]:
    """Return one figure as a row."""
    empty = {"area_code": "", "numerator": "", "denominator": "", "value": "", "status": "published"}
    return {"measure": measure, "area": area, "period_start": start, "period_end": end, **empty, **counts}


def write(folder: Path, tables: Mapping[str, Any], **words: object) -> None:
    """Write the tables of one edition and their description."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, table in sorted(tables.items()):
        rows = pd.DataFrame(table)
        for column in ("period_start", "period_end"):
            rows[column] = pd.to_datetime(rows[column]).dt.strftime("%Y-%m-%d")
        for column in ("numerator", "denominator", "value"):
            rows[column] = [_number(value) for value in rows[column]]
        ordered = rows.sort_values(["measure", "area", "period_start"], kind="stable")[list(COLUMNS)]
        ordered.to_csv(folder / name, index=False, lineterminator="\n", encoding="utf-8")
        files[name] = text_hash(folder / name)
    words = {**words, "sensitivity": "public", "layout": "ours", "retrieved": RETRIEVED, "files": files}
    text = yaml.safe_dump(words, sort_keys=False, allow_unicode=True, width=120)
    (folder / "source.yml").write_text(text, encoding="utf-8", newline="\n")
    print(f"{folder.relative_to(project.root())}: {sum(map(len, tables.values()))} figures")


def _number(value: Any) -> str:  # noqa: ANN401 - a number or text, as the sources hold it
    """Return a number as it is written in a table: nothing where missing, no needless decimals."""
    if pd.isna(value) or value == "":
        return ""
    return f"{float(value):g}" if float(value) < 1e6 else str(int(float(value)))


def main(shared: Path) -> None:
    """Write every source."""
    raw = project.published_folder()
    areas = sorted(facts(shared)["area"].unique())
    write(
        raw / "dfe_children_in_need" / "2024",
        {
            **children_in_need(shared, areas),
            "repeat_plans_of_other_authorities.csv": repeat_plans(shared)[lambda rows: ~rows["area"].isin(areas)],
        },
        publisher="Department for Education",
        title="Characteristics of children in need 2024",
        published_on=pd.Timestamp("2024-10-31").date(),
        published_on_note="October 2024; the last day of the month is used",
        licence=OGL,
        status="sourced",
        note="The shares of conferences in time are worked out from the two counts published. Figures of plans open "
        "at 31 March come from file d1, the rest from c1, c4, c6, d3, d6, d7. Regions and England are rounded to 10. "
        "Of authorities that are nobody's peers here the repeat plans alone are held (d3), so that forecasts, spreads "
        "and funnels learn from them: 50 authorities in all, of some 150 that the release covers.",
    )
    first = adopted(shared, "SFR underlying data")
    for year in range(2011, 2016):
        ending = first[first["period_end"] == f"{year}-03-31"]
        panel = stocks(shared, areas)
        of_year = panel[panel["period_end"].astype(str) == f"{year}-03-31"]
        write(
            raw / "dfe_looked_after_children" / str(year),
            {"adoption.csv": pd.concat([ending, of_year])},
            publisher="Department for Education",
            title=f"Children looked after in England, {year} release, local authority tables",
            published_on=pd.Timestamp(f"{year}-12-31").date(),
            published_on_note=AUTUMN.format(year=year),
            licence=OGL,
            status="sourced",
            note="As first published. Counts of 1 to 5 are suppressed; regions and England are rounded. Of "
            "authorities that are nobody's peers here only what was published as a number is held, so that forecasts "
            "learn from it.",
        )
    write(
        raw / "dfe_local_authority_interactive_tool" / "2026-04",
        {
            "adoption.csv": adopted(shared, "LAIT"),
            "child_protection.csv": [
                one(
                    "repeat_child_protection_plans",
                    "Wiltshire",
                    "2024-04-01",
                    "2025-03-31",
                    numerator=104,
                    denominator=416,
                    value=25.0,
                ),
            ],
        },
        publisher="Department for Education",
        title="Local authority interactive tool, April 2026",
        published_on=pd.Timestamp("2026-04-30").date(),
        published_on_note="the copy is of April 2026; each figure was first published earlier",
        licence=OGL,
        status="sourced",
        note="A dash in the tool is not available here: it does not tell a suppressed figure from a missing one.",
    )
    write(
        raw / "dfe_children_in_need" / "2010",
        {
            "child_protection.csv": [
                one(
                    "repeat_child_protection_plans",
                    "England",
                    "2009-04-01",
                    "2010-03-31",
                    numerator=6000,
                    denominator=44300,
                    value=13,
                )
            ]
        },
        publisher="Department for Education",
        title="Children in need 2010, as reported on 30 November 2010",
        published_on=pd.Timestamp("2010-11-30").date(),
        published_on_note="the date of the press report",
        licence=OGL,
        status="sourced",
        note="Second-hand: from a press report, rounded to 100.",
    )
    write(
        raw / "dfe_adoption_scorecard" / "2012-11",
        {
            "adoption.csv": [
                one("adoption_a1", "England", "2009-04-01", "2012-03-31", value=636),
                one("adoption_a2", "England", "2009-04-01", "2012-03-31", value=195),
            ]
        },
        publisher="Department for Education",
        title="Adoption scorecards 2009 to 2012",
        published_on=pd.Timestamp("2012-11-30").date(),
        licence=OGL,
        status="sourced",
        note="As reported on the day. The averages were published without the number of children. Averages of later "
        "windows that we only recall are not here. Wiltshire's own 630 and 122 days as at 31 March 2013 are not here "
        "either: the minutes of its Cabinet (18 June 2013) do not say which three years they cover.",
    )
    write(
        raw / "wiltshire_council" / "2020-07",
        {
            "adoption.csv": [
                one("adoption_a1", "Wiltshire", "2015-04-01", "2018-03-31", value=397),
                one("adoption_a1", "England", "2015-04-01", "2018-03-31", value=486),
                one("adoption_a1", "Wiltshire", "2017-04-01", "2020-03-31", value=339, status="low reliability"),
            ]
        },
        publisher="Wiltshire Council",
        title="News of 29 July 2020 on adoption",
        published_on=pd.Timestamp("2020-07-29").date(),
        licence="facts quoted from a public page",
        status="sourced",
        note="The council calls its 339 days an estimate, so it is marked as of low reliability. Published without the "
        "number of children.",
    )
    month = {"start": "2013-02-28", "end": "2013-02-28"}
    write(
        raw / "wiltshire_council" / "2012-winter",
        {
            "contacts.csv": [
                one(measure, "Wiltshire", *month.values(), numerator=count, value=count)
                for measure, count in {
                    "contacts_a_month": 4616,
                    "contacts_a_month_by_phone": 3735,
                    "contacts_a_month_by_email": 839,
                    "contacts_a_month_by_letter": 42,
                }.items()
            ]
            + [
                one(measure, "Wiltshire", *month.values(), value=share)
                for measure, share in {
                    "share_of_calls_about_an_allocated_case": 59,
                    "share_of_calls_for_another_agency_or_department": 14,
                    "share_of_calls_reporting_a_concern": 19,
                    "share_of_calls_reason_not_stated": 8,
                    "share_of_emails_police_domestic_violence_notification": 63,
                }.items()
            ]
        },
        publisher="Wiltshire Council",
        title="Bulletin of winter 2012 to 2013 on safeguarding and adoption",
        published_on=pd.Timestamp("2013-02-28").date(),
        published_on_note="the bulletin is of the winter and later than 30 November 2012: its last day is used",
        licence="facts quoted from a public page",
        status="sourced",
        note="The bulletin gives an average month and does not say of which months, so each figure is dated by the "
        "bulletin itself. The shares are of calls, or of emails, and not of contacts.",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
