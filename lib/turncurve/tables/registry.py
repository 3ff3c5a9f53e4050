"""Which canonical tables there are, by name."""

from __future__ import annotations

from turncurve.errors import UnknownNameError
from turncurve.tables.adopters import Adopters
from turncurve.tables.allocation import Allocations, Availability
from turncurve.tables.assessments import Assessments
from turncurve.tables.audit_grades import AuditGrades
from turncurve.tables.care import AdoptionPathways, CareEpisodes
from turncurve.tables.case_events import CaseEvents
from turncurve.tables.child_protection import Conferences, CpPlans, CpReviews, StrategyDiscussions
from turncurve.tables.conference_chairs import ChairChallenges, ChairedConferences, ConferenceAgencies
from turncurve.tables.contact_coding import ContactCodings, ContactDraws
from turncurve.tables.early_help import EarlyHelp
from turncurve.tables.front_door import Contacts, Referrals
from turncurve.tables.improvement_board import (
    ImprovementDisagreements,
    ImprovementEvidence,
    ImprovementMeetings,
    ImprovementPromises,
    ImprovementRisks,
)
from turncurve.tables.improvement_notice import ImprovementFindings, ImprovementNotice, ImprovementRequirements
from turncurve.tables.improvement_plan import (
    ImprovementActions,
    ImprovementMeasures,
    ImprovementMilestones,
    ImprovementObjectives,
)
from turncurve.tables.model import CanonicalTable
from turncurve.tables.published import IssuedForecasts, PublishedFigures, ReleasedFigures
from turncurve.tables.quality import AuditDraws, Audits
from turncurve.tables.questionnaires import Questionnaires
from turncurve.tables.staff_support import Supervisions, Surveys, Training
from turncurve.tables.workforce import Absences, Caseloads, Posts, Workers

TABLES: dict[str, type[CanonicalTable]] = {
    "contacts": Contacts,
    "referrals": Referrals,
    "assessments": Assessments,
    "strategy_discussions": StrategyDiscussions,
    "conferences": Conferences,
    "cp_plans": CpPlans,
    "cp_reviews": CpReviews,
    "care_episodes": CareEpisodes,
    "adoption_pathways": AdoptionPathways,
    "adopters": Adopters,
    "audits": Audits,
    "audit_draws": AuditDraws,
    "audit_grades": AuditGrades,
    "contact_draws": ContactDraws,
    "contact_codings": ContactCodings,
    "chaired_conferences": ChairedConferences,
    "conference_agencies": ConferenceAgencies,
    "chair_challenges": ChairChallenges,
    "workers": Workers,
    "posts": Posts,
    "caseloads": Caseloads,
    "absences": Absences,
    "supervisions": Supervisions,
    "training": Training,
    "surveys": Surveys,
    "questionnaires": Questionnaires,
    "allocations": Allocations,
    "availability": Availability,
    "case_events": CaseEvents,
    "early_help": EarlyHelp,
    "improvement_notice": ImprovementNotice,
    "improvement_requirements": ImprovementRequirements,
    "improvement_findings": ImprovementFindings,
    "improvement_objectives": ImprovementObjectives,
    "improvement_measures": ImprovementMeasures,
    "improvement_milestones": ImprovementMilestones,
    "improvement_actions": ImprovementActions,
    "improvement_evidence": ImprovementEvidence,
    "improvement_meetings": ImprovementMeetings,
    "improvement_disagreements": ImprovementDisagreements,
    "improvement_promises": ImprovementPromises,
    "improvement_risks": ImprovementRisks,
    "published_figures": PublishedFigures,
    "issued_forecasts": IssuedForecasts,
    "released_figures": ReleasedFigures,
}


def model_of(table: str) -> type[CanonicalTable]:
    """Return the model of one canonical table.

    Parameters
    ----------
    table : str
        Name of the table, such as "cp_plans".

    Returns
    -------
    type of CanonicalTable
        The pandera model.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    """
    if table not in TABLES:
        raise UnknownNameError(
            f"there is no canonical table called {table!r}", remedy=f"Use one of: {', '.join(TABLES)}"
        )
    return TABLES[table]
