"""Writes one Excel tracker per applicant; keeps what advisors wrote in it (`tracker_edits`).

Content is gathered as plain data first, so that a fingerprint can tell whether a rewrite would change anything: a file
whose content stands is not touched. Text from pages is always written as a string, and a link only if it is http(s).
Nothing is decided here about programs.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from reference.seasons import fee_bill, season_of, signals_of, specialty_context
from reference.tables import states
from reports.applicants import Applicant
from reports.eligibility import RULE_TITLES, VISA_NAMES, number
from reports.portfolio import SIGNAL_RULE
from reports.ranking import TIER_RULES
from reports.reasons import img_seats, risks_of
from reports.tracker_edits import (
    ADDED,
    ADVISOR_COLUMNS,
    BLANK,
    CHANGES_SHEET,
    KEY_COLUMN,
    REMOVE_ROW,
    SHEETS,
    SHORTLIST_SHEET,
    STATE_SHEET,
    Cell,
    Tracked,
    TrackerFile,
    TrackerUnreadable,
    edits_of,
    history_path,
    read_history,
    read_tracker,
    record_edits,
    replace_file,
)
from warehouse.schema import FACT_BY_NAME, FACTS

WORKBOOK_VERSION = "1"  # raise it when the layout changes, so that unchanged content is written anew
NEXT_IN_LINE = 25  # programs shown beyond the portfolio
OLD_DAYS = 60  # a fact that was not confirmed for longer gets a warning
CELL_LIMIT = 32_000  # Excel holds 32,767 characters in a cell
RECOMMENDED, NEXT, KEPT, BY_HAND = "recommended", "next in line", "kept: you are tracking it", "added by you"
DECISIONS = ("Apply", "Maybe", "Will not apply", REMOVE_ROW)
STATUSES = (
    "Not started",
    "In progress",
    "Applied",
    "Interview offered",
    "Interviewed",
    "Ranked",
    "Rejected",
    "Withdrawn",
)
# column -> width in characters
SHORTLIST_COLUMNS: dict[str, float] = {
    "#": 4,
    "Tier": 8,
    "Program": 30,
    "Institution": 26,
    "City": 13,
    "State": 6,
    "Visa": 16,
    "IMG seats": 7,
    "IMG share": 12,
    "Scores": 22,
    "Years": 12,
    "US experience": 16,
    "Deadline": 11,
    "Signal": 8,
    "Why": 38,
    "Watch out": 36,
    "Page": 9,
    "Listing": 14,
    "Specialty": 18,
    "Score": 7,
    "Score range": 11,
    "As of": 11,
    "Age warning": 16,
}
_ADVISOR_WIDTHS = {"Decision": 13, "Status": 14, "Applied on": 11, "Interview on": 12, "Contact": 20, "Notes": 34}
_DATE_COLUMNS = ("Applied on", "Interview on")
_FRONT = tuple(SHORTLIST_COLUMNS)[:17]
_BACK = tuple(SHORTLIST_COLUMNS)[17:]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows `text` and leads to `url`, if that is a safe address."""

    url: str
    text: str


Value = str | int | float | date | Link | None
Row = list[Value]


@dataclass(slots=True)
class TrackerContent:
    """All cells of one tracker but the advisor's, as plain data."""

    applicant_id: str
    cycle: int
    profile: list[tuple[str, str]] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)
    state_counts: list[tuple[str, int]] = field(default_factory=list)
    costs: list[tuple[str, int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    calendar: list[tuple[str, str]] = field(default_factory=list)
    medians: list[Row] = field(default_factory=list)
    shortlist: list[dict[str, Value]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of the rows of the shortlist
    refused: list[Row] = field(default_factory=list)
    doors: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    snapshot: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class TrackerReport:
    """What became of the trackers, by applicant id; `problems` are sentences without personal data."""

    written: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    kept_beside: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    edits_read: int = 0


def write_trackers(
    shortlists: pa.Table,
    programs: Any,
    statements: Any,
    applicants: Iterable[Applicant],
    outbox: Path,
    registry_dir: Path,
    cycle: int,
    today: date,
) -> TrackerReport:
    """Writes or leaves `outbox/<cycle>/<advisor>/<applicant_id>.xlsx` for each applicant of the cycle.

    Edits are read from the file that is there and kept in `registry_dir/tracker_edits/` before anything is replaced. A
    file that cannot be read is left alone: the new one is put beside it as `<applicant_id>.new.xlsx`.
    """
    report = TrackerReport()
    catalog = _by_id(programs)
    quotes = _statement_quotes(statements)
    rows_by_applicant: dict[str, list[dict[str, Any]]] = {}
    for row in shortlists.to_pylist():
        if row["cycle"] == cycle:
            rows_by_applicant.setdefault(row["applicant_id"], []).append(row)
    for applicant in applicants:
        if applicant.cycle != cycle:
            continue
        rows = rows_by_applicant.get(applicant.applicant_id, [])
        try:
            _write_one(applicant, rows, catalog, quotes, outbox, registry_dir, today, report)
        except OSError as error:
            report.problems.append(
                f"{applicant.applicant_id}: the tracker could not be written ({type(error).__name__}); the old one stands"
            )
    return report


def _write_one(
    applicant: Applicant,
    rows: list[dict[str, Any]],
    catalog: Mapping[str, dict[str, Any]],
    quotes: Mapping[str, dict[str, Any]],
    outbox: Path,
    registry_dir: Path,
    today: date,
    report: TrackerReport,
) -> None:
    season_folder = outbox / str(applicant.cycle)
    folder = season_folder / applicant.advisor
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for each in (outbox, season_folder, folder):
        each.chmod(0o700)
    history = history_path(registry_dir, applicant.cycle, applicant.applicant_id)
    tracked = read_history(history)
    main, beside = folder / f"{applicant.applicant_id}.xlsx", folder / f"{applicant.applicant_id}.new.xlsx"
    target, present, edits = main, None, 0
    elsewhere = sorted(path for path in season_folder.glob(f"*/{applicant.applicant_id}.xlsx") if path.parent != folder)
    for path in (*elsewhere, main, beside):
        if not path.exists():
            continue
        try:
            found = read_tracker(path)
        except TrackerUnreadable as why:
            name = f"{path.parent.name}/{path.name}"
            if path == main:
                target = beside
                report.problems.append(f"{name} was left alone: {why}. The new one lies beside it as {beside.name}")
            elif path == beside and target == beside:
                report.problems.append(f"{name} was left alone as well: {why}. Nothing was written for this applicant")
                return
            else:
                report.problems.append(f"{name} was left alone: {why}")
            continue
        changed = edits_of(found, tracked)
        edits += record_edits(history, tracked, changed, found.labels, today)
        if path == target:
            present = found
            has_new = bool(changed) or _differs(found)
        if path in elsewhere:
            report.problems.append(
                f"{path.parent.name}/{path.name} is of a former advisor: its edits were read; remove it when it is not needed"
            )
    report.edits_read += edits
    content = gather_content(applicant, rows, catalog, quotes, tracked, today)
    data = content_fingerprint(content)
    full = _full_fingerprint(data, tracked)
    if target == beside:
        report.kept_beside.append(applicant.applicant_id)
    if present is not None and present.has_state and not has_new and present.fingerprint == full:
        report.untouched.append(applicant.applicant_id)
        return
    changes = _changes(present, content, data, catalog, today)
    replace_file(target, render(content, tracked, changes, data, full))
    report.written.append(applicant.applicant_id)


def _differs(found: TrackerFile) -> bool:
    """Whether a cell of the advisor differs from what was written, also where the registry knows of it already."""
    for key, row in found.cells.items():
        before = found.baseline.get(key, {})
        if any(row.get(column, BLANK) != before.get(column, BLANK) for column in {*row, *before} if column in row):
            return True
    return False


def _by_id(programs: Any) -> dict[str, dict[str, Any]]:
    if isinstance(programs, pa.Table):
        rows = programs.to_pylist()
    elif hasattr(programs, "columns") and hasattr(programs, "to_dict"):
        rows = pa.Table.from_pandas(programs, preserve_index=False).to_pylist()
    else:
        rows = [dict(row) for row in programs]
    return {str(row["program_id"]): row for row in rows}


def _statement_quotes(statements: Any) -> dict[str, dict[str, Any]]:
    """statement_id -> its row; None or an empty table gives none (preferences then stand without their quote)."""
    if statements is None:
        return {}
    rows = statements.to_pylist() if isinstance(statements, pa.Table) else [dict(row) for row in statements]
    return {str(row["statement_id"]): row for row in rows}


# --- content ---------------------------------------------------------------------------------------------------------


def gather_content(
    applicant: Applicant,
    rows: Sequence[Mapping[str, Any]],
    catalog: Mapping[str, dict[str, Any]],
    quotes: Mapping[str, Mapping[str, Any]],
    tracked: Tracked,
    today: date,
) -> TrackerContent:
    """All cells of an applicant's tracker from the rows of out_shortlists, the programs and the edits."""
    content = TrackerContent(applicant.applicant_id, applicant.cycle)
    open_rows = sorted((row for row in rows if not row["is_excluded"]), key=lambda row: row["rank"])
    picked = sorted((row for row in open_rows if row["is_recommended"]), key=lambda row: row["portfolio_order"])
    waiting = [row for row in open_rows if not row["is_recommended"]]
    by_id = {str(row["program_id"]): row for row in rows}
    listed: dict[str, str] = {str(row["program_id"]): RECOMMENDED for row in picked}
    listed.update({str(row["program_id"]): NEXT for row in waiting[:NEXT_IN_LINE]})
    for key in tracked.keys():  # noqa: SIM118 - Tracked is no mapping
        is_removed = tracked.cells[key].get("Decision", BLANK).text == REMOVE_ROW
        if key not in listed and not is_removed:
            listed[key] = BY_HAND if key.startswith(ADDED) else KEPT
    for key, listing in listed.items():
        content.keys.append(key)
        content.shortlist.append(_shortlist_row(key, listing, by_id.get(key), catalog.get(key), tracked, applicant, today))
        content.evidence += _evidence_rows(catalog.get(key), quotes)
    for key, row in zip(content.keys, content.shortlist, strict=True):
        told = {name: _plain(row[name]) for name in ("Listing", "Tier", "Visa", "Scores", "Years", "US experience", "Deadline")}
        content.snapshot[key] = json.dumps(told, ensure_ascii=False)
    refused = [row for row in rows if row["is_excluded"]]
    content.refused = [_refused_row(row, catalog[str(row["program_id"])]) for row in refused if str(row["program_id"]) in catalog]
    _fill_start(content, applicant, rows, picked, waiting, refused, catalog)
    return content


def _shortlist_row(
    key: str,
    listing: str,
    row: Mapping[str, Any] | None,
    program: Mapping[str, Any] | None,
    tracked: Tracked,
    applicant: Applicant,
    today: date,
) -> dict[str, Value]:
    cells: dict[str, Value] = dict.fromkeys(SHORTLIST_COLUMNS)
    cells["Listing"] = listing
    if program is None:
        name, institution = tracked.labels.get(key, ("", ""))
        cells.update({"Program": name, "Institution": institution})
        for column, cell in tracked.cells.get(key, {}).items():
            if column in cells and column != "Listing" and cell:
                cells[column] = cell.text
        if listing == KEPT:
            cells["Watch out"] = cells["Watch out"] or "no longer in the catalog"
        return cells
    oldest = oldest_as_of(program)
    is_old = oldest is not None and (today - oldest).days > OLD_DAYS
    seats = img_seats(program)
    url = str(program.get("url") or "")
    cells.update(
        {
            "Program": str(program.get("name") or ""),
            "Institution": str(program.get("institution") or ""),
            "City": str(program.get("city") or ""),
            "State": str(program.get("state") or ""),
            "Specialty": str(program.get("specialty") or ""),
            "Visa": visa_words(program),
            "IMG seats": None if seats is None else round(seats, 1),
            "IMG share": share_words(program),
            "Scores": score_words(program),
            "Years": year_words(program),
            "US experience": experience_words(program),
            "Deadline": str(program.get("application_deadline") or "not stated"),
            "As of": oldest,
            "Age warning": f"older than {OLD_DAYS} days" if is_old else "",
            "Page": Link(url, "page") if url else None,
        }
    )
    if row is not None:
        if row["is_excluded"]:
            failing = _failing(row)
            cells["Tier"] = "excluded"
            cells["Watch out"] = "; ".join(f"{RULE_TITLES[rule]}: {detail['detail']}" for rule, detail in failing)
        else:
            cells["Tier"] = str(row["tier"])
            cells["Watch out"] = _lines(row["cautions"])
        cells.update(
            {
                "#": row["portfolio_order"],
                "Signal": row["signal"] or "",
                "Why": _lines(row["reasons"]),
                "Score": round(row["score"], 2),
                "Score range": f"{row['score_low']:.2f} to {row['score_high']:.2f}",
            }
        )
    elif listing == KEPT:
        cells["Watch out"] = "outside the applicant's present specialties or states"
    return cells


def _lines(parts: Sequence[str] | None) -> str:
    return "\n".join(f"• {each}" for each in parts or ())


def visa_words(program: Mapping[str, Any]) -> str:
    parts = [f"{VISA_NAMES[visa]}: {program.get(f'visa_{visa}') or 'not stated'}" for visa in ("j1", "h1b")]
    return "\n".join(parts)


def share_words(program: Mapping[str, Any]) -> str:
    share = program.get("img_share")
    if share is None:
        return "not counted"
    low, high = program.get("img_share_low"), program.get("img_share_high")
    span = f"\n({low:.0%} to {high:.0%})" if low is not None and high is not None else ""
    return f"{share:.0%}{span}"


def score_words(program: Mapping[str, Any]) -> str:
    parts = []
    for fact, name in (("step1_min", "Step 1"), ("step2_min", "Step 2 CK")):
        if program.get(fact) is not None:
            parts.append(f"{name}: {program[fact]} required")
        if program.get(f"{fact}_preferred") is not None:
            parts.append(f"{name}: {program[f'{fact}_preferred']} preferred")
    if program.get("no_score_cutoff"):
        parts.append("no cutoff")
    return "\n".join(parts) or "not stated"


def year_words(program: Mapping[str, Any]) -> str:
    fact = "max_years_since_graduation"
    parts = []
    if program.get(fact) is not None:
        parts.append(f"{number(program[fact])} required")
    if program.get(f"{fact}_preferred") is not None:
        parts.append(f"{number(program[f'{fact}_preferred'])} preferred")
    return "\n".join(parts) or "not stated"


def experience_words(program: Mapping[str, Any]) -> str:
    required, months = program.get("usce_required"), program.get("usce_months")
    parts = []
    if required is False:
        parts.append("not required")
    elif required or months is not None:
        amount = f"{number(months)} months " if months is not None else ""
        kind = "hands-on " if program.get("usce_hands_on") else ""
        parts.append(f"{amount}{kind}required")
    if program.get("usce_months_preferred") is not None:
        parts.append(f"{number(program['usce_months_preferred'])} months preferred")
    elif program.get("usce_required_preferred"):
        parts.append("preferred")
    return "\n".join(parts) or "not stated"


def oldest_as_of(program: Mapping[str, Any]) -> date | None:
    """The earliest day among those on which the stated facts were last confirmed."""
    found = [
        program.get(f"{name}_as_of") for name in (*FACT_BY_NAME, "img_share") if program.get(f"{name}_as_of") is not None
    ]
    return min((each for each in found if isinstance(each, date)), default=None)


def _failing(row: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    verdicts = json.loads(row["verdicts"])
    return [(rule, detail) for rule, detail in verdicts.items() if detail["verdict"] == "fails"]


def _refused_row(row: Mapping[str, Any], program: Mapping[str, Any]) -> Row:
    failing = _failing(row)
    rules = "\n".join(RULE_TITLES[rule] for rule, _ in failing)
    why = "\n".join(f"• {detail['detail']}" for _, detail in failing)
    quote = "\n".join(f"“{detail['quote']}”" for _, detail in failing if detail.get("quote"))
    url = next((detail["url"] for _, detail in failing if detail.get("url")), str(program.get("url") or ""))
    return [
        str(program.get("name") or ""),
        str(program.get("institution") or ""),
        str(program.get("state") or ""),
        str(program.get("specialty") or ""),
        rules,
        why,
        quote,
        Link(url, "page") if url else None,
        str(row["program_id"]),
    ]


def _evidence_rows(program: Mapping[str, Any] | None, quotes: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    if program is None:
        return []
    rows: list[Row] = []
    name = str(program.get("name") or "")

    def add(title: str, value: str, strength: str, condition: Any, quote: Any, url: Any, as_of: Any, sure: Any) -> None:
        link = Link(str(url), "page") if url else None
        certainty = None if sure is None else round(float(sure), 2)
        rows.append([name, title, value, strength, str(condition or ""), str(quote or ""), link, as_of, certainty])

    for fact in FACTS:
        value = program.get(fact.name)
        if value is not None:
            add(
                fact.description,
                _fact_words(value),
                "required" if fact.has_preference else "stated",
                program.get(f"{fact.name}_condition"),
                program.get(f"{fact.name}_quote"),
                program.get(f"{fact.name}_url"),
                program.get(f"{fact.name}_as_of"),
                program.get(f"{fact.name}_confidence"),
            )
        wished = program.get(f"{fact.name}_preferred") if fact.has_preference else None
        if wished is not None:
            said = quotes.get(str(program.get(f"{fact.name}_preferred_statement_id")), {})
            add(
                fact.description,
                _fact_words(wished),
                "preferred",
                said.get("condition"),
                said.get("quote"),
                said.get("url"),
                said.get("last_seen"),
                said.get("confidence"),
            )
    if program.get("img_share") is not None:
        counted = f"{program.get('img_residents')} of {program.get('roster_residents')} residents with a readable school"
        add(
            "Share of residents from foreign schools",
            share_words(program).replace("\n", " "),
            "counted",
            counted if program.get("roster_residents") is not None else "",
            program.get("img_share_quote"),
            program.get("img_share_url"),
            program.get("img_share_as_of"),
            program.get("img_share_confidence"),
        )
    return rows


def _fact_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, (int, float)) else str(value)


def _fill_start(
    content: TrackerContent,
    applicant: Applicant,
    rows: Sequence[Mapping[str, Any]],
    picked: Sequence[Mapping[str, Any]],
    waiting: Sequence[Mapping[str, Any]],
    refused: Sequence[Mapping[str, Any]],
    catalog: Mapping[str, dict[str, Any]],
) -> None:
    content.profile = profile_lines(applicant)
    contexts = specialty_context()
    medians = {
        each: (contexts[each].step2_median_matched, contexts[each].step2_median_unmatched)
        for each in applicant.specialties
        if each in contexts
    }
    content.risks = risks_of(applicant, applicant.cycle, medians)
    tiers = Counter(str(row["tier"]) for row in picked)
    content.counts = [
        ("Programs in the specialties and states asked for", len(rows)),
        ("Recommended within the budget", len(picked)),
        ("Reach", tiers["reach"]),
        ("Target", tiers["target"]),
        ("Safety", tiers["safety"]),
        ("Next in line (the first of them are listed)", len(waiting)),
        ("Not recommended: a required rule fails", len(refused)),
    ]
    by_state = Counter(str(catalog[str(row["program_id"])].get("state")) for row in picked if str(row["program_id"]) in catalog)
    content.state_counts = sorted(by_state.items(), key=lambda each: (-each[1], each[0]))[:15]
    numbers = Counter(str(catalog[str(row["program_id"])].get("specialty")) for row in picked if str(row["program_id"]) in catalog)
    bill = fee_bill({each: numbers[each] for each in applicant.specialties}, applicant.cycle)
    content.costs = [(line.label, line.usd, f"{line.source}") for line in bill.lines]
    if bill.lines and any(line.season != applicant.cycle for line in bill.lines):
        content.notes.append(f"Fees of {applicant.cycle} are not known: the latest known season is used, as named beside.")
    content.notes += [f"{each}: application fees are not known and not in the total." for each in bill.unpriced]
    limits = []
    if applicant.budget_usd is not None:
        limits.append(f"budget ${applicant.budget_usd:,}")
    if applicant.max_programs is not None:
        limits.append(f"at most {applicant.max_programs} programs")
    content.notes.append(f"Planned within: {' and '.join(limits) or 'no limit'}.")
    content.notes.append(SIGNAL_RULE)
    for specialty in applicant.specialties:
        rule = signals_of(specialty, applicant.cycle)
        if rule is None:
            content.notes.append(f"Signals, {specialty}: not known.")
        else:
            words = f"{rule.single} signals" if rule.single else f"{rule.gold} gold and {rule.silver} silver"
            doubt = ", read second-hand" if rule.is_third_party else ""
            content.notes.append(f"Signals, {specialty}: {words} (season {rule.season}{doubt}).")
        context = contexts.get(specialty)
        if context is not None and context.positions is not None:
            content.medians.append(
                [
                    specialty,
                    context.positions,
                    f"{context.matched:,} of {context.tried:,}",
                    context.step2_median_matched,
                    context.step2_median_unmatched,
                    context.source,
                ]
            )
    season = season_of(applicant.cycle)
    span = (
        f"{season.match_week_start.isoformat()} to {season.match_week_end.isoformat()}"
        if season.match_week_start and season.match_week_end
        else "not known"
    )
    content.calendar = [
        ("ERAS opens", _day_words(season.eras_opens)),
        ("Applicants may submit", _day_words(season.applicants_submit)),
        ("Programs may review", _day_words(season.programs_review)),
        ("Match Week", span),
        ("ERAS closes", _day_words(season.eras_closes)),
        ("Training starts", _day_words(season.training_start)),
        ("Source", season.source + (" (read second-hand: confirm)" if season.is_third_party else "")),
    ]


def _day_words(day: date | None) -> str:
    return day.isoformat() if day else "not known"


def profile_lines(applicant: Applicant) -> list[tuple[str, str]]:
    """The profile as label and text; what was not told says so."""

    def told(value: object, unit: str = "") -> str:
        if value is None or value == "":
            return "not told"
        text = number(value) if isinstance(value, (int, float)) else str(value)
        return f"{text}{unit}"

    def exam(score: int | None, attempts: int | None, word: str) -> str:
        base = str(score) if score is not None else word
        return base if attempts is None or base == "not taken" else f"{base} ({attempts} attempt{'s' * (attempts > 1)})"

    visas = " or ".join(VISA_NAMES[each] for each in sorted(applicant.visas, reverse=True))
    graduated = f"{applicant.graduation_year}" + (f"-{applicant.graduation_month:02d}" if applicant.graduation_month else "")
    step3 = "passed" if applicant.has_step3 else "not taken"
    if applicant.step3_planned:
        step3 = f"planned for {applicant.step3_planned.isoformat()}"
    ecfmg = "held" if applicant.has_ecfmg else f"expected {_day_words(applicant.ecfmg_expected)}"
    names = states()
    lines = [
        ("Applicant", applicant.applicant_id + (f", {applicant.name}" if applicant.name else "")),
        ("Advisor", applicant.advisor),
        ("Cycle", f"{applicant.cycle} (training from July 1, {applicant.cycle})"),
        ("Specialties", ", then ".join(applicant.specialties)),
        ("Visa", f"needed: {visas}" if applicant.needs_visa else "not needed"),
        ("Step 1", exam(applicant.step1, applicant.step1_attempts, "pass" if applicant.has_step1_pass else "not taken")),
        ("Step 2 CK", exam(applicant.step2_ck, applicant.step2_ck_attempts, "not taken")),
        ("Step 3", step3),
        ("ECFMG certificate", ecfmg),
        ("Graduated", graduated + (f", {applicant.school}" if applicant.school else "")),
        (
            "US experience",
            f"hands-on {told(applicant.usce_hands_on_months, ' months')}, "
            f"observing {told(applicant.usce_observing_months, ' months')}",
        ),
        ("US letters", told(applicant.us_letters)),
        ("States preferred", ", ".join(names[each] for each in sorted(applicant.states_preferred)) or "none named"),
        ("States excluded", ", ".join(names[each] for each in sorted(applicant.states_excluded)) or "none"),
        ("Appetite for risk", applicant.appetite),
    ]
    if applicant.research:
        lines.append(("Research", applicant.research))
    if applicant.languages:
        lines.append(("Languages", ", ".join(applicant.languages)))
    return lines


# --- fingerprints and changes ----------------------------------------------------------------------------------------


def _plain(value: Value) -> str | int | float | list[str] | None:
    if isinstance(value, date):
        # the day of confirmation moves every night; its month is enough to rewrite a file for
        return f"{value.year}-{value.month:02d}"
    if isinstance(value, Link):
        return [value.url, value.text]
    return value


def content_fingerprint(content: TrackerContent) -> str:
    """A hash of all that a reader sees, dates of confirmation by month; the advisor's cells are not in it."""
    told = [
        WORKBOOK_VERSION,
        content.applicant_id,
        content.cycle,
        content.profile,
        content.risks,
        content.counts,
        content.state_counts,
        content.costs,
        content.notes,
        content.calendar,
        [[_plain(value) for value in row] for row in content.medians],
        content.keys,
        [{name: _plain(value) for name, value in row.items()} for row in content.shortlist],
        [[_plain(value) for value in row] for table in (content.refused, content.doors, content.evidence) for row in table],
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _full_fingerprint(data: str, tracked: Tracked) -> str:
    cells = {
        key: {column: [cell.kind, cell.text] for column, cell in sorted(row.items()) if cell}
        for key, row in sorted(tracked.cells.items())
    }
    told = json.dumps([data, cells], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _changes(
    present: TrackerFile | None, content: TrackerContent, data: str, catalog: Mapping[str, dict[str, Any]], today: date
) -> list[list[str]]:
    """Rows of the sheet What changed: since the file before; the old rows where only the advisor's cells changed."""
    if present is None or not present.snapshot:
        return []
    if present.data_fingerprint == data:
        return present.changes
    rows: list[list[str]] = []
    names = {key: str(row["Program"] or "") for key, row in zip(content.keys, content.shortlist, strict=True)}
    day = today.isoformat()
    for key, told in content.snapshot.items():
        new = json.loads(told)
        if key not in present.snapshot:
            rows.append([day, names[key], "in the list", "", str(new["Listing"])])
            continue
        old = json.loads(present.snapshot[key])
        for name, value in new.items():
            if old.get(name) != value:
                rows.append([day, names[key], name, str(old.get(name) or ""), str(value or "")])
    for key, told in present.snapshot.items():
        if key not in content.snapshot:
            name = str(catalog[key].get("name")) if key in catalog else key
            rows.append([day, name, "in the list", str(json.loads(told)["Listing"]), "left the list"])
    return rows


# --- rendering -------------------------------------------------------------------------------------------------------

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe_text(text: str) -> str:
    """Text as a cell can hold it: no control characters, line ends plain, cut at Excel's limit with a sign."""
    text = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= CELL_LIMIT else text[:CELL_LIMIT] + " … (cut)"


def is_safe_link(url: str) -> bool:
    """Whether an address may become a link: http or https with a host, no blanks or control characters, not too long."""
    if len(url) > 2000 or re.search(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


_NAVY, _PALE, _LINE, _INPUT = "#1F3864", "#EEF2F8", "#BFC8D6", "#FFF9E5"
_TIER_COLORS = {"reach": "#FBE0C4", "target": "#D6E6F5", "safety": "#D9EED9", "excluded": "#E7E6E6"}


class _Page:
    """One worksheet with the formats of the book; each write makes text text, and links only of safe addresses."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self.formats = formats

    def put(self, row: int, column: int, value: Value, style: str = "cell") -> None:
        look = self.formats[style]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, Link):
            if is_safe_link(value.url):
                # strings_to_urls is off: only this call makes links
                self.sheet.write_url(row, column, value.url, self.formats["link"], value.text)
            else:
                self.sheet.write_string(row, column, safe_text(value.url), look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.formats["date"])
        elif isinstance(value, (int, float)):
            self.sheet.write_number(row, column, value, look)
        else:
            self.sheet.write_string(row, column, safe_text(value), look)

    def put_cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        """A cell of the advisor, as the kind that it was."""
        look = self.formats[style]
        if not cell:
            self.sheet.write_blank(row, column, None, look)
        elif cell.kind == "number":
            self.sheet.write_number(row, column, float(cell.text), self.formats["edit_number"])
        elif cell.kind == "bool":
            self.sheet.write_boolean(row, column, cell.text == "true", look)
        elif cell.kind == "date":
            self.sheet.write_datetime(row, column, datetime.fromisoformat(cell.text), self.formats["edit_date"])
        elif cell.kind == "datetime":
            self.sheet.write_datetime(row, column, datetime.fromisoformat(cell.text), self.formats["edit_datetime"])
        else:
            self.sheet.write_string(row, column, safe_text(cell.text), look)


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    boxed = {**base, "border": 1, "border_color": _LINE, "text_wrap": True}
    edit = {**boxed, "bg_color": _INPUT}
    found = {
        "title": book.add_format({**base, "font_size": 18, "bold": True, "font_color": _NAVY}),
        "section": book.add_format({**base, "font_size": 12, "bold": True, "font_color": _NAVY, "bottom": 1, "bottom_color": _NAVY}),
        "label": book.add_format({**base, "bold": True, "font_color": "#44546A"}),
        "text": book.add_format({**base, "text_wrap": True}),
        "money": book.add_format({**base, "num_format": "$#,##0", "align": "right"}),
        "total": book.add_format({**base, "num_format": "$#,##0", "align": "right", "bold": True, "top": 1}),
        "total_label": book.add_format({**base, "bold": True, "top": 1}),
        "count": book.add_format({**base, "align": "left"}),
        "head": book.add_format(
            {**boxed, "bold": True, "font_color": "#FFFFFF", "bg_color": _NAVY, "valign": "vcenter", "border_color": "#FFFFFF"}
        ),
        "edit_head": book.add_format(
            {**boxed, "bold": True, "font_color": _NAVY, "bg_color": "#FFD966", "valign": "vcenter", "border_color": "#FFFFFF"}
        ),
        "cell": book.add_format({**boxed, "num_format": "@"}),
        "strong": book.add_format({**boxed, "num_format": "@", "bold": True}),
        "number": book.add_format({**boxed, "align": "center"}),
        "center": book.add_format({**boxed, "align": "center", "num_format": "@"}),
        "date": book.add_format({**boxed, "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({**boxed, "font_color": "#0563C1", "underline": 1}),
        "grey": book.add_format({**boxed, "num_format": "@", "font_color": "#7F7F7F", "font_size": 8}),
        "warn": book.add_format({**boxed, "num_format": "@", "font_color": "#C00000"}),
        "edit": book.add_format({**edit, "num_format": "@"}),
        "edit_number": book.add_format({**edit, "num_format": "General", "align": "left"}),
        "edit_date": book.add_format({**edit, "num_format": "yyyy-mm-dd", "align": "left"}),
        "edit_datetime": book.add_format({**edit, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    }
    for tier, color in _TIER_COLORS.items():
        found[f"tier_{tier}"] = book.add_format({**boxed, "bg_color": color, "bold": True, "align": "center"})
    return found


def render(content: TrackerContent, tracked: Tracked, changes: Sequence[Sequence[str]], data: str, full: str) -> bytes:
    """The workbook as bytes; equal input gives equal bytes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"title": f"Residency tracker {content.applicant_id} {content.cycle}", "created": datetime(2000, 1, 1), "author": ""}
    )
    formats = _formats(book)
    _render_start(book, _Page(book, SHEETS[0], formats), content)
    _render_shortlist(_Page(book, SHORTLIST_SHEET, formats), content, tracked)
    _render_table(
        _Page(book, "Not recommended", formats),
        content,
        ("Program", "Institution", "State", "Specialty", "Rule that fails", "Why", "The page's words", "Page", KEY_COLUMN),
        (30, 26, 6, 18, 20, 38, 60, 9, 13),
        content.refused,
        "Every program of the specialties and states asked for has all its required rules met, open or fixable.",
    )
    if content.doors:
        _render_table(
            _Page(book, "What would open doors", formats),
            content,
            ("Change", "Programs gained", "Best of them", "Programs lost", "Remark"),
            (38, 10, 70, 10, 50),
            content.doors,
            "",
        )
    _render_table(
        _Page(book, CHANGES_SHEET, formats),
        content,
        ("Seen on", "Program", "What", "Before", "Now"),
        (11, 34, 18, 44, 44),
        [list(row) for row in changes],
        "Nothing changed since the first file.",
    )
    _render_table(
        _Page(book, "Evidence", formats),
        content,
        ("Program", "Fact", "Value", "Strength", "Condition", "The page's words", "Page", "As of", "Confidence"),
        (28, 30, 14, 10, 24, 66, 9, 11, 10),
        content.evidence,
        "No fact is stated by the pages of the listed programs.",
    )
    for name, cells in tracked.own_sheets().items():
        _render_own_sheet(_Page(book, name, formats), cells)
    _render_state(_Page(book, STATE_SHEET, formats), content, tracked, data, full)
    book.close()
    return target.getvalue()


def _print_setup(page: _Page, content: TrackerContent, title: str) -> None:
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&9{title}&R&9{content.applicant_id}, cycle {content.cycle}")
    sheet.set_footer("&L&8Facts as read from the programs' pages; confirm before applying&R&8&P / &N")
    sheet.hide_gridlines(2)


def _render_shortlist(page: _Page, content: TrackerContent, tracked: Tracked) -> None:
    sheet = page.sheet
    _print_setup(page, content, "Shortlist")
    extra = tracked.extra_columns()
    columns = [*_FRONT, *ADVISOR_COLUMNS, *extra, *_BACK, KEY_COLUMN]
    widths = {**SHORTLIST_COLUMNS, **_ADVISOR_WIDTHS, KEY_COLUMN: 13}
    for position, name in enumerate(columns):
        sheet.set_column(position, position, widths.get(name, 18))
        page.put(0, position, name, "edit_head" if name in ADVISOR_COLUMNS or name in extra else "head")
    sheet.set_row(0, 30)
    for number_, (key, row) in enumerate(zip(content.keys, content.shortlist, strict=True), start=1):
        mine = tracked.cells.get(key, {})
        for position, name in enumerate(columns):
            if name == KEY_COLUMN:
                page.put(number_, position, key, "grey")
            elif name in SHORTLIST_COLUMNS:
                page.put(number_, position, row[name], _style(name, row))
            else:
                page.put_cell(number_, position, mine.get(name, BLANK), "edit_date" if name in _DATE_COLUMNS else "edit")
    last = len(content.keys)
    bottom = last + 200  # rows added below get the drop-downs too
    for name, choices in (("Decision", DECISIONS), ("Status", STATUSES)):
        position = columns.index(name)
        sheet.data_validation(
            1, position, bottom, position, {"validate": "list", "source": list(choices), "error_type": "information"}
        )
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(last, 1), columns.index("Watch out"))


def _style(name: str, row: Mapping[str, Value]) -> str:
    if name == "Tier":
        tier = f"tier_{row['Tier']}"
        return tier if row["Tier"] in _TIER_COLORS else "cell"
    if name == "Program":
        return "strong"
    if name in ("#", "IMG seats", "Score"):
        return "number"
    if name in ("State", "Signal", "Deadline"):
        return "center"
    return "warn" if name == "Age warning" else "cell"


def _render_table(
    page: _Page,
    content: TrackerContent,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Value]],
    empty: str,
) -> None:
    sheet = page.sheet
    _print_setup(page, content, sheet.get_name())
    for position, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(position, position, width)
        page.put(0, position, head, "head")
    sheet.set_row(0, 24)
    for number_, row in enumerate(rows, start=1):
        for position, value in enumerate(row):
            style = "strong" if position == 0 else "grey" if heads[position] == KEY_COLUMN else "cell"
            page.put(number_, position, value, "number" if isinstance(value, (int, float)) else style)
    if not rows:
        page.put(1, 0, empty, "text")
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.repeat_rows(0)


_HOW_TO_READ = (
    "Yellow columns of the sheet Shortlist are yours: decision, status, dates, contact, notes. They survive every refresh, "
    "also for programs that leave the list. Add rows at the end of the list, or columns and sheets of your own.",
    f"To take a row that you added or track out of the list, set its decision to '{REMOVE_ROW}'. All other cells are written "
    "anew at each refresh.",
    "'required' excludes; 'preferred' only counts in the order. 'not stated' is never 'no': the page is silent, ask.",
    "Score: a weighted sum of parts from 0 to 1, for the order only. Its range shows what unstated facts could change. It is "
    "no probability of matching.",
    "IMG seats: places a year times the share of residents from foreign schools, counted from the roster.",
    "As of: the oldest day on which a fact of the row was last confirmed on its page, at the time of writing.",
)


def _render_start(book: Any, page: _Page, content: TrackerContent) -> None:
    sheet = page.sheet
    _print_setup(page, content, "Start here")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 62)
    sheet.set_column(2, 2, 3)
    sheet.set_column(3, 3, 40)
    sheet.set_column(4, 4, 12)
    sheet.set_column(5, 5, 46)
    page.put(0, 0, f"Residency tracker, cycle {content.cycle}", "title")
    sheet.set_row(0, 28)
    left = 2

    def section(row: int, column: int, title: str, last: int) -> int:
        for each in range(column, last + 1):
            page.put(row, each, title if each == column else "", "section")
        return row + 1

    left = section(left, 0, "Profile", 1)
    for label, text in content.profile:
        page.put(left, 0, label, "label")
        page.put(left, 1, text, "text")
        left += 1
    left = section(left + 1, 0, "Risks in plain words", 1)
    for text in content.risks or ["None stands out."]:
        sheet.merge_range(left, 0, left, 1, "", page.formats["text"])
        page.put(left, 0, f"• {text}", "text")
        sheet.set_row(left, 14 * (1 + len(text) // 100))
        left += 1
    left = section(left + 1, 0, "How to read this workbook", 1)
    for text in (*_HOW_TO_READ, *(f"{tier}: {rule}." for tier, rule in TIER_RULES), *content.notes):
        sheet.merge_range(left, 0, left, 1, "", page.formats["text"])
        page.put(left, 0, f"• {text}", "text")
        sheet.set_row(left, 14 * (1 + len(text) // 100))
        left += 1
    right = section(2, 3, "Counts", 5)
    first_count = right
    for label, count in content.counts:
        page.put(right, 3, label, "label")
        page.put(right, 4, count, "count")
        right += 1
    right = section(right + 1, 3, "Cost of applying", 5)
    for label, usd, source in content.costs:
        page.put(right, 3, label, "label")
        page.put(right, 4, usd, "money")
        page.put(right, 5, source, "text")
        right += 1
    page.put(right, 3, "Total", "total_label")
    page.put(right, 4, sum(usd for _, usd, _ in content.costs), "total")
    right = section(right + 2, 3, "Season", 5)
    for label, text in content.calendar:
        page.put(right, 3, label, "label")
        page.put(right, 4, text, "text")
        right += 1
    if content.medians:
        right = section(right + 1, 3, "Non-US IMGs by specialty (Match 2026)", 5)
        for specialty, positions, matched, median, unmatched, source in content.medians:
            page.put(right, 3, f"{specialty}: {positions:,} places", "label")
            words = f"matched {matched}; Step 2 CK median {median} matched, {unmatched} unmatched. {source}"
            page.put(right, 5, words, "text")
            right += 1
    top = max(left, right) + 2
    for position, (state, count) in enumerate(content.state_counts):
        page.put(top + position, 0, state, "label")
        page.put(top + position, 1, count, "count")
    _ = first_count


def _render_own_sheet(page: _Page, cells: Mapping[str, Cell]) -> None:
    from xlsxwriter.utility import xl_cell_to_rowcol

    for place, cell in cells.items():
        row, column = xl_cell_to_rowcol(place)
        if cell.kind == "formula":
            page.sheet.write_formula(row, column, cell.text)
        else:
            page.put_cell(row, column, cell, "text")


def _render_state(page: _Page, content: TrackerContent, tracked: Tracked, data: str, full: str) -> None:
    """The hidden sheet by which the next refresh knows what was written."""
    lines = [["fingerprint", full], ["data", data]]
    lines += [["row", key, told] for key, told in content.snapshot.items()]
    for key, row in tracked.cells.items():
        lines += [["edit", key, column, cell.kind, cell.text] for column, cell in row.items() if cell]
    for number_, line in enumerate(lines):
        for position, text in enumerate(line):
            if text:
                page.sheet.write_string(number_, position, safe_text(text))
    page.sheet.very_hidden()
