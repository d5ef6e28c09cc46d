"""Which links of a page are worth following: pure functions over text, path, title and the heading nearby.

No requests here, and no facts: a score says how likely a page speaks about applying to a residency, nothing more. The
page budget and the order of visits belong in `scrapers/frontier.py`.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from reference import tables

LINKS_VERSION = "2"  # of what extract_links gives; scores are made anew each night
FOLLOW_FROM = 0.25  # links below this score are not followed
LINKS_PER_PAGE = 1500  # a page with more is cut here and the rest counted
_TEXT_CAP = 160

_SKIPPED_SUFFIXES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|bmp|tiff?|mp[34]|m4[av]|mov|avi|wmv|webm|wav|zip|gz|rar|7z|exe|dmg|css|js|woff2?"
    r"|ttf|eot|ics|vcf|rss|atom|pptx?|xlsx?|docx?)$"
)
_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|msclkid|mc_[ce]id|_ga|phpsessid|jsessionid|sid|sessionid)$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands on a page. `heading` is the nearest heading above it. `is_frame`: shown within the page."""

    url: str
    text: str = ""
    title: str = ""
    heading: str = ""
    is_frame: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """Score from 0 to 1, what the page would be to the program, and why it is not to be followed, if so."""

    score: float
    role: str  # "program_page" | "institution_page"
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links of a page in reading order. `refresh` is the target of a meta refresh; `cut` counts links past the cap."""

    links: tuple[Link, ...]
    refresh: str | None = None
    cut: int = 0


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(words) + r")(?![a-z0-9])")


# (weight, pattern): the best one that stands in the text counts, a second one adds a little.
_WANTED: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        0.95,
        _pattern(
            r"eligib(?:le|ility)",
            r"(?:selection|application|applicant|admissions?|entry) (?:criteria|requirements?|polic(?:y|ies))",
            r"requirements?",
            r"qualifications?",
            r"selection criteria",
        ),
    ),
    (
        0.95,
        _pattern(
            r"international (?:medical )?(?:graduates?|applicants?|physicians?|students? and graduates?)",
            r"imgs?",
            r"fmgs?",
            r"foreign medical(?: school)? graduates?",
            r"ecfmg",
            r"international",
        ),
    ),
    (0.95, _pattern(r"visas?", r"j ?1", r"h ?1 ?b", r"immigration", r"sponsorship")),
    (
        0.9,
        _pattern(
            r"how to apply",
            r"how do i apply",
            r"apply(?: now| here| today)?",
            r"applying",
            r"application(?:s)?(?: process| information| info)?",
            r"applicants?",
            r"(?:for|future|prospective) (?:applicants?|residents?)",
            r"eras",
            r"admissions?",
            r"recruitment",
        ),
    ),
    (0.85, _pattern(r"faqs?", r"frequently asked(?: questions)?", r"questions")),
    (
        0.85,
        _pattern(
            r"(?:current|our|meet (?:the|our)|the|meet) residents?",
            r"residents?(?: (?:roster|directory|profiles|bios))?",
            r"house ?(?:staff|officers?)(?: (?:roster|directory))?",
            r"roster",
            r"pgy ?[1-7]",
            r"interns?",
            r"class of 20\d\d",
            r"people",
        ),
    ),
    (
        0.8,
        _pattern(
            r"(?:gme|graduate medical education|house ?staff|institution(?:al)?|resident|trainee) "
            r"(?:polic(?:y|ies)|handbook|manual|guidelines?)",
            r"(?:appointment|recruitment|selection)(?: of residents)? polic(?:y|ies)",
            r"polic(?:y|ies)(?: and procedures)?",
        ),
    ),
    (
        0.55,
        _pattern(
            r"positions?(?: available| offered)?",
            r"interviews?",
            r"match",
            r"deadlines?",
            r"usmle",
            r"comlex",
            r"step [123]",
            r"letters of recommendation",
        ),
    ),
    (
        0.5,
        _pattern(
            r"residency(?: program(?:me)?)?",
            r"residencies",
            r"categorical",
            r"preliminary",
            r"program(?:me)? (?:overview|information|details|description)",
            r"about (?:the|our) program(?:me)?",
            r"graduate medical education",
            r"gme",
        ),
    ),
    (
        0.3,
        _pattern(
            r"education(?: and training)?",
            r"training(?: programs?)?",
            r"programs?",
            r"prospective",
            r"salar(?:y|ies)",
            r"benefits",
            r"stipends?",
            r"join us",
            r"overview",
            r"about(?: us)?",
        ),
    ),
)
_INSTITUTION = _pattern(
    r"gme",
    r"graduate medical education",
    r"house ?staff",
    r"house ?officers?",
    r"institution(?:al|wide|'s)?(?: wide)?",
    r"office of graduate",
    r"trainees?",
    r"residents? (?:and|&) fellows?",
    r"hospital wide",
    r"system wide",
)
_POLICY = _pattern(
    r"polic(?:y|ies)",
    r"visas?",
    r"eligib(?:le|ility)",
    r"immigration",
    r"international",
    r"selection",
    r"recruitment",
    r"appointments?",
    r"requirements?",
    r"handbook",
    r"manual",
    r"j ?1",
    r"h ?1 ?b",
    r"sponsorship",
    r"imgs?",
)
_RESIDENCY = _pattern(
    r"residen(?:cy|cies|ts?)", r"house ?staff", r"gme", r"graduate medical education", r"interns?(?:hips?)?"
)
# A page of these kinds is not the program's, whatever else its link says.
_OTHER_AUDIENCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fellowship", _pattern(r"fellows?", r"fellowships?", r"subspecialty training")),
    (
        "patient",
        _pattern(
            r"patients?",
            r"billing",
            r"insurance",
            r"financial assistance",
            r"clinical trials?",
            r"mychart",
            r"visitors?",
            r"gift(?: cards?| shop)?",
            r"donors?",
        ),
    ),
    (
        "staff",
        _pattern(
            r"careers?",
            r"jobs?",
            r"employment",
            r"employees?",
            r"privileges",
            r"credentialing",
            r"volunteers?",
            r"nurs(?:e|es|ing)",
            r"pharmac(?:y|ist|ists)",
            r"chaplain(?:cy)?",
        ),
    ),
    ("observership", _pattern(r"observers?", r"observerships?", r"shadow(?:ing)?", r"externs?(?:hips?)?")),
    (
        "student",
        _pattern(
            r"(?:medical |visiting |md |do |prospective |current |nursing |pharmacy |pa )students?",
            r"clerkships?",
            r"electives?",
            r"sub ?internships?",
            r"acting internships?",
            r"undergraduate",
            r"ume",
            r"md program",
            r"medical school",
            r"vslo",
            r"vsas",
            r"away rotations?",
            r"students?",
            r"pre ?med",
            r"high school",
        ),
    ),
)
# These give way to a wanted word in the link's own text ("Current residents & alumni").
_OTHER_SUBJECT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "alumni",
        _pattern(
            r"alumni",
            r"alum(?:nae?|nus)?",
            r"(?:past|former) residents?",
            r"graduates? (?:list|outcomes)",
            r"where are they now",
        ),
    ),
    (
        "faculty",
        _pattern(
            r"faculty",
            r"leadership",
            r"our team",
            r"staff directory",
            r"(?:meet the )?(?:chair|director)",
            r"physicians? directory",
            r"find a doctor",
            r"providers?",
            r"attendings?",
        ),
    ),
    (
        "news",
        _pattern(
            r"news(?:letters?|room)?",
            r"press(?: releases?)?",
            r"blogs?",
            r"stories",
            r"announcements?",
            r"awards?",
            r"media",
            r"podcasts?",
            r"articles?",
            r"publications?",
        ),
    ),
    ("calendar", _pattern(r"calendars?", r"events?", r"grand rounds", r"conferences?")),
    (
        "patient",
        _pattern(
            r"patients?(?: care)?",
            r"appointments? (?:request|online)",
            r"make an appointment",
            r"locations?",
            r"billing",
            r"mychart",
            r"clinics?",
            r"services",
        ),
    ),
    (
        "site",
        _pattern(
            r"log ?in",
            r"sign in",
            r"donate",
            r"giving",
            r"privacy",
            r"terms(?: of use)?",
            r"cookies?(?: policy)?",
            r"accessibility",
            r"site ?map",
            r"search",
            r"share",
            r"facebook",
            r"twitter",
            r"instagram",
            r"linkedin",
            r"youtube",
            r"cart",
            r"subscribe",
            r"print",
            r"home",
            r"research",
            r"wellness",
            r"curriculum",
            r"contact(?: us)?",
            r"non ?discrimination(?: policy)?",
            r"refund policy",
        ),
    ),
)
# They speak of no single program, and several forbid copying what they hold.
NATIONAL_BODIES = frozenset(
    (
        "aamc.org", "acgme.org", "ama-assn.org", "ecfmg.org", "intealth.org", "faimer.org", "nrmp.org", "usmle.org",
        "nbme.org", "nbome.org", "fsmb.org", "residencycas.com", "liaisonedu.com", "state.gov", "uscis.gov", "dhs.gov",
    )
)  # fmt: skip
# Second-level domains under which strangers build their sites: what they share says nothing of their owner.
_SHARED_DOMAINS = frozenset(
    (
        "amazonaws.com", "appspot.com", "azurewebsites.net", "blogspot.com", "cloudfront.net", "github.io",
        "google.com",
        "herokuapp.com", "netlify.app", "sharepoint.com", "squarespace.com", "vercel.app", "webflow.io", "weebly.com",
        "wixsite.com", "wordpress.com", "wpengine.com",
    )
)  # fmt: skip
# Behind these stands a form for people who have an account.
_LOGIN = _pattern(r"log ?in", r"log ?on", r"sign ?in", r"sign ?on", r"sso", r"my ?account")
# Policies of the web site, not of the residency.
_SITE_POLICY = _pattern(
    r"privacy",
    r"cookies?",
    r"terms (?:of|and)(?: use| service| conditions)?",
    r"refund",
    r"web ?site",
    r"hipaa",
    r"visitor",
    r"social media",
    r"non ?discrimination",
    r"accessibility",
)
# Useful, but less than a page about applying.
_MILD = {"alumni"}


def normalize_text(text: str) -> str:
    """Lower case, separators as single blanks: `H-1B_Visa` and `h 1b visa` read alike."""
    return re.sub(r"[^a-z0-9'&]+", " ", text.lower()).strip()


def normalize_url(url: str, base: str = "") -> str | None:
    """An absolute http(s) address without fragment, tracking and session parameters; None if it is none."""
    url = url.strip()
    if not url or len(url) > 2000 or (url[0] == "#" and not base):
        return None
    if base and url[0] == "/" and url[1:2] != "/":
        # Most links of a site: joined without parsing the base again.
        end = base.find("/", base.find("://") + 3)
        return _normalized(base[: end if end >= 0 else None] + url) if "://" in base else None
    if base and not url.startswith(("http://", "https://")):
        try:
            url = urljoin(base, url)
        except ValueError:
            return None
    return _normalized(url)


@lru_cache(maxsize=20_000)
def _normalized(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    path = parts.path or "/"
    if ";" in path:
        path = re.sub(r";jsessionid=[^/?#]*", "", path, flags=re.IGNORECASE) or "/"
    path = posixpath.normpath(path) + ("/" if path.endswith(("/", "/.", "/..")) else "") if "/." in path else path
    path = re.sub(r"[\s\x00-\x1f]", "%20", path)
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(key, value) for key, value in pairs if not _TRACKING.match(key.lower())])
    return urlunsplit((parts.scheme, host, path, query, ""))


def host_of(url: str) -> str:
    """Host and port, as in the address; empty where there is none."""
    try:
        return urlsplit(url).netloc.rsplit("@", 1)[-1].lower()
    except ValueError:
        return ""


def lane_of(url: str) -> str:
    """The host without its port: what is visited one request at a time."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def owner_of(lane: str, shards: int) -> int:
    """The shard that visits a host, the same in every process. Hosts of one domain have one shard: a site that sends
    its readers on to `www.`, or a program to its hospital's policies, mostly stays within it.
    """
    is_address = ":" in lane or lane.replace(".", "").isdigit()
    domain = lane if is_address else ".".join(lane.rstrip(".").split(".")[-2:])
    return zlib.crc32(domain.encode()) % shards


def is_same_site(one: str, other: str) -> bool:
    """Same host, a leading `www.` aside. Ports and schemes may differ only by the default ones."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")


def is_same_owner(one: str, other: str) -> bool:
    """Hosts of one domain, such as `medicine.` and `gme.` of a university. Addresses without a name have no domain."""
    domains = []
    for url in (one, other):
        labels = lane_of(url).rstrip(".").split(".")
        if len(labels) < 2 or ":" in labels[-1] or labels[-1].isdigit():
            return False
        domains.append(".".join(labels[-2:]))
    return domains[0] == domains[1] and domains[0] not in _SHARED_DOMAINS


def is_trap(url: str) -> bool:
    """Addresses of endless spaces: calendars by month, paths that repeat themselves, deep query grids."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if len(segments) > 12 or any(segments.count(segment) > 2 for segment in set(segments)):
        return True
    if re.search(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)", parts.path) or "/calendar" in parts.path.lower():
        return True
    keys = [key.lower() for key, _ in parse_qsl(parts.query)]
    return len(keys) > 4 or any(key in {"month", "year", "date", "day", "week", "replytocom", "share"} for key in keys)


@cache
def _specialty_names() -> tuple[tuple[str, str], ...]:
    """(name as normalized words, specialty), longest first, so that `orthopedic surgery` is not read as surgery."""
    names: list[tuple[str, str]] = []
    for name, row in tables.specialties().items():
        spellings = [name, *(alias for alias in row.get("aliases", "").split("|") if alias)]
        # Two-letter abbreviations (IM, EM, TY) stand for too much else in addresses.
        names += [(normalize_text(spelling), name) for spelling in spellings if len(spelling) > 3 or spelling == "PM&R"]
    names += [
        ("med peds", "Medicine-Pediatrics"),
        ("medicine pediatrics", "Medicine-Pediatrics"),
        ("internal medicine pediatrics", "Medicine-Pediatrics"),
        ("child neurology", "Child Neurology"),
        ("interventional radiology", "Interventional Radiology"),
        ("vascular surgery", "Vascular Surgery"),
        ("oral surgery", "Dental"),
        ("oral and maxillofacial surgery", "Dental"),
        ("dental", "Dental"),
        ("podiatry", "Podiatry"),
        ("preventive medicine", "Preventive Medicine"),
        ("nuclear medicine", "Nuclear Medicine"),
        ("sports medicine", "Sports Medicine"),
        ("sleep medicine", "Sleep Medicine"),
        ("addiction medicine", "Addiction Medicine"),
        ("school of medicine", ""),
        ("college of medicine", ""),
        ("doctor of medicine", ""),
        ("osteopathic medicine", ""),
    ]
    return tuple(sorted(set(names), key=lambda pair: (-len(pair[0]), pair)))


def named_specialties(text: str) -> set[str]:
    """Specialties that a text names. `medicine` alone names Internal Medicine only before a word like residency."""
    rest = f" {normalize_text(text)} "
    found: set[str] = set()
    for spelling, name in _specialty_names():
        if f" {spelling} " not in rest:
            continue
        if spelling == "medicine" and not re.search(r" medicine (?:residen|program|categorical|preliminary)", rest):
            continue
        rest = rest.replace(f" {spelling} ", " | ")
        if name:
            found.add(name)
    return found


def _canonical_specialty(name: str) -> str:
    named = named_specialties(name) if normalize_text(name) != "medicine" else {"Internal Medicine"}
    return next(iter(named)) if len(named) == 1 else name


def _best(text: str) -> tuple[float, int]:
    """The highest weight of the wanted patterns found in a text, and how many were found."""
    found = [weight for weight, pattern in _WANTED if pattern.search(text)]
    return (max(found), len(found)) if found else (0.0, 0)


def score_link(link: Link, specialty: str = "", entry_url: str = "") -> Scored:
    """Score a link for a program of one specialty whose entry page is `entry_url`.

    The path counts beyond what it shares with the entry page's folder, so that `/surgery/residency/` in front of every
    page of a surgery program neither helps nor harms. Off the program's host only institution policies may be followed,
    and pages about applying that name the specialty or lie on another host of the same domain.
    """
    parts = urlsplit(link.url)
    path_here = _own_path(parts.path, urlsplit(entry_url).path if is_same_site(link.url, entry_url) else "")
    text = normalize_text(f"{link.text} {link.title}")
    path = normalize_text(f"{unquote(path_here)} {parts.query}")
    heading = normalize_text(link.heading)
    is_policy = bool(_POLICY.search(f"{text} {path}"))
    is_institution = bool(_INSTITUTION.search(f"{text} {path} {normalize_text(parts.hostname or '')}")) and is_policy
    role = "institution_page" if is_institution else "program_page"
    is_off_site = bool(entry_url) and not is_same_site(link.url, entry_url)

    if _SKIPPED_SUFFIXES.search(parts.path.lower()):
        return Scored(0.0, role, "file_type")
    if is_trap(link.url):
        return Scored(0.0, role, "trap")
    if _LOGIN.search(text) or _LOGIN.search(normalize_text(parts.path.rstrip("/").rsplit("/", 1)[-1])):
        return Scored(0.0, role, "site")
    segments = [normalize_text(segment) for segment in unquote(path_here).split("/") if segment]
    for reason, pattern in _OTHER_AUDIENCE:
        # "Residents and fellows" speaks of residents too; a folder or heading counts by its own words.
        if pattern.search(text) and not (reason in ("fellowship", "patient") and _RESIDENCY.search(text)):
            return Scored(0.0, role, reason)
        if any(pattern.search(segment) and not _RESIDENCY.search(segment) for segment in segments):
            return Scored(0.0, role, reason)
        if pattern.search(heading) and not _RESIDENCY.search(f"{heading} {text} {path}"):
            return Scored(0.0, role, reason)
    named = named_specialties(text) or named_specialties(unquote(path_here))
    own = _canonical_specialty(specialty) if specialty else ""
    is_own_named = bool(own) and own in named
    if own and named and not is_own_named:
        return Scored(0.0, role, "sibling")

    text_score, text_hits = _best(text)
    path_score, path_hits = _best(path)
    heading_score, _ = _best(heading)
    if _SITE_POLICY.search(f"{text} {path}"):
        return Scored(0.0, role, "site")
    for reason, pattern in _OTHER_SUBJECT:
        in_text, in_path = pattern.search(text), pattern.search(path)
        if in_text and text_score < 0.8:
            return Scored(0.0, role, reason)
        if in_path and max(text_score, path_score) < 0.8:
            return Scored(0.0, role, reason)
        if in_path and reason in ("news", "calendar", "patient") and path_score < 0.8:
            return Scored(0.0, role, reason)
        if in_text and reason in _MILD:
            text_score -= 0.1
    if is_off_site:
        if ".".join((parts.hostname or "").split(".")[-2:]) in NATIONAL_BODIES:
            return Scored(0.0, "institution_page", "national_body")
        is_shared_policy = (
            is_policy and max(text_score, path_score) >= 0.5 and (is_institution or _is_policy_subject(text, path))
        )
        is_own_page = text_score >= 0.85 and (is_own_named or is_same_owner(link.url, entry_url))
        if not (is_shared_policy or is_own_page):
            return Scored(0.0, "institution_page", "off_host")
        return Scored(round(min(1.0, max(text_score, path_score) * 0.9), 3), "institution_page")
    score = max(text_score, path_score * 0.9)
    if score and text_hits + path_hits > 1:
        score = min(0.99, score + 0.02 * (text_hits + path_hits - 1))
    if score < 0.3 and heading_score >= 0.8:
        score = max(score, 0.35)
    if link.is_frame:
        score = max(score, 0.5)
    if is_own_named:
        score = min(0.99, max(score, 0.5) + 0.1)
    if parts.path.lower().endswith(".pdf") and score:
        score = max(0.0, score - 0.05)
    score = round(score, 3)
    return Scored(score, role, None if score >= FOLLOW_FROM else "irrelevant")


def _is_policy_subject(text: str, path: str) -> bool:
    """Off the host, only a text that itself speaks of visas, international graduates or a policy leads on."""
    return bool(
        re.search(
            r"\b(?:visas?|polic(?:y|ies)|j ?1|h ?1 ?b|international medical|imgs?|eligibility)\b", f"{text} {path}"
        )
    )


def _own_path(path: str, entry_path: str) -> str:
    """The part of a path beyond the folder of the entry page."""
    folder = entry_path.rsplit("/", 1)[0]
    if folder and (path + "/").startswith(folder + "/"):
        return path[len(folder) :]
    return path


class _LinkReader:
    """Target of an event parser: no tree is built, so that a page nested 200,000 deep costs no more than a flat one."""

    def __init__(self, base_url: str) -> None:
        self.base_url = self.base = base_url
        self.links: dict[str, Link] = {}
        self.refresh: str | None = None
        self.cut = 0
        self._heading = ""
        self._heading_parts: list[str] | None = None
        self._anchor: tuple[str, str] | None = None  # address, title
        self._anchor_parts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("a", "area", "iframe", "frame", "embed", "object"):
            url = normalize_url(
                attributes.get("href") or attributes.get("src") or attributes.get("data") or "", self.base
            )
            title = (attributes.get("title") or attributes.get("aria-label") or "")[:_TEXT_CAP]
            if tag == "a":
                self._end_anchor()
                if url is not None:
                    self._anchor, self._anchor_parts = (url, title), []
            elif url is not None:
                self._add(url, attributes.get("alt") or "", title, is_frame=tag in ("iframe", "frame"))
        elif tag == "img" and self._anchor is not None and attributes.get("alt"):
            self._anchor_parts.append(f" {attributes['alt']} ")
        elif tag in _HEADINGS:
            self._heading_parts = []
        elif tag == "base":
            self.base = urljoin(self.base_url, attributes.get("href") or "")
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            target = re.search(r"url\s*=\s*['\"]?([^'\"]+)", attributes.get("content") or "", re.IGNORECASE)
            self.refresh = normalize_url(target.group(1), self.base) if target else None
        else:
            self.data(" ")

    def data(self, text: str) -> None:
        if self._anchor is not None and len(self._anchor_parts) < 50:
            self._anchor_parts.append(text)
        if self._heading_parts is not None and len(self._heading_parts) < 50:
            self._heading_parts.append(text)

    def end(self, tag: str) -> None:
        if tag == "a":
            self._end_anchor()
        elif tag in _HEADINGS and self._heading_parts is not None:
            self._heading, self._heading_parts = _squeeze(self._heading_parts), None

    def comment(self, text: str) -> None:
        pass

    def close(self) -> PageLinks:
        self._end_anchor()
        return PageLinks(tuple(self.links.values()), self.refresh, self.cut)

    def _end_anchor(self) -> None:
        if self._anchor is not None:
            (url, title), self._anchor = self._anchor, None
            self._add(url, _squeeze(self._anchor_parts), title)

    def _add(self, url: str, text: str, title: str, is_frame: bool = False) -> None:
        known = self.links.get(url)
        if known is not None:
            if text and len(known.text) < _TEXT_CAP and normalize_text(text) not in normalize_text(known.text):
                joined = f"{known.text} | {text}".strip(" |")
                self.links[url] = replace(known, text=joined, title=known.title or title)
            if is_frame:
                self.links[url] = replace(self.links[url], is_frame=True)
        elif len(self.links) >= LINKS_PER_PAGE:
            self.cut += 1
        else:
            heading = self._heading if self._heading_parts is None else _squeeze(self._heading_parts)
            self.links[url] = Link(url, text, title, heading, is_frame)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _squeeze(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())[:_TEXT_CAP]


def extract_links(body: bytes, base_url: str) -> PageLinks:
    """Links of an HTML page in reading order, one per address (texts of repeats joined), each with its heading."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    text = text.replace("\x00", " ")
    parser = etree.HTMLParser(target=_LinkReader(base_url), recover=True, huge_tree=True, no_network=True)
    parser.feed(text if text.strip() else "<html></html>")
    return parser.close()


_SITEMAP_CAP = 20_000


class UnsafeSitemapError(ValueError):
    """A sitemap declares entities or a document type; such a file is not read."""


def read_sitemap(body: bytes, base_url: str) -> tuple[list[str], list[str]]:
    """Addresses of pages and of further sitemaps. Read without an XML parser, so that no entity is ever expanded."""
    head = body[:4096].lower()
    if b"<!doctype" in head or b"<!entity" in body.lower():
        raise UnsafeSitemapError("the sitemap declares a document type or entities; it was not read")
    if b"<" not in head:  # a plain list of addresses is a sitemap too
        lines = body.decode("utf-8", "replace").split()
        found = [normalize_url(line, base_url) for line in lines[:_SITEMAP_CAP]]
        return [url for url in found if url], []
    pages, sitemaps = [], []
    is_index = b"<sitemapindex" in head
    for count, match in enumerate(re.finditer(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})", body)):
        if count >= _SITEMAP_CAP:
            break
        url = normalize_url(match.group(1).decode("utf-8", "replace").replace("&amp;", "&"), base_url)
        if url:
            (sitemaps if is_index else pages).append(url)
    return pages, sitemaps
