"""From a page to its rosters: residents counted by class year, track and school.

Names are read to tell residents apart, and dropped here: no Roster and no error holds one. The wording of lines belongs
to `transforms/rosters/wording.py`, the markup to `transforms/rosters/lines.py`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

from transforms.model import Page, Roster, RosterCount
from transforms.rosters import wording
from transforms.rosters.lines import IMAGE, PSEUDO_HEADING, TOOLTIP, Line, is_head_row, read_lines, squeeze
from transforms.schools import classify_school

ALL_CLASSES = "all"
MINIMUM_ENTRIES = 2
SPARSE_CHARACTERS = 200  # of visible text; a page below it is drawn by its scripts
_HINT = re.compile(rb"resident|house ?staff|pgy|interns?\b|class of|trainee", re.IGNORECASE)
_GAP = re.compile(r"\t+|\s{3,}")
_COLUMN_MARK = re.compile(r"\s*[|\u2022\u00b7]\s*|\s+/\s+")
_ROSTER_ADDRESS = re.compile(
    r"/[\w-]*(?<!former-)(?<!past-)(?:residents|house-?staff|interns)(?:\.\w+)?/?(?:[?#].*)?$", re.IGNORECASE
)
_ONE_CHIEF = re.compile(r"^\W*(?:administrative |academic |co-)?chief(?: resident)?\W*$", re.IGNORECASE)
_FELLOWSHIP = re.compile(r"\bfellowships?\W*$", re.IGNORECASE)
_SCHOOLISH = re.compile(rb"universi|college|school|medic|MBBS|M\.?D\b|D\.?O\b", re.IGNORECASE)


@dataclass(slots=True)
class _Context:
    """What the headings above a line say."""

    is_skipped: bool = False
    is_fellowship: bool = False
    is_roster: bool = False
    class_year: str | None = None
    track: str | None = None
    specialty: str | None = None
    heading: str = ""


@dataclass(slots=True)
class _Entry:
    key: str
    context: _Context
    line: int
    school: str | None = None
    is_labelled: bool = False
    is_other: bool = False  # faculty, staff or fellow by the role below the name
    is_bare: bool = False  # a name like `Georgetown` without a word that makes it a school
    class_year: str | None = None
    track: str | None = None


def parse_rosters(page: Page, body: bytes, aliases: Mapping[str, Any] | None = None) -> list[Roster]:
    """The rosters of current residents on a page; none for pages of faculty, alumni or fellows.

    One per specialty where the page's headings name several. `entries` counts residents seen, `with_school` those whose
    school could be read, whether or not the gazetteer knows it.
    """
    lines = _page_lines(page, body)
    if not lines:
        return []
    contexts = _contexts(lines, page.title, page.url)
    entries = _entries(lines, contexts)
    entries = _merge_repeated([entry for entry in entries if not entry.is_other])
    _name_ranks(entries)
    if len(entries) < MINIMUM_ENTRIES:
        return []
    if sum(1 for entry in entries if entry.school) < 0.5 * len(entries):
        for entry in entries:  # where most show no school, a lone `Georgetown` is a hometown
            entry.school = None if entry.is_bare else entry.school
    named = {entry.context.specialty for entry in entries if entry.context.specialty}
    groups: dict[str | None, list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.context.specialty if len(named) > 1 else None].append(entry)
    return [_count(page, name, group, aliases) for name, group in groups.items()]


def _page_lines(page: Page, body: bytes) -> list[Line]:
    if page.content_kind in ("pdf", "text", "json"):
        return _text_lines(page) if _HINT.search(page.text.encode()) else []
    if not (_HINT.search(body) and _SCHOOLISH.search(body)):
        return []
    lines = _split_lists(_piped_rows(read_lines(body, wording.is_section)))
    if sum(len(line.text) for line in lines) < SPARSE_CHARACTERS and len(page.text) > SPARSE_CHARACTERS:
        return _text_lines(page)  # the text came out of a script
    return lines


def _text_lines(page: Page) -> list[Line]:
    """Lines of a page without markup; wide gaps part columns."""
    texts = [squeeze(_GAP.sub(" | ", raw.strip())) for raw in page.text.splitlines()]
    plain = [Line(text, PSEUDO_HEADING if wording.is_section(text) else 0, "text") for text in texts if text]
    return _split_lists(_piped_rows(plain))


def _piped_rows(lines: list[Line]) -> list[Line]:
    """Lines below a head of columns (`Name | Hometown | Medical School`) as rows of a table."""
    heads: list[str] = []
    rows: list[Line] = []
    for line in lines:
        parts = [part.strip() for part in _COLUMN_MARK.split(line.text)] if line.cells is None else []
        is_head = len(parts) >= 2 and is_head_row(parts) and wording.label_only(line.text) is None
        if is_head and not any(wording.person(part) for part in parts):
            heads = [part.lower() for part in parts]
            continue
        if heads and len(parts) == len(heads):
            rows.append(Line(line.text, 0, "row", dict(zip(heads, parts, strict=True))))
            continue
        rows.append(line)
    return rows


def _split_lists(lines: list[Line]) -> list[Line]:
    """One line per resident where a paragraph lists several, be it behind its class year (`PGY-1: ...`)."""
    split: list[Line] = []
    for line in lines:
        if line.cells is not None or line.level or not ("; " in line.text or ")" in line.text):
            split.append(line)
            continue
        head, _, rest = line.text.partition(": ")
        parts = wording.split_people(rest) if rest and wording.is_class_line(head) else []
        if len(parts) > 1:
            split.append(Line(head, PSEUDO_HEADING, line.signature))
        split.extend(Line(part, 0, line.signature) for part in (parts[1:] and parts) or wording.split_people(line.text))
    return split


def _contexts(lines: list[Line], title: str, url: str = "") -> list[_Context]:
    """The context of each line, from a stack of the headings above it."""
    base = _Context(
        is_skipped=wording.is_skipped_section(title) or wording.is_fellowship(title),
        is_fellowship=wording.is_fellowship(title),
        is_roster=wording.is_resident_section(title)
        or bool(_ROSTER_ADDRESS.search(url))
        or sum(wording.is_class_line(line.text) for line in lines) >= 3,
        heading=title,
    )
    stack: list[tuple[int, _Context]] = []
    contexts = []
    oldest: int | None = None
    for number_of_line, line in enumerate(lines):
        above = stack[-1][1] if stack else base
        if line.level and line.cells is None:
            text = line.text
            if line.level == PSEUDO_HEADING and (
                _ONE_CHIEF.match(text) or (wording.is_role_of_others(text) and _is_below_a_name(lines, number_of_line))
            ):
                contexts.append(above)  # a role in a card
                continue
            year = wording.class_year(text) if wording.is_class_line(text) or _opens_class(text) else None
            if year and _repeats_class(lines, number_of_line, year, above):
                contexts.append(above)
                continue
            is_skipped = wording.is_skipped_section(text) or (line.level <= 4 and bool(_FELLOWSHIP.search(text)))
            is_roster = wording.is_resident_section(text)
            if wording.person(text) is not None or (wording.label_only(text) and not year):
                contexts.append(above)
                continue
            if year and year.startswith("Class of") and above.is_skipped and not is_roster:
                number = int(year[-4:])
                if oldest is None or number < oldest or (stack and line.level > stack[-1][0]):
                    is_skipped = True
            if year or is_skipped or is_roster or line.level <= 3:
                level = line.level
                while stack and (stack[-1][0] > level or stack[-1][0] == level):
                    stack.pop()
                above = stack[-1][1] if stack else base
            if year or is_skipped or is_roster or wording.track(text) or wording.specialty(text):
                if year and year.startswith("Class of") and not is_skipped and not above.is_skipped:
                    number = int(year[-4:])
                    oldest = number if oldest is None else min(oldest, number)
                opened = _Context(
                    is_skipped=is_skipped
                    or (above.is_skipped and not (is_roster and not is_skipped and _may_reopen(above, text))),
                    is_fellowship=(is_skipped and wording.is_fellowship(text))
                    or (above.is_fellowship and not is_roster),
                    is_roster=above.is_roster or is_roster or bool(year),
                    class_year=year or above.class_year,
                    track=wording.track(text) or above.track,
                    specialty=wording.specialty(text) or above.specialty,
                    heading=text if (is_roster or year) else above.heading,
                )
                stack.append((line.level, opened))
                above = opened
        contexts.append(above)
    return contexts


def _may_reopen(above: _Context, text: str) -> bool:
    """Whether a heading ends a part that is skipped: in one of fellows only one that says `residents`."""
    return not above.is_fellowship or re.search(r"resident|intern|house ?staff", text, re.IGNORECASE) is not None


def _repeats_class(lines: list[Line], number: int, year: str, above: _Context) -> bool:
    """Whether a line says by year of graduation what the heading just above it says by year of training."""
    return (
        year.startswith("Class of")
        and number > 0
        and (above.class_year or "").startswith("PGY-")
        and wording.class_year(lines[number - 1].text) == above.class_year
        and number + 1 < len(lines)
        and not wording.is_class_line(lines[number + 1].text)
    )


def _is_below_a_name(lines: list[Line], number: int) -> bool:
    above = next((lines[place] for place in range(number - 1, -1, -1) if lines[place].signature != IMAGE), None)
    return above is not None and above.cells is None and wording.person(above.text) is not None


def _opens_class(text: str) -> bool:
    return len(text) < 70 and wording.is_resident_section(text) and wording.class_year(text) is not None


@dataclass(slots=True)
class _Reading:
    """What one line says, read once."""

    person: str | None = None
    school: str | None = None
    fields: list[tuple[str, str]] = field(default_factory=list)
    label: str | None = None
    is_class: bool = False
    has_degree: bool = False


def _read(line: Line) -> _Reading:
    if line.cells is not None:
        return _read_row(line.cells)
    text = line.text
    if label := wording.label_only(text):
        return _Reading(label=label)
    if fields := wording.labelled(text):
        names = [wording.person(value) for kind, value in fields if kind == "name"]
        return _Reading(person=names[0] if names else None, fields=[f for f in fields if f[0] != "name"])
    if wording.is_class_line(text):
        return _Reading(is_class=True)
    if (key := wording.person(text)) is not None and not wording.is_skipped_section(text):
        return _Reading(person=key, has_degree=wording.has_degree(text))
    if len(text) <= 220 and (both := wording.person_and_school(text)):
        year = wording.inline_class(text)
        return _Reading(person=both[0], school=both[1], fields=[("class", year)] if year else [])
    shorter = wording.strip_class(text)
    if shorter != text and (key := wording.person(shorter)) is not None:
        return _Reading(person=key, has_degree=wording.has_degree(shorter), fields=[("class", text)])
    return _Reading()


def _read_row(cells: dict[str, str]) -> _Reading:
    reading = _Reading()
    kinds = {head: wording.column_kind(head) for head in cells}
    found: dict[str, str] = {}
    for head, text in cells.items():
        kind = kinds[head]
        if not text:
            continue
        if kind == "name":
            reading.person = reading.person or wording.person(text) or _plain_name(text)
            if (year := wording.class_in_name(text)) is not None:
                reading.fields.append(("class", year))
        elif kind == "class":
            reading.fields.append(("class", _class_cell(text)))
        elif kind == "track":
            reading.fields.append(("track", text))
        elif kind == "other" and wording.is_class_line(text):
            reading.fields.append(("class", text))
        else:
            found.setdefault(kind, text)
    if "first" in found or "last" in found:
        reading.person = f"{found.get('first', '')} {found.get('last', '')}".strip().lower()
    has_schools = "school" in kinds.values()
    value = found.get("school")
    if not has_schools:
        value = next(
            (found[kind] for kind in ("education", "university") if wording.reads_as_school(found.get(kind, ""))), None
        )
        college = found.get("college", "")
        if value is None and wording.is_medical(college) and wording.reads_as_school(college):
            value = college
    if reading.person is None and (value or has_schools):
        for head, text in cells.items():
            if kinds[head] in ("other", "name") and (key := wording.person(text)) is not None:
                reading.person = key
                break
    if value:
        reading.fields.append(("school", value))
    return reading


def _plain_name(text: str) -> str | None:
    """What stands in a column of names is one, odd as it may look; a note across the table is none."""
    return None if len(text) > 60 or wording.is_section(text) else text.lower()


def _class_cell(text: str) -> str:
    if wording.class_year(text):
        return text
    return f"PGY-{text}" if text.isdigit() and len(text) == 1 else f"Class of {text}"


def _entries(lines: list[Line], contexts: list[_Context]) -> list[_Entry]:
    usable = [number for number, context in enumerate(contexts) if context.is_roster and not context.is_skipped]
    readings = {number: _read(lines[number]) for number in usable}
    starts = _starts(lines, usable, readings)
    if not starts:
        return []
    told = _portrait_schools(lines, usable, readings)
    collect = partial(_collect, lines, contexts, readings, starts, _class_fields(lines, usable, readings, starts))
    entries = collect(usable)
    place = usable.index(min(starts))
    above = usable[place - 1] if place else None
    if above is not None and not lines[above].level and wording.reads_as_school(lines[above].text):
        turned = collect(usable[::-1])[::-1]  # schools may stand above the names
        if sum(1 for entry in turned if entry.school) > sum(1 for entry in entries if entry.school):
            entries = turned
    for entry in entries:
        if entry.school is None and entry.key in told:
            entry.school = told[entry.key]
    return entries


def _portrait_schools(lines: list[Line], usable: list[int], readings: dict[int, _Reading]) -> dict[str, str]:
    """Key of a resident -> the school that the portrait's text names beside the name."""
    return {
        reading.person: reading.school
        for number in usable
        if lines[number].signature == IMAGE and (reading := readings[number]).person and reading.school
    }


def _collect(
    lines: list[Line],
    contexts: list[_Context],
    readings: dict[int, _Reading],
    starts: set[int],
    fields: set[int],
    order: list[int],
) -> list[_Entry]:
    """Entries, each with the lines that follow its name in the given order."""
    entries: list[_Entry] = []
    entry: _Entry | None = None
    pending: str | None = None
    previous: _Context | None = None
    for number in order:
        line, reading, context = lines[number], readings[number], contexts[number]
        if context is not previous and context != previous:
            entry = entry if reading.is_class and number in fields else None
            previous = context
        if number in starts:
            entry = _Entry(reading.person or "", context, number)
            entries.append(entry)
            pending = None
            if reading.school:
                entry.school, entry.is_labelled = reading.school, True
            _take_fields(entry, reading.fields)
            continue
        if entry is None or line.signature == IMAGE:
            continue
        if line.signature == TOOLTIP:
            if entry.school is None and wording.reads_as_school(line.text):
                entry.school, entry.is_bare = line.text, True
            continue
        if line.level and _ends_entry(line, reading, lines[entry.line]):
            entry = pending = None
            continue
        if wording.is_role_of_others(line.text) and reading.label is None and not reading.fields:
            entry.is_other = entry.is_other or (entry.school is None and entry.class_year is None)
            continue
        if reading.label is not None:
            pending = reading.label
            continue
        if pending is not None:
            _take_fields(entry, [(pending, line.text)])
            pending = None
            continue
        if reading.fields:
            _take_fields(entry, reading.fields)
        elif reading.is_class:
            if number in fields:
                year = wording.class_year(line.text)
                if year != "Chief" or entry.context.class_year is None:
                    entry.class_year = entry.class_year or year
                entry.track = entry.track or wording.track(line.text)
        else:
            _take_text(entry, line.text)
    return entries


def _ends_entry(line: Line, reading: _Reading, start: Line) -> bool:
    """Whether a heading within a resident's context belongs to the page again (`Contact Us`)."""
    if reading.label or reading.fields or reading.is_class or line.level == PSEUDO_HEADING:
        return False
    return line.level <= (start.level or PSEUDO_HEADING) and not wording.reads_as_school(line.text)


def _starts(lines: list[Line], usable: list[int], readings: dict[int, _Reading]) -> set[int]:
    """Lines that open a resident's entry: a name, in the part of the markup that holds names."""
    candidates: dict[str, list[int]] = defaultdict(list)
    for number in usable:
        if readings[number].person is not None and lines[number].signature != TOOLTIP:
            candidates[lines[number].signature].append(number)
    if not candidates:
        return set()
    for place, number in enumerate(usable[:-1]):
        line, reading, beside = lines[number], readings[number], readings[usable[place + 1]]
        if reading != _Reading() or len(candidates.get(line.signature, ())) < 2:
            continue
        has_school_below = beside.label or beside.fields or wording.reads_as_school(lines[usable[place + 1]].text)
        if has_school_below and beside.person is None and (key := wording.person(line.text, may_be_listed=True)):
            reading.person = key  # a resident who bears the name of a school
            candidates[line.signature] = sorted([*candidates[line.signature], number])
    order = {number: place for place, number in enumerate(usable)}
    people = sorted(number for numbers in candidates.values() for number in numbers)
    following = dict(zip(people, [*people[1:], None], strict=True))
    scores: dict[str, int] = {}
    scored: set[int] = set()
    for signature, numbers in candidates.items():
        score = 0
        for number in numbers:
            reading = readings[number]
            if reading.school or reading.has_degree or any(kind == "school" for kind, _ in reading.fields):
                score += 1
                scored.add(number)
                continue
            last = following[number]
            stop = order[last] if last is not None else min(order[number] + 12, len(usable))
            for place in range(order[number] + 1, min(stop, order[number] + 12)):
                beside = readings[usable[place]]
                if (
                    beside.label == "school"
                    or any(kind == "school" for kind, _ in beside.fields)
                    or (
                        not beside.fields and not beside.is_class and wording.reads_as_school(lines[usable[place]].text)
                    )
                ):
                    score += 1
                    scored.add(number)
                    break
        scores[signature] = score
    if any(scores[signature] for signature in candidates if signature != IMAGE):
        candidates.pop(IMAGE, None)  # captions of portraits name residents only where no text does
    accepted: list[str] = []
    starts: set[int] = set()
    totals = Counter(lines[number].signature for number in usable)
    for signature in sorted(candidates, key=lambda name: (-scores[name], candidates[name][0])):
        numbers = _without_towns(candidates[signature], readings, scored)
        share = len(numbers) / totals[signature]
        if scores[signature] == 0 and (len(numbers) < 3 or share < 0.7):
            continue
        if starts and _stands_inside(numbers, starts, readings):
            continue
        if scores[signature] < 0.3 * len(numbers) and share < 0.7:
            continue
        accepted.append(signature)
        starts.update(numbers)
    return starts


def _without_towns(numbers: list[int], readings: dict[int, _Reading], scored: set[int]) -> list[int]:
    """Names of one signature without the towns that look like names: by degrees, or by taking turns with them."""
    with_degree = [number for number in numbers if readings[number].has_degree or readings[number].school]
    bare = [number for number in numbers if number not in set(with_degree)]
    if len(with_degree) >= 0.5 * len(numbers):
        are_towns = len(bare) >= 0.6 * len(with_degree) and len(numbers) >= 6
        return with_degree if are_towns else [n for n in numbers if n in scored or n in set(with_degree)]
    flags = [number in scored for number in numbers]
    turns = sum(1 for one, other in pairwise(flags) if one != other)
    if len(numbers) >= 6 and turns >= 0.8 * (len(numbers) - 1):
        return [number for number, flag in zip(numbers, flags, strict=True) if flag == flags[0]]
    return numbers


def _stands_inside(numbers: list[int], starts: set[int], readings: dict[int, _Reading]) -> bool:
    """Whether name-like lines are a field within entries (a hometown, a mentor): about one after each name."""
    ordered = sorted(starts)
    owners: Counter[int] = Counter()
    for number in numbers:
        before = [start for start in ordered if start < number]
        if before and number - before[-1] <= 8 and not readings[number].school:
            owners[before[-1]] += 1
    inside = sum(1 for count in owners.values() if count == 1)
    return inside >= 0.6 * len(numbers)


def _class_fields(lines: list[Line], usable: list[int], readings: dict[int, _Reading], starts: set[int]) -> set[int]:
    """Class lines that stand within entries, after the name, and are no headings of groups."""
    first = min(starts)
    by_signature: dict[str, list[int]] = defaultdict(list)
    for number in usable:
        if readings[number].is_class:
            by_signature[lines[number].signature].append(number)
    fields: set[int] = set()
    for numbers in by_signature.values():
        if numbers[0] > first and len(numbers) >= 0.5 * len(starts):
            fields.update(numbers)
    return fields


def _take_fields(entry: _Entry, fields: list[tuple[str, str]]) -> None:
    for kind, value in fields:
        if not value:
            continue
        if kind == "school" and not entry.is_labelled:
            if len(value) > 1 and not re.fullmatch(r"(?i)\W*(?:n/?a|tba|tbd|none|unknown|-+)\W*", value):
                entry.school, entry.is_labelled = value, True
        elif kind == "education" and entry.school is None and wording.reads_as_school(value):
            entry.school = value
        elif kind == "class":
            entry.class_year = entry.class_year or wording.class_year(value)
        elif kind == "track":
            entry.track = entry.track or wording.track(value) or value[:60]


def _take_text(entry: _Entry, text: str) -> None:
    if entry.is_labelled:
        return
    if len(text) <= 200:
        text = wording.without_town(re.sub(r"^[^\w(]+", "", text))
        if (year := wording.inline_class(text)) is not None:
            entry.class_year = entry.class_year or wording.class_year(year)
            text = re.sub(rf"^\W*{re.escape(year)}\W*(?=\w{{2}})", "", text)
    if len(text) > 100 or text.count(" ") > 14:
        if entry.school is None and (school := wording.school_in_prose(text)):
            entry.school = school
        return
    text = re.sub(r"^\W+", "", text)
    if entry.is_bare and wording.has_school_word(text):
        entry.school, entry.is_bare = None, False  # what stood above was a town
    if (shorter := wording.strip_class(text)) != text:
        entry.class_year = entry.class_year or wording.class_year(text)
        text = shorter
    if (school := wording.school_in_prose(text)) is not None:
        entry.school = entry.school or school
    elif entry.school is None and wording.reads_as_school(text):
        entry.school = text
        entry.is_bare = not wording.has_school_word(text)


def _merge_repeated(entries: list[_Entry]) -> list[_Entry]:
    """A resident listed twice (chiefs, a spotlight) counts once, in the class rather than among the chiefs."""
    kept: dict[tuple[str | None, str], _Entry] = {}
    for entry in entries:
        entry.class_year = entry.class_year or entry.context.class_year
        entry.track = entry.track or entry.context.track
        key = (entry.context.specialty, entry.key)
        other = kept.get(key)
        if other is None:
            kept[key] = entry
            continue
        if other.class_year in (None, "Chief") and entry.class_year not in (None, "Chief"):
            other.class_year, other.track = entry.class_year, entry.track
        if other.school is None or (entry.is_labelled and not other.is_labelled):
            other.school = entry.school or other.school
    return list(kept.values())


def _name_ranks(entries: list[_Entry]) -> None:
    """`Juniors` and `Seniors` are classes of their own only beside classes that are counted by year."""
    years = {entry.class_year for entry in entries}
    numbers = [int(year[4:]) for year in years if year and year.startswith("PGY-")]
    if "Junior" in years and "Senior" in years and numbers == [1]:
        ranks = {"Junior": "PGY-2", "Senior": "PGY-3"}
    else:
        top = max(numbers, default=0)
        ranks = {"Senior": f"PGY-{top + 1}"} if "Junior" not in years and top >= 2 else {}
    for entry in entries:
        if entry.class_year in ("Junior", "Senior"):
            entry.class_year = ranks.get(entry.class_year)


def _count(page: Page, name: str | None, entries: list[_Entry], aliases: Mapping[str, Any] | None) -> Roster:
    counts: Counter[tuple[str, str | None, str, str, str | None]] = Counter()
    unknown: list[str] = []
    with_school = 0
    keys = [entry.key for entry in entries]
    for entry in entries:
        if entry.school is None:
            continue
        verdict = classify_school(entry.school, aliases)
        if verdict.canonical is None and wording.names_somebody(entry.school, keys):
            continue
        with_school += 1
        school = verdict.canonical or squeeze(entry.school)
        if verdict.school_class == "unknown":
            unknown.append(squeeze(entry.school))
        counts[(entry.class_year or ALL_CLASSES, entry.track, school, verdict.school_class, verdict.country)] += 1
    quote, start = _quote(page, entries)
    rows = sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2], item[0][4] or ""))
    return Roster(
        entries=len(entries),
        with_school=with_school,
        counts=tuple(RosterCount(*key, residents=residents) for key, residents in rows),
        unknown_schools=tuple(unknown),
        quote=quote,
        start=start,
        end=start + len(quote),
        scope_specialty=name,
    )


def _quote(page: Page, entries: list[_Entry]) -> tuple[str, int]:
    """The roster's heading as it stands in the page's text; never a line with a name."""
    headings = dict.fromkeys([*(entry.context.heading for entry in entries), page.title])
    for heading in headings:
        if heading and wording.person(heading) is None:
            words = r"\s+".join(re.escape(word) for word in heading.split())
            if match := re.search(words, page.text):
                return match[0], match.start()
    for match in re.finditer(r"[^\n]+", page.text):  # the heading may have been joined to other words
        line = match[0].strip()
        is_heading = wording.is_resident_section(line) or wording.is_class_line(line)
        is_nobody = wording.person(line) is None and wording.person_and_school(line) is None
        if is_heading and is_nobody and not wording.has_degree(line):
            return line, match.start() + match[0].index(line)
    return "", 0
