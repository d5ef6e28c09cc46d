"""Why a program stands where it stands, in words: its largest contributions, and what to look out for.

Only words for facts and verdicts that `eligibility` and `ranking` found; no date here, since the as-of date stands
beside each fact and would change the text every night.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.applicants import Applicant
from reports.eligibility import VISA_NAMES, Explanation, number, plural, years_since_graduation

MOST_REASONS = 4
MOST_CAUTIONS = 4
# value of a part from which it speaks for a program
STRONG = 0.55


def img_seats(program: Mapping[str, Any]) -> float | None:
    """Seats open to IMGs a year: places times the counted share; None where either is not known."""
    positions, share = program.get("positions_per_year"), program.get("img_share")
    return None if positions is None or share is None else float(positions) * float(share)


def reasons_for(
    program: Mapping[str, Any],
    applicant: Applicant,
    cycle: int,
    explained: Mapping[str, Explanation],
    parts: Mapping[str, Mapping[str, float]],
) -> list[str]:
    """What speaks for the program, the largest contribution first."""
    ordered = sorted(parts, key=lambda part: (-parts[part]["value"] * parts[part]["weight"], part))
    found = []
    for part in ordered:
        if parts[part]["value"] < STRONG:
            continue
        words = _words_for(part, program, applicant, cycle, explained)
        if words:
            found.append(words)
    return found[:MOST_REASONS]


def _words_for(
    part: str, program: Mapping[str, Any], applicant: Applicant, cycle: int, explained: Mapping[str, Explanation]
) -> str | None:
    if part == "visa":
        return explained["visa"].detail if applicant.needs_visa and explained["visa"].verdict == "meets" else None
    if part == "seats":
        seats = img_seats(program)
        if seats is None:
            return None
        share = float(program["img_share"])
        places = program["positions_per_year"]
        return f"about {plural(round(seats), 'IMG seat')} a year ({places} places x {share:.0%} IMGs)"
    if part == "scores":
        low, wished = program.get("step2_min"), program.get("step2_min_preferred")
        if applicant.step2_ck is None:
            return None
        if wished is not None or low is not None:
            bar = wished if wished is not None else low
            kind = "preferred" if wished is not None else "required"
            points = applicant.step2_ck - int(bar or 0)
            margin = f"{points} above" if points > 0 else "equal to" if points == 0 else f"{-points} below"
            return f"Step 2 CK {margin} the {bar} {kind}"
        return "no score cutoff, as the page says" if program.get("no_score_cutoff") else None
    if part == "years":
        limit = program.get("max_years_since_graduation")
        if limit is not None:
            return f"within its limit of {plural(limit, 'year')} since graduation"
        _, most = years_since_graduation(applicant, cycle)
        return f"graduated {applicant.graduation_year}" if most <= 3 else None
    if part == "experience":
        if explained["us_experience"].verdict != "meets":
            return None
        return "no US experience required" if program.get("usce_required") is False else "US experience as asked"
    if part == "place":
        return f"in a preferred state ({program['state']})" if program["state"] in applicant.states_preferred else None
    if part == "ties":
        return "a tie named by the applicant"
    return None


def cautions_for(
    program: Mapping[str, Any],
    applicant: Applicant,
    cycle: int,
    explained: Mapping[str, Explanation],
) -> list[str]:
    """What to ask, fix or know before applying: open verdicts that matter and preferences that are missed."""
    # letters can always be asked for, and the registry counts those from the US alone: no caution
    found = [
        f"fix: {_titled(each)}" for each in explained.values() if each.verdict == "fixable" and each.rule != "letters"
    ]
    visa = explained["visa"]
    if visa.verdict == "unknown":
        found.append(visa.detail)
    for rule in ("step1", "graduation_years", "us_experience", "ecfmg", "state_attempts"):
        each = explained[rule]
        if each.verdict == "unknown" and each.quote and rule != "state_attempts":
            found.append(f"ask: {each.detail}")
    wished = program.get("step2_min_preferred")
    if wished is not None and applicant.step2_ck is not None and applicant.step2_ck < wished:
        found.append(f"prefers Step 2 CK {wished} (you: {applicant.step2_ck})")
    wished = program.get("step1_min_preferred")
    if wished is not None and applicant.step1 is not None and applicant.step1 < wished:
        found.append(f"prefers Step 1 {wished} (you: {applicant.step1})")
    wished = program.get("max_years_since_graduation_preferred")
    _, most = years_since_graduation(applicant, cycle)
    if wished is not None and most > wished:
        found.append(f"prefers at most {plural(wished, 'year')} since graduation")
    if program.get("usce_required_preferred") or program.get("usce_months_preferred") is not None:
        months = program.get("usce_months_preferred")
        have = (applicant.usce_hands_on_months or 0) + (applicant.usce_observing_months or 0)
        if have < (months or 0.25):
            found.append("prefers US experience" + (f" of {plural(months, 'month')}" if months else ""))
    for exam, attempts in (("step1", applicant.step1_attempts), ("step2", applicant.step2_ck_attempts)):
        wished = program.get(f"max_attempts_{exam}_preferred")
        if wished is not None and attempts is not None and attempts > wished:
            name = "Step 1" if exam == "step1" else "Step 2 CK"
            found.append(f"prefers at most {plural(wished, 'attempt')} at {name}")
    share = program.get("img_share")
    if share is not None and share < 0.1:
        found.append(f"few IMGs on its roster ({share:.0%})")
    if program.get("site_failure"):
        found.append("its site could not be read last night")
    return list(dict.fromkeys(found))[:MOST_CAUTIONS]


def _titled(each: Explanation) -> str:
    by = f" by {each.by.isoformat()}" if each.by else ""
    return f"{each.detail}{by}"


def risks_of(applicant: Applicant, cycle: int, medians: Mapping[str, tuple[int | None, int | None]]) -> list[str]:
    """The applicant's risks in plain words. `medians`: specialty -> Step 2 CK median of (matched, unmatched)."""
    found = []
    fewest, most = years_since_graduation(applicant, cycle)
    if most > 5:
        found.append(
            f"Graduated {applicant.graduation_year}: {number(int(fewest))} to {number(int(most))} years ago by the way "
            "of counting; many programs stop at 5."
        )
    if applicant.step2_ck is None:
        found.append("Step 2 CK is not taken: programs with a minimum stay closed until it is.")
    for specialty in applicant.specialties if applicant.step2_ck is not None else ():
        matched, unmatched = medians.get(specialty, (None, None))
        score = applicant.step2_ck or 0
        if matched is not None and unmatched is not None and score < matched:
            place = "below" if score < unmatched else "above"
            found.append(
                f"{specialty}: Step 2 CK {score}; the median of non-US IMGs was {matched} matched and {unmatched} "
                f"unmatched (Match 2026, republished): you are {place} the unmatched median."
            )
    if applicant.step1 is not None and applicant.step1 < 220:
        found.append(f"Step 1 {applicant.step1} still shows as a number where a program sets a minimum.")
    hands = applicant.usce_hands_on_months
    if hands is None:
        found.append("Months of US clinical experience are not told: rules on it stay open.")
    elif hands < 1:
        found.append(
            "No hands-on US clinical experience: closes programs that require it, and weighs at those that prefer it."
        )
    if applicant.needs_visa:
        names = " or ".join(VISA_NAMES[each] for each in sorted(applicant.visas, reverse=True))
        found.append(
            f"Needs a visa ({names}): programs that do not say whether they sponsor are kept and flagged; ask them."
        )
        if "h1b" in applicant.visas and not applicant.has_step3:
            found.append("H-1B needs Step 3 passed before the petition.")
        if "h1b" in applicant.visas:
            found.append(
                "H-1B: a $100,000 payment for beneficiaries abroad was announced in September 2025; whether it still "
                "holds is not known. Confirm before relying on H-1B."
            )
    if not applicant.has_ecfmg:
        day = f" (expected {applicant.ecfmg_expected.isoformat()})" if applicant.ecfmg_expected else ""
        found.append(f"No ECFMG certificate yet{day}: programs that need it to apply or interview may not wait.")
    repeated = [
        name
        for name, attempts in (("Step 1", applicant.step1_attempts), ("Step 2 CK", applicant.step2_ck_attempts))
        if attempts is not None and attempts > 1
    ]
    if repeated:
        found.append(f"More than one attempt at {' and '.join(repeated)}: some programs and states set limits.")
    if applicant.us_letters is not None and applicant.us_letters < 2:
        found.append("Fewer than two US letters of recommendation.")
    return found
