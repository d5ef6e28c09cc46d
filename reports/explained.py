"""One program explained to one applicant, for the command line: standing, verdicts with quotes, parts of the score.

Everything is computed from the release served, nothing is read from files of shortlists. Text of pages is made plain
here: no control characters reach a terminal.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from reports.applicants import Applicant
from reports.eligibility import RULE_GROUPS, RULE_TITLES, Explanation, explain
from reports.ranking import Scorer, weights
from reports.shortlists import shortlist_rows
from reports.ties import words_for

WIDTH = 110
_ORDER = ("fails", "fixable", "unknown", "meets")


def explain_one(scorer: Scorer, applicant: Applicant, program_id: str) -> Iterator[str]:
    """Lines that explain one program to one applicant. What stands against it comes first."""
    position = scorer.catalog.index.get(program_id)
    if position is None:
        yield f"no program {program_id} in this release"
        return
    program = scorer.catalog.record(position)
    yield _plain(f"{program['name']} ({program_id})")
    place = ", ".join(str(program[name]) for name in ("city", "state") if program.get(name))
    yield _plain(", ".join(part for part in (str(program["specialty"]), place, str(program.get("url") or "")) if part))
    rows = shortlist_rows(scorer, applicant)
    row = next((row for row in rows if row["program_id"] == program_id), None)
    yield ""
    yield from _standing(row, rows, applicant)
    tie = scorer.catalog.ties.of(applicant).get(program_id)
    if tie is not None and (words := words_for(tie, applicant.school_country_code)):
        yield f"roster: {words}"
    yield ""
    yield "VERDICTS (only a required rule that fails excludes; unknown never does)"
    judged = scorer.judge(applicant)
    explained = {
        rule: explain(
            rule,
            int(judged[rule][scorer.catalog.groups[group].codes[position]]),
            program,
            applicant,
            scorer.now,
        )
        for rule, group in RULE_GROUPS.items()
    }
    for each in sorted(explained.values(), key=lambda each: _ORDER.index(each.verdict)):
        yield from _verdict(each, program)
    if row is not None:
        yield ""
        yield from _score(row)


def _standing(row: Mapping[str, Any] | None, rows: list[dict[str, Any]], applicant: Applicant) -> Iterator[str]:
    who = f"{applicant.applicant_id}, cycle {applicant.cycle}"
    if row is None:
        yield f"{who}: not a candidate: another specialty, a state refused, or gone from its listing"
        return
    if row["is_excluded"]:
        yield f"{who}: excluded: a required rule fails"
        return
    ranked = sum(not each["is_excluded"] for each in rows)
    span = f"{row['score_low']:.3f} to {row['score_high']:.3f} as unknown facts may turn out"
    yield f"{who}: {row['tier']}, score {row['score']:.3f} ({span}), rank {row['rank']} of {ranked}"
    if row["is_recommended"]:
        cost = f", adds ${row['added_usd']}" if row["added_usd"] is not None else ""
        signal = f", {'signal' if row['signal'] == 'signal' else row['signal'] + ' signal'}" if row["signal"] else ""
        yield f"recommended: application no. {row['portfolio_order']}{cost}{signal}"
    else:
        yield "not within the budget or number: next in line"
    for title, told in (("for it", row["reasons"]), ("look out", row["cautions"])):
        if told:
            yield from _wrapped(f"{title}: ", "; ".join(told))


def _verdict(each: Explanation, program: Mapping[str, Any]) -> Iterator[str]:
    by = f", by {each.by.isoformat()}" if each.by and each.by.isoformat() not in each.detail else ""
    yield from _wrapped(f"  {each.verdict:<8} {RULE_TITLES[each.rule]}: ", each.detail + by)
    if each.quote:
        yield from _wrapped(" " * 11, f'"{each.quote}"')
        seen = _as_of(each, program)
        yield " " * 11 + _plain(f"{each.url or ''}{f' (as of {seen})' if seen else ''}")


def _as_of(each: Explanation, program: Mapping[str, Any]) -> str:
    """The day on which the quoted statement was last confirmed, where the program's row knows it."""
    for name, value in program.items():
        if name.endswith("_statement_id") and value is not None and value == each.statement_id:
            return str(program.get(f"{name.removesuffix('_statement_id')}_as_of") or "")
    return ""


def _score(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"SCORE {row['score']:.3f} = value x weight, added up (no probability of matching)"
    parts: dict[str, dict[str, float]] = json.loads(row["parts"])
    reasons = weights()
    for name, part in sorted(parts.items(), key=lambda each: (-each[1]["value"] * each[1]["weight"], each[0])):
        product = part["value"] * part["weight"]
        span = f"{part['low']:.2f} to {part['high']:.2f}"
        head = f"  {name:<11} {part['value']:.2f} x {part['weight']:.2f} = {product:.3f}  value {span}  "
        yield from _wrapped(head, reasons[name].reason)


def _wrapped(head: str, text: str) -> Iterator[str]:
    indent = " " * min(len(head), 11)
    lines = textwrap.wrap(_plain(text), WIDTH, initial_indent=head, subsequent_indent=indent, break_on_hyphens=False)
    yield from lines or [head.rstrip()]


def _plain(text: str) -> str:
    """Text of pages on one line, without what a terminal would obey."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
