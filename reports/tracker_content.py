"""All cells of a tracker as plain data: what the shortlist, the reasons, the evidence and the front page say.

From it come the fingerprint that tells whether a rewrite would change anything, and the list of what changed. How cells
look stands in `tracker_sheets`; nothing is decided here about programs.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reference.seasons import application_fee_usd, fee_bill, is_priced, season_of, signals_of, specialty_context
from reference.tables import states
from reports.applicants import Applicant
from reports.catalog import deadline_in_cycle
from reports.doors import Door, find_doors
from reports.eligibility import RULE_TITLES, VISA_NAMES, number, plural
from reports.past_cycles import PastEntry
from reports.portfolio import SIGNAL_RULE
from reports.ranking import Scorer
from reports.reasons import img_seats, risks_of
from reports.tracker_edits import BLANK, Tracked, TrackerFile
from reports.tracker_layout import (
    ADDED,
    ADVISOR_COLUMNS,
    BY_HAND,
    FACT_TITLES,
    KEPT,
    NEXT,
    NEXT_IN_LINE,
    OLD_DAYS,
    PAST_COLUMN,
    RECOMMENDED,
    REMOVE_ROW,
    SHORTLIST_COLUMNS,
)
from warehouse.schema import FACT_BY_NAME, FACTS

LAYOUT_VERSION = "3"  # raise it when the layout changes, so that unchanged content is written anew


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
    medians: list[tuple[str, str]] = field(default_factory=list)
    shortlist: list[dict[str, Value]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of the rows of the shortlist
    refused: list[Row] = field(default_factory=list)
    doors: list[Row] = field(default_factory=list)
    past: list[Row] = field(default_factory=list)  # entries of earlier cycles
    evidence: list[Row] = field(default_factory=list)
    evidence_of: dict[str, list[Row]] = field(default_factory=dict)  # the same rows by key of the shortlist
    snapshot: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """What all trackers of one refresh are made from. `quotes`: statement_id -> row of core_statements."""

    catalog: Mapping[str, dict[str, Any]]
    quotes: Mapping[str, Mapping[str, Any]]
    scorer: Scorer
    next_scorer: Scorer
    today: date


def gather_content(
    applicant: Applicant,
    rows: Sequence[Mapping[str, Any]],
    source: Source,
    tracked: Tracked,
    past: Sequence[PastEntry] = (),
) -> TrackerContent:
    """All cells of an applicant's tracker from the rows of out_shortlists, the programs and the edits.

    `past` holds what was kept on programs in earlier cycles, the newest first.
    """
    catalog, quotes, today = source.catalog, source.quotes, source.today
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
            is_by_hand = key.startswith(ADDED) or (key not in catalog and "Program" in tracked.cells[key])
            listed[key] = BY_HAND if is_by_hand else KEPT
    past_words: dict[str, list[str]] = {}
    for entry in past:
        past_words.setdefault(entry.key, []).append(entry.in_short())
    for key, listing in listed.items():
        content.keys.append(key)
        content.shortlist.append(
            _shortlist_row(key, listing, by_id.get(key), catalog.get(key), tracked, applicant, today)
        )
        content.shortlist[-1][PAST_COLUMN] = "\n".join(past_words.get(key, ()))
        content.evidence_of[key] = _evidence_rows(catalog.get(key), quotes)
        content.evidence += content.evidence_of[key]
    for key, row in zip(content.keys, content.shortlist, strict=True):
        told = {
            name: _plain(row[name])
            for name in ("Listing", "Tier", "Visa", "Scores", "Years", "US experience", "Deadline")
        }
        content.snapshot[key] = json.dumps(told, ensure_ascii=False)
    refused = [row for row in rows if row["is_excluded"]]
    content.refused = [
        _refused_row(row, catalog[str(row["program_id"])]) for row in refused if str(row["program_id"]) in catalog
    ]
    content.doors = [_door_row(door, catalog) for door in find_doors(source.scorer, source.next_scorer, applicant)]
    content.past = [_past_row(entry, listed, by_id, catalog) for entry in past]
    _fill_start(content, applicant, rows, picked, waiting, refused, catalog)
    return content


def _past_row(
    entry: PastEntry,
    listed: Mapping[str, str],
    by_id: Mapping[str, Mapping[str, Any]],
    catalog: Mapping[str, dict[str, Any]],
) -> Row:
    program, row = catalog.get(entry.key), by_id.get(entry.key)
    if row is not None and row["is_excluded"]:
        now = "excluded: " + "; ".join(f"{RULE_TITLES[rule]}: {detail['detail']}" for rule, detail in _failing(row))
    elif row is not None:
        now = f"{listed.get(entry.key, 'further down the order')} ({row['tier']})"
    elif program is not None:
        now = "in the catalog, outside the applicant's present specialties or states"
    else:
        now = "written in by hand" if entry.key.startswith(ADDED) else "no longer in the catalog"
    name = str(program.get("name") or "") if program is not None else entry.program
    told = [entry.text(column) for column in ADVISOR_COLUMNS]
    return [name, entry.institution, str(entry.cycle), *told, entry.other(), now, entry.key]


def _door_row(door: Door, catalog: Mapping[str, dict[str, Any]]) -> Row:
    best = "\n".join(f"• {catalog[key].get('name')} ({catalog[key].get('state')})" for key in door.best)
    return [door.change, door.opened, door.awaiting, door.eased, door.lost, best, door.remark]


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
            cells["Watch out"] = f"{KEPT}\nno longer in the catalog"
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
            "Deadline": deadline_words(program, applicant.cycle),
            "As of": oldest,
            "Age warning": f"older than {OLD_DAYS} days" if is_old else "",
            "Page": Link(url, "page") if url else None,
        }
    )
    if row is not None:
        if row["is_excluded"]:
            failing = _failing(row)
            is_late = [rule for rule, _ in failing] == ["deadline"]
            cells["Tier"] = "closed" if is_late else "excluded"
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
    if listing == KEPT:
        cells["Watch out"] = f"{KEPT}\n{cells['Watch out'] or ''}".strip()
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
        amount = f"{plural(months, 'month')} " if months is not None else ""
        kind = "hands-on " if program.get("usce_hands_on") else ""
        parts.append(f"{amount}{kind}required")
    if program.get("usce_months_preferred") is not None:
        parts.append(f"{plural(program['usce_months_preferred'], 'month')} preferred")
    elif program.get("usce_required_preferred"):
        parts.append("preferred")
    return "\n".join(parts) or "not stated"


def deadline_words(program: Mapping[str, Any], cycle: int) -> str:
    """The day in the cycle that a stated deadline means; what a page says of another season is told so."""
    stated = program.get("application_deadline")
    if not stated:
        return "not stated"
    day = deadline_in_cycle(stated, cycle)
    return day.isoformat() if day is not None else f"{stated} (of another season)"


def oldest_as_of(program: Mapping[str, Any]) -> date | None:
    """The earliest day among those on which the stated facts were last confirmed."""
    found = [
        program.get(f"{name}_as_of")
        for name in (*FACT_BY_NAME, "img_share")
        if program.get(f"{name}_as_of") is not None
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
                FACT_TITLES.get(fact.name, fact.description),
                _fact_words(value),
                "required" if fact.has_preference and value is not False else "stated",
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
                FACT_TITLES.get(fact.name, fact.description),
                _fact_words(wished),
                "preferred",
                said.get("condition"),
                said.get("quote"),
                said.get("url"),
                said.get("last_seen"),
                said.get("confidence"),
            )
    if program.get("img_share") is not None:
        counted = (
            f"{program.get('img_residents')} of {program.get('roster_residents')} residents with a readable school"
        )
        add(
            "IMG share",
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
    by_state = Counter(
        str(catalog[str(row["program_id"])].get("state")) for row in picked if str(row["program_id"]) in catalog
    )
    content.state_counts = sorted(by_state.items(), key=lambda each: (-each[1], each[0]))[:15]
    numbers = Counter(
        str(catalog[str(row["program_id"])].get("specialty")) for row in picked if str(row["program_id"]) in catalog
    )
    bill = fee_bill({each: numbers[each] for each in applicant.specialties}, applicant.cycle)
    content.costs = [(line.label, line.usd, f"{line.source}") for line in bill.lines]
    if bill.lines and any(line.season != applicant.cycle for line in bill.lines):
        content.notes.append(
            f"Fees of {applicant.cycle} are not known: the latest known season is used, as named beside."
        )
    for each in applicant.specialties:
        if is_priced(each, applicant.cycle):
            added = application_fee_usd(each, numbers[each] + 1, applicant.cycle) - application_fee_usd(
                each, numbers[each], applicant.cycle
            )
            content.notes.append(f"One more application in {each} would add ${added}.")
        elif applicant.budget_usd is not None:
            content.notes.append(f"{each}: application fees are not known, so that no budget can be planned; left out.")
        else:
            content.notes.append(f"{each}: application fees are not known and not in the total.")
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
            words = (
                f"{context.positions:,} places; matched {context.matched:,} of {context.tried:,}; Step 2 CK median "
                f"{context.step2_median_matched} matched, {context.step2_median_unmatched} unmatched. {context.source}"
            )
            content.medians.append((specialty, words))
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

    def told(value: object) -> str:
        if value is None or value == "":
            return "not told"
        return number(value) if isinstance(value, (int, float)) else str(value)

    def months(value: float | None) -> str:
        return "not told" if value is None else plural(value, "month")

    def exam(score: int | None, attempts: int | None, word: str) -> str:
        base = str(score) if score is not None else word
        return base if attempts is None or base == "not taken" else f"{base} ({attempts} attempt{'s' * (attempts > 1)})"

    visas = " or ".join(VISA_NAMES[each] for each in sorted(applicant.visas, reverse=True))
    graduated = f"{applicant.graduation_year}" + (
        f"-{applicant.graduation_month:02d}" if applicant.graduation_month else ""
    )
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
        (
            "Step 1",
            exam(applicant.step1, applicant.step1_attempts, "pass" if applicant.has_step1_pass else "not taken"),
        ),
        ("Step 2 CK", exam(applicant.step2_ck, applicant.step2_ck_attempts, "not taken")),
        ("Step 3", step3),
        ("ECFMG certificate", ecfmg),
        ("Graduated", graduated + (f", {applicant.school}" if applicant.school else "")),
        (
            "US experience",
            f"hands-on {months(applicant.usce_hands_on_months)}, observing {months(applicant.usce_observing_months)}",
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
        LAYOUT_VERSION,
        content.applicant_id,
        content.cycle,
        content.profile,
        content.risks,
        content.counts,
        content.state_counts,
        content.costs,
        content.notes,
        content.calendar,
        content.medians,
        content.keys,
        [{name: _plain(value) for name, value in row.items()} for row in content.shortlist],
        [
            [_plain(value) for value in row]
            for table in (content.refused, content.doors, content.evidence, content.past)
            for row in table
        ],
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def full_fingerprint(data: str, tracked: Tracked) -> str:
    cells = {
        key: {column: [cell.kind, cell.text] for column, cell in sorted(row.items()) if cell}
        for key, row in sorted(tracked.cells.items())
    }
    told = json.dumps([data, cells], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def list_changes(present: TrackerFile | None, content: TrackerContent, data: str, source: Source) -> list[list[str]]:
    """Rows of the sheet What changed: since the file before; the old rows where only the advisor's cells changed."""
    if present is None or not present.snapshot:
        return []
    if present.data_fingerprint == data:
        return present.changes
    rows: list[list[str]] = []
    names = {key: str(row["Program"] or "") for key, row in zip(content.keys, content.shortlist, strict=True)}
    day = source.today.isoformat()
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
            name = str(source.catalog[key].get("name")) if key in source.catalog else key
            rows.append([day, name, "in the list", str(json.loads(told)["Listing"]), "left the list"])
    return rows
