"""What each fictional program is and says: identity, kind of site, wordings chosen, and the truth that follows.

Everything is drawn from (seed, index) alone, so that any program can be planned without the others. How pages look
belongs in `pages.py`; the sentences in `sentences.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from random import Random

from demo.residents import TRAINING_YEARS, RosterPlan, plan_roster
from demo.sentences import ASIDES, WORDINGS
from demo.wordings import NUMBER_WORDS, TOPICS, Said, Wording, fill
from reference.tables import specialties

DATA = Path(__file__).parent / "data"
CYCLE = 2027  # the Match year that the demo's current pages speak of
OLD_CYCLE = 2023

KINDS = (
    "static",
    "wordpress",
    "faq_details",
    "faq_buttons",
    "table",
    "definitions",
    "cards",
    "pdf",
    "split",
    "json_ld",
    "data_attribute",
    "embedded_json",
)
# Kind -> the failure that a crawler should report; None where the pages are still to be read.
MISBEHAVIOURS: dict[str, str | None] = {
    "slow": "timeout",
    "flaky_500": None,
    "reset": "reset",
    "robots_disallow": "robots",
    "huge_body": "too_large",
    "wrong_charset": None,
    "redirect_loop": "redirect_loop",
    "gone_404": "gone",
    "gone_410": "gone",
    "refused": "refused",
    "unsafe_redirect": "unsafe_address",
    "server_error": "server_error",
    "blocked": "blocked",
    "not_html": "not_html",
}
# Order in which institutions open programs; the rarer specialties come to the larger institutions.
SPECIALTIES = (
    "Internal Medicine",
    "Family Medicine",
    "Psychiatry",
    "Surgery",
    "Pediatrics",
    "Neurology",
    "Emergency Medicine",
    "Pathology",
    "Anesthesiology",
    "Obstetrics and Gynecology",
    "Diagnostic Radiology",
    "Physical Medicine and Rehabilitation",
)
INSTITUTION_SIZES = (1, 4, 2, 3, 1, 2, 3)  # programs of institutions in turn; their mean sets how many there are
SETTINGS = ("University-based", "Community-based", "Community-based university affiliated")
_SUFFIX = (
    "Medical Center",
    "University Hospital",
    "Regional Health System",
    "Community Hospital",
    "Memorial Hospital",
    "University School of Medicine",
    "General Hospital",
    "Health Network",
)

POLICIES: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "The institution accepts J-1 visas sponsored by ECFMG. It does not sponsor H-1B visas for residents.",
        {"visa_j1": "sponsors", "visa_h1b": "no"},
    ),
    ("H-1B visas are not sponsored for any residency of this institution.", {"visa_h1b": "no"}),
    (
        "Residents may train on a J-1 visa under ECFMG sponsorship or on an H-1B visa sponsored by the hospital.",
        {"visa_j1": "sponsors", "visa_h1b": "sponsors"},
    ),
    (
        "The J-1 visa is the only visa that the Office of Graduate Medical Education supports for residents.",
        {"visa_j1": "sponsors", "visa_h1b": "no"},
    ),
    (
        "J-1 sponsorship through ECFMG is accepted in every residency; an H-1B petition needs the approval of the "
        "designated institutional official and is granted in exceptional cases.",
        {"visa_j1": "sponsors", "visa_h1b": "conditional"},
    ),
    (
        "The hospital employs as residents only citizens and permanent residents of the United States; no visas of any "
        "type are sponsored.",
        {"visa_j1": "no", "visa_h1b": "no"},
    ),
    (
        "Residents from abroad enter on a J-1 visa sponsored by ECFMG. H-1B petitions are not filed for trainees. The "
        "ECFMG certificate must be valid before the first day of training.",
        {"visa_j1": "sponsors", "visa_h1b": "no", "ecfmg_by": "start"},
    ),
    (
        "The hospital sponsors H-1B visas for residents who have passed USMLE Step 3 before the rank list is due; J-1 "
        "visas are sponsored by ECFMG.",
        {"visa_j1": "sponsors", "visa_h1b": "conditional", "step3_required": "h1b"},
    ),
)


@dataclass(frozen=True, slots=True)
class Institution:
    index: int
    name: str
    city: str
    state: str
    code: str
    policy: int | None  # index into POLICIES, where the institution publishes one
    first_program: int
    size: int


@dataclass(frozen=True, slots=True)
class Program:
    """One program's identity. `program_id` is its ACGME-like code."""

    index: int
    program_id: str
    name: str
    specialty: str
    institution: Institution
    kind: str
    misbehaves: str | None
    setting: str
    places: int
    years: int


@dataclass(slots=True)
class Content:
    """What a program says, page by page key; `extra` are the second versions that disagree."""

    said: dict[str, list[Said]]  # page key -> wordings on it
    asides: dict[str, str]
    names_season: bool
    extra: dict[str, list[Said]] = field(default_factory=dict)
    roster: RosterPlan | None = None
    numbers: dict[str, object] = field(default_factory=dict)


@cache
def _cities() -> list[tuple[str, str]]:
    with (DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
        return [(row["city"], row["state"]) for row in csv.DictReader(file)]


@lru_cache(maxsize=8)
def list_institutions(seed: int, programs: int) -> tuple[Institution, ...]:
    """Institutions that together hold at least `programs` programs."""
    rng = Random(f"{seed}:institutions")
    starts, ends = ((DATA / f"place_{part}.txt").read_text(encoding="utf-8").split() for part in ("starts", "ends"))
    names = [f"{start}{end}" for start in starts for end in ends]
    rng.shuffle(names)
    cities = list(_cities())
    rng.shuffle(cities)
    found: list[Institution] = []
    count = 0
    while count < programs:
        index = len(found)
        size = INSTITUTION_SIZES[index % len(INSTITUTION_SIZES)]
        suffix = _SUFFIX[(index + index // len(names)) % len(_SUFFIX)]
        name = f"{names[index % len(names)]} {suffix}"
        city, state = cities[(index + index // len(names) * 7) % len(cities)]
        if index >= len(names):
            name = f"{name} of {city}"
        policy = (index // 3) % len(POLICIES) if size > 1 and index % 3 == 1 else None
        found.append(Institution(index, name, city, state, f"{340000 + index * 7 + 3:06d}", policy, count, size))
        count += size
    if len({institution.name for institution in found}) != len(found):
        raise ValueError(f"institution names repeat at {programs} programs; add syllables to demo/data/place_*.txt")
    return tuple(found)


@lru_cache(maxsize=8)
def list_programs(seed: int, programs: int, misbehaving: tuple[tuple[int, str], ...]) -> tuple[Program, ...]:
    """Identities of all programs, in order of index; `misbehaving` pairs an index with its kind."""
    kinds_by_index = dict(misbehaving)
    found: list[Program] = []
    for institution in list_institutions(seed, programs):
        offset = Random(f"{seed}:mix:{institution.index}").randrange(len(SPECIALTIES))
        for ordinal in range(institution.size):
            index = len(found)
            if index == programs:
                return tuple(found)
            rng = Random(f"{seed}:program:{index}")
            specialty = SPECIALTIES[(offset + ordinal * 5) % len(SPECIALTIES)]
            prefix = specialties()[specialty]["acgme_prefix"]
            block = list(KINDS)
            Random(f"{seed}:kinds:{index // len(KINDS)}").shuffle(block)
            misbehaves = kinds_by_index.get(index)
            found.append(
                Program(
                    index,
                    f"{prefix}{institution.index % 56 + 1:02d}{10000 + index:05d}",
                    f"{institution.name} Program",
                    specialty,
                    institution,
                    "static" if misbehaves else block[index % len(KINDS)],
                    misbehaves,
                    rng.choice(SETTINGS),
                    rng.randint(4, 14),
                    TRAINING_YEARS.get(specialty, 4),
                )
            )
    return tuple(found)


def draw_numbers(rng: Random, program: Program, shift: int = 0) -> dict[str, object]:
    """The numbers that a program's sentences use. `shift` gives a second set that differs in every number."""
    s1, s2 = rng.choice((200, 205, 208, 212, 218)), rng.choice((220, 224, 228, 232, 236, 240))
    both, cx = rng.choice((210, 215, 222, 225, 230)), rng.choice((400, 425, 450, 480, 500, 550))
    years, tries = rng.choice((2, 3, 4, 5, 6, 7, 8, 10)), rng.choice((2, 3, 4))
    months, letters = rng.choice((2, 3, 4)), rng.choice((3, 3, 3, 4, 2))
    month, day = rng.choice(((10, 15), (10, 31), (11, 1), (11, 15), (11, 30), (12, 1), (12, 15), (12, 31)))
    places, pre, interviewed = program.places, rng.choice((3, 5, 6)), rng.choice((110, 120, 140, 160))
    if pre == places:
        pre += 1
    if shift:
        s1, s2, both, cx = s1 + 2, s2 + 2, both + 2, cx + 10
        years, tries, months = years + 2, {2: 3, 3: 4, 4: 2}[tries], {2: 3, 3: 4, 4: 2}[months]
        letters, places = 4 if letters != 4 else 3, places + 1
        month, day = (month, day - 1) if day > 1 else (month, 20)
    names = ("", "", "", "", "", "", "", "", "", "", "October", "November", "December")
    short = {10: "Oct.", 11: "Nov.", 12: "Dec."}
    numbers: dict[str, object] = {
        "s1": s1,
        "s2": s2,
        "both": both,
        "cx": cx,
        "avg": s2 + 7,
        "years": years,
        "tries": tries,
        "months": months,
        "weeks": months * 4,
        "letters": letters,
        "places": places,
        "pre": pre,
        "total": places * program.years,
        "interviewed": interviewed,
        "dl": f"{month:02d}-{day:02d}",
        "dl_y": f"{CYCLE - 1}-{month:02d}-{day:02d}",
        "dl_long": f"{names[month]} {day}",
        "dl_short": f"{short[month]} {day}.",
        "dl_num": f"{month}/{day}/{CYCLE - 1}",
        "dl_day": f"{_ordinal(day)} of {names[month]}",
        "dl_full": f"{names[month]} {day}, {CYCLE - 1}",
    }
    for name in ("years", "tries", "months", "letters", "places"):
        word = NUMBER_WORDS[int(str(numbers[name]))]
        numbers[f"{name}_w"], numbers[f"{name}_w_cap"] = word, word.capitalize()
    return numbers


def _ordinal(day: int) -> str:
    return f"{day}{'th' if day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@lru_cache(maxsize=64)
def _order(seed: int, topic: str) -> tuple[Wording, ...]:
    wordings = list(WORDINGS[topic])
    Random(f"{seed}:order:{topic}").shuffle(wordings)
    return tuple(wordings)


def choose_wordings(seed: int, program: Program, numbers: dict[str, object], rng: Random) -> list[Said]:
    """One wording a topic, in turn over the programs, so that all are used; none touches a field already touched."""
    touched: set[str] = set()
    chosen: list[Said] = []
    policy = program.institution.policy is not None
    silent_on_visas = policy and program.index - program.institution.first_program != 2
    refuses_img = False
    for topic in TOPICS:
        if topic == "visas" and silent_on_visas:
            continue
        if topic != "visas" and rng.random() < 0.05:
            continue
        if refuses_img and topic in ("ecfmg", "experience"):
            continue
        order = _order(seed, topic)
        for step in range(len(order)):
            wording = order[(program.index + step) % len(order)]
            facts = dict(wording.facts)
            if wording.fields & touched:
                continue
            if silent_on_visas and wording.fields & {"visa_j1", "visa_h1b"}:
                continue
            if facts.get("img_accepted") is False and policy:
                continue
            if refuses_img and topic == "visas" and any(facts.get(name, "no") != "no" for name in facts):
                continue
            chosen.append(fill(wording, numbers))
            touched |= wording.fields
            refuses_img = refuses_img or facts.get("img_accepted") is False
            break
    return chosen


def find_rival(seed: int, said: Said, others: dict[str, object], rng: Random) -> Said | None:
    """Another way to speak of the same facts that gives at least one of them another value, and touches no more."""
    if not said.facts or said.preferred or said.maybe:
        return None
    candidates = list(_order(seed, said.topic))
    rng.shuffle(candidates)
    for wording in candidates:
        if not wording.facts or wording.preferred or wording.maybe:
            continue
        rival = fill(wording, others)
        if set(rival.facts) <= set(said.facts) and any(
            said.facts[name] != value for name, value in rival.facts.items()
        ):
            return rival
    return None


RIVAL_TOPICS = ("scores", "graduation", "letters", "deadline", "visas", "experience", "attempts", "positions")


def page_of(kind: str, topic: str, form: str, index: int) -> str:
    """The key of the page that speaks of a topic on a site of this kind."""
    if kind == "split":
        if topic in ("visas",):
            return "visas"
        return "apply" if topic in ("letters", "deadline", "positions", "experience") else "eligibility"
    if topic == "positions" and index % 2 and kind not in ("faq_details", "faq_buttons"):
        return "about"
    if kind in ("static", "wordpress", "cards") and form == "question":
        return "faq"
    return {"faq_details": "faq", "faq_buttons": "faq", "pdf": "sheet"}.get(kind, "apply")


def plan_content(seed: int, program: Program, changed: bool = False) -> Content:
    """What the program's pages say. `changed`: as on a later night, with one fact changed."""
    rng = Random(f"{seed}:content:{program.index}")
    numbers = draw_numbers(rng, program)
    others = draw_numbers(Random(f"{seed}:others:{program.index}"), program, shift=1)
    chosen = choose_wordings(seed, program, numbers, rng)
    if changed:
        chosen = _change_one(seed, program, chosen, others)
    if program.kind == "pdf":
        chosen = [replace(said, text=said.text.replace("–", "-")) for said in chosen]
    pages: dict[str, list[Said]] = {}
    for said in chosen:
        pages.setdefault(page_of(program.kind, said.topic, said.form, program.index), []).append(said)
    asides = [fill(aside, numbers).text for aside in ASIDES]
    rng.shuffle(asides)
    content = Content(pages, dict(zip(pages, asides, strict=False)), program.index % 8 == 1, numbers=numbers)
    turn = program.index % 8
    if turn in (1, 5) and not program.misbehaves:
        by_topic = {said.topic: said for said in chosen}
        for topic in RIVAL_TOPICS[program.index // 8 % len(RIVAL_TOPICS) :] + RIVAL_TOPICS:
            rival = find_rival(seed, by_topic[topic], others, rng) if topic in by_topic else None
            if rival:
                content.extra["past_cycle" if turn == 1 else "at_a_glance"] = [rival]
                break
    accepts = not any(said.facts.get("img_accepted") is False for said in chosen)
    taken: set[str] = set()
    if program.index % 12 != 11:
        has_preliminary = program.specialty in ("Internal Medicine", "Surgery") and program.index % 2 == 1
        content.roster = plan_roster(
            rng, program.index, program.years, program.places, has_preliminary, accepts, taken, CYCLE - 1
        )
    return content


def _change_one(seed: int, program: Program, chosen: list[Said], others: dict[str, object]) -> list[Said]:
    by_topic = {said.topic: place for place, said in enumerate(chosen)}
    rng = Random(f"{seed}:change:{program.index}")
    start = program.index // 16 % len(RIVAL_TOPICS)
    for topic in RIVAL_TOPICS[start:] + RIVAL_TOPICS[:start]:
        if topic not in by_topic:
            continue
        place = by_topic[topic]
        rival = find_rival(seed, chosen[place], others, rng)
        if rival and page_of(program.kind, topic, rival.form, program.index) == page_of(
            program.kind, topic, chosen[place].form, program.index
        ):
            return [*chosen[:place], rival, *chosen[place + 1 :]]
    return chosen


def state_truth(
    program: Program,
    content: Content,
    address_of: dict[str, str],
    policy_url: str | None,
    absent: Iterable[str] = (),
) -> dict[str, object]:
    """Facts in the form of the facts guide, where each is stated, what is open, and what disagrees.

    `address_of`: page key -> address. `absent`: page keys that have vanished.
    """
    facts: dict[str, object] = {}
    preferred: dict[str, object] = {}
    sources: dict[str, str] = {}
    source_kinds: dict[str, str] = {}
    quotes: dict[str, str] = {}
    used: dict[str, str] = {}
    optional: set[str] = set()
    contradictions: dict[str, object] = {}
    for key, group in content.said.items():
        if key in absent:
            continue
        for said in group:
            optional |= set(said.maybe)
            for name, value in said.facts.items():
                facts[name], sources[name], quotes[name] = value, address_of[key], said.text
                source_kinds[name], used[name] = "program_page", said.wording
            for name, value in said.preferred.items():
                preferred[name] = value
                full = f"preferred.{name}"
                sources[full], quotes[full], used[full] = address_of[key], said.text, said.wording
                source_kinds[full] = "program_page"
    for key, group in content.extra.items():
        for said in group:
            for name, value in said.facts.items():
                if name not in facts or facts[name] == value:
                    continue
                named = key == "past_cycle"
                contradictions[name] = {
                    "values": [
                        {"value": facts[name], "url": sources[name], "season": CYCLE if named else None},
                        {"value": value, "url": address_of[key], "season": OLD_CYCLE if named else None},
                    ],
                    "winner": facts[name] if named else None,
                    "why": "newer season" if named else "two pages of one season",
                }
                if not named:
                    optional.add(name)
    if program.institution.policy is not None and policy_url:
        text, stated = POLICIES[program.institution.policy]
        for name, value in stated.items():
            if name not in facts and name not in optional:
                facts[name], sources[name], quotes[name] = value, policy_url, text
                source_kinds[name], used[name] = "institution_page", f"policy-{program.institution.policy + 1:02d}"
            elif name in facts and facts[name] != value:
                contradictions[name] = {
                    "values": [
                        {"value": facts[name], "url": sources[name], "season": None},
                        {"value": value, "url": policy_url, "season": None},
                    ],
                    "winner": facts[name],
                    "why": "the program's own page is trusted before its institution's",
                }
    for name, clash in contradictions.items():
        if isinstance(clash, dict) and clash["winner"] is None:
            for home in (facts, sources, quotes, source_kinds, used):
                home.pop(name, None)
    if "img_accepted" not in facts:
        optional.add("img_accepted")  # a roster or a visa sentence implies it without saying it
    if preferred:
        facts["preferred"] = preferred
    return {
        "facts": facts,
        "sources": sources,
        "source_kinds": source_kinds,
        "quotes": quotes,
        "wordings": used,
        "optional": sorted(optional),
        "contradictions": contradictions,
    }
