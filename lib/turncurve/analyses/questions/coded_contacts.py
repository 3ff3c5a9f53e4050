"""What contacts ask for, value and failure demand, and which could have gone elsewhere: from a coded sample."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.coded_sample import CodedSample, counted, latest_sample, measured
from turncurve.indicators.contact_coding import NOWHERE
from turncurve.indicators.figures import Figures
from turncurve.methods.stratified import WeightedShare
from turncurve.tables.initial_access import DEMANDS, DemandCode, said
from turncurve.tables.records import Records

INDICATORS = ("contacts_coded_by_code", "contacts_coded_by_destination", "contacts_coded_by_agency")
NO_SAMPLE = "no sample of contacts has been drawn and coded"
HIDDEN = "a count that it needs is not shown, to protect individuals"


@dataclass(frozen=True)
class Part:
    """One part of all contacts, as a sample tells it.

    Parameters
    ----------
    name : str
        What it is.
    seen : int
        Contacts of the sample in it.
    among : int
        Contacts of the sample that it is a part of.
    share : WeightedShare
        Its share, each stratum counting by its size.
    """

    name: str
    seen: int
    among: int
    share: WeightedShare


@dataclass(frozen=True)
class CodedContacts(FromFigures):
    """What a sample says of what contacts ask for and of where they could have gone.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts coded by code, by destination, and by who made them; none where there is no sample.
    sample : CodedSample, optional
        The sample; None where there is none.
    frame : tuple of DemandCode
        The council's coding frame.
    """

    figures: tuple[Figures, ...]
    sample: CodedSample | None = None
    frame: tuple[DemandCode, ...] = ()

    @cached_property
    def _by_code(self) -> dict[tuple[str, ...], int] | None:
        """Contacts coded by stratum and code; None where one is hidden."""
        return counted(self.figures[0], "code") if self.sample else None

    @property
    def reason(self) -> str:
        """Why nothing can be told of what contacts ask for; empty where something can."""
        if self.sample is None:
            return NO_SAMPLE
        return HIDDEN if self._by_code is None else ""

    @property
    def coded(self) -> int:
        """Contacts of the sample that were coded."""
        return sum((self._by_code or {}).values())

    @cached_property
    def demands(self) -> tuple[Part, ...]:
        """Value demand, failure demand, and what could not be told."""
        kinds = {each.code: each.demand for each in self.frame}
        counts = self._by_code
        if self.sample is None or counts is None:
            return ()
        return tuple(
            Part(
                demand,
                sum(count for (_, code), count in counts.items() if kinds.get(code) == demand),
                self.coded,
                self.sample.share(counts, lambda kind, demand=demand: kinds.get(kind[0]) == demand),  # type: ignore[misc]  # a lambda's default binds the loop's value
            )
            for demand in DEMANDS
        )

    @cached_property
    def codes(self) -> tuple[Part, ...]:
        """Each code of the frame, in the frame's order."""
        counts = self._by_code
        if self.sample is None or counts is None:
            return ()
        return tuple(
            Part(
                each.code,
                sum(count for (_, code), count in counts.items() if code == each.code),
                self.coded,
                self.sample.share(counts, lambda kind, own=each.code: kind[0] == own),  # type: ignore[misc]  # the same
            )
            for each in self.frame
        )

    @cached_property
    def destinations(self) -> tuple[Part, ...]:
        """Where contacts could have gone: elsewhere in all first, then each place; none where a count is hidden."""
        counts = counted(self.figures[1], "could go to") if self.sample else None
        if self.sample is None or counts is None:
            return ()
        total = sum(counts.values())
        places = sorted({place for _, place in counts} - {NOWHERE})
        found = [
            Part(
                place,
                sum(count for (_, own), count in counts.items() if own == place),
                total,
                self.sample.share(counts, lambda kind, place=place: kind[0] == place),  # type: ignore[misc]  # the same
            )
            for place in places
        ]
        away = sum(count for (_, place), count in counts.items() if place != NOWHERE)
        whole = Part("elsewhere in all", away, total, self.sample.share(counts, lambda kind: kind[0] != NOWHERE))
        return (whole, *sorted(found, key=lambda each: (-(each.share.share or 0.0), each.name)))

    @cached_property
    def agencies(self) -> tuple[Part, ...]:
        """Of each agency's contacts, those that could have gone elsewhere; none where a count is hidden."""
        counts = counted(self.figures[2], "made by", "elsewhere") if self.sample else None
        if self.sample is None or counts is None:
            return ()
        found = []
        for name in sorted({made_by for _, made_by, _ in counts}):
            own = {key: count for key, count in counts.items() if key[1] == name}
            share = self.sample.share(
                counts,
                lambda kind: kind[1] == "yes",
                among=lambda kind, name=name: kind[0] == name,  # type: ignore[misc]  # the same
            )
            away = sum(count for key, count in own.items() if key[2] == "yes")
            found.append(Part(name, away, sum(own.values()), share))
        return tuple(found)


def coded_contacts(records: Records) -> CodedContacts:
    """Say what contacts ask for and where they could have gone, from the latest sample that was coded.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    CodedContacts
        With the reason where there is no sample.
    """
    sample = latest_sample(records)
    frame = said(records.council, folder=records.folder).coding_frame
    if sample is None:
        return CodedContacts((), None, frame)
    return CodedContacts(tuple(measured(records, name, sample) for name in INDICATORS), sample, frame)
