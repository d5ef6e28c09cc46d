"""Which kind of medical school a string names: US-MD, US-DO, CA, IMG or unknown, with country and canonical name.

Belongs here: normalizing school strings and matching them with the gazetteer in `reference/data/schools_*.csv`. What
a roster page looks like belongs to `transforms/rosters/`; new schools and aliases belong in the data files. A string
that two kinds of schools could mean stays unknown: to call a US school IMG, or the reverse, is the worst error.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from reference.tables import read_rows, states
from transforms.model import SchoolVerdict

UNKNOWN = SchoolVerdict("unknown", None, None, 0.0)
MAX_LENGTH = 300  # a longer string is prose, not the name of a school

Tokens = tuple[str, ...]

_EXPANSIONS = {
    token: full
    for full, tokens in {
        "university": "univ universities universidad universidade universita universite universitat universitaet "
        "universitet universiteit universitas uniwersytet univerzita univerzitet univerzity univerza universitatea "
        "universitesi universiti uni unv universitario universitaria university's unniversity universty univeristy "
        "univercity univiersity sveuciliste egyetem egyetemi",
        "med": "medical medicine medicina medecine medizin medico medica medicas medicos medicale medicinae medyczny "
        "medyczna medicinski medicinska medizinische medic medicines medecines medicals medcine",
        "school": "sch schl scl skola escola escuela ecole szkola schools skool scool",
        "college": "coll col clg colegio colleges collage collge kolej",
        "faculty": "fac facultad faculdade faculte facolta fakultet fakultaet fakultat facult facultatea fakulteti",
        "institute": "inst instituto institut institutes instit istituto",
        "hospital": "hosp hospitals",
        "science": "sci scis sciences ciencias ciencia scienses scien",
        "national": "natl nacional nationale nat'l nazionale",
        "international": "intl internacional",
        "saint": "st ste sankt",
        "center": "ctr centre centro cntr cent",
        "health": "hlth salud saude hlt",
        "osteopathic": "osteo osteopathy osteopath ost osteopatic",
        "mount": "mt",
        "government": "govt gov",
        "academy": "acad",
        "pharmacy": "pharm farmacie pharmacie farmacia",
        "dentistry": "dental dent",
        "state": "stat",
        "autonomous": "autonoma autonome",
        "pontifical": "pontificia pontifica",
        "catholic": "catolica catholique cattolica katolicki",
        "technology": "tech technol tecnologia",
        "southwestern": "sw",
        "memorial": "mem",
        "american": "amer",
        "clinical": "clin",
        "republic": "rep",
        "massachusetts": "mass",
    }.items()
    for token in tokens.split()
}
_STOPWORD_TEXT = """
fo off from of the and for at in de del la le les el los las di da do dos das des du y e et der van al ul on an un
"""
_GENERIC_TEXT = """
university med school college faculty institute science health center hospital academy dentistry department program
campus osteopathic allopathic international national state government pharmacy research general public surgery
division deemed graduate postgraduate education clinical branch biomedical degree
"""
# Words that name many schools: alone they name none.
_COMMON_TEXT = """
services service atlantic southern northern eastern western northeast northeastern northwest northwestern
southeast southwest central christian pacific continental foundation independent popular universal community
women army armed forces union united new north south east west city capital royal american european african
asian islamic arab military defence first second third metropolitan federal regional rural modern adventist
lutheran methodist baptist memorial green great catholic technology autonomous pontifical people peoples saint
mount valley lake river ocean island islands advanced applied integrated global world universidad private
privada higher superior society
"""
_SUB_UNIT_TEXT = """
school med health science|school med dentistry|school med public health|college med health science|school med
college med|faculty med|faculty med science|faculty med health science|med school|med college hospital
med college research institute|med college research center|med college|med faculty|school med science
college med science|faculty health science|med center|health science center|med science campus
school health science|college health science|faculty med dentistry|faculty med pharmacy
college med science hospital|faculty med surgery|college med dentistry|med dentistry college|institute med
department med|school clinical med|com
"""
_ALSO_IN_US_TEXT = """
lebanon jordan georgia peru cuba mexico panama jamaica grenada poland holland norway sweden denmark cairo athens
rome paris moscow alexandria manchester birmingham cambridge oxford kingston columbia toledo vienna dublin berlin
geneva naples florence granada lima london melbourne warsaw portsmouth belgrade plymouth durham newcastle durango
merida leon valencia aberdeen glasgow hamburg frankfurt heidelberg milan verona bristol dover limerick medina
wellington hull delhi canton orel mona edinburgh belfast dundee essex bergen salem natal bari pisa parma pavia
hamilton victoria augusta monterrey ontario vancouver sudbury calais montreal odessa versailles rotterdam amsterdam
utrecht bethlehem hebron jericho palestine troy utica syracuse
"""
_PAIRS = {
    "som": ("school", "med"),
    "medschool": ("med", "school"),
    "ny": ("new", "york"),
    "nj": ("new", "jersey"),
    "tx": ("texas",),
    "calif": ("california",),
    "phila": ("philadelphia",),
    "fla": ("florida",),
    "thos": ("thomas",),
    "u": ("university",),
}
_POINTS = {"s": "south", "n": "north", "w": "west", "e": "east"}
_POINTED = frozenset(("florida", "carolina", "dakota", "alabama", "virginia", "tennessee", "texas"))
_HAVE_STATE_SCHOOLS = frozenset(("penn", "ohio", "wayne", "wright", "michigan", "florida", "oklahoma", "washington"))
_STOPWORDS = frozenset(_STOPWORD_TEXT.split())
_GENERIC = frozenset(_GENERIC_TEXT.split())
# What the medical part of a university is called; taken off, its university's name remains.
_SUB_UNITS: tuple[Tokens, ...] = tuple(
    sorted(
        (tuple(phrase.split()) for phrase in _SUB_UNIT_TEXT.strip().replace("\n", "|").split("|")),
        key=len,
        reverse=True,
    )
)
_COMMON = frozenset(_COMMON_TEXT.split()) - {"northwestern"}
_DEGREES = re.compile(
    r"\bM\.?\s?B\.?,?\s?(?:B\.?\s?S\.?|Ch\.?\s?B\.?|B\.?\s?Ch\.?)(?:\s?,?\s?(?:B\.?\s?A\.?\s?O\.?))?(?![A-Za-z])"
    r"|\b(?:MD|M\.D\.?|DO|D\.O\.?|Ph\.?\s?D\.?|MPH|M\.P\.H\.?|MBA|M\.B\.A\.|MSc|M\.Sc\.?|M\.S\.|MHA|MHS|MSPH|DMD|DDS|"
    r"FACP|PharmD|Pharm\.D\.?|MMSc|MSCR|MEd|LMCH|Dr\.med\.?)(?![A-Za-z])"
)
_BACHELOR = re.compile(
    r"\b(?:B\.S\.?|B\.A\.?|BS|BA|BSc|B\.Sc\.?|BSN|BBA|BEng|Bachelor'?s?|A\.B\.|Undergrad(?:uate)?|Pre-?med|"
    r"Master(?:'?s)?|Major(?:ed)?|Minor)\b"
)
_SUBJECT = re.compile(
    r"\b(?:biology|biochemistry|chemistry|psychology|neuroscience|engineering|economics|kinesiology|physiology|nursing|"
    r"microbiology|mathematics|physics|business|anthropology|sociology|high school)\b",
    re.IGNORECASE,
)
_MEDICAL_WORD = re.compile(
    r"\bmed(?:ic\w*|ecin\w*|izin\w*)?\b|\bosteopath|\bM\.?D\.?\b|\bD\.O\.|\bDO\b|\bMBBS\b|\bMB", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\W*(?:medical\s+(?:school|education|college|degree)|med(?:ical)?\.?\s*school|school|education|alma mater|"
    r"graduate of|graduated from|attended|from|medical training|school of graduation)\s*[:\-–—]\s*|"
    r"^\W*(?:graduate of|graduated from|attended|alumnus of|alumna of)\s+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(?\b(?:class of\s*)?(?:19[5-9]\d|20[0-4]\d)\b\)?|[’']\d\d\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,()\[\]|;:/]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|[–—]|\s+@\s+")
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_ELISION = re.compile(r"\b[dl]['’`´](?=[a-zA-Z])", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TRANSLATE = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "&": " and ",
    }
)


def normalize(text: str) -> Tokens:
    """Tokens of a name: no accents, no punctuation, no small words, abbreviations written out."""
    text = _ELISION.sub("", text.translate(_TRANSLATE))
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).lower()
    text = _INITIALS.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text)
    text = text.replace("'", "").replace("’", "").replace("`", "").replace("‘", "").replace("ʻ", "")
    text = text.replace("el salvador", "elsalvador")  # `el` is a small word elsewhere
    words = _join_letters(_NOT_WORD.sub(" ", text).split())
    words = [full for word in words for full in _PAIRS.get(word, (_EXPANSIONS.get(word, word),))]
    for place in range(1, len(words) - 1):  # `Wayne St. University`
        if words[place] != "saint":
            continue
        after_state = words[place - 1] in _HAVE_STATE_SCHOOLS and words[place + 1] in ("college", "school", "med")
        if words[place + 1] == "university" or after_state:
            words[place] = "state"
    for place in range(len(words) - 1):  # `S. Florida`
        if words[place] in _POINTS and words[place + 1] in _POINTED:
            words[place] = _POINTS[words[place]]
    return tuple(_join_letters([word for word in words if word not in _STOPWORDS]))


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_TRANSLATE)).lower()
    return "".join(char for char in text if "a" <= char <= "z")


def _join_letters(words: list[str]) -> list[str]:
    """`k s hegde` -> `ks hegde`, so that spaced, dotted and plain initials are one."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and not (word == "u" and not joined and not run):
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    if run:
        joined.append(run)
    return joined


@lru_cache(maxsize=65536)
def _core(tokens: Tokens) -> Tokens:
    """The name without its medical sub-unit: `yale university school med` -> `yale university`."""
    present = set(tokens)
    for phrase in _SUB_UNITS:
        if not present.issuperset(phrase):
            continue
        size = len(phrase)
        for start in range(len(tokens) - size + 1):
            if tokens[start : start + size] == phrase:
                return tokens[:start] + tokens[start + size :]
    return tokens


def _bare(tokens: Tokens) -> Tokens:
    return tuple(token for token in tokens if token not in _GENERIC)


@dataclass(frozen=True, slots=True)
class School:
    """One school of the gazetteer. `school_class` "none" marks an institution that gives no medical degree."""

    canonical: str
    city: str
    country: str
    school_class: str
    is_mostly_us_students: bool = False
    also_in: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Gazetteer:
    schools: list[School] = field(default_factory=list)
    full: dict[Tokens, set[int]] = field(default_factory=lambda: defaultdict(set))
    core: dict[Tokens, set[int]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[Tokens, set[int]] = field(default_factory=lambda: defaultdict(set))
    ambiguous: dict[Tokens, tuple[int, ...]] = field(default_factory=dict)
    cities: dict[int, Tokens] = field(default_factory=dict)  # school -> its town
    towns: set[Tokens] = field(default_factory=set)
    by_canonical: dict[str, int] = field(default_factory=dict)
    geography: dict[Tokens, frozenset[str]] = field(default_factory=dict)
    state_names: set[Tokens] = field(default_factory=set)
    longest_name: int = 1
    longest_place: int = 1
    weights: dict[str, float] = field(default_factory=dict)
    by_token: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # token -> names
    names: list[tuple[Tokens, int]] = field(default_factory=list)
    words_by_initial: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words_by_tail: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    compact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # letters without blanks
    words: set[str] = field(default_factory=set)
    words_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # school -> all words of its names


# Places that share their name with a US town or state: they never contradict a US school.
_ALSO_IN_US = frozenset(_ALSO_IN_US_TEXT.split())


@cache
def _gazetteer() -> _Gazetteer:
    gaz = _Gazetteer()
    _load_geography(gaz)
    named: list[tuple[int, list[str]]] = []
    for file, school_class, country in (
        ("schools_us_md", "US-MD", "US"),
        ("schools_us_do", "US-DO", "US"),
        ("schools_ca", "CA", "CA"),
    ):
        for row in read_rows(file):
            named.append(_add_school(gaz, School(row["canonical"], row["city"], country, school_class), row["aliases"]))
    for row in read_rows("schools_world"):
        school = School(
            row["canonical"],
            row["city"],
            row["country"],
            "IMG",
            row["is_mostly_us_students"] == "yes",
            frozenset(filter(None, row["also_in"].split("|"))),
        )
        named.append(_add_school(gaz, school, row["aliases"]))
        _add_place(gaz, row["city"], row["country"])
    _add_short_towns(gaz)
    for row in read_rows("schools_not_medical"):
        named.append(_add_school(gaz, School(row["name"], "", "US", "none"), ""))
    for index, names in named:
        for name in names:
            _index_name(gaz, normalize(name), index)
            if len(letters := _letters(name)) >= 10:
                gaz.compact[letters].add(index)
    for row in read_rows("schools_ambiguous"):
        candidates = [name for name in row["candidates"].split("|") if name]
        gaz.ambiguous[normalize(row["name"])] = tuple(
            gaz.by_canonical[name] for name in candidates if name in gaz.by_canonical
        )
    _weigh(gaz)
    return gaz


def _add_school(gaz: _Gazetteer, school: School, aliases: str) -> tuple[int, list[str]]:
    index = len(gaz.schools)
    gaz.schools.append(school)
    gaz.by_canonical.setdefault(school.canonical, index)
    if city := normalize(school.city):
        gaz.cities[index] = city
        gaz.towns.add(city)
    return index, [school.canonical, *filter(None, aliases.split("|"))]


def _index_name(gaz: _Gazetteer, tokens: Tokens, index: int) -> None:
    if not tokens:
        return
    gaz.full[tokens].add(index)
    gaz.names.append((tokens, index))
    gaz.words_of[index].update(tokens)
    gaz.longest_name = max(gaz.longest_name, len(tokens))
    if gaz.schools[index].school_class == "none":
        return
    core, bare = _core(tokens), _bare(tokens)
    if core != tokens and _bare(core) and core not in gaz.geography and sum(map(len, core)) >= 4:
        gaz.core[core].add(index)
    if "state" in tokens and gaz.schools[index].country == "US":
        return  # `Penn` is not Penn State
    if bare and bare not in gaz.geography and sum(map(len, bare)) >= 4 and not _COMMON.issuperset(bare):
        gaz.bare[bare].add(index)


def _load_geography(gaz: _Gazetteer) -> None:
    for row in read_rows("countries"):
        for name in [row["name"], *row["aliases"].split("|"), *row["places"].split("|")]:
            _add_place(gaz, name, row["code"])
    _add_place(gaz, "New England", "US")
    gaz.geography[("georgia",)] = frozenset({"GE", "US"})
    for name in states().values():
        tokens = normalize(name)
        gaz.state_names.add(tokens)
        _add_place(gaz, name, "US")


# Cities whose name is a word of other names: `New York`.
_NO_PLACE = frozenset({("york",), ("van",), ("split",), ("san", "jose"), ("martin",), ("bath",), ("lincoln",)})


def _add_place(gaz: _Gazetteer, name: str, country: str) -> None:
    tokens = normalize(name)
    if not tokens or (len(tokens) == 1 and (len(tokens[0]) < 2 or tokens[0] in _GENERIC)):
        return
    if tokens in _NO_PLACE:
        return
    codes = {country} | ({"US"} if tokens[0] in _ALSO_IN_US and len(tokens) == 1 else set())
    gaz.geography[tokens] = gaz.geography.get(tokens, frozenset()) | codes
    gaz.longest_place = max(gaz.longest_place, len(tokens))


def _add_short_towns(gaz: _Gazetteer) -> None:
    """`Santiago` may also be Santiago de los Caballeros: a short name stands for all towns that begin with it."""
    for index, city in gaz.cities.items():
        if len(city) > 1 and city[:1] in gaz.geography and len(city[0]) >= 5 and gaz.schools[index].country != "US":
            _add_place(gaz, city[0], gaz.schools[index].country)


def _weigh(gaz: _Gazetteer) -> None:
    """Rare words weigh much, `university` little. Also the blocks that fuzzy matching looks into."""
    counts: dict[str, int] = defaultdict(int)
    for number, (tokens, _) in enumerate(gaz.names):
        for token in set(tokens):
            counts[token] += 1
            gaz.by_token[token].append(number)
    total = len(gaz.names)
    for token, count in counts.items():
        gaz.weights[token] = 0.2 if token in _GENERIC else log(total / count) / log(total) + 0.2
    gaz.words = set(counts) | {token for place in gaz.geography for token in place} | _STOPWORDS
    for word in gaz.words | {spelling for spelling in _EXPANSIONS if len(spelling) >= 7}:
        if len(word) >= 5:
            gaz.words_by_initial[word[0]].append(word)
            gaz.words_by_tail[word[-3:]].append(word)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A string as read: tokens per segment, and the places that it names."""

    segments: tuple[Tokens, ...]
    has_do: bool
    has_md: bool
    has_foreign_degree: bool


def classify_school(text: str, aliases: Mapping[str, Any] | None = None) -> SchoolVerdict:
    """The verdict on one school string as it stands on a page.

    `aliases` are a steward's own lines: string as written -> a SchoolVerdict, a canonical name of the gazetteer, or a
    mapping with school_class, country, canonical. They win over the gazetteer.
    """
    if aliases:
        known = _prepare_aliases(aliases).get(normalize(text))
        if known is not None:
            return _alias_verdict(known)
    return _classify(text)


_prepared: dict[int, tuple[Mapping[str, Any], int, dict[Tokens, Any]]] = {}


def _prepare_aliases(aliases: Mapping[str, Any]) -> dict[Tokens, Any]:
    """The aliases keyed by normalized name, kept for the mapping last used: rosters ask once per resident."""
    kept = _prepared.get(0)
    if kept is None or kept[0] is not aliases or kept[1] != len(aliases):
        kept = (aliases, len(aliases), {normalize(name): value for name, value in aliases.items()})
        _prepared[0] = kept
    return kept[2]


def _alias_verdict(known: Any) -> SchoolVerdict:
    if isinstance(known, SchoolVerdict):
        return known
    if isinstance(known, str):
        index = _gazetteer().by_canonical.get(known)
        return _verdict_of(_gazetteer().schools[index], 1.0) if index is not None else _classify(known)
    return SchoolVerdict(known["school_class"], known.get("country") or None, known.get("canonical") or None, 1.0)


@lru_cache(maxsize=65536)
def _classify(text: str) -> SchoolVerdict:
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return UNKNOWN
    whole = normalize(text)
    if "md" in whole and len(named := _gazetteer().full.get(whole, ())) == 1:  # `NSU MD`: the degree is of the name
        return _verdict_of(_gazetteer().schools[next(iter(named))], 0.97)
    reading = _read(text)
    if reading is None:
        return UNKNOWN
    verdict = _match(reading)
    if verdict is None:
        corrected = tuple(tuple(_correct(token) for token in segment) for segment in reading.segments)
        if corrected != reading.segments:
            reading = _Reading(corrected, reading.has_do, reading.has_md, reading.has_foreign_degree)
            verdict = _match(reading)
            if verdict is not None and verdict.confidence:
                verdict = SchoolVerdict(
                    verdict.school_class, verdict.country, verdict.canonical, round(verdict.confidence - 0.08, 2)
                )
    if verdict is None and (found := _gazetteer().compact.get(_letters(text))):
        verdict = _decide(_gazetteer(), found, [], reading, 0.9)  # `Universit yof Lyon`
    if verdict is None:
        verdict = _match_overlap(reading) or _match_place(reading)
    return verdict or UNKNOWN


def _read(text: str) -> _Reading | None:
    """None where the string is an undergraduate degree and nothing more."""
    parts = [part for part in re.split(r"\s*[;|\n•]\s*", text) if part]
    if len(parts) > 1:
        medical = [part for part in parts if not _BACHELOR.search(part)] or parts
        named = [part for part in medical if _MEDICAL_WORD.search(part)]
        text = "; ".join(named or medical)
    if _BACHELOR.search(text) and not _MEDICAL_WORD.search(text):
        return None
    if _SUBJECT.search(text) and not _MEDICAL_WORD.search(text):
        return None
    text = _LABEL.sub("", text)
    degrees = [match[0].replace(".", "").replace(" ", "").replace(",", "").upper() for match in _DEGREES.finditer(text)]
    text = _YEAR.sub(" , ", _DEGREES.sub(" , ", text))
    if degrees and not _MEDICAL_WORD.search(text) and not any(_is_medical_degree(degree) for degree in degrees):
        return None  # `PhD, Stanford University`
    segments = tuple(tokens for part in _SEPARATOR.split(text) if part and (tokens := normalize(part)))
    if not segments:
        return None
    return _Reading(
        segments,
        "DO" in degrees,
        "MD" in degrees,
        any(degree.startswith("MB") and degree != "MBA" for degree in degrees),
    )


def _is_medical_degree(degree: str) -> bool:
    return degree in ("MD", "DO", "DRMED") or (degree.startswith("MB") and degree != "MBA")


def _places(gaz: _Gazetteer, tokens: Tokens) -> list[tuple[int, int, frozenset[str]]]:
    """Places named, longest first from the left: (start, end, countries)."""
    found = []
    start = 0
    while start < len(tokens):
        for size in range(min(gaz.longest_place, len(tokens) - start), 0, -1):
            codes = gaz.geography.get(tokens[start : start + size])
            if codes:
                found.append((start, start + size, codes))
                start += size
                break
        else:
            start += 1
    return found


def _evidence(gaz: _Gazetteer, segments: Iterable[Tokens]) -> list[frozenset[str]]:
    return [codes for tokens in segments for _, _, codes in _places(gaz, tokens)]


def _without_places(gaz: _Gazetteer, tokens: Tokens) -> Tokens:
    keep = list(tokens)
    for start, end, _ in _places(gaz, tokens):
        keep[start:end] = [""] * (end - start)
    return tuple(token for token in keep if token)


def _is_consistent(school: School, evidence: list[frozenset[str]]) -> bool:
    if not evidence or any(school.country in codes or codes & school.also_in for codes in evidence):
        return True
    # US offices and clinical campuses of offshore schools are often named beside them.
    return school.is_mostly_us_students and all(codes == {"US"} for codes in evidence)


def _verdict_of(school: School, confidence: float) -> SchoolVerdict:
    return SchoolVerdict(school.school_class, school.country, school.canonical, confidence)


def _decide(
    gaz: _Gazetteer,
    candidates: Iterable[int],
    evidence: list[frozenset[str]],
    reading: _Reading,
    confidence: float,
    needs_one: bool = False,
) -> SchoolVerdict | None:
    """The one verdict that the candidates leave; UNKNOWN where they disagree; None where none fits the places named."""
    fitting = [gaz.schools[index] for index in candidates if _is_consistent(gaz.schools[index], evidence)]
    real = [school for school in fitting if school.school_class != "none"]
    if not real:
        return UNKNOWN if fitting else None
    if len(real) > 1 and evidence:
        sure = [school for school in real if any(school.country in codes and len(codes) == 1 for codes in evidence)]
        real = sure or real
    if len({school.school_class for school in real}) > 1 and reading.has_do != reading.has_md:
        wanted = "US-DO" if reading.has_do else "US-MD"
        real = [school for school in real if school.school_class == wanted] or real
    if len({school.school_class for school in real}) > 1 and reading.has_foreign_degree:
        real = [school for school in real if school.school_class == "IMG"] or real
    classes = {school.school_class for school in real}
    countries = {school.country for school in real}
    if len(classes) > 1 or (needs_one and len(real) > 1):
        return UNKNOWN
    if len(real) == 1:
        school = real[0]
        named = {next(iter(codes)) for codes in evidence if len(codes) == 1}
        elsewhere = named & school.also_in
        if school.is_mostly_us_students and len(elsewhere) == 1 and school.country not in named:
            return SchoolVerdict(school.school_class, elsewhere.pop(), school.canonical, confidence)  # another campus
        return _verdict_of(school, confidence)
    canonical = real[0].canonical if len({school.canonical for school in real}) == 1 else None
    if canonical is None and len(countries) == 1 and len(real) <= 3:
        canonical = min(real, key=lambda school: len(school.canonical)).canonical
    return SchoolVerdict(
        classes.pop(), countries.pop() if len(countries) == 1 else None, canonical, round(confidence - 0.1, 2)
    )


def _match(reading: _Reading) -> SchoolVerdict | None:
    """Exact matches of the whole, then of parts; UNKNOWN is final, None means: look further."""
    gaz = _gazetteer()
    segments = reading.segments
    everything = tuple(token for segment in segments for token in segment)
    verdict = _look_up(gaz, everything, [], reading, 0.99)
    if verdict is not None:
        return verdict
    outside = [codes for segment in segments if (codes := _segment_place(gaz, segment))]
    named = [segment for segment in segments if not _segment_place(gaz, segment)]
    if not named:
        return UNKNOWN if outside else None
    if len(named) < len(segments):
        verdict = _look_up(gaz, tuple(token for segment in named for token in segment), outside, reading, 0.98)
        if verdict is not None:
            return verdict
    verdicts: list[SchoolVerdict] = []
    for segment in named:
        others = _evidence(gaz, (other for other in segments if other is not segment))
        found = _look_up(gaz, segment, others, reading, 0.95)
        if found is None:
            stripped = _without_places(gaz, segment)
            if stripped and stripped != segment and _bare(stripped):
                inside = _evidence(gaz, [segment])
                found = _look_up(gaz, stripped, others + inside, reading, 0.93)
                if found is not None and found.school_class == "IMG" and {"US"} in inside:
                    found = None  # a US place within the name itself: `Atlantic Florida University`
        if found is None:
            found = _match_part(gaz, segment, others, reading)
        if found is not None:
            verdicts.append(found)
    known = [verdict for verdict in verdicts if verdict.school_class != "unknown"]
    if known:
        if len({verdict.school_class for verdict in known}) > 1:
            return UNKNOWN
        return max(known, key=lambda verdict: verdict.confidence)
    return UNKNOWN if verdicts else None


def _segment_place(gaz: _Gazetteer, segment: Tokens) -> frozenset[str]:
    """The countries of a segment that is nothing but a place; empty otherwise."""
    places = _places(gaz, segment)
    if sum(end - start for start, end, _ in places) == len(segment):
        return frozenset().union(*(codes for _, _, codes in places))
    return frozenset({"US"}) if _is_state_code(segment) else frozenset()


def _is_state_code(segment: Tokens) -> bool:
    return len(segment) == 1 and len(segment[0]) == 2 and segment[0].upper() in states()


def _look_up(
    gaz: _Gazetteer, tokens: Tokens, evidence: list[frozenset[str]], reading: _Reading, confidence: float
) -> SchoolVerdict | None:
    if tokens in gaz.ambiguous:
        return (
            _decide(gaz, gaz.ambiguous[tokens], evidence, reading, confidence, True)
            if evidence or (reading.has_do != reading.has_md or reading.has_foreign_degree)
            else UNKNOWN
        )
    for table, key, loss in (
        (gaz.full, tokens, 0.0),
        (gaz.core, tokens, 0.02),
        (gaz.full, _core(tokens), 0.02),
        (gaz.core, _core(tokens), 0.03),
    ):
        candidates = table.get(key)
        if candidates and (_bare(key) or (key is tokens and table is gaz.full)):
            if key is not tokens and key in gaz.ambiguous and not evidence:
                return UNKNOWN
            verdict = _decide(gaz, candidates, evidence, reading, round(confidence - loss, 2))
            if verdict is not None:
                return verdict
    bare = _bare(tokens)
    if bare in gaz.ambiguous or not bare:
        return _look_up_with_town(gaz, tokens, evidence, reading, confidence)
    candidates = gaz.bare.get(bare)
    if candidates and "hospital" in tokens:
        candidates = {index for index in candidates if "hospital" in gaz.words_of[index]}
    if not candidates and (verdict := _look_up_with_town(gaz, tokens, evidence, reading, confidence)) is not None:
        return verdict
    if candidates:
        # `Punjab Medical College` and `Punjab Institute` share their bare name: the nearest full name decides.
        return _decide(gaz, _nearest(gaz, candidates, tokens), evidence, reading, round(confidence - 0.08, 2))
    return None


def _look_up_with_town(
    gaz: _Gazetteer, tokens: Tokens, evidence: list[frozenset[str]], reading: _Reading, confidence: float
) -> SchoolVerdict | None:
    """A name followed by the school's own town: `RVUCOM Parker`; the town also settles an ambiguous name."""
    for size in range(1, min(4, len(tokens))):
        town = tokens[-size:]
        if town not in gaz.towns:
            continue
        name = tokens[:-size]
        candidates = gaz.full.get(name) or gaz.ambiguous.get(name) or ()
        here = [index for index in candidates if gaz.cities.get(index) == town]
        if here:
            return _decide(gaz, here, evidence, reading, round(confidence - 0.04, 2))
    return None


def _nearest(gaz: _Gazetteer, candidates: set[int], tokens: Tokens) -> list[int]:
    if len(candidates) == 1 or len({gaz.schools[index].school_class for index in candidates}) > 1:
        return list(candidates)
    name = " ".join(tokens)
    return [
        max(
            candidates, key=lambda index: fuzz.token_sort_ratio(name, " ".join(normalize(gaz.schools[index].canonical)))
        )
    ]


def _match_part(
    gaz: _Gazetteer, segment: Tokens, evidence: list[frozenset[str]], reading: _Reading
) -> SchoolVerdict | None:
    """A school's name of two or more words within a segment, if little else of weight stands beside it."""
    best: tuple[float, int, int, set[int]] | None = None
    for size in range(min(gaz.longest_name, len(segment) - 1), 1, -1):
        for start in range(len(segment) - size + 1):
            key = segment[start : start + size]
            candidates = gaz.full.get(key) or gaz.core.get(key)
            if not candidates or not _bare(key) or key in gaz.ambiguous:
                continue
            if key[-1] == "university" and _goes_on(gaz, segment[start + size :], candidates):
                continue
            weight = sum(gaz.weights.get(token, 1.2) for token in key)
            if best is None or weight > best[0]:
                best = (weight, start, start + size, candidates)
    if best is None:
        return None
    weight, start, end, candidates = best
    rest = [segment[:start], segment[end:]]
    own = set[str]().union(*(gaz.words_of[index] for index in candidates))
    stray = sum(
        gaz.weights.get(token, 1.2) for part in rest for token in _without_places(gaz, part) if token not in own
    )
    if weight / (weight + stray) < 0.7:
        return None
    return _decide(gaz, candidates, evidence + _evidence(gaz, rest), reading, 0.85)


def _goes_on(gaz: _Gazetteer, rest: Tokens, candidates: set[int]) -> bool:
    """Whether a name that ends in `university` goes on: `Washington University of Health and Science`."""
    if rest[:1] != ("health",) or "center" in rest:
        return False
    return not any("health" in gaz.words_of[index] for index in candidates)


@lru_cache(maxsize=65536)
def _correct(token: str) -> str:
    """The word of the gazetteer that a misspelt token stands for, or the token itself."""
    gaz = _gazetteer()
    if len(token) < 5 or token in gaz.words or token.isdigit():
        return token
    limit = 1 if len(token) < 8 else 2
    found = process.extract(
        token, gaz.words_by_initial.get(token[0], ()), scorer=OSA.distance, score_cutoff=limit, limit=3
    )
    if not found and len(token) >= 6:  # the first letter may be the wrong one
        found = process.extract(
            token, gaz.words_by_tail.get(token[-3:], ()), scorer=OSA.distance, score_cutoff=limit, limit=3
        )
    if not found:
        return token
    best = found[0][1]
    nearest = [word for word, distance, _ in found if distance == best]
    nearest = sorted({_EXPANSIONS.get(word, word) for word in nearest})
    return nearest[0] if len(nearest) == 1 else token


def _match_overlap(reading: _Reading) -> SchoolVerdict | None:
    """The name that shares most of its weight with the string, far enough ahead of any of another class."""
    gaz = _gazetteer()
    tokens = tuple(token for segment in reading.segments for token in segment)
    places = [
        (set(segment[start:end]), codes) for segment in reading.segments for start, end, codes in _places(gaz, segment)
    ]
    placed = set(tokens) - set(_without_places(gaz, tokens))
    words = set(tokens)
    rare = [token for token in words if token not in _GENERIC and 0 < len(gaz.by_token.get(token, ())) <= 80]
    numbers = {number for token in rare for number in gaz.by_token[token]}
    scores: dict[int, float] = {}
    for number in numbers:
        name, index = gaz.names[number]
        school = gaz.schools[index]
        name_words = set(name)
        evidence = [codes for place, codes in places if not place <= name_words]
        if len(name) < 2 or not _is_consistent(school, evidence):
            continue
        shared = sum(gaz.weights[token] for token in name_words & words)
        name_weight = sum(gaz.weights[token] for token in name_words)
        text_weight = sum(gaz.weights.get(token, 1.2) for token in words if token in name_words or token not in placed)
        score = 2 * shared / (name_weight + text_weight)
        if score > scores.get(index, 0.0):
            scores[index] = score
    if not scores:
        return None
    ranked = sorted(scores, key=lambda index: -scores[index])
    top = ranked[0]
    if scores[top] < 0.8:
        return None
    winner = gaz.schools[top]
    for index in ranked[1:]:
        if gaz.schools[index].school_class != winner.school_class and scores[index] > scores[top] - 0.12:
            return None
    if winner.school_class == "none":
        return UNKNOWN
    return _verdict_of(winner, round(0.9 * scores[top], 2))


def _match_place(reading: _Reading) -> SchoolVerdict | None:
    """A school that the gazetteer lacks, in a country that the string names: IMG of that country."""
    gaz = _gazetteer()
    tokens = tuple(token for segment in reading.segments for token in segment)
    if "osteopathic" in tokens and {"college", "school"} & set(tokens):
        foreign = [codes for codes in _evidence(gaz, reading.segments) if "US" not in codes]
        return None if foreign else SchoolVerdict("US-DO", "US", None, 0.7)
    if not {"university", "med", "faculty", "academy", "institute", "college"} & set(tokens):
        return None
    countries: set[str] | None = None
    for codes in _evidence(gaz, reading.segments):
        if codes == {"US"} or tokens[0] == "uk":  # `UK College of Medicine` is in Kentucky
            return None
        countries = set(codes) if countries is None else (countries & codes or countries | codes)
    if countries is None or any(_is_state_code(segment) for segment in reading.segments):
        return None
    if "US" in countries and ("GE" in countries or "med" not in tokens) and not reading.has_foreign_degree:
        return None  # `Peru State College` may stand in Nebraska
    countries.discard("US")
    if len(countries) != 1 or countries == {"CA"}:
        return None
    return SchoolVerdict("IMG", countries.pop(), None, 0.6 if "med" in tokens or reading.has_foreign_degree else 0.5)


def school_line(row: Mapping[str, Any], aliases: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One line of `school --jsonl`: {"id", "school"} -> {"id", "class", "country", "canonical", "confidence"}.

    Raises ValueError naming what is missing in the row.
    """
    if "id" not in row:
        raise ValueError('the line has no "id"; give {"id": ..., "school": "..."}')
    if not isinstance(row.get("school"), str):
        raise ValueError(f'line {row["id"]!r} has no text under "school"; give {{"id": ..., "school": "..."}}')
    verdict = classify_school(row["school"], aliases)
    return {
        "id": row["id"],
        "class": verdict.school_class,
        "country": verdict.country,
        "canonical": verdict.canonical,
        "confidence": verdict.confidence,
    }


@lru_cache(maxsize=16384)
def is_place(text: str) -> bool:
    """Whether a text is nothing but places: `Lahore, Pakistan`, `San Antonio`."""
    gaz = _gazetteer()
    segments = [tokens for part in _SEPARATOR.split(text) if part and (tokens := normalize(part))]
    return bool(segments) and all(_segment_place(gaz, segment) for segment in segments)


def is_listed_name(text: str) -> bool:
    """Whether a text is letter for letter (after normalization) a name or alias of the gazetteer; cheap."""
    gaz = _gazetteer()
    tokens = normalize(text)
    return tokens in gaz.full or tokens in gaz.core or tokens in gaz.ambiguous


_TOWN = re.compile(r"^([A-Z][\w.'’ -]{2,30}),\s*(?:([A-Z]{2})|([A-Z][a-z]+(?: [A-Z][a-z]+)?)|[A-Z]\.[A-Z]\.)$")


@cache
def _school_towns() -> frozenset[Tokens]:
    return frozenset(normalize(school.city) for school in _gazetteer().schools if school.country in ("US", "CA"))


@lru_cache(maxsize=16384)
def is_town(text: str) -> bool:
    """Whether a text is a place, or a town with its state (`Toledo, OH`), even one that a school is called after."""
    if is_place(text):
        return True
    match = _TOWN.match(text.strip())
    if match is None:
        return False
    is_state = (match[2] or "") in states() or normalize(match[3] or "") in _gazetteer().state_names
    town = normalize(match[1])
    return is_state and (town in _school_towns() or is_place(match[1]) or not is_listed_name(match[1]))
