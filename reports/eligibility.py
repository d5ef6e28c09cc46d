"""A verdict per rule: may this applicant apply here, and if not yet, what would fix it and by when.

Only what a page *requires* can fail; what it prefers counts in `ranking`, and silence is `unknown`. The rules are
numpy functions over distinct combinations of facts (see `catalog`); `explain` puts one verdict into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from reference.seasons import Season, season_of, state_exam_limits
from reports.applicants import Applicant
from reports.catalog import Floats, category_code, deadline_in_cycle
from warehouse.schema import VERDICTS

MEETS, FAILS, MISSING, FIXABLE = (VERDICTS.index(each) for each in ("meets", "fails", "unknown", "fixable"))
Verdicts = npt.NDArray[np.int8]
Facts = Mapping[str, Floats]

# rule -> group of facts that decides it, in the order in which they are shown
RULE_GROUPS: dict[str, str] = {
    "img_accepted": "seats",
    "visa": "visa",
    "step3": "visa",
    "step1": "scores",
    "step2": "scores",
    "attempts_step1": "attempts",
    "attempts_step2": "attempts",
    "state_attempts": "attempts",
    "graduation_years": "years",
    "us_experience": "experience",
    "ecfmg": "ecfmg",
    "letters": "letters",
    "deadline": "deadline",
}
RULES = tuple(RULE_GROUPS)
RULE_TITLES = {
    "img_accepted": "Graduates of foreign schools",
    "visa": "Visa",
    "step3": "Step 3",
    "step1": "Step 1",
    "step2": "Step 2 CK",
    "attempts_step1": "Attempts at Step 1",
    "attempts_step2": "Attempts at Step 2 CK",
    "state_attempts": "State limit on attempts",
    "graduation_years": "Years since graduation",
    "us_experience": "US clinical experience",
    "ecfmg": "ECFMG certificate",
    "letters": "Letters",
    "deadline": "Deadline",
}
_SPONSORS, _CONDITIONAL, _NO = (category_code("visa_j1", each) for each in ("sponsors", "conditional", "no"))
_ALWAYS, _FOR_H1B, _NOT_NEEDED = (category_code("step3_required", each) for each in ("always", "h1b", "no"))
_BY_APPLICATION, _BY_INTERVIEW, _BY_RANKING, _BY_START = (
    category_code("ecfmg_by", each) for each in ("application", "interview", "ranking", "start")
)
DAYS_PER_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Moment:
    """The season's calendar and the day from which it is looked at."""

    season: Season
    today: date

    @property
    def cycle(self) -> int:
        return self.season.cycle


def moment(cycle: int, today: date) -> Moment:
    return Moment(season_of(cycle), today)


def years_since_graduation(applicant: Applicant, cycle: int) -> tuple[float, float]:
    """(fewest, most) years by the ways in which programs count: at application, and at the start of training.

    Fewest is the difference of calendar years at application or the elapsed time, whichever is less.
    """
    at_application = float(cycle - 1 - applicant.graduation_year)
    if applicant.graduation_month is not None:
        elapsed = (cycle - 1 - applicant.graduation_year) + (9 - applicant.graduation_month) / 12
        at_application = min(at_application, elapsed)
    return max(0.0, at_application), max(0.0, float(cycle - applicant.graduation_year))


def judge_visa(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """`visa` and `step3`. A visa that is conditional stays `unknown`: whether the condition is met cannot be read."""
    size = len(facts["visa_j1"])
    visa = np.full(size, MEETS, dtype=np.int8)
    needs_h1b = np.zeros(size, dtype=np.bool_)
    if applicant.needs_visa:
        stated = [facts[f"visa_{each}"] for each in sorted(applicant.visas)]
        is_sure = np.any([each == _SPONSORS for each in stated], axis=0)
        is_refused = np.all([each == _NO for each in stated], axis=0)
        visa = np.where(is_sure, MEETS, np.where(is_refused, FAILS, MISSING)).astype(np.int8)
        if "h1b" in applicant.visas:
            has_j1 = (facts["visa_j1"] == _SPONSORS) if "j1" in applicant.visas else needs_h1b
            is_h1b_open = (facts["visa_h1b"] == _SPONSORS) | (facts["visa_h1b"] == _CONDITIONAL)
            needs_h1b = ~has_j1 & is_h1b_open
    if applicant.has_step3:
        return {"visa": visa, "step3": np.full(size, MEETS, dtype=np.int8)}
    required = facts["step3_required"]
    late = FAILS if now.today >= now.season.training_start else FIXABLE
    step3 = np.where(required == _NOT_NEEDED, MEETS, np.where(required == _FOR_H1B, MEETS, MISSING))
    step3 = np.where(needs_h1b & (required != _NOT_NEEDED), FIXABLE, step3)
    step3 = np.where(required == _ALWAYS, late, step3)
    return {"visa": visa, "step3": step3.astype(np.int8)}


def judge_scores(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """`step1` and `step2`. A bare pass against a three-digit minimum is `unknown`: pages rarely say what they mean."""
    has_no_cutoff = facts["no_score_cutoff"] == 1
    silent = np.where(has_no_cutoff, MEETS, MISSING)
    low1, low2 = facts["step1_min"], facts["step2_min"]
    if applicant.step1 is not None:
        step1 = np.where(np.isnan(low1), silent, np.where(applicant.step1 >= low1, MEETS, FAILS))
    elif applicant.has_step1_pass:
        step1 = np.where(np.isnan(low1), silent, MISSING)
    else:
        step1 = np.full(len(low1), FIXABLE)
    if applicant.step2_ck is not None:
        step2 = np.where(np.isnan(low2), silent, np.where(applicant.step2_ck >= low2, MEETS, FAILS))
    else:
        step2 = np.where(np.isnan(low2), MISSING, FIXABLE)
    return {"step1": step1.astype(np.int8), "step2": step2.astype(np.int8)}


def judge_attempts(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """Attempts against the program's limits and the state's. A state limit that is not confirmed never excludes."""

    def against(limit: Floats, attempts: int | None) -> Verdicts:
        if attempts is None:
            return np.full(len(limit), MISSING, dtype=np.int8)
        silent = MEETS if attempts == 1 else MISSING
        verdict = np.where(np.isnan(limit), silent, np.where(attempts <= limit, MEETS, FAILS))
        return verdict.astype(np.int8)

    taken = [each for each in (applicant.step1_attempts, applicant.step2_ck_attempts) if each is not None]
    state = against(facts["state_attempts"], max(taken, default=None))
    unsure = (state == FAILS) & (facts["is_state_limit_confirmed"] != 1)
    return {
        "attempts_step1": against(facts["max_attempts_step1"], applicant.step1_attempts),
        "attempts_step2": against(facts["max_attempts_step2"], applicant.step2_ck_attempts),
        "state_attempts": np.where(unsure, MISSING, state).astype(np.int8),
    }


def judge_years(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """Years since graduation; `unknown` where it depends on how the program counts."""
    fewest, most = years_since_graduation(applicant, now.cycle)
    limit = facts["max_years_since_graduation"]
    verdict = np.where(most <= limit, MEETS, np.where(fewest > limit, FAILS, MISSING))
    return {"graduation_years": verdict.astype(np.int8)}


def months_of_experience(applicant: Applicant) -> tuple[float, float, float, float]:
    """(hands-on low, hands-on high, with observing low, with observing high); what is not told is 0 to without end."""
    hands, watching = applicant.usce_hands_on_months, applicant.usce_observing_months
    low_hands, high_hands = (0.0, np.inf) if hands is None else (hands, hands)
    low_all = low_hands + (watching or 0.0)
    high_all = np.inf if hands is None or watching is None else hands + watching
    return low_hands, high_hands, low_all, high_all


def months_needed(facts: Facts) -> Floats:
    """Months of US experience required: 0 where none is, nan where nothing is said; 'some' counts as a quarter."""
    is_required, months = facts["usce_required"], facts["usce_months"]
    some = np.where(np.isnan(months), 0.25, months)
    return np.where(is_required == 0, 0.0, np.where(is_required == 1, some, months))


def judge_experience(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """US experience; `fixable` while the months missing still fit before programs review applications."""
    needed = months_needed(facts)
    low_hands, high_hands, low_all, high_all = months_of_experience(applicant)
    hands_on = facts["usce_hands_on"]
    have_low = np.where(hands_on == 0, low_all, low_hands)
    have_high = np.where(hands_on == 1, high_hands, high_all)
    review = now.season.programs_review
    room = np.inf if review is None else max(0, (review - now.today).days) / DAYS_PER_MONTH
    late = np.where(needed - have_high <= room, FIXABLE, FAILS)
    verdict = np.where(have_low >= needed, MEETS, np.where(have_high >= needed, MISSING, late))
    return {"us_experience": np.where(np.isnan(needed), MISSING, verdict).astype(np.int8)}


def certificate_due(stage: str, season: Season) -> date | None:
    """The day by which a stage needs the certificate, where the calendar of the season knows it."""
    return {
        "application": season.programs_review,
        "interview": None,
        "ranking": season.match_week_start,
        "start": season.training_start,
    }[stage]


def judge_ecfmg(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """The certificate against the stage that needs it: `fixable` by a date, `fails` once that date cannot be held."""
    stages = facts["ecfmg_by"]
    if applicant.has_ecfmg:
        return {"ecfmg": np.full(len(stages), MEETS, dtype=np.int8)}
    verdict = np.full(len(stages), MISSING, dtype=np.int8)
    for code, stage in (
        (_BY_APPLICATION, "application"),
        (_BY_INTERVIEW, "interview"),
        (_BY_RANKING, "ranking"),
        (_BY_START, "start"),
    ):
        verdict[stages == code] = _certificate_verdict(stage, applicant, now)
    return {"ecfmg": verdict}


def _certificate_verdict(stage: str, applicant: Applicant, now: Moment) -> int:
    due, expected, review = certificate_due(stage, now.season), applicant.ecfmg_expected, now.season.programs_review
    held = expected if expected is not None and expected >= now.today else now.today
    if due is not None:
        return FIXABLE if held <= due else FAILS
    if expected is None or (review is not None and expected <= review):
        return FIXABLE
    return MISSING


def judge_letters(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """Letters can always still be asked for, so that they never exclude."""
    asked = facts["letters_min"]
    if applicant.us_letters is None:
        return {"letters": np.full(len(asked), MISSING, dtype=np.int8)}
    verdict = np.where(np.isnan(asked), MISSING, np.where(applicant.us_letters >= asked, MEETS, FIXABLE))
    return {"letters": verdict.astype(np.int8)}


def judge_deadline(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """A deadline of this cycle that has passed fails; one stated for another season says nothing certain."""
    day = facts["deadline"]
    is_known = day > 0
    verdict = np.where(is_known, np.where(day >= now.today.toordinal(), MEETS, FAILS), MISSING)
    return {"deadline": verdict.astype(np.int8)}


def judge_img(facts: Facts, applicant: Applicant, now: Moment) -> dict[str, Verdicts]:
    """Whether foreign graduates are accepted; residents from foreign schools on the roster answer it too."""
    accepted = facts["img_accepted"]
    seen = np.where(facts["img_residents"] > 0, MEETS, MISSING)
    verdict = np.where(accepted == 1, MEETS, np.where(accepted == 0, FAILS, seen))
    return {"img_accepted": verdict.astype(np.int8)}


JUDGES: dict[str, Callable[[Facts, Applicant, Moment], dict[str, Verdicts]]] = {
    "seats": judge_img,
    "visa": judge_visa,
    "scores": judge_scores,
    "attempts": judge_attempts,
    "years": judge_years,
    "experience": judge_experience,
    "ecfmg": judge_ecfmg,
    "letters": judge_letters,
    "deadline": judge_deadline,
}


# --- words -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Explanation:
    """One verdict in words. `facts` names the columns of out_programs that decided it; `by` is the day to fix it by."""

    rule: str
    verdict: str
    detail: str
    by: date | None
    quote: str | None
    url: str | None
    statement_id: str | None

    def as_json(self) -> dict[str, str]:
        """What out_shortlists keeps: the quote and page only of what excludes, since statement_id leads to the rest."""
        found = {"verdict": self.verdict, "detail": self.detail}
        if self.by is not None:
            found["by"] = self.by.isoformat()
        if self.statement_id:
            found["statement_id"] = self.statement_id
        if self.verdict == "fails":
            found.update({name: value for name, value in (("quote", self.quote), ("url", self.url)) if value})
        return found


def number(value: float) -> str:
    """2.0 -> '2', 1.5 -> '1.5'."""
    return f"{value:g}"


def plural(count: float, noun: str) -> str:
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def explain(rule: str, code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> Explanation:
    """The verdict `code` of one rule for one program (a row of out_programs) in words, with its quote."""
    detail, fact, by = _WORDS[rule](code, program, applicant, now)
    if rule == "state_attempts" and code == FAILS:
        limit = state_exam_limits()[program["state"]]
        return Explanation(rule, VERDICTS[code], detail, by, limit.source, None, None)
    return Explanation(
        rule,
        VERDICTS[code],
        detail,
        by,
        program.get(f"{fact}_quote"),
        program.get(f"{fact}_url"),
        program.get(f"{fact}_statement_id"),
    )


_Words = tuple[str, str, date | None]
VISA_NAMES = {"j1": "J-1", "h1b": "H-1B"}


def _visa_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    if not applicant.needs_visa:
        return "no visa needed", "visa_j1", None
    stated = {visa: program.get(f"visa_{visa}") for visa in sorted(applicant.visas, reverse=True)}
    for wanted in ("sponsors", "conditional"):
        for visa, value in stated.items():
            if value == wanted:
                fact = f"visa_{visa}"
                if wanted == "sponsors":
                    return f"{VISA_NAMES[visa]} sponsored", fact, None
                condition = program.get(f"{fact}_condition")
                words = f"{VISA_NAMES[visa]} only under a condition"
                return f"{words}: {condition}" if condition else words, fact, None
    names = " and ".join(VISA_NAMES[visa] for visa in stated)
    refused = [visa for visa, value in stated.items() if value == "no"]
    if code == FAILS:
        other = next(
            (each for each in ("j1", "h1b") if each not in stated and program.get(f"visa_{each}") == "sponsors"), None
        )
        hint = f"; it does sponsor {VISA_NAMES[other]}" if other else ""
        return f"{names} not sponsored{hint}", f"visa_{refused[0]}", None
    if refused:
        silent = " and ".join(VISA_NAMES[visa] for visa, value in stated.items() if value is None)
        return f"{VISA_NAMES[refused[0]]} not sponsored, {silent} not stated: ask", f"visa_{refused[0]}", None
    return f"{names} not stated: ask the program", "visa_j1", None


def _step3_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    required = program.get("step3_required")
    if applicant.has_step3:
        return "passed", "step3_required", None
    if code == MISSING:
        return "not stated whether Step 3 is needed", "step3_required", None
    if code == MEETS:
        words = "needed only for H-1B" if required == "h1b" else "not needed to start"
        return words, "step3_required", None
    why = "required" if required == "always" else "needed for an H-1B"
    if code == FAILS:
        return f"{why}, and training has started", "step3_required", None
    planned = f" (planned for {applicant.step3_planned.isoformat()})" if applicant.step3_planned else ""
    by = now.season.match_week_start
    before = "" if by else " before programs rank (the day is not known yet)"
    return f"{why}: pass Step 3{before}{planned}", "step3_required", by


def _score_words(exam: str, title: str) -> Callable[[int, Mapping[str, Any], Applicant, Moment], _Words]:
    def words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
        low, wished = program.get(f"{exam}_min"), program.get(f"{exam}_min_preferred")
        score = applicant.step1 if exam == "step1" else applicant.step2_ck
        fact = f"{exam}_min"
        have = "pass" if exam == "step1" and score is None else str(score)
        wish = f"; prefers {wished}" if wished is not None else ""
        if code == FIXABLE:
            need = f": {low} or more is required" if low is not None else ""
            return f"{title} not taken{need}{wish}", fact, now.season.programs_review
        if low is None:
            if program.get("no_score_cutoff"):
                return f"no minimum score, as the page says (you: {have}){wish}", "no_score_cutoff", None
            taken = f" (you: {have})" if score is not None or have == "pass" else f" ({title} not taken)"
            return f"no required minimum stated{taken}{wish}", fact, None
        if code == MISSING:
            return f"{low} required, you have a pass without a score: ask{wish}", fact, None
        return f"{low} required (you: {have}){wish}", fact, None

    return words


def _attempt_words(exam: str) -> Callable[[int, Mapping[str, Any], Applicant, Moment], _Words]:
    def words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
        fact = f"max_attempts_{exam}"
        limit = program.get(fact)
        attempts = applicant.step1_attempts if exam == "step1" else applicant.step2_ck_attempts
        have = "your attempts are not told" if attempts is None else f"you: {attempts}"
        if limit is None:
            return f"no limit stated ({have})", fact, None
        return f"at most {plural(limit, 'attempt')} ({have})", fact, None

    return words


def _state_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    limit = state_exam_limits().get(str(program.get("state")))
    if limit is None or (limit.attempts_per_step is None and code != MEETS):
        return "no limit of the state on record", "state", None
    if limit.attempts_per_step is None:
        return f"{limit.state} sets no limit (secondary source)", "state", None
    doubt = "" if limit.is_confirmed else " (secondary source: confirm with the board)"
    return f"{limit.state} allows {plural(limit.attempts_per_step, 'attempt')} per Step{doubt}", "state", None


def _year_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    fact = "max_years_since_graduation"
    limit, wished = program.get(fact), program.get(f"{fact}_preferred")
    fewest, most = years_since_graduation(applicant, now.cycle)
    span = number(int(fewest)) if int(fewest) == int(most) else f"{int(fewest)} to {int(most)}"
    have = f"graduated {applicant.graduation_year}, {span} years by the way of counting"
    wish = f"; prefers at most {plural(wished, 'year')}" if wished is not None else ""
    if limit is None:
        return f"no limit stated ({have}){wish}", fact, None
    condition = program.get(f"{fact}_condition")
    exception = f"; exception: {condition}" if condition else ""
    doubt = ": depends on how the program counts" if code == MISSING else ""
    return f"at most {plural(limit, 'year')} ({have}){doubt}{exception}{wish}", fact, None


def _experience_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    required, months = program.get("usce_required"), program.get("usce_months")
    kind = "hands-on US experience" if program.get("usce_hands_on") else "US experience"
    wished = program.get("usce_months_preferred")
    wish = ""
    if wished is not None:
        wish = f"; prefers {plural(wished, 'month')}"
    elif program.get("usce_required_preferred"):
        wish = "; preferred"
    hands, watching = applicant.usce_hands_on_months, applicant.usce_observing_months
    told = [
        f"{number(value)} {name}" for value, name in ((hands, "hands-on"), (watching, "observing")) if value is not None
    ]
    have = f"you: {' + '.join(told)} months" if told else "your months are not told"
    fact = "usce_months" if months is not None and required is not False else "usce_required"
    if required is False:
        return f"not required ({have}){wish}", fact, None
    if required is None and months is None:
        return f"no requirement stated ({have}){wish}", fact, None
    need = f"{plural(months, 'month')} of {kind} required" if months is not None else f"{kind} required"
    if code == MISSING and told:
        return f"{need}; whether observing counts is not stated ({have}){wish}", fact, None
    if code == FIXABLE:
        return f"{need} ({have}): can still be gained{wish}", fact, now.season.programs_review
    return f"{need} ({have}){wish}", fact, None


def _certificate_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    stage = program.get("ecfmg_by")
    if applicant.has_ecfmg:
        return "held", "ecfmg_by", None
    expected = f" (expected {applicant.ecfmg_expected.isoformat()})" if applicant.ecfmg_expected else ""
    if stage is None:
        return f"not stated when it must be held{expected}", "ecfmg_by", None
    when = {"application": "to apply", "interview": "to interview", "ranking": "to be ranked", "start": "to start"}
    return f"must be held {when[stage]}{expected}", "ecfmg_by", certificate_due(stage, now.season)


def _letter_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    asked = program.get("letters_min")
    have = "yours are not told" if applicant.us_letters is None else f"you: {applicant.us_letters} from the US"
    if asked is None:
        return f"number not stated ({have})", "letters_min", None
    submit = now.season.applicants_submit
    by = submit if code == FIXABLE and submit is not None and submit >= now.today else None
    return f"{plural(asked, 'letter')} asked for ({have})", "letters_min", by


def _deadline_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    text = program.get("application_deadline")
    day = deadline_in_cycle(text, now.cycle)
    if text is None:
        return "not stated", "application_deadline", None
    if day is None:
        return f"the page states {text}, of another season: ask", "application_deadline", None
    if code == FAILS:
        return f"{day.isoformat()} has passed", "application_deadline", None
    return f"apply by {day.isoformat()}", "application_deadline", day


def _img_words(code: int, program: Mapping[str, Any], applicant: Applicant, now: Moment) -> _Words:
    accepted, seen = program.get("img_accepted"), program.get("img_residents")
    if accepted is True:
        return "accepted, as the page says", "img_accepted", None
    if accepted is False:
        return "not accepted, as the page says", "img_accepted", None
    if seen:
        return f"{plural(seen, 'resident')} from foreign schools on the roster", "img_share", None
    return "not stated", "img_accepted", None


_WORDS: dict[str, Callable[[int, Mapping[str, Any], Applicant, Moment], _Words]] = {
    "img_accepted": _img_words,
    "visa": _visa_words,
    "step3": _step3_words,
    "step1": _score_words("step1", "Step 1"),
    "step2": _score_words("step2", "Step 2 CK"),
    "attempts_step1": _attempt_words("step1"),
    "attempts_step2": _attempt_words("step2"),
    "state_attempts": _state_words,
    "graduation_years": _year_words,
    "us_experience": _experience_words,
    "ecfmg": _certificate_words,
    "letters": _letter_words,
    "deadline": _deadline_words,
}
