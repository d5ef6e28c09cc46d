"""What an advisor should know this morning: one digest per advisor and cycle, from lists, changes, deadlines, files.

Pure: the standing of each applicant, what differs between two releases and what was told before come in, a digest or
nothing comes out. Applicants are named by their ids alone, since digests travel by mail. Files, mail and the memory of
what was told are the business of `orchestration/digests.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from reference.seasons import season_of
from reports.catalog import deadline_in_cycle
from reports.eligibility import plural
from reports.markup import escape, frame, link
from reports.tracker_layout import FACT_TITLES, REMOVE_ROW
from warehouse.releases import FactChange, ReleaseDiff

AHEAD_DAYS = 14
URGENT_DAYS = 3
MOST_ITEMS = 40  # of one section; the workbooks hold all
MOST_QUOTE = 400
_DONE = {"Applied", "Interview offered", "Interviewed", "Ranked", "Rejected", "Withdrawn"}
_DROPPED = {"Will not apply", REMOVE_ROW}


@dataclass(slots=True)
class Standing:
    """One applicant's list: program -> words."""

    recommended: dict[str, str] = field(default_factory=dict)  # in order of applying: tier
    waiting: dict[str, str] = field(default_factory=dict)  # next in line: tier
    further: dict[str, str] = field(default_factory=dict)  # of the programs asked for: tier, further down
    refused: dict[str, str] = field(default_factory=dict)  # why a program that was recommended no longer is
    tracked: dict[str, tuple[str, str]] = field(default_factory=dict)  # decision, status
    problems: list[str] = field(default_factory=list)  # of the tracker's files
    edits: int = 0  # entries read from the tracker since the last digest

    def words(self, program_id: str) -> str | None:
        """How a program stands with the applicant; None where it does not concern him or her."""
        found = []
        if program_id in self.recommended:
            found.append(f"recommended, {self.recommended[program_id]}")
        elif program_id in self.waiting:
            found.append(f"next in line, {self.waiting[program_id]}")
        if program_id in self.tracked:
            told = [each for each in self.tracked[program_id] if each]
            found.append(f"tracked: {', '.join(told)}" if told else "tracked")
        return "; ".join(found) or None


@dataclass(slots=True)
class Told:
    """What the digests before told, kept from one to the next. `None` as release: nothing was told yet."""

    release: str | None = None
    recommended: dict[str, list[str]] = field(default_factory=dict)  # applicant -> programs
    deadlines: dict[str, int] = field(default_factory=dict)  # 'program|date' or 'event|date' -> days for which told
    problems: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    refusal: str = ""  # night of the newest refusal told
    edits: int = 0  # read, but not told of yet
    unsent: list[dict[str, str]] = field(default_factory=list)  # digests that the mail server did not take


@dataclass(frozen=True, slots=True)
class Refusal:
    """A night whose release was refused, with the reasons as the gate wrote them."""

    night: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an item: `kind` is '', 'old', 'new' or 'warn'; `url` leads to the page."""

    text: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    head: str
    lines: tuple[Line, ...] = ()


@dataclass(slots=True)
class Digest:
    """Sections in order of weight; `news` says in a few words why it is sent, empty: there is nothing to say."""

    advisor: str
    cycle: int
    day: date
    sections: list[tuple[str, list[Item]]] = field(default_factory=list)
    news: list[str] = field(default_factory=list)

    def add(self, title: str, items: Sequence[Item], news: str = "") -> None:
        if items:
            shown = list(items[:MOST_ITEMS])
            if len(items) > MOST_ITEMS:
                shown.append(Item(f"And {len(items) - MOST_ITEMS} more: see the sheets What changed of the workbooks."))
            self.sections.append((title, shown))
        if news:
            self.news.append(news)

    @property
    def subject(self) -> str:
        return f"Residency Atlas {self.day.isoformat()}, cycle {self.cycle}: {', '.join(self.news)}"


def build_digest(
    advisor: str,
    cycle: int,
    day: date,
    standings: Mapping[str, Standing],
    programs: Mapping[str, Mapping[str, Any]],
    diff: ReleaseDiff,
    told: Told,
    checks: Sequence[str] = (),
    refusals: Sequence[Refusal] = (),
) -> Digest:
    """The digest of one advisor. `programs` are those of the release served and, of what has gone, of the one before.

    A deadline is news when it comes within 14 days and once more within 3; what was told and still holds (a file that
    cannot be read, a check that warns) is repeated beside other news, but is none itself.
    """
    digest = Digest(advisor, cycle, day)
    _tell_refusals(digest, refusals, told)
    _tell_files(digest, standings, told)
    _tell_changes(digest, standings, programs, diff, told)
    _tell_programs(digest, standings, programs, diff, told)
    _tell_lists(digest, standings, programs, diff, told)
    _tell_deadlines(digest, standings, programs, told)
    _tell_checks(digest, checks, told)
    edits = told.edits + sum(each.edits for each in standings.values())
    if edits:
        word = "entry" if edits == 1 else "entries"
        digest.add(
            "Your own entries", [Item(f"{edits} {word} read from your workbooks since the last digest, all kept.")]
        )
    return digest


def remember(
    digest: Digest,
    standings: Mapping[str, Standing],
    programs: Mapping[str, Mapping[str, Any]],
    release: str,
    told: Told,
    checks: Sequence[str],
    refusals: Sequence[Refusal],
) -> Told:
    """What is told once this digest is out. Without news nothing went out, so that the entries read add up."""
    edits = 0 if digest.news else told.edits + sum(each.edits for each in standings.values())
    return Told(
        release,
        {applicant_id: list(each.recommended) for applicant_id, each in sorted(standings.items())},
        {key: stage for key, _, _, stage, _ in _deadlines(digest, standings, programs)},
        _problems(standings),  # what was mended and breaks again is news again
        list(checks),
        max([told.refusal, *(each.night for each in refusals)]),
        edits,
        told.unsent,
    )


def _problems(standings: Mapping[str, Standing]) -> list[str]:
    return sorted({problem for each in standings.values() for problem in each.problems})


def _place(program: Mapping[str, Any] | None, program_id: str) -> str:
    if program is None:
        return program_id
    where = ", ".join(str(program[name]) for name in ("specialty", "city", "state") if program.get(name))
    return f"{program.get('name') or program_id} ({where})"


def _concerned(standings: Mapping[str, Standing], program_id: str, told: Told) -> list[str]:
    """For whom a program matters, with its standing; it also matters to those to whom it was recommended before."""
    found = []
    for applicant_id, standing in sorted(standings.items()):
        words = standing.words(program_id)
        if program_id in told.recommended.get(applicant_id, ()) and program_id not in standing.recommended:
            now = "now excluded" if program_id in standing.refused else words
            words = f"was recommended, {now}" if now else "was recommended"
        if words:
            found.append(f"{applicant_id} ({words})")
    return found


def _tell_refusals(digest: Digest, refusals: Sequence[Refusal], told: Told) -> None:
    new = [each for each in refusals if each.night > told.refusal]
    items = []
    for each in new:
        day = f"{each.night[:4]}-{each.night[4:6]}-{each.night[6:8]}"
        head = f"The catalog of {day} was refused by its checks. Your files stay as they were; a steward looks into it."
        items.append(Item(head, tuple(Line(reason, "warn") for reason in each.reasons[:3])))
    digest.add("Refused", items, f"{plural(len(new), 'refused night')}" if new else "")


def _tell_files(digest: Digest, standings: Mapping[str, Standing], told: Told) -> None:
    problems = _problems(standings)
    new = [each for each in problems if each not in told.problems]
    news = plural(len(new), "file") + " to look at" if new else ""
    digest.add("Files that need you", [Item(problem) for problem in problems], news)


def _tell_changes(
    digest: Digest,
    standings: Mapping[str, Standing],
    programs: Mapping[str, Mapping[str, Any]],
    diff: ReleaseDiff,
    told: Told,
) -> None:
    by_program: dict[str, list[FactChange]] = {}
    for change in diff.changed:
        by_program.setdefault(change.program_id, []).append(change)
    found: list[tuple[int, str, Item]] = []
    facts = 0
    for program_id, changes in by_program.items():
        concerned = _concerned(standings, program_id, told)
        if not concerned:
            continue
        lines = [Line(f"For {'; '.join(concerned)}")]
        for change in changes:
            facts += 1
            lines += _change_lines(change)
        place = _place(programs.get(program_id), program_id)
        found.append((-len(concerned), place, Item(place, tuple(lines))))
    found.sort(key=lambda each: each[:2])
    digest.add("Facts that changed", [item for _, _, item in found], plural(facts, "changed fact") if facts else "")


def _change_lines(change: FactChange) -> list[Line]:
    title = "IMG share" if change.field == "img_share" else FACT_TITLES.get(change.field, change.field)
    old, new = _value(change.field, change.old_value), _value(change.field, change.new_value)
    lines = [Line(f"{title}: {old} → {new}", "", change.url or "")]
    if change.old_quote and change.old_quote != change.new_quote:
        lines.append(Line(f"was: “{_cut(change.old_quote)}”", "old"))
    if change.new_quote:
        lines.append(Line(f"now: “{_cut(change.new_quote)}”", "new"))
    return lines


def _value(name: str, value: str | None) -> str:
    if value is None:
        return "not stated"
    if name == "img_share":
        return f"{float(value):.0%}"
    return {"true": "yes", "false": "no"}.get(value, value)


def _cut(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= MOST_QUOTE else text[:MOST_QUOTE] + " …"


def _tell_programs(
    digest: Digest,
    standings: Mapping[str, Standing],
    programs: Mapping[str, Mapping[str, Any]],
    diff: ReleaseDiff,
    told: Told,
) -> None:
    added = []
    for program_id in diff.added:
        lines = []
        for applicant_id, standing in sorted(standings.items()):
            words = standing.words(program_id)
            if words is None and program_id in standing.further:
                words = f"further down the order, {standing.further[program_id]}"
            if words:
                lines.append(f"{applicant_id} ({words})")
        if lines:
            program = programs.get(program_id)
            url = str((program or {}).get("url") or "")
            added.append(Item(_place(program, program_id), (Line(f"For {'; '.join(lines)}", "", url),)))
    digest.add("New programs", added, plural(len(added), "new program") if added else "")
    gone = [
        Item(_place(programs.get(program_id), program_id), (Line(f"For {'; '.join(concerned)}", "warn"),))
        for program_id in diff.gone
        if (concerned := _concerned(standings, program_id, told))
    ]
    digest.add("Gone from the catalog", gone, plural(len(gone), "program") + " gone" if gone else "")


def _tell_lists(
    digest: Digest,
    standings: Mapping[str, Standing],
    programs: Mapping[str, Mapping[str, Any]],
    diff: ReleaseDiff,
    told: Told,
) -> None:
    items, moved, fresh = [], 0, 0
    for applicant_id, standing in sorted(standings.items()):
        if applicant_id not in told.recommended:
            fresh += 1
            count = plural(len(standing.recommended), "program")
            items.append(Item(f"{applicant_id}: the first list is ready, {count} recommended"))
            continue
        before = told.recommended[applicant_id]
        came = [each for each in standing.recommended if each not in before]
        went = [each for each in before if each not in standing.recommended]
        if not came and not went:
            continue
        moved += 1
        lines = [
            Line(f"in: {_place(programs.get(each), each)}, {standing.recommended[each]}", "new")
            for each in came[:MOST_ITEMS]
        ]
        for each in went[:MOST_ITEMS]:
            if each in standing.refused:
                where = standing.refused[each]
            elif each in standing.waiting or each in standing.further:
                where = "next in line"
            else:
                where = "gone from the catalog" if each in diff.gone else "no longer asked for"
            lines.append(Line(f"out: {_place(programs.get(each), each)}: {where}", "old"))
        items.append(Item(f"{applicant_id}: {len(came)} in, {len(went)} out", tuple(lines)))
    if fresh:
        digest.news.append(plural(fresh, "first list"))
    digest.add("Recommendations", items, f"{plural(moved, 'list')} moved" if moved else "")


def _deadlines(
    digest: Digest, standings: Mapping[str, Standing], programs: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, date, str, int, list[str]]]:
    """(key, day, what, 14 or 3, for whom) of the dates ahead, the next first."""
    last = digest.day + timedelta(days=AHEAD_DAYS)
    found: list[tuple[str, date, str, int, list[str]]] = []
    concerned: dict[str, list[str]] = {}
    for applicant_id, standing in sorted(standings.items()):
        for program_id in dict.fromkeys([*standing.recommended, *standing.tracked]):
            decision, status = standing.tracked.get(program_id, ("", ""))
            if decision not in _DROPPED and status not in _DONE:
                words = f"{applicant_id} ({status or decision})" if status or decision else applicant_id
                concerned.setdefault(program_id, []).append(words)
    for program_id, who in concerned.items():
        program = programs.get(program_id)
        stated = (program or {}).get("application_deadline")
        due = deadline_in_cycle(stated, digest.cycle) if stated else None
        if due is not None and digest.day <= due <= last:
            key = f"{program_id}|{due.isoformat()}"
            found.append((key, due, _place(program, program_id), _stage(digest.day, due), who))
    season = season_of(digest.cycle)
    for title, due in (
        ("ERAS opens", season.eras_opens),
        ("Applicants may submit", season.applicants_submit),
        ("Programs may review applications", season.programs_review),
        ("Match Week begins", season.match_week_start),
        ("ERAS closes", season.eras_closes),
    ):
        if due is not None and digest.day <= due <= last:
            found.append((f"{title}|{due.isoformat()}", due, title, _stage(digest.day, due), []))
    return sorted(found, key=lambda each: (each[1], each[2]))


def _stage(day: date, due: date) -> int:
    return URGENT_DAYS if (due - day).days <= URGENT_DAYS else AHEAD_DAYS


def _tell_deadlines(
    digest: Digest, standings: Mapping[str, Standing], programs: Mapping[str, Mapping[str, Any]], told: Told
) -> None:
    items, new = [], 0
    for key, due, what, stage, who in _deadlines(digest, standings, programs):
        new += stage < told.deadlines.get(key, AHEAD_DAYS + 1)
        days = (due - digest.day).days
        left = "today" if days == 0 else f"in {plural(days, 'day')}"
        lines = (Line(f"For {'; '.join(who)}"),) if who else ()
        items.append(Item(f"{due.isoformat()}, {left}: {what}", lines))
    news = plural(new, "deadline") + " ahead" if new else ""
    digest.add(f"Deadlines within {AHEAD_DAYS} days", items, news)


def _tell_checks(digest: Digest, checks: Iterable[str], told: Told) -> None:
    checks = list(checks)
    new = [each for each in checks if each not in told.checks]
    news = plural(len(new), "check") + " with a warning" if new else ""
    digest.add("Checks of the catalog that warn", [Item(each) for each in checks], news)


# --- how it looks ----------------------------------------------------------------------------------------------------


def render_html(digest: Digest) -> str:
    """The digest as one page, fit for a phone, a mail program and paper."""
    body = [
        "<main>",
        f"<h1>Digest of {digest.day:%A, %B} {digest.day.day}, {digest.day.year}</h1>",
        f'<p class="small">For {escape(digest.advisor)}, cycle {digest.cycle}: {escape(", ".join(digest.news))}.</p>',
    ]
    for title, items in digest.sections:
        body += ["<section>", f"<h2>{escape(title)}</h2>", "<ul>"]
        for item in items:
            body.append(f"<li><strong>{escape(item.head)}</strong>" if item.lines else f"<li>{escape(item.head)}")
            for line in item.lines:
                text = escape(line.text) + (f" {link(line.url, 'page')}" if line.url else "")
                body.append(f"<blockquote>{text}</blockquote>" if line.kind in ("old", "new") else f"<div>{text}</div>")
            body.append("</li>")
        body += ["</ul>", "</section>"]
    body += ["</main>", f"<footer><p>{escape(_closing(digest))}</p></footer>"]
    return frame(f"Digest {digest.day.isoformat()}, cycle {digest.cycle}", "\n".join(body))


def render_text(digest: Digest) -> str:
    """The same as plain text, for mail programs that show no HTML."""
    lines = [f"Digest of {digest.day.isoformat()} for {digest.advisor}, cycle {digest.cycle}", ""]
    for title, items in digest.sections:
        lines += [title.upper(), ""]
        for item in items:
            lines.append(f"* {_one_line(item.head)}")
            for line in item.lines:
                lines.append(f"    {_one_line(line.text)}")
                if line.url:
                    lines.append(f"    {_one_line(line.url)}")
        lines.append("")
    return "\n".join([*lines, _closing(digest), ""])


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _closing(digest: Digest) -> str:
    return (
        f"The workbooks and pages lie in outbox/{digest.cycle}/{digest.advisor}/. Applicants are named by their ids "
        "only. Facts are as read from the programs' pages: confirm before applying."
    )
