"""The exhibits of the early warning: which teams are warned, what would help, and one team's queue ahead."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.analyses.questions.backlog_ahead import LEVEL, SHOWN_AHEAD, BacklogAhead, OneTeamAhead, Outlook
from turncurve.analyses.team_standing import CALM, OVER
from turncurve.disclosure.release import Releasable
from turncurve.methods.early_warning import RULE
from turncurve.methods.queue_forecast import ENOUGH, HORIZON
from turncurve.methods.warning_score import WEEKS_A_YEAR
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Line, Picture, Rule

TITLE = "Is a backlog coming?"
RULE_IN_WORDS = (
    f"The trigger, fixed beforehand: a warning is raised when the chance that a week of the next {HORIZON} ends above "
    f"the limit is {100 * RULE.raise_at:.0f}% or more, and lifted when it falls below {100 * RULE.lift_below:.0f}%. "
    "The limit is what usually comes in {days}."
)
TRIED = (
    "Tried on invented teams whose queues are known, this rule warned of nine in ten breaches, half of them four weeks "
    "ahead or more, and raised fewer than one false alarm a team a year. Kinds of trouble differ: of breaches after a "
    "sudden rise in demand, or of several troubles at once, half were warned of only three weeks ahead in some trials; "
    "docs/early_warning.md has the figures."
)
WORKING_DAYS, TEN = 5, 10
RECORD_WORDS = (
    "The record is of all the warnings that were, or would have been, raised since the team's first half year on "
    "record, and of all the times that its limit was passed, warned of or not; the latest three warnings are dated."
)
HELP_WORDS = (
    "Each help is on its own enough to bring the chance of a breach down to "
    f"{100 * ENOUGH:.0f}%, if it begins in the second week; the days are those of workers who take cases as fast as "
    "this team does."
)
_HEADS = ("Team", "State", "Waiting", "Limit", "Chance of a breach", "Likely by", "Weeks to a worker now",
          f"Weeks to a worker in {SHOWN_AHEAD[1]} weeks", "Cases more a week", "Workers more", "Contacts fewer a week",
          "Its record of warnings")  # fmt: skip
_WORDS_FIRST = {0, 1, 5, 11}


@presents(BacklogAhead)
def backlog_ahead_exhibit(released: Releasable[BacklogAhead]) -> Exhibit:
    """Show which teams are warned of a backlog, and what would hold it back.

    Parameters
    ----------
    released : Releasable of BacklogAhead
        What may be shown.

    Returns
    -------
    Exhibit
        One row a team; a sentence alone where nothing may be foretold.
    """
    found = released.value
    source = series_table.source(found.figures[0])
    if not found.teams:
        said = f"{_waiting(found)}No early warning can be given here, because {found.reason}."
        return Exhibit(TITLE, " ".join((said, *found.untold)), notes=(*found.remarks, TRIED), source=source)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        answer=_answer(found),
        columns=tuple(Column(name, numeric=place not in _WORDS_FIRST) for place, name in enumerate(_HEADS)),
        rows=tuple(map(_row, found.teams)),
        notes=(
            *found.remarks,
            rule_in_words(found.weeks_allowed),
            HELP_WORDS,
            RECORD_WORDS,
            TRIED,
        ),
        source=source,
    )


@presents(OneTeamAhead)
def one_team_exhibit(released: Releasable[OneTeamAhead]) -> Exhibit:
    """Show one team's queue so far and ahead.

    Parameters
    ----------
    released : Releasable of OneTeamAhead
        What may be shown.

    Returns
    -------
    Exhibit
        The queue with its range and limit.
    """
    found = released.value
    source, each = series_table.source(found.figures[0]), found.outlook
    if each is None:
        return Exhibit("One team's queue ahead", f"No team's queue is shown, because {found.reason}.", source=source)
    ahead = zip(each.ahead, each.expected, each.low, each.high, strict=True)
    so_far = zip(each.weeks, each.waited, strict=True)
    past = tuple((f"{day:%d %B %Y}", words.number(size), "–", "–") for day, size in so_far)
    rows = tuple(
        (f"{day:%d %B %Y}", words.number(middle), words.number(low), words.number(high))
        for day, middle, low, high in ahead
    )
    return Exhibit(
        title=f"{each.team}: the queue ahead",
        sentence=told(each),
        columns=(Column("Week to", numeric=False), Column("Waiting"), Column("Low"), Column("High")),
        rows=(*past[-HORIZON:], *rows),
        picture=Picture(
            (
                Band(each.ahead, each.low, each.high, f"{100 * LEVEL:.0f}% range"),
                Rule(float(each.limit), "Limit"),
                Line(each.weeks, tuple(float(size) for size in each.waited), label="So far"),
                Line(each.ahead, each.expected, label="Expected", rank=1),
            ),
            unit="Cases waiting",
        ),
        notes=(rule_in_words(found.weeks_allowed),),
        source=source,
    )


def rule_in_words(weeks_allowed: float) -> str:
    """Say when a warning is raised and lifted, and what the limit is.

    Parameters
    ----------
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    str
        Two sentences.
    """
    return RULE_IN_WORDS.format(days=days_allowed(weeks_allowed))


def days_allowed(weeks_allowed: float) -> str:
    """Say how long usual arrivals may wait.

    Parameters
    ----------
    weeks_allowed : float
        Weeks.

    Returns
    -------
    str
        Working days in words, such as "ten working days".
    """
    days = WORKING_DAYS * weeks_allowed
    return f"{'ten' if days == TEN else f'{days:g}'} working day{'' if days == 1 else 's'}"


def told(each: Outlook) -> str:
    """Say what is foretold of one team in words to act on.

    Parameters
    ----------
    each : Outlook
        The team's outlook.

    Returns
    -------
    str
        One or two sentences.
    """
    waits = f"{words.plural(each.size, 'case')} {'waits' if each.size == 1 else 'wait'}, the limit is {each.limit}"
    if each.state == OVER:
        since = f" since the week to {words_of(each)}" if each.since else ""
        return f"{each.team} is over its limit{since}: {waits}. {_help(each)}"
    chance = f"the chance that a week of the next {HORIZON} ends above it is {_percent(each.chance)}"
    if each.state == CALM:
        return f"{each.team} has no warning: {waits}, and {chance}."
    by = f", likely by the week to {each.breach_by:%d %B %Y}" if each.breach_by else ""
    since = f" since the week to {words_of(each)}" if each.since else ""
    return f"{each.team} is warned of a backlog{since}: {waits}, and {chance}{by}. {_help(each)}"


def words_of(each: Outlook) -> str:
    """Return the day from which a team's state holds.

    Parameters
    ----------
    each : Outlook
        The team's outlook.

    Returns
    -------
    str
        A date in words; empty where there is none.
    """
    return "" if each.since is None else f"{each.since.day} {each.since:%B %Y}"


def _help(each: Outlook) -> str:
    """Say what would hold the backlog back."""
    if each.state == OVER:
        return "It is a backlog already: what brings it down is in the table of who waits."
    if each.too_late:
        return "No help that begins in the second week would be in time."
    if each.needed is None:
        return "It is likely to pass without help."
    ways = [f"{words.number(each.needed.cases, decimals=1)} more cases taken on a week"]
    if each.needed.workers is not None and each.needed.days is not None:
        days = words.number(each.needed.days, decimals=1)
        ways.append(f"{words.number(each.needed.workers, decimals=1)} more workers ({days} days a week)")
    if each.needed.contacts is not None:
        ways.append(f"{words.plural(each.needed.contacts, 'contact')} a week settled elsewhere")
    return f"Enough to avoid it from the second week: {words.listed(ways, last='or')}."


def _waiting(found: BacklogAhead) -> str:
    """Say how many wait in the council as a whole, where that may be told; else nothing."""
    waiting = found.figures[0]
    latest = waiting.measurements[-1] if waiting.measurements else None
    value = None if latest is None else waiting.value(latest)
    if latest is None or value is None:
        return ""
    return f"{words.plural(value, 'case')} waited for a worker on {words.when(latest.period)}. "


def _sentence(found: BacklogAhead) -> str:
    """Say which teams are warned, and which are over their limit."""
    said = [told(each) for each in found.warned[:1]]
    if len(found.warned) > 1:
        said.append(
            f"Warned too: {words.listed([each.team for each in found.warned[1:]])}; the table has what would help."
        )
    over = [each.team for each in found.over_limit]
    if over:
        said.append(f"Over the limit already: {words.listed(over)}.")
    calm = f"No team is warned of a backlog in the next {HORIZON} weeks, and none is over its limit."
    return " ".join((*(said or [calm]), _all_together(found), *found.untold))


def _answer(found: BacklogAhead) -> str:
    """Say it in one line."""
    many = len(found.teams)
    return f"{len(found.warned)} of {many} teams are warned; {len(found.over_limit)} are over their limit."


def _row(each: Outlook) -> tuple[str, ...]:
    """Return one team's row."""
    needed = each.needed
    help_needed = ("–", "–", "–")
    if needed is not None:
        help_needed = (
            words.number(needed.cases, decimals=1),
            "–" if needed.workers is None else words.number(needed.workers, decimals=1),
            "–" if needed.contacts is None else words.number(needed.contacts),
        )
    since = f", since {words_of(each)}" if each.since else ""
    return (
        each.team,
        f"{each.state}{since}",
        words.number(each.size),
        words.number(each.limit),
        _percent(each.chance),
        "–" if each.breach_by is None else f"{each.breach_by.day} {each.breach_by:%B %Y}",
        _wait(each.waits[0]),
        _wait(each.waits[2]),
        *help_needed,
        _earlier(each),
    )


def _percent(chance: float) -> str:
    """Return a chance as a percentage, never as certain."""
    if chance > 0.99:
        return "over 99%"
    return "under 1%" if chance < 0.01 else f"{100 * chance:.0f}%"


def _wait(wait: tuple[float, float, float]) -> str:
    """Return weeks to allocation with their range."""
    return "–".join(words.number(each) for each in wait[1:]) if wait[1] != wait[2] else words.number(wait[0])


def _earlier(each: Outlook) -> str:
    """Return how many earlier warnings came true, how many breaches had none, and what followed the latest."""
    said = [
        f"{raised:%b %Y}: {'passed' if breach is None else f'over the limit {(breach - raised).days // 7} weeks later'}"
        for raised, breach in each.earlier[-3:]
    ]
    return f"{_record((each,))}.{' Latest: ' if said else ''}{'; '.join(said)}"


def _record(outlooks: Sequence[Outlook], *, rate: str = "") -> str:
    """Say how many warnings came true and how many did not, and how often a limit was passed with and without one."""
    ended = [breach is not None for each in outlooks for _, breach in each.earlier]
    passed, unwarned = sum(each.breaches for each in outlooks), sum(each.unwarned for each in outlooks)
    warned = (
        f"{words.plural(len(ended), 'warning')}, {sum(ended)} came true and {len(ended) - sum(ended)} did not{rate}"
    )
    over = f"over the limit {words.plural(passed, 'time')}, {unwarned} without a warning"
    return f"{warned if ended else 'no warning before'}; {over if passed else 'never over the limit'}"


def _all_together(found: BacklogAhead) -> str:
    """Say what became of the warnings of all teams together, and how many a year came to nothing."""
    false_alarms = sum(breach is None for each in found.teams for _, breach in each.earlier)
    years = sum(each.judged for each in found.teams) / WEEKS_A_YEAR
    rate = f" ({words.number(false_alarms / years, decimals=1)} a team a year)" if false_alarms else ""
    return f"The rule's record here, of all teams: {_record(found.teams, rate=rate)}."
