"""Business rules by hand, each a declaration and a function that says for every row whether it holds.

A rule about rows gives a boolean per row of its frame; a rule about the night as a whole gives measures with their
bound. What follows from the schema alone stands in `baseline.py`. That no resident's name enters a table is held by
the readers of rosters and their tests, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.checks import FATAL, WARNING, Check, Expected
from expectations.inputs import Inputs, melt_facts
from reference.tables import specialties, states
from warehouse.schema import FACT_BY_NAME, TABLES

if TYPE_CHECKING:
    import pandas as pd

PAGE_KINDS = ("program_page", "institution_page")
VISAS = ("visa_j1", "visa_h1b")
# What UTF-8 read as Latin-1 or cp1252 looks like, and the replacement character.
MOJIBAKE = "Ã[\u0080-\u00bf©¨¡³±¶¼]|â€|Â[\u00a0-\u00bf]|\ufffd"


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures of the night, one row each, and the expectation on them. `samples` explains a violation by rows."""

    frame: pd.DataFrame
    expected: Expected
    samples: pd.DataFrame | None = None
    measures: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`frame` names the rows that `judge` speaks of: rows (the table itself), facts, preferences; None for Measured."""

    check: Check
    frame: str | None
    judge: Callable[[Inputs], Any]


RULES: list[Rule] = []


def _rule(
    table: str, name: str, severity: str, what: str, why: str, todo: str, frame: str | None = "rows"
) -> Callable[[Callable[[Inputs], Any]], Callable[[Inputs], Any]]:
    def register(judge: Callable[[Inputs], Any]) -> Callable[[Inputs], Any]:
        RULES.append(Rule(Check(table, name, severity, what, why, todo), frame, judge))
        return judge

    return register


# Facts and their evidence


@_rule(
    "out_programs",
    "facts_have_evidence",
    FATAL,
    "Each fact with a value has its quote, address, date, confidence and statement.",
    "a fact without evidence cannot be trusted or corrected by an advisor.",
    "find the step that dropped the evidence (transforms/resolution); a fact without it must stay empty.",
    "facts",
)
def facts_have_evidence(inputs: Inputs) -> pd.Series:
    facts = inputs.facts()
    has_text = facts["quote"].fillna("").str.strip().ne("") & facts["url"].fillna("").str.strip().ne("")
    return has_text & facts[["as_of", "confidence", "statement_id"]].notna().all(axis=1)


@_rule(
    "out_programs",
    "facts_have_statements",
    FATAL,
    "The statement behind each fact stands in core_statements, for the same program.",
    "the statement carries offsets, strength and history; without it the fact cannot be followed to its page.",
    "see whether statements were lost (truncated table) or ids are made differently in two places.",
    "facts",
)
def facts_have_statements(inputs: Inputs) -> pd.Series:
    return _pairs(inputs.facts()).isin(_pairs(inputs.table("core_statements")))


@_rule(
    "out_programs",
    "facts_repeat_their_statements",
    FATAL,
    "Field, value, quote and address of each fact are those of its statement, and no requirement comes from a mere "
    "preference.",
    "columns that were swapped or joined to the wrong row show a true quote beside a false value.",
    "compare a row below with its statement; look for a join by position in transforms/resolution.",
    "facts",
)
def facts_repeat_their_statements(inputs: Inputs) -> pd.Series:
    facts = inputs.facts()
    behind = _statements_of(inputs, facts)
    is_same = (
        (behind["field"] == facts["field"])
        & (behind["quote"] == facts["quote"])
        & (behind["url"] == facts["url"])
        # The share is counted, over all rosters of a program; its statement speaks of one page.
        & ((behind["strength"].eq("required") & (behind["value"] == facts["value"])) | facts["field"].eq("img_share"))
    )
    # A fact without a statement is the business of facts_have_statements.
    return is_same | behind["statement_id"].isna()


@_rule(
    "out_programs",
    "preferences_repeat_their_statements",
    FATAL,
    "Each preference has a statement of the same program, field and value, and that statement prefers.",
    "required and preferred must never be exchanged: one excludes applicants, the other does not.",
    "compare a row below with its statement; look at the strength that the reader gave.",
    "preferences",
)
def preferences_repeat_their_statements(inputs: Inputs) -> pd.Series:
    preferences = inputs.preferences()
    behind = _statements_of(inputs, preferences)
    is_same = (behind["field"] == preferences["field"]) & (behind["value"] == preferences["value"])
    is_its_own = behind["program_id"] == preferences["program_id"]
    return is_same & is_its_own & behind["strength"].eq("preferred")


@_rule(
    "out_programs",
    "no_cutoff_beside_minimum",
    WARNING,
    "No program states both that there is no minimum score and a required minimum.",
    "one of the two is misread, or two pages disagree; applicants would be told both.",
    "read both quotes; override the wrong one, or correct the reader if several programs are hit.",
)
def no_cutoff_beside_minimum(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    has_minimum = rows[["step1_min", "step2_min", "comlex_min"]].notna().any(axis=1)
    return ~(rows["no_score_cutoff"].eq(True).fillna(False).astype(bool) & has_minimum)


@_rule(
    "out_programs",
    "h1b_without_j1",
    WARNING,
    "No program refuses J-1 and sponsors H-1B.",
    "the opposite is common; this pair is nearly always a polarity misread.",
    "read the quotes of both visas; override the wrong one and report the wording.",
)
def h1b_without_j1(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    return ~(rows["visa_j1"].eq("no").fillna(False) & rows["visa_h1b"].eq("sponsors").fillna(False)).astype(bool)


@_rule(
    "out_programs",
    "h1b_refusals_beside_filings_are_queued",
    WARNING,
    "A program that refuses H-1B while its institution had recent H-1B approvals is in the review queue.",
    "government filings never flip a fact, but the contradiction must be seen by a steward.",
    "see why transforms/review made no filing_conflict item for the rows below.",
)
def h1b_refusals_beside_filings_are_queued(inputs: Inputs) -> pd.Series:
    rows, filings, queue = (inputs.table(name) for name in ("out_programs", "core_filings", "out_review_queue"))
    recent = filings[filings["fiscal_year"] >= inputs.tonight.year - inputs.bounds.filing_years]
    newest = recent[recent["fiscal_year"] == recent.groupby("institution")["fiscal_year"].transform("max")]
    approvals = (newest["initial_approvals"] + newest["continuing_approvals"]).groupby(
        newest["institution"].fillna("") + "\n" + newest["state"].fillna("")
    )
    sponsors = set(approvals.sum().loc[lambda counts: counts >= inputs.bounds.filing_approvals].index)
    queued = set(queue.loc[queue["kind"] == "filing_conflict", "program_id"].dropna())
    contradicts = rows["visa_h1b"].eq("no").fillna(False).astype(bool) & rows["gone_since"].isna()
    contradicts &= (rows["institution"] + "\n" + rows["state"]).isin(sponsors)
    return ~contradicts | rows["program_id"].isin(queued)


@_rule(
    "out_programs",
    "share_is_counted",
    FATAL,
    "The IMG share lies in its interval and is, by core_rosters, IMG residents / residents of a known class of school.",
    "the share decides seats open to IMGs; a share that was not counted is invented.",
    "compare counts in core_rosters with the roster page; correct transforms/rosters.",
)
def share_is_counted(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    numbers = rows[
        ["img_share", "img_share_low", "img_share_high", "img_residents", "roster_residents", "roster_entries"]
    ].astype("float64")
    low, share, high = numbers["img_share_low"], numbers["img_share"], numbers["img_share_high"]
    imgs, classed = _count_rosters(inputs, rows)
    has_order = (imgs <= classed) & (classed <= numbers["roster_residents"])
    has_order &= numbers["roster_residents"] <= numbers["roster_entries"]
    # 0.001: shares may be rounded to three digits.
    is_quotient = (share * classed - imgs).abs() <= 0.001 * classed
    is_inside = (low <= share + 1e-9) & (share <= high + 1e-9)
    is_counted = is_inside & has_order & is_quotient & (numbers["img_residents"] == imgs) & (classed > 0)
    has_none = share.isna() & low.isna() & high.isna()
    # A steward's share has no interval; the rosters of a program that is gone are not counted any more.
    behind = _statements_of(inputs, rows.rename(columns={"img_share_statement_id": "statement_id"}))
    is_decided = behind["source_kind"].eq("steward") & low.isna() & high.isna()
    is_kept = rows["gone_since"].notna() & is_inside
    return has_none | is_counted | is_decided | is_kept


@_rule(
    "out_programs",
    "facts_not_in_the_future",
    FATAL,
    "No fact was confirmed after tonight.",
    "a date in the future hides stale data as fresh.",
    "check the clock of the machine and the date given to the run.",
    "facts",
)
def facts_not_in_the_future(inputs: Inputs) -> pd.Series:
    return ~(_as_days(inputs.facts()["as_of"]) > _day(inputs.tonight))


@_rule(
    "out_programs",
    "gone_dates_not_in_the_future",
    FATAL,
    "No program is gone since a day after tonight.",
    "a program still running would be taken for closed.",
    "check the clock of the machine and the date given to the run.",
)
def gone_dates_not_in_the_future(inputs: Inputs) -> pd.Series:
    return ~(_as_days(inputs.table("out_programs")["gone_since"]) > _day(inputs.tonight))


@_rule(
    "out_programs",
    "facts_not_stale",
    WARNING,
    "Each fact of a running program was confirmed within the last 60 days.",
    "programs change rules between seasons; an old confirmation may no longer hold.",
    "see the site_failure of the programs below; if the site is gone, find the new address.",
    "facts",
)
def facts_not_stale(inputs: Inputs) -> pd.Series:
    oldest = _day(inputs.tonight - timedelta(days=inputs.bounds.stale_days))
    return ~(_as_days(inputs.facts()["as_of"]) < oldest) | inputs.facts()["is_gone"]


@_rule(
    "out_programs",
    "catalog_is_fresh",
    FATAL,
    "At least half of the facts of running programs were confirmed within the last 14 days.",
    "otherwise an old stage is being published again, or the crawl reached almost no site.",
    "see raw_fetches of the last nights; run the crawl again.",
    None,
)
def catalog_is_fresh(inputs: Inputs) -> Measured:
    import pandas as pd

    facts, bounds = inputs.facts(), inputs.bounds
    facts = facts[~facts["is_gone"]].sort_values("as_of", kind="stable")
    is_fresh = _as_days(facts["as_of"]) >= _day(inputs.tonight - timedelta(days=bounds.fresh_days))
    fresh = float(is_fresh.mean() * 100) if len(facts) else 100.0
    frame = pd.DataFrame({"measure": ["facts confirmed lately, %"], "now": [fresh]})
    return Measured(frame, _between("now", low=bounds.fresh_share_pct), facts, {"fresh_facts_pct": fresh})


@_rule(
    "out_programs",
    "deadlines_plausible",
    WARNING,
    "Deadlines that name a year name one near tonight.",
    "a shifted year is a misreading, or a page of an old season.",
    "open the page; override the deadline if the page is old.",
)
def deadlines_plausible(inputs: Inputs) -> pd.Series:
    import pandas as pd

    deadlines = inputs.table("out_programs")["application_deadline"]
    years = pd.to_numeric(deadlines.where(deadlines.str.len() == 10).str[:4], errors="coerce")
    return years.isna() | years.between(inputs.tonight.year - 2, inputs.tonight.year + 2)


# Programs


@_rule(
    "out_programs",
    "specialties_and_states_known",
    FATAL,
    "Specialty and state of each program are of the reference tables.",
    "swapped or misread columns of a listing show here first; filters would miss the program.",
    "correct the listing's reader, or add the specialty to reference/data/specialties.csv.",
)
def specialties_and_states_known(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    return rows["specialty"].isin(list(specialties())) & rows["state"].isin(list(states()))


@_rule(
    "out_programs",
    "acgme_codes_unique",
    FATAL,
    "No two programs share an ACGME code.",
    "one program would be counted, ranked and paid for twice.",
    "merge the two programs in the listing or the registry.",
)
def acgme_codes_unique(inputs: Inputs) -> pd.Series:
    codes = inputs.table("out_programs")["acgme_code"]
    return codes.isna() | ~codes.duplicated(keep=False)


@_rule(
    "out_programs",
    "programs_not_doubled",
    WARNING,
    "No two programs share name, institution, specialty, city and state.",
    "two listings probably name one program; applicants would see it twice.",
    "compare the two; give them one id in the registry if they are one.",
)
def programs_not_doubled(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    rows = rows[rows["gone_since"].isna()]
    same = rows[["name", "institution", "specialty", "city", "state"]].duplicated(keep=False)
    return ~same.reindex(inputs.table("out_programs").index, fill_value=False)


@_rule(
    "out_programs",
    "texts_decoded_rightly",
    WARNING,
    "Names, places and quotes hold no traces of a wrong character set.",
    "garbled names do not join and look broken in workbooks.",
    "see the charset of the listing or page; correct its decoding.",
)
def programs_decoded_rightly(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    text = rows["name"] + "\n" + rows["institution"] + "\n" + rows["city"].fillna("")
    return ~text.str.contains(MOJIBAKE, regex=True)


# Against the last release


@_rule(
    "out_programs",
    "programs_not_fewer",
    FATAL,
    "Programs still running are at least 80 % of those of the last release.",
    "a truncated listing or crawl must never replace the catalog.",
    "see the listing's fetches; if the programs did close, accept this failure with a reason.",
    None,
)
def programs_not_fewer(inputs: Inputs) -> Measured:
    return _compare_rows(inputs, "out_programs", low=inputs.bounds.rows_minimum_pct)


@_rule(
    "out_programs",
    "programs_not_many_more",
    WARNING,
    "Programs are at most 130 % of those of the last release.",
    "a jump means a new source, or one program under two ids.",
    "if a source was added, nothing; otherwise look for doubled programs.",
    None,
)
def programs_not_many_more(inputs: Inputs) -> Measured:
    return _compare_rows(inputs, "out_programs", high=inputs.bounds.rows_maximum_pct)


@_rule(
    "out_programs",
    "no_program_lost",
    FATAL,
    "Each program of the last release is there, with the date since when it is gone if it is.",
    "a program that vanishes silently takes an advisor's notes and an applicant's plan with it.",
    "see whether its id changed or its source was left out; carry it on with gone_since.",
    None,
)
def no_program_lost(inputs: Inputs) -> Measured:
    before, now = inputs.last_table("out_programs"), inputs.table("out_programs")
    frame = _identify(before)
    frame["is_there"] = frame["program_id"].isin(now["program_id"])
    return Measured(frame, Expected("ExpectColumnValuesToBeInSet", {"column": "is_there", "value_set": [True]}))


@_rule(
    "out_programs",
    "few_programs_newly_gone",
    WARNING,
    "At most 5 % of the programs went since the last release.",
    "many at once means that a part of the listing was not read.",
    "compare the listing's number of rows with the night before.",
    None,
)
def few_programs_newly_gone(inputs: Inputs) -> Measured:
    import pandas as pd

    before, now = inputs.last_table("out_programs"), inputs.table("out_programs")
    running = set(before.loc[before["gone_since"].isna(), "program_id"])
    gone = now[now["gone_since"].notna() & now["program_id"].isin(running)]
    share = 100 * len(gone) / len(running) if len(gone) >= inputs.bounds.newly_gone_programs else 0.0
    frame = pd.DataFrame({"measure": ["programs newly gone, %"], "now": [share]})
    return Measured(
        frame, _between("now", high=inputs.bounds.newly_gone_pct), _identify(gone), {"newly_gone": len(gone)}
    )


@_rule(
    "out_programs",
    "fill_rates_kept",
    FATAL,
    "No fact lost 10 points or more of its fill rate, over the programs of both releases.",
    "a fact that empties is a broken reader, not a change of many programs in one night.",
    "see the newest change of the fact's module and the pages of the programs below.",
    None,
)
def fill_rates_kept(inputs: Inputs) -> Measured:
    import pandas as pd

    before, now = _in_both(inputs)
    rows, lost_rows = [], []
    for name in (*FACT_BY_NAME, "img_share"):
        had, has = before[name].notna(), now[name].notna()
        drop = round(_percent(had) - _percent(has), 4)
        counted = drop if int(had.sum() - has.sum()) >= inputs.bounds.fill_drop_programs else 0.0
        rows.append((name, _percent(had), _percent(has), drop, counted))
        if counted >= inputs.bounds.fill_drop_points:
            lost = melt_facts(before[had & ~has])
            lost_rows.append(lost[lost["field"] == name])
    frame = pd.DataFrame(rows, columns=["field", "before_pct", "now_pct", "drop_points", "counted_drop_points"])
    expected = _between("counted_drop_points", high=inputs.bounds.fill_drop_points, is_strict=True)
    measures = {f"fill_{row[0]}_pct": row[2] for row in rows}
    return Measured(frame, expected, pd.concat(lost_rows) if lost_rows else None, measures)


@_rule(
    "out_programs",
    "visa_changes_few",
    WARNING,
    "At most 2 % of the programs changed a visa fact since the last release.",
    "programs rarely change visa policy; several in one night deserve a look.",
    "read the quotes below, old and new.",
    None,
)
def visa_changes_few(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    return _visa_changes(
        inputs, bounds.visa_changes_warn_programs, _between("share_pct", high=bounds.visa_changes_warn_pct)
    )


@_rule(
    "out_programs",
    "visa_changes_not_massive",
    FATAL,
    "Less than 5 % of the programs changed a visa fact since the last release.",
    "a mass flip is a bug of the extractor, and visas decide who may apply at all.",
    "read the quotes below, old and new; if the reader changed on purpose, accept this failure with a reason.",
    None,
)
def visa_changes_not_massive(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    expected = _between("share_pct", high=bounds.visa_changes_pct, is_strict=True)
    return _visa_changes(inputs, bounds.visa_changes_programs, expected)


# Statements


@_rule(
    "core_statements",
    "programs_exist",
    FATAL,
    "Each statement's program stands in out_programs.",
    "a statement of no program is lost work, and shows that ids are made differently in two places.",
    "see which step renamed or dropped the program.",
)
def statements_have_programs(inputs: Inputs) -> pd.Series:
    return inputs.table("core_statements")["program_id"].isin(inputs.table("out_programs")["program_id"])


@_rule(
    "core_statements",
    "pages_serve_their_program",
    FATAL,
    "The page behind each statement is one that serves its program (core_pages).",
    "otherwise one host's words are attributed to another program.",
    "see how the page was linked to the program in raw_links.",
)
def pages_serve_their_program(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    programs = inputs.table("out_programs")
    # A program that is gone keeps its statements, and has no pages any more.
    gone = set(programs.loc[programs["gone_since"].notna(), "program_id"])
    is_exempt = ~rows["source_kind"].isin(PAGE_KINDS) | rows["program_id"].isin(gone)
    return _page_pairs(rows).isin(_page_pairs(inputs.table("core_pages"))) | is_exempt


@_rule(
    "core_statements",
    "quotes_in_archive",
    FATAL,
    "Each quote stands, letter for letter, in the archived text at its offsets.",
    "a quote that does not stand in the page is invented evidence.",
    "compare the reader's version with that of the archived text; read the page again.",
)
def quotes_in_archive(inputs: Inputs) -> pd.Series:
    import pandas as pd

    if inputs.archive is None:
        raise ValueError("the archive's texts were not given; pass raw_texts to the run")
    rows = inputs.table("core_statements")
    is_found = pd.Series(~rows["source_kind"].isin(PAGE_KINDS) & rows["body_sha256"].isna(), index=rows.index)
    by_body = {
        body: list(zip(part.index, part["quote_start"], part["quote_end"], part["quote"], strict=True))
        for body, part in rows[rows["body_sha256"].notna()].groupby("body_sha256")
    }
    found: list[int] = []
    for body, text in _texts(inputs.archive, by_body):
        found += [row for row, start, end, quote in by_body[body] if quote and text[start:end] == quote]
    is_found.loc[found] = True
    return is_found


@_rule(
    "core_statements",
    "quote_offsets_fit",
    FATAL,
    "Each quote is as long as its offsets say, and not blank.",
    "offsets point the steward and the workbook to the passage; wrong ones point elsewhere.",
    "look for a reader that trims its quote after measuring it.",
)
def quote_offsets_fit(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    is_measured = rows["source_kind"].isin(PAGE_KINDS)
    fits = rows["quote"].str.len() == rows["quote_end"] - rows["quote_start"]
    return (fits | ~is_measured) & rows["quote"].fillna("").str.strip().ne("")


@_rule(
    "core_statements",
    "values_fit_their_fact",
    FATAL,
    "Each value is one that its fact can have, and value_number says the same.",
    "a two-digit score or a visa value that nobody knows would exclude or admit wrongly.",
    "read the quote; correct the fact's module.",
)
def values_fit_their_fact(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows = inputs.table("core_statements")
    fits = pd.Series(False, index=rows.index)
    for name, part in rows.groupby("field"):
        fact = FACT_BY_NAME.get(str(name))
        if fact is not None and fact.kind not in ("integer", "number"):
            if fact.kind == "deadline":
                fits[part.index] = part["value"].str.fullmatch(r"(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
            else:
                fits[part.index] = part["value"].isin(fact.domain or ("true", "false"))
            continue
        numbers = pd.to_numeric(part["value"], errors="coerce")
        low, high = (fact.minimum, fact.maximum) if fact else (0, 1)
        is_whole = numbers % 1 == 0 if fact and fact.kind == "integer" else numbers.notna()
        is_same = (numbers - part["value_number"]).abs() < 1e-6
        fits[part.index] = numbers.between(low, high) & is_whole & is_same
    return fits


@_rule(
    "core_statements",
    "seen_dates_in_order",
    FATAL,
    "first_seen is not after last_seen, and last_seen not after tonight.",
    "these dates say how old a fact is.",
    "check the date given to the run and how statements are carried over.",
)
def seen_dates_in_order(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    first, last = _as_days(rows["first_seen"]), _as_days(rows["last_seen"])
    return (first <= last) & (last <= _day(inputs.tonight))


@_rule(
    "core_statements",
    "seasons_plausible",
    WARNING,
    "Seasons lie between 2000 and two years after tonight.",
    "a shifted year is a misreading.",
    "read the quote and the page's heading.",
)
def seasons_plausible(inputs: Inputs) -> pd.Series:
    seasons = inputs.table("core_statements")["season"]
    return seasons.isna() | seasons.between(2000, inputs.tonight.year + 2)


@_rule(
    "core_statements",
    "texts_decoded_rightly",
    WARNING,
    "Quotes hold no traces of a wrong character set.",
    "readers of facts miss words that are garbled.",
    "see the charset of the page in raw_fetches; correct its decoding.",
)
def statements_decoded_rightly(inputs: Inputs) -> pd.Series:
    return ~inputs.table("core_statements")["quote"].str.contains(MOJIBAKE, regex=True)


@_rule(
    "core_statements",
    "statements_not_fewer",
    FATAL,
    "Statements are at least 80 % of those of the last release.",
    "pages that were not read, or a broken reader, must never replace the catalog.",
    "see failures in raw_fetches and the newest change of the readers.",
    None,
)
def statements_not_fewer(inputs: Inputs) -> Measured:
    return _compare_rows(inputs, "core_statements", low=inputs.bounds.rows_minimum_pct)


@_rule(
    "core_statements",
    "statements_not_many_more",
    WARNING,
    "Statements are at most 130 % of those of the last release.",
    "a jump means new readers, or a reader that fires on everything.",
    "compare statements per field with the release before.",
    None,
)
def statements_not_many_more(inputs: Inputs) -> Measured:
    return _compare_rows(inputs, "core_statements", high=inputs.bounds.rows_maximum_pct)


# Other tables


def _programs_exist(table: str) -> None:
    @_rule(
        table,
        "programs_exist",
        FATAL,
        f"Each program of {table} stands in out_programs.",
        "rows of no program cannot be shown, and show that ids are made differently in two places.",
        "see which step renamed or dropped the program.",
    )
    def programs_exist(inputs: Inputs) -> pd.Series:
        ids = inputs.table(table)["program_id"]
        return ids.isin(inputs.table("out_programs")["program_id"]) | ids.isna()


for _table in ("core_pages", "core_rosters", "out_review_queue"):
    _programs_exist(_table)


# Parts of rules


def _between(column: str, low: float | None = None, high: float | None = None, is_strict: bool = False) -> Expected:
    arguments = {"column": column, "min_value": low, "max_value": high, "strict_max": is_strict}
    return Expected("ExpectColumnValuesToBeBetween", arguments)


def _pairs(frame: pd.DataFrame) -> pd.Series:
    return frame["program_id"] + "\n" + frame["statement_id"].fillna("")


def _page_pairs(frame: pd.DataFrame) -> pd.Series:
    return frame["program_id"] + "\n" + frame["body_sha256"].fillna("")


def _statements_of(inputs: Inputs, frame: pd.DataFrame) -> pd.DataFrame:
    """The statement behind each row of `frame`, in its order; empty rows where there is none."""
    statements = inputs.table("core_statements").drop_duplicates("statement_id").set_index("statement_id", drop=False)
    return statements.reindex(frame["statement_id"]).set_axis(frame.index)


def _count_rosters(inputs: Inputs, programs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """IMG residents, and residents of a known class of school, on the roster page behind each program's share."""
    import pandas as pd

    rosters = inputs.table("core_rosters")
    pages = pd.MultiIndex.from_arrays([programs["program_id"], programs["img_share_url"]])
    counts = []
    for is_counted in (rosters["school_class"] == "IMG", rosters["school_class"] != "unknown"):
        kept = rosters[is_counted]
        totals = kept.groupby(["program_id", "url"])["residents"].sum()
        counts.append(pd.Series(totals.reindex(pages, fill_value=0).to_numpy(), index=programs.index))
    return counts[0], counts[1]


def _as_days(dates: pd.Series) -> pd.Series:
    import pandas as pd

    return pd.to_datetime(dates)


def _day(day: date) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day)


def _percent(flags: pd.Series) -> float:
    return round(100 * float(flags.mean()), 4) if len(flags) else 0.0


def _identify(programs: pd.DataFrame) -> pd.DataFrame:
    return programs[["program_id", "name", "url"]].rename(columns={"name": "value"}).reset_index(drop=True)


def _running(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["gone_since"].isna()] if "gone_since" in frame else frame


def _compare_rows(inputs: Inputs, table_name: str, low: float | None = None, high: float | None = None) -> Measured:
    """Rows tonight as a percentage of the last release's; programs that are gone do not count."""
    import pandas as pd

    now, before = len(_running(inputs.table(table_name))), len(_running(inputs.last_table(table_name)))
    share = 100 * now / before if before else 100.0
    frame = pd.DataFrame(
        {"measure": [f"rows of {table_name}"], "before": [before], "now": [now], "share_of_last_pct": [share]}
    )
    return Measured(frame, _between("share_of_last_pct", low, high), None, {"rows": now, "rows_before": before})


def _in_both(inputs: Inputs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Programs running in both releases, before and now, in one order with one index."""
    before = _running(inputs.last_table("out_programs")).drop_duplicates("program_id")
    now = _running(inputs.table("out_programs")).drop_duplicates("program_id")
    ids = sorted(set(before["program_id"]) & set(now["program_id"]))
    first, second = (frame.set_index("program_id", drop=False).loc[ids] for frame in (before, now))
    return first, second


def _visa_changes(inputs: Inputs, fewest: int, expected: Expected) -> Measured:
    import pandas as pd

    before, now = _in_both(inputs)
    rows, changed_rows, measures = [], [], {}
    for name in VISAS:
        is_changed = before[name].notna() & now[name].notna() & (before[name] != now[name])
        changed, share = int(is_changed.sum()), _percent(is_changed)
        rows.append((name, len(before), changed, share if changed >= fewest else 0.0))
        measures[f"{name}_changed"] = float(changed)
        part = now.loc[is_changed, ["program_id", name, f"{name}_quote", f"{name}_url"]]
        changed_rows.append(
            pd.DataFrame(
                {
                    "program_id": part["program_id"],
                    "field": name,
                    "value": part[name],
                    "quote": part[f"{name}_quote"],
                    "url": part[f"{name}_url"],
                    "old_value": before.loc[is_changed, name],
                    "old_quote": before.loc[is_changed, f"{name}_quote"],
                }
            )
        )
    frame = pd.DataFrame(rows, columns=["field", "programs", "changed", "share_pct"])
    return Measured(frame, expected, pd.concat(changed_rows), measures)


def _texts(archive: Iterable[pa.Table] | pa.Table, wanted: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """(body hash, text) of the wanted bodies; a body read by several versions of the reader comes several times."""
    import pyarrow.compute as pc

    names = pa.array(list(wanted), pa.string())
    for part in [archive] if isinstance(archive, pa.Table) else archive:
        for batch in part.select(["body_sha256", "text"]).to_batches(max_chunksize=1000):
            kept = batch.filter(pc.is_in(batch.column("body_sha256"), value_set=names))
            yield from zip(kept.column("body_sha256").to_pylist(), kept.column("text").to_pylist(), strict=True)


assert all(rule.check.table in TABLES for rule in RULES)
