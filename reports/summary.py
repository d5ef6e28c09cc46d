"""One page of HTML per applicant, for a phone or for paper, from the very content of the workbook.

Equal content gives equal bytes: no clock is read, and days of confirmation are told by month, as the workbook's
fingerprint does. What the words say stands in `tracker_content`; the advisor's contacts and notes are not shown here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date

from reports.markup import escape, frame, link
from reports.ranking import TIER_RULES
from reports.tracker_content import Link, Row, TrackerContent, Value
from reports.tracker_edits import BLANK, Tracked
from reports.tracker_layout import NEXT, RECOMMENDED

MOST_REFUSED = 60  # programs not recommended that are named; the workbook holds all
MOST_QUOTE = 280  # characters of a quote shown; the workbook holds it whole
_FACTS = ("Visa", "Scores", "Years", "US experience", "IMG share", "Deadline")
_NAMES = {"Years": "Graduated within", "IMG share": "IMG residents"}
_SILENT = {"Years": "years since graduation", "IMG share": "IMG residents", "US experience": "US experience"}


def render_summary(content: TrackerContent, tracked: Tracked) -> bytes:
    """The page as UTF-8."""
    programs = list(zip(content.keys, content.shortlist, strict=True))
    picked = [(key, row) for key, row in programs if row["Listing"] == RECOMMENDED]
    waiting = [(key, row) for key, row in programs if row["Listing"] == NEXT]
    others = [(key, row) for key, row in programs if row["Listing"] not in (RECOMMENDED, NEXT)]
    parts = [
        "<main>",
        *_head(content, len(picked)),
        *_section("Risks in plain words", _list(escape(each) for each in content.risks or ["None stands out."])),
        *_deadlines(picked),
        *(
            _section(f"Apply to these {len(picked)}, in this order", _cards(picked, content, tracked, is_detailed=True))
            if picked
            else _section("Nothing to apply to yet", [f"<p>{escape(_tell_why_none(content, bool(waiting)))}</p>"])
        ),
    ]
    if others:
        parts += _section("Also tracked", _cards(others, content, tracked))
    if waiting:
        parts += _section(f"Next in line ({len(waiting)})", _folded("Show them", _cards(waiting, content, tracked)))
    parts += _doors(content)
    parts += _refused(content)
    parts += _season(content)
    parts += ["</main>", *_foot(content)]
    return frame(f"Shortlist {content.applicant_id}, cycle {content.cycle}", "\n".join(parts)).encode("utf-8")


def _tell_why_none(content: TrackerContent, is_waiting: bool) -> str:
    if is_waiting:
        return "None is within the budget; the next in line stand below."
    if content.refused:
        return "Each program fails a required rule. Which one stands below, and so does what would open doors."
    return "No program of these specialties is known."


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["<section>", f"<h2>{escape(title)}</h2>", *lines, "</section>"]


def _list(items: Iterable[str]) -> list[str]:
    """`items` are HTML already."""
    return ["<ul>", *(f"<li>{each}</li>" for each in items), "</ul>"]


def _folded(title: str, lines: Sequence[str], is_printed: bool = True) -> list[str]:
    kind = "" if is_printed else ' class="unprinted"'
    return [f"<details{kind}><summary>{escape(title)}</summary>", *lines, "</details>"]


def _head(content: TrackerContent, picked: int) -> list[str]:
    profile = dict(content.profile)
    counts = dict(content.counts)
    cost = sum(usd for _, usd, _ in content.costs)
    tiles: list[tuple[str, str]] = [("to apply to", str(picked))]
    tiles += [(tier.lower(), str(counts[tier])) for tier in ("Reach", "Target", "Safety")]
    tiles += [("fees", f"${cost:,}"), ("ruled out", str(len(content.refused)))]
    told = [
        *(f"{name} {profile[name]}" for name in ("Step 1", "Step 2 CK") if name in profile),
        f"graduated {profile['Graduated']}",
        f"visa {profile['Visa']}",
        f"US experience: {profile['US experience']}",
    ]
    return [
        "<header>",
        f"<h1>Residency shortlist, cycle {content.cycle}</h1>",
        f"<p><strong>{escape(profile['Applicant'])}</strong><br>{escape(profile['Specialties'])}</p>",
        f'<p class="small">{escape("; ".join(told))}. Advisor: {escape(profile["Advisor"])}.</p>',
        '<ul class="tiles">',
        *(f"<li><b>{escape(value)}</b>{escape(label)}</li>" for label, value in tiles),
        "</ul>",
        "</header>",
    ]


def _deadlines(picked: Sequence[tuple[str, dict[str, Value]]]) -> list[str]:
    days = ((str(row["Deadline"]), str(row["Program"])) for _, row in picked)
    stated = sorted((day, name) for day, name in days if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day))
    if not stated:
        return []
    rest = len(picked) - len(stated)
    lines = _list(f"<strong>{escape(day)}</strong> {escape(name)}" for day, name in stated)
    if rest:
        lines.append(f'<p class="small">{rest} more do not state one for this season: ask.</p>')
    return _section("Deadlines stated", lines if len(stated) <= 8 else _folded(f"Show all {len(stated)}", lines))


def _cards(
    rows: Sequence[tuple[str, dict[str, Value]]], content: TrackerContent, tracked: Tracked, is_detailed: bool = False
) -> list[str]:
    lines = ['<ol class="cards">']
    for key, row in rows:
        tier = str(row["Tier"] or "")
        kind = tier if tier in ("reach", "target", "safety") else "other"
        order = f"{row['#']}. " if row["#"] else ""
        where = ", ".join(str(row[name]) for name in ("City", "State") if row[name])
        house = (
            f"{row['Institution']}, "
            if row["Institution"] and str(row["Institution"]) not in str(row["Program"])
            else ""
        )
        lines += [
            f'<li class="{kind}">',
            f"<h3>{escape(order)}{escape(row['Program'] or key)}</h3>",
            f'<div class="small">{escape(house)}{escape(where)}</div>',
            f'<div class="badges">{_badges(row, tracked, key)}</div>',
            "<dl>",
        ]
        silent = []
        for name in _FACTS:
            if row[name] in ("not stated", "not counted"):
                silent.append(_SILENT.get(name, name.lower()))
            elif row[name] not in (None, ""):
                lines.append(f"<dt>{escape(_NAMES.get(name, name))}</dt><dd>{escape(_told(name, row[name]))}</dd>")
        if row["IMG seats"] is not None:
            lines.append(f"<dt>IMG seats</dt><dd>about {escape(row['IMG seats'])} a year</dd>")
        if silent:
            lines.append(f"<dt>Not stated</dt><dd>{escape(', '.join(silent))}</dd>")
        lines.append("</dl>")
        lines += _bullets(row["Why"], "small")
        lines += _bullets(row["Watch out"], "small warn")
        if row.get("Last cycle"):
            lines += _bullets(row["Last cycle"], "small")
        page = row["Page"]
        if isinstance(page, Link):
            lines.append(f"<p>{link(page.url, 'Program page')}</p>")
        evidence = content.evidence_of.get(key, []) if is_detailed else []
        if evidence:
            lines += _folded(f"What its pages say ({len(evidence)})", _quotes(evidence), is_printed=False)
        lines.append("</li>")
    return [*lines, "</ol>"]


def _badges(row: dict[str, Value], tracked: Tracked, key: str) -> str:
    tier, signal = str(row["Tier"] or ""), str(row["Signal"] or "")
    found = [(tier, tier)] if tier else []
    if signal:
        found.append(("signal", signal if signal == "signal" else f"{signal} signal"))
    if row["Listing"] not in (RECOMMENDED, NEXT):
        found.append(("", str(row["Listing"])))
    for column in ("Decision", "Status"):
        if cell := tracked.cells.get(key, {}).get(column, BLANK):
            found.append(("", f"{column}: {cell.text}"))
    return "".join(f'<span class="badge {html.escape(kind)}">{escape(text)}</span>' for kind, text in found)


def _told(name: str, value: Value) -> str:
    return re.sub(r"([\d.]+) (required|preferred)", r"\1 years, \2", _flat(value)) if name == "Years" else _flat(value)


def _flat(value: Value) -> str:
    return "; ".join(part.strip() for part in str(value).split("\n") if part.strip()).replace("; (", " (")


def _bullets(value: Value, style: str) -> list[str]:
    texts = [line.removeprefix("• ").strip() for line in str(value or "").split("\n") if line.strip()]
    if not texts:
        return []
    return [f'<ul class="{style}">', *(f"<li>{escape(each)}</li>" for each in texts), "</ul>"]


def _quotes(rows: Sequence[Row]) -> list[str]:
    items = []
    for _, title, value, strength, condition, quote, page, as_of, _ in rows:
        said = f"<strong>{escape(title)}</strong>: {escape(value)}"
        said += f" ({escape(strength)})" if strength not in ("", "stated") else ""
        said += f", {escape(condition)}" if condition else ""
        if quote:
            text = " ".join(str(quote).split())
            said += f"<br><q>{escape(text if len(text) <= MOST_QUOTE else text[:MOST_QUOTE] + ' …')}</q>"
        seen = f"{as_of:%b %Y}" if isinstance(as_of, date) else ""
        if isinstance(page, Link):
            said += f" {link(page.url, seen or 'page')}"
        elif seen:
            said += f" {seen}"
        items.append(said)
    return ['<div class="small">', *_list(items), "</div>"]


def _doors(content: TrackerContent) -> list[str]:
    items = []
    for change, opened, awaiting, eased, lost, best, remark in content.doors:
        parts = [f"{opened} open"]
        told = ((awaiting, "ask for it and count as open while there is time"), (eased, "rise a tier"), (lost, "close"))
        parts += [f"{count} {words}" for count, words in told if count]
        first = str(best or "").split("\n")[0].removeprefix("• ")
        hint = f"; first of them: {first}" if first else ""
        items.append(
            f"<strong>{escape(change)}</strong>: {escape(', '.join(parts) + hint)}. "
            f'<span class="small">{escape(remark)}</span>'
        )
    return _section("What would open doors", _list(items)) if items else []


def _refused(content: TrackerContent) -> list[str]:
    if not content.refused:
        return []
    items = []
    for name, _, state, _, rules, why, *_ in content.refused[:MOST_REFUSED]:
        reason = _flat(why).replace("• ", "") if why else _flat(rules)
        items.append(f"<strong>{escape(name)}</strong> ({escape(state)}): {escape(reason)}")
    lines = _list(items)
    if len(content.refused) > MOST_REFUSED:
        lines.append(f"<p>And {len(content.refused) - MOST_REFUSED} more, all in the workbook with their quotes.</p>")
    title = f"Not recommended: a required rule fails ({len(content.refused)})"
    return _section(title, _folded("Show which rule", ['<div class="small">', *lines, "</div>"]))


def _season(content: TrackerContent) -> list[str]:
    lines = ["<dl>", *(f"<dt>{escape(name)}</dt><dd>{escape(day)}</dd>" for name, day in content.calendar), "</dl>"]
    costs = ['<table class="small"><caption class="small">Cost of applying</caption>']
    costs += [
        f'<tr><th scope="row">{escape(label)}</th><td class="count">${usd:,}</td></tr>'
        for label, usd, _ in content.costs
    ]
    total = sum(usd for _, usd, _ in content.costs)
    costs.append(f'<tr><th scope="row">Total</th><td class="count"><strong>${total:,}</strong></td></tr></table>')
    notes = _folded("Notes on fees and signals", ['<div class="small">', *_list(map(escape, content.notes)), "</div>"])
    return [*_section("Season", lines), *_section("Cost and signals", [*(costs if content.costs else []), *notes])]


def _foot(content: TrackerContent) -> list[str]:
    days = [row["As of"] for row in content.shortlist if isinstance(row["As of"], date)]
    span = ""
    if days:
        first, last = f"{min(days):%B %Y}", f"{max(days):%B %Y}"
        span = f" Facts were last confirmed in {first}." if first == last else f" Confirmed between {first} and {last}."
    tiers = " ".join(f"<strong>{escape(tier.capitalize())}</strong>: {escape(rule)}." for tier, rule in TIER_RULES)
    return [
        "<footer>",
        "<p>“Required” excludes, “preferred” only counts in the order, “not stated” is never “no”: ask the program. "
        "The order is no probability of matching. Confirm each fact on the program's page before applying."
        f"{escape(span)}</p>",
        f"<details><summary>What reach, target and safety mean</summary><p>{tiers}</p></details>",
        f"<p>The workbook {escape(content.applicant_id)}.xlsx beside this page holds all programs, quotes and your own "
        "entries; this page is written anew from it.</p>",
        "</footer>",
    ]
