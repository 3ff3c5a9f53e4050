"""Read ten years of one large council, a million contacts: how long it takes, and how much memory.

Run from the repository's root:

    OPENBLAS_NUM_THREADS=1 python benchmarks/large_council.py [contacts]

Writes invented files of ten years to a temporary folder (contact logs, half-yearly Annex A workbooks, census XML,
looked after returns), reads them in a process of its own, and prints its CPU seconds and its peak of memory. The
command ends with 1 where it takes more than 60 s or 2 GB.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

CONTACTS, YEARS, FIRST = 1_000_000, 10, 2013
SECONDS, GIGABYTES = 60.0, 2.0
FIRST_DAY = "2008-01-01"  # of everybody: nobody is meant
SOURCES = ("6", "2A", "3A", "1A", "Police", "School", "Health visitor", "4", "9")
OUTCOMES = ("Referral", "Information and advice", "No further action", "Early help")
READ = """
import sys
from pathlib import Path
from turncurve.ingest.pipeline import ingest
ingest("large", raw=Path(sys.argv[1]), processed=Path(sys.argv[2]))
"""


def drawn(chance, *, year, number):
    """Return the contacts of one reporting year."""
    begins = np.datetime64(f"{year}-04-01", "m")
    received = np.sort(begins + chance.integers(0, 525_600, number).astype("timedelta64[m]"))
    return pd.DataFrame({
        "Received": received,
        "Child ID": np.char.add("C", chance.integers(100_000, 100_000 + CONTACTS // 4, number).astype(str)),
        "Route": chance.choice(["Phone", "Email", "Letter", "Online form"], number),
        "From whom": chance.choice(SOURCES, number),
        "Reason": chance.choice(["Reporting a concern", "Request for help", "Other"], number),
        "About an allocated case": chance.choice(["Yes", "No"], number),
        "Outcome": chance.choice(OUTCOMES, number),
    })  # fmt: skip


def write_annex_a(path, contacts, *, chance):
    """Write an Annex A of half a year: contacts, and referrals and assessments of one in five and one in eight."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, names, rows in (
            ("List_1", ("Child Unique ID", "Date of Contact", "Contact Source"), contacts),
            ("List_3", ("Child Unique ID", "Date of referral", "Referral Source"), contacts[::5]),
            ("List_4", ("Child Unique ID", "Continuous Assessment Start Date", "Assessment Type"), contacts[::8]),
        ):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ("Gender", "Ethnicity", "Date of Birth", *names))
            for number, row in enumerate(rows.itertuples(index=False), 1):
                sheet.write_row(number, 0, ("a) Female", "a) WBRI", None, row[1], None, row[3]))
                sheet.write_datetime(number, 2, pd.Timestamp(2008, 1, 1 + number % 28).to_pydatetime(), dated)
                sheet.write_datetime(number, 4, row[0].normalize().to_pydatetime(), dated)


def child_xml(identifier, moment):
    """Return one child of the census as XML."""
    day = moment.date().isoformat()
    later = (moment + pd.Timedelta(days=20)).date().isoformat()
    return (
        f"<Child><ChildIdentifiers><LAchildID>{identifier}</LAchildID><PersonBirthDate>{FIRST_DAY}</PersonBirthDate>"
        f"</ChildIdentifiers><CINdetails><CINreferralDate>{day}</CINreferralDate><ReferralSource>6</ReferralSource>"
        f"<ReferralNFA>0</ReferralNFA><Assessments><AssessmentActualStartDate>{day}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{later}</AssessmentAuthorisationDate></Assessments>"
        f"<ChildProtectionPlans><CPPstartDate>{later}</CPPstartDate>"
        "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse></ChildProtectionPlans></CINdetails></Child>"
    )


def write(raw, *, contacts, chance):
    """Write ten years of one council."""
    (raw / "council.yml").write_text("name: Large\nsynthetic: true\n", encoding="utf-8")
    (raw / "example.key").write_text("SYNTHETIC: a key that protects nobody", encoding="utf-8")
    for year in range(FIRST, FIRST + YEARS):
        held = drawn(chance, year=year, number=contacts // YEARS)
        for folder in ("contact_log", "cin_census", "ssda903"):
            (raw / folder / str(year)).mkdir(parents=True)
        held.to_csv(raw / f"contact_log/{year}/log.csv", index=False, date_format="%d/%m/%Y %H:%M")
        for half, part in enumerate((held[: len(held) // 2], held[len(held) // 2 :])):
            folder = raw / "annex_a" / (f"{year}-09-30" if half == 0 else f"{year + 1}-03-31")
            folder.mkdir(parents=True)
            write_annex_a(folder / "annex_a.xlsx", part, chance=chance)
        children = "".join(child_xml(row[1], row[0]) for row in held[::20].itertuples(index=False))
        head = f"<Message><Header><CollectionDetails><Year>{year + 1}</Year><ReferenceDate>{year + 1}-03-31"
        text = f"{head}</ReferenceDate></CollectionDetails></Header><Children>{children}</Children></Message>"
        (raw / f"cin_census/{year}/cin.xml").write_text(text, encoding="utf-8")
        episodes = held[::50].assign(DECOM=lambda rows: rows["Received"].dt.normalize(), RNE="S", LS="C2", CIN="N1")
        episodes = episodes.assign(PLACE="U4", PLACE_PROVIDER="PR1", DEC="", REC="").rename(
            columns={"Child ID": "CHILD"}
        )
        columns = ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"]
        episodes[columns].to_csv(raw / f"ssda903/{year}/episodes.csv", index=False, date_format="%d/%m/%Y")


def main() -> int:
    """Write the files, read them, and print what it took."""
    contacts = int(sys.argv[1]) if len(sys.argv) > 1 else CONTACTS
    with tempfile.TemporaryDirectory() as name:
        raw, processed = Path(name) / "raw", Path(name) / "processed"
        raw.mkdir()
        write(raw, contacts=contacts, chance=np.random.default_rng(20130331))
        size = sum(path.stat().st_size for path in raw.rglob("*") if path.is_file()) / 1e6
        began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", READ, raw, processed], check=True)  # noqa: S603  # our own words
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        elapsed = time.monotonic() - began
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    gigabytes = after.ru_maxrss / 1024**2
    sys.stdout.write(
        f"{contacts:,} contacts in {size:,.0f} MB of files: {seconds:.1f} s of CPU, {elapsed:.1f} s by the "
    )
    sys.stdout.write(f"clock, at most {gigabytes:.2f} GB\n")
    return 1 if seconds > SECONDS or gigabytes > GIGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
