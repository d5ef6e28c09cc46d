"""Every table, column and fact of the warehouse, named once.

From this registry come the pyarrow schemas, dtype enforcement on write, the baseline suites of expectations, the
column descriptions in the Dagster UI and the data dictionary in `docs/`. What a value *means* to a reader of pages
stands in `transforms/facts/`; reading and writing files stands in `warehouse/releases.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 1

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "binary": pa.binary(),
}

VISA_VALUES = ("sponsors", "conditional", "no")
STRENGTHS = ("required", "preferred", "typical")
# In order of trust: the first that speaks wins. Filings raise conflicts and never win.
SOURCE_KINDS = ("steward", "program_page", "institution_page", "listing", "filing")
SCHOOL_CLASSES = ("US-MD", "US-DO", "CA", "IMG", "unknown")
FAILURES = (
    "dns",
    "refused",
    "reset",
    "timeout",
    "blocked",
    "gone",
    "server_error",
    "too_large",
    "not_html",
    "robots",
    "redirect_loop",
    "unsafe_address",
    "tls",
    "needs_browser",
    "bad_response",
)
TIERS = ("reach", "target", "safety")
VERDICTS = ("meets", "fails", "unknown", "fixable")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a program's page can state. `kind` decides how its value is stored and compared."""

    name: str
    kind: str  # "category" | "integer" | "number" | "boolean" | "deadline"
    description: str
    domain: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    has_preference: bool = False  # pages also state it as a preference


FACTS: tuple[Fact, ...] = (
    Fact("visa_j1", "category", "May an applicant train here on a J-1 visa", VISA_VALUES),
    Fact("visa_h1b", "category", "May an applicant train here on an H-1B visa", VISA_VALUES),
    Fact("step1_min", "integer", "Required minimum USMLE Step 1 score", None, 180, 300, "score", True),
    Fact("step2_min", "integer", "Required minimum USMLE Step 2 CK score", None, 180, 300, "score", True),
    Fact("comlex_min", "integer", "Required minimum COMLEX Level 1 or 2 score", None, 300, 999, "score", True),
    Fact("no_score_cutoff", "boolean", "The page says that there is no minimum score"),
    Fact("max_attempts_step1", "integer", "Attempts at Step 1 allowed in total", None, 1, 10, "attempts", True),
    Fact("max_attempts_step2", "integer", "Attempts at Step 2 CK allowed in total", None, 1, 10, "attempts", True),
    Fact("step3_required", "category", "Whether USMLE Step 3 must be passed", ("always", "h1b", "no")),
    Fact(
        "max_years_since_graduation", "number", "Most years since medical school graduation", None, 0, 50, "years", True
    ),
    Fact("usce_required", "boolean", "Whether US clinical experience is required", has_preference=True),
    Fact("usce_months", "number", "Months of US clinical experience required", None, 0.25, 60, "months", True),
    Fact("usce_hands_on", "boolean", "Whether the required US experience must be hands-on"),
    Fact(
        "ecfmg_by",
        "category",
        "When the ECFMG certificate must be held",
        ("application", "interview", "ranking", "start"),
    ),
    Fact("letters_min", "integer", "Letters of recommendation asked for, without the MSPE", None, 1, 6, "letters"),
    Fact("application_deadline", "deadline", "Last day to apply or complete the file, MM-DD or YYYY-MM-DD"),
    Fact("positions_per_year", "integer", "First-year places a year", None, 1, 250, "places"),
    Fact("img_accepted", "boolean", "Whether graduates of foreign schools are accepted or considered"),
    Fact("prematch_offered", "boolean", "Whether places are offered outside the Match, by a contract before it"),
)
FACT_BY_NAME: dict[str, Fact] = {fact.name: fact for fact in FACTS}
FACT_TYPES = {
    "category": "string",
    "deadline": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `fill_floor` is the least share of rows (0 to 1) that must hold a value for a release to pass.

    `is_volatile` marks what may differ between two nights without any change worth a release (`last_seen`).
    """

    name: str
    type: str
    description: str
    domain: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    is_nullable: bool = True
    pattern: str | None = None
    fill_floor: float | None = None
    is_volatile: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `key` columns are unique together. A private table never enters a release."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_private: bool = False
    minimum_rows: int = 0

    @property
    def layer(self) -> str:
        return self.name.split("_", 1)[0]

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]


def _c(name: str, type: str, description: str, **rest: object) -> Column:
    return Column(name, type, description, **rest)  # type: ignore[arg-type]


_SHA256 = r"^[0-9a-f]{64}$"

RAW_FETCHES = Table(
    "raw_fetches",
    "One row per address per crawl, whatever came of it.",
    (
        _c("crawl_id", "string", "The crawl that asked", is_nullable=False),
        _c("url", "string", "Address asked for", is_nullable=False),
        _c("final_url", "string", "Address that answered, after redirects"),
        _c("host", "string", "Host and port asked", is_nullable=False),
        _c("fetched_at", "timestamp", "When the answer or failure came (UTC)", is_nullable=False),
        _c("status", "integer", "HTTP status of the last answer", minimum=100, maximum=599),
        _c("failure", "string", "Kind of failure; empty when the page was had", domain=FAILURES),
        _c("failure_detail", "string", "What exactly went wrong, in words"),
        _c(
            "is_unchanged",
            "boolean",
            "The host answered 304, or the same body as before but for its volatile parts",
            is_nullable=False,
        ),
        _c("etag", "string", "ETag as sent"),
        _c("last_modified", "string", "Last-Modified as sent"),
        _c("body_sha256", "string", "Hash of the body (of the earlier one where it is unchanged)", pattern=_SHA256),
        _c("settled_sha256", "string", "Hash of the body without volatile parts", pattern=_SHA256),
        _c("content_type", "string", "Content-Type as sent"),
        _c("body_bytes", "integer", "Bytes of body downloaded; 0 after a 304", minimum=0),
        _c("elapsed_ms", "number", "From request to last byte", unit="ms", minimum=0),
        _c("redirects", "integer", "Redirects followed", minimum=0),
    ),
    ("crawl_id", "url"),
)

RAW_BODIES = Table(
    "raw_bodies",
    "One row per distinct body, addressed by its content.",
    (
        _c("body_sha256", "string", "SHA-256 of the body", is_nullable=False, pattern=_SHA256),
        _c("body", "binary", "Body as downloaded, content encoding removed", is_nullable=False),
        _c("body_bytes", "integer", "Length of body", is_nullable=False, minimum=0),
        _c("content_type", "string", "Content-Type when first seen"),
        _c("crawl_id", "string", "The crawl that first brought it", is_nullable=False),
    ),
    ("body_sha256",),
)

RAW_LINKS = Table(
    "raw_links",
    "Which page serves which program, per crawl: one row per (program, address).",
    (
        _c("crawl_id", "string", "The crawl", is_nullable=False),
        _c("program_id", "string", "The program served", is_nullable=False),
        _c("url", "string", "Address of the page, as asked for", is_nullable=False),
        _c(
            "role",
            "string",
            "What the page is to the program",
            is_nullable=False,
            domain=("entry", "program_page", "institution_page"),
        ),
        _c("score", "number", "How promising the link looked; the entry page has 1", minimum=0),
        _c("depth", "integer", "Clicks from the entry page", minimum=0),
        _c("found_on", "string", "Page that linked here, or the sitemap"),
    ),
    ("crawl_id", "program_id", "url"),
)

RAW_LISTING_ROWS = Table(
    "raw_listing_rows",
    "Rows of public listings, untouched.",
    (
        _c("crawl_id", "string", "The crawl", is_nullable=False),
        _c("source", "string", "Name of the listing source", is_nullable=False),
        _c("row_number", "integer", "Position in the listing, from 1", is_nullable=False, minimum=1),
        _c("url", "string", "Page of the listing that held the row", is_nullable=False),
        _c("record", "string", "The row as JSON: column head -> cell text", is_nullable=False),
    ),
    ("crawl_id", "source", "row_number"),
)

RAW_COUNTERS = Table(
    "raw_counters",
    "What each spider of a crawl counted, and beside it the rows that the archive holds of it.",
    (
        _c("crawl_id", "string", "The crawl", is_nullable=False),
        _c("spider", "string", "program_site or listing", is_nullable=False),
        _c(
            "counter",
            "string",
            "What is counted: addresses, by what became of them; changed is part of fetched; archived counts rows",
            is_nullable=False,
            domain=("discovered", "fetched", "changed", "unchanged", "failed", "skipped", "archived"),
        ),
        _c("reason", "string", "Kind of failure, reason for skipping, outcome of archived rows; empty otherwise"),
        _c("count", "integer", "Addresses or rows", is_nullable=False, minimum=0),
    ),
    ("crawl_id", "spider", "counter", "reason"),
)

RAW_TEXTS = Table(
    "raw_texts",
    "The readable text of each archived body; quotes' offsets point into it. Part of the archive, never released.",
    (
        _c("body_sha256", "string", "SHA-256 of the body", is_nullable=False, pattern=_SHA256),
        _c("text_version", "string", "Version of the reader that made the text", is_nullable=False),
        _c("content_kind", "string", "html, pdf, json or text", is_nullable=False),
        _c("title", "string", "Title of the page"),
        _c("text", "string", "Readable text", is_nullable=False),
    ),
    ("body_sha256", "text_version"),
    is_private=True,
)

RAW_READINGS = Table(
    "raw_readings",
    "What was read from each archived body, by version of the reader, so that no body is read twice. Never released.",
    (
        _c("body_sha256", "string", "SHA-256 of the body", is_nullable=False, pattern=_SHA256),
        _c("reader_version", "string", "Version of the reader and of its school aliases", is_nullable=False),
        _c("statements", "string", "JSON list of statements", is_nullable=False),
        _c("rosters", "string", "JSON list of counted rosters; no names", is_nullable=False),
        _c("dropped", "string", "JSON: reason -> candidates dropped", is_nullable=False),
        _c("problem", "string", "Why the body could not be read"),
    ),
    ("body_sha256", "reader_version"),
    is_private=True,
)

CORE_PAGES = Table(
    "core_pages",
    "Pages that serve a program, with what was read from each.",
    (
        _c("program_id", "string", "Program served", is_nullable=False),
        _c("url", "string", "Address of the page", is_nullable=False),
        _c(
            "role",
            "string",
            "What the page is to the program",
            is_nullable=False,
            domain=("entry", "program_page", "institution_page"),
        ),
        _c("body_sha256", "string", "Hash of the archived body", is_nullable=False, pattern=_SHA256, is_volatile=True),
        _c("content_kind", "string", "html, pdf, json or text"),
        _c("title", "string", "Title of the page"),
        _c("text_chars", "integer", "Length of the archived text", minimum=0),
        _c("statements", "integer", "Statements read from it for this program", minimum=0),
        _c("as_of", "date", "Last night on which the host confirmed this body", is_volatile=True),
        _c("gone_since", "date", "First night on which the page was gone"),
    ),
    ("program_id", "url"),
    minimum_rows=1,
)

CORE_STATEMENTS = Table(
    "core_statements",
    "The heart: what each page states of each program, with its exact quote.",
    (
        _c("statement_id", "string", "Hash of what is said and where", is_nullable=False, pattern=r"^[0-9a-f]{16}$"),
        _c("program_id", "string", "Program that the page serves", is_nullable=False),
        _c(
            "field",
            "string",
            "The fact",
            is_nullable=False,
            domain=(*FACT_BY_NAME, "img_share", "img_share_stated"),
        ),
        _c("value", "string", "Value in canonical form: sponsors, 220, true, 12-01", is_nullable=False),
        _c("value_number", "number", "Value as a number, where it is one"),
        _c("strength", "string", "required, preferred or typical", is_nullable=False, domain=STRENGTHS),
        _c("condition", "string", "Condition or exception, in the page's words"),
        _c("track", "string", "Track the statement is limited to: categorical, preliminary ..."),
        _c("source_kind", "string", "Kind of source", is_nullable=False, domain=SOURCE_KINDS),
        _c("url", "string", "Address of the page", is_nullable=False),
        _c("body_sha256", "string", "Hash of the archived body", pattern=_SHA256, is_volatile=True),
        _c("quote", "string", "The smallest passage that carries it, letter for letter", is_nullable=False),
        _c("quote_start", "integer", "Offset of the quote in the archived text", is_nullable=False, minimum=0),
        _c("quote_end", "integer", "Offset just after the quote", is_nullable=False, minimum=1),
        _c("extractor", "string", "Module that read it", is_nullable=False),
        _c("extractor_version", "string", "Version of the extractor", is_nullable=False),
        _c("season", "integer", "Match year that the text speaks of, where it names one", minimum=1990, maximum=2100),
        _c("confidence", "number", "How sure the reading is", is_nullable=False, minimum=0, maximum=1),
        _c("first_seen", "date", "First night on which the statement stood there", is_nullable=False),
        _c("last_seen", "date", "Last night on which it stood there", is_nullable=False, is_volatile=True),
    ),
    ("statement_id",),
)

CORE_ROSTERS = Table(
    "core_rosters",
    "Residents counted by program, class year, school. No names.",
    (
        _c("program_id", "string", "Program", is_nullable=False),
        _c("url", "string", "Roster page", is_nullable=False),
        _c("body_sha256", "string", "Hash of the archived body", is_nullable=False, pattern=_SHA256, is_volatile=True),
        _c("class_year", "string", "PGY-1, PGY-2 ... or Class of 2028; 'all' where not told", is_nullable=False),
        _c("track", "string", "Track, where the page tells tracks apart"),
        _c("school", "string", "Canonical name of the school; as written where it is not known", is_nullable=False),
        _c("school_class", "string", "Class of the school", is_nullable=False, domain=SCHOOL_CLASSES),
        _c("country", "string", "Country of the school, ISO 3166 alpha-2", pattern=r"^[A-Z]{2}$"),
        _c("residents", "integer", "Residents counted", is_nullable=False, minimum=1),
        _c("as_of", "date", "Last night on which the host confirmed the page", is_volatile=True),
    ),
    ("program_id", "url", "class_year", "track", "school", "school_class", "country"),
)

CORE_FILINGS = Table(
    "core_filings",
    "H-1B petitions by employer, year and place (USCIS Employer Data Hub), matched to institutions.",
    (
        _c("fiscal_year", "integer", "US fiscal year", is_nullable=False, minimum=2000, maximum=2100),
        _c("employer", "string", "Employer as filed", is_nullable=False),
        _c("tax_id", "string", "Last four digits of the tax id, zero-padded", pattern=r"^\d{4}$"),
        _c("naics", "string", "Two-digit NAICS sector", pattern=r"^\d{2}$"),
        _c("state", "string", "State, two letters", pattern=r"^[A-Z]{2}$"),
        _c("city", "string", "City"),
        _c("zip", "string", "ZIP code, five digits", pattern=r"^\d{5}$"),
        _c("initial_approvals", "integer", "New petitions approved", is_nullable=False, minimum=0),
        _c("initial_denials", "integer", "New petitions denied", is_nullable=False, minimum=0),
        _c("continuing_approvals", "integer", "Extensions and changes approved", is_nullable=False, minimum=0),
        _c("continuing_denials", "integer", "Extensions and changes denied", is_nullable=False, minimum=0),
        _c("institution", "string", "Institution of the catalog that the employer was matched to"),
        _c("match_score", "number", "How well the names match", minimum=0, maximum=1),
        _c("source_row", "integer", "Row in the file, the header being row 1", is_nullable=False, minimum=2),
    ),
    ("fiscal_year", "source_row"),
)


def _fact_columns(fact: Fact) -> Iterable[Column]:
    name, type = fact.name, FACT_TYPES[fact.kind]
    value = {"domain": fact.domain, "minimum": fact.minimum, "maximum": fact.maximum, "unit": fact.unit}
    pattern = r"^(\d{4}-)?\d{2}-\d{2}$" if fact.kind == "deadline" else None
    yield _c(name, type, f"{fact.description}; empty = not stated, never 'no'", pattern=pattern, **value)
    if fact.has_preference:
        yield _c(f"{name}_preferred", type, f"The same, where the page only prefers it ({name})", **value)
        yield _c(f"{name}_preferred_statement_id", "string", "Statement that carries the preference")
    yield _c(f"{name}_condition", "string", f"Condition or exception on {name}, in the page's words")
    yield _c(f"{name}_confidence", "number", f"Confidence in {name}", minimum=0, maximum=1)
    yield _c(f"{name}_as_of", "date", f"Night on which the source of {name} was last confirmed", is_volatile=True)
    yield _c(f"{name}_url", "string", f"Address of the page that states {name}")
    yield _c(f"{name}_quote", "string", f"The page's words for {name}")
    yield _c(f"{name}_statement_id", "string", f"Statement behind {name}")


OUT_PROGRAMS = Table(
    "out_programs",
    "One row per program: identity and each fact with confidence, date, address and quote.",
    (
        _c("program_id", "string", "Stable id of the program in this catalog", is_nullable=False),
        _c(
            "acgme_code", "string", "ACGME program code: ten digits, or M and nine digits", pattern=r"^(\d{10}|M\d{9})$"
        ),
        _c("name", "string", "Name of the program", is_nullable=False),
        _c("institution", "string", "Sponsoring institution", is_nullable=False),
        _c("specialty", "string", "Specialty, by its name in reference/specialties", is_nullable=False),
        _c("city", "string", "City"),
        _c("state", "string", "State or territory, two letters", is_nullable=False, pattern=r"^[A-Z]{2}$"),
        _c("url", "string", "Entry address of the program's site"),
        _c("setting", "string", "University, community or both, where a listing says so"),
        _c("source", "string", "Listing or registry file that named the program", is_nullable=False),
        _c("pages_read", "integer", "Pages read for it", is_nullable=False, minimum=0),
        _c("site_failure", "string", "Why its site could not be read last night", domain=FAILURES),
        _c("gone_since", "date", "First night on which the listing no longer named it"),
        *(column for fact in FACTS for column in _fact_columns(fact)),
        _c(
            "img_share", "number", "Share of residents from foreign schools, counted from rosters", minimum=0, maximum=1
        ),
        _c("img_share_low", "number", "Lower end of its 95 % interval", minimum=0, maximum=1),
        _c("img_share_high", "number", "Upper end of its 95 % interval", minimum=0, maximum=1),
        _c("img_residents", "integer", "Residents from foreign schools", minimum=0),
        _c(
            "img_us_student_residents",
            "integer",
            "Of the residents from foreign schools, those from offshore schools that mostly train US citizens; a "
            "roster tells schools and never citizenship",
            minimum=0,
        ),
        _c(
            "img_share_shrunk",
            "number",
            "The counted share drawn toward the other programs of its specialty (and setting): much for a small "
            "roster, hardly for a large one; an estimate beside the count, never in its place",
            minimum=0,
            maximum=1,
        ),
        _c("img_share_shrunk_low", "number", "Lower end of its 95 % interval", minimum=0, maximum=1),
        _c("img_share_shrunk_high", "number", "Upper end of its 95 % interval", minimum=0, maximum=1),
        _c(
            "img_share_trend_pct",
            "number",
            "IMG share of the newest class on the roster minus that of the oldest; empty unless each has 3 residents "
            "of a known class of school",
            unit="percentage points",
            minimum=-100,
            maximum=100,
        ),
        _c("roster_residents", "integer", "Residents whose school has a known class: what the share is of", minimum=0),
        _c("roster_entries", "integer", "Residents seen on the roster", minimum=0),
        _c("img_share_confidence", "number", "Confidence in the share", minimum=0, maximum=1),
        _c("img_share_as_of", "date", "Night on which the roster was last confirmed", is_volatile=True),
        _c("img_share_url", "string", "Roster page"),
        _c("img_share_quote", "string", "Heading of the roster"),
        _c("img_share_statement_id", "string", "Statement behind the share"),
    ),
    ("program_id",),
    minimum_rows=1,
)

OUT_CHANGES = Table(
    "out_changes",
    "What differs from the release before.",
    (
        _c("program_id", "string", "Program", is_nullable=False),
        _c(
            "change",
            "string",
            "Kind of change",
            is_nullable=False,
            domain=("program_added", "program_gone", "fact_added", "fact_lost", "fact_changed"),
        ),
        _c("field", "string", "Fact that changed; empty for whole programs", is_nullable=False),
        _c("old_value", "string", "Value before"),
        _c("new_value", "string", "Value now"),
        _c("old_quote", "string", "Quote before"),
        _c("new_quote", "string", "Quote now"),
        _c("url", "string", "Page of the new value, or of the old one where it is lost"),
    ),
    ("program_id", "change", "field"),
)

OUT_REVIEW_QUEUE = Table(
    "out_review_queue",
    "What a steward should look at, most harmful first.",
    (
        _c("item_id", "string", "Hash of the item", is_nullable=False),
        _c(
            "harm",
            "number",
            "Order of the queue: higher first; grows with the shortlists that hold the program",
            is_nullable=False,
            minimum=0,
            is_volatile=True,
        ),
        _c(
            "kind",
            "string",
            "Why it is here",
            is_nullable=False,
            domain=("conflict", "filing_conflict", "ambiguous", "stale", "override", "unknown_school", "site"),
        ),
        _c("program_id", "string", "Program; empty where the item is about many"),
        _c("field", "string", "Fact in question"),
        _c("detail", "string", "What to look at, in plain words", is_nullable=False),
        _c("kept_value", "string", "Value in out_programs"),
        _c("kept_quote", "string", "Its quote"),
        _c("kept_url", "string", "Its page"),
        _c("other_value", "string", "Value of the source that disagrees"),
        _c("other_quote", "string", "Its quote"),
        _c("other_url", "string", "Its page"),
    ),
    ("item_id",),
)

OUT_SHORTLISTS = Table(
    "out_shortlists",
    "One row per applicant, cycle and program: verdict per rule, score parts, tier, rank, reasons. Private.",
    (
        _c("applicant_id", "string", "Applicant", is_nullable=False),
        _c("cycle", "integer", "Match year", is_nullable=False, minimum=2020, maximum=2100),
        _c("program_id", "string", "Program", is_nullable=False),
        _c("is_excluded", "boolean", "A required rule fails", is_nullable=False),
        _c("is_recommended", "boolean", "Part of the portfolio within the budget", is_nullable=False),
        _c("rank", "integer", "1 = first; empty for excluded programs", minimum=1),
        _c("tier", "string", "reach, target or safety; empty for excluded programs", domain=TIERS),
        _c("score", "number", "Weighted sum of the parts", minimum=0, maximum=1),
        _c("score_low", "number", "Score if every unknown turned out badly", minimum=0, maximum=1),
        _c("score_high", "number", "Score if every unknown turned out well", minimum=0, maximum=1),
        _c("portfolio_order", "integer", "Order of applying within the budget; empty outside the portfolio", minimum=1),
        _c("signal", "string", "Signal allotted to it", domain=("gold", "silver", "signal")),
        _c("added_usd", "integer", "What this application adds to the bill", unit="USD", minimum=0),
        _c(
            "verdicts",
            "string",
            "JSON: rule -> {verdict, detail, by, statement_id, and of what fails quote, url}",
            is_nullable=False,
        ),
        _c("parts", "string", "JSON: part -> {value, weight, low, high}", is_nullable=False),
        _c("reasons", "strings", "Largest contributions, in words"),
        _c("cautions", "strings", "What to ask, fix or know before applying, in words"),
    ),
    ("applicant_id", "cycle", "program_id"),
    is_private=True,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        RAW_FETCHES,
        RAW_BODIES,
        RAW_LINKS,
        RAW_LISTING_ROWS,
        RAW_COUNTERS,
        RAW_TEXTS,
        RAW_READINGS,
        CORE_PAGES,
        CORE_STATEMENTS,
        CORE_ROSTERS,
        CORE_FILINGS,
        OUT_PROGRAMS,
        OUT_CHANGES,
        OUT_REVIEW_QUEUE,
        OUT_SHORTLISTS,
    )
}
RELEASED: tuple[str, ...] = tuple(
    name for name, table in TABLES.items() if table.layer in ("core", "out") and not table.is_private
)


class SchemaError(ValueError):
    """A table does not fit its schema; the message names table, column, first bad row and what to do."""


def arrow_schema(table: Table) -> pa.Schema:
    """The pyarrow schema of a table, descriptions kept as field metadata."""
    return pa.schema(
        [
            pa.field(
                column.name,
                TYPES[column.type],
                nullable=column.is_nullable,
                metadata={"description": column.description, **({"unit": column.unit} if column.unit else {})},
            )
            for column in table.columns
        ],
        metadata={"table": table.name, "schema_version": str(SCHEMA_VERSION)},
    )
