"""How far two coders of the same contact agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.coded_sample import CodedSample, latest_sample, measured
from turncurve.indicators.contact_coding import BETWEEN
from turncurve.indicators.figures import Figures
from turncurve.methods.agreement import Agreement, ac1
from turncurve.tables.initial_access import DemandCode, said
from turncurve.tables.records import Records


@dataclass(frozen=True)
class CodingAgreement(FromFigures):
    """How far two coders of the same contact agree.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts coded twice by pair of codes, and the share coded alike; none where there is no sample.
    sample : CodedSample, optional
        The sample; None where there is none.
    frame : tuple of DemandCode
        The council's coding frame.
    """

    figures: tuple[Figures, ...]
    sample: CodedSample | None = None
    frame: tuple[DemandCode, ...] = ()

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], int] | None:
        """Contacts by the two codes that they were given; None where a count is hidden."""
        found: dict[tuple[str, str], int] = {}
        for each in self.figures[0].measurements if self.sample else ():
            if each.numerator is None:
                return None
            one, _, other = dict(each.breakdown)["pair"].partition(BETWEEN)
            found[one, other] = each.numerator
        return found

    @property
    def alike(self) -> tuple[int, int] | None:
        """Contacts coded alike and coded twice; None where hidden, or where none was coded twice."""
        held = self.figures[1].measurements if self.sample else ()
        known = [(each.numerator, each.denominator) for each in held]
        return next(((top, below) for top, below in known if top is not None and below), None)

    @cached_property
    def by_code(self) -> Agreement | None:
        """AC1 over the codes; None where hidden, or where no contact was coded twice."""
        return self._agreement({each.code: each.code for each in self.frame})

    @cached_property
    def by_demand(self) -> Agreement | None:
        """AC1 over value, failure and cannot tell: two codes of one kind agree."""
        return self._agreement({each.code: str(each.demand) for each in self.frame})

    @property
    def differing(self) -> tuple[tuple[str, str, int], ...]:
        """The pairs of codes that differ, those met most first."""
        pairs = [(one, other, count) for (one, other), count in (self._pairs or {}).items() if one != other and count]
        return tuple(sorted(pairs, key=lambda each: (-each[2], each[0], each[1])))

    def _agreement(self, kinds: dict[str, str]) -> Agreement | None:
        """Return AC1 over the kinds that codes belong to."""
        if not self._pairs or not any(self._pairs.values()):
            return None
        names = sorted({*kinds.values(), *(kinds.get(code, code) for pair in self._pairs for code in pair)})
        rows = []
        for pair, count in self._pairs.items():
            row = np.zeros(len(names), dtype=np.int64)
            for code in pair:
                row[names.index(kinds.get(code, code))] += 1
            rows += [row] * count
        return ac1(np.array(rows))


def coding_agreement(records: Records) -> CodingAgreement:
    """Measure how far two coders of the same contact agree, in the latest sample.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    CodingAgreement
        Over the codes, and over the kinds of demand.
    """
    sample = latest_sample(records)
    frame = said(records.council, folder=records.folder).coding_frame
    if sample is None:
        return CodingAgreement((), None, frame)
    names = ("contacts_coded_twice", "contacts_coded_alike")
    return CodingAgreement(tuple(measured(records, name, sample) for name in names), sample, frame)
