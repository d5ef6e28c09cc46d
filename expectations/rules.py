"""Business rules by hand about the night by itself: facts and their evidence, programs, statements, the other tables.

What follows from the schema alone stands in `baseline.py`; rules against the archive in `archive_rules.py`, against the
last release in `history_rules.py`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from expectations.checks import FATAL, WARNING
from expectations.declaring import (
    PAGE_KINDS,
    Measured,
    all_true,
    as_day,
    as_days,
    between,
    gone_programs,
    rule,
    statements_of,
)
from expectations.inputs import Inputs
from reference.tables import specialties, states
from warehouse.schema import FACT_BY_NAME, RELEASED, TABLES

if TYPE_CHECKING:
    import pandas as pd

# What UTF-8 read as Latin-1, cp1252 or Mac Roman looks like, the replacement character, a byte-order mark, entities
# that were not resolved, and control or direction characters that no page shows.
MOJIBAKE = (
    "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â[\u0080-\u009f]|Â[\u00a0-\u00bf]|ï»¿|ï¿½|ðŸ|√[©®°±≠§¥∂∫ºªΩ]"
    "|[\ufffd\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    "|&(?:amp|nbsp|quot|lt|gt|#[0-9]+|#x[0-9a-f]+|[a-z]{1,3}(?:acute|grave|uml|tilde|circ));|=[C-F][0-9A-F]=[89AB][0-9A-F]"
)
# A person as rosters write one: an honorific, post-nominal letters or an address; never a school.
PERSON = (
    r"[\w.+-]+@[\w-]+\.\w+|^(?:Dr|Mr|Mrs|Ms|Prof)\.?\s"
    r"|^[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3},? (?:M\.?D\.?|D\.?O\.?|MBBS|MBChB|MPH|PhD)\b"
)
INSTITUTION = r"(?i)univ|colleg|school|medic|instit|hosp|acad|facul|escuel|centre|center|health|clinic|campus|scienc"
WEB = r"(?i)https?://[^\s/]"
CUTOFFS = ("step1_min", "step2_min", "no_score_cutoff")
_NULLS_AS_TEXT = ("nan", "NaN", "None", "null", "NULL", "<NA>", "NaT", "N/A", "n/a")
# Texts in the words of pages and people, where such a word may be meant.
_FREE_TEXTS = ("quote", "condition", "detail", "track", "title")


# Facts and their evidence


@rule(
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


@rule(
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


@rule(
    "out_programs",
    "facts_repeat_their_statements",
    FATAL,
    "Field, value, condition, quote, address and date of each fact are those of its statement, and no requirement "
    "comes from a mere preference.",
    "columns that were swapped or joined to the wrong row show a true quote beside a false value.",
    "compare a row below with its statement; look for a join by position in transforms/resolution.",
    "facts",
)
def facts_repeat_their_statements(inputs: Inputs) -> pd.Series:
    facts = inputs.facts()
    behind = statements_of(inputs, facts)
    is_same = (
        (behind["field"] == facts["field"])
        & (behind["quote"] == facts["quote"])
        & (behind["url"] == facts["url"])
        & (as_days(behind["last_seen"]) == as_days(facts["as_of"]))
        & (behind["condition"].fillna("") == facts["condition"].fillna(""))
        # The share is counted, over all rosters of a program; its statement speaks of one page.
        & ((behind["strength"].eq("required") & (behind["value"] == facts["value"])) | facts["field"].eq("img_share"))
    )
    # A fact without a statement is the business of facts_have_statements.
    return is_same | behind["statement_id"].isna()


@rule(
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
    behind = statements_of(inputs, preferences)
    is_same = (behind["field"] == preferences["field"]) & (behind["value"] == preferences["value"])
    is_its_own = behind["program_id"] == preferences["program_id"]
    return is_same & is_its_own & behind["strength"].eq("preferred")


@rule(
    "out_programs",
    "stated_facts_present",
    FATAL,
    "What a program's pages or listing require stands in out_programs, unless a steward withdrew it.",
    "a fact that was read and then lost looks like silence, and silence admits.",
    "see why transforms/resolution took no statement of the field for the programs below.",
    None,
)
def stated_facts_present(inputs: Inputs) -> Measured:
    import pandas as pd

    rows, programs = inputs.table("core_statements"), inputs.table("out_programs")
    programs = programs.drop_duplicates("program_id").set_index("program_id")
    gone = gone_programs(inputs)
    parts = []
    for name, fact in FACT_BY_NAME.items():
        for strength in ("required", "preferred") if fact.has_preference else ("required",):
            column = name if strength == "required" else f"{name}_preferred"
            stated = rows[rows["field"].eq(name) & rows["strength"].eq(strength) & ~rows["program_id"].isin(gone)]
            stated = stated.drop_duplicates("program_id")
            value = programs[column].reindex(stated["program_id"]).set_axis(stated.index)
            is_there = value.notna()
            if name in CUTOFFS:  # a required minimum beats "no cutoff", or the other way round: one of them stays
                rivals = programs[[*CUTOFFS, *(f"{cutoff}_preferred" for cutoff in CUTOFFS[:2])]].notna().any(axis=1)
                is_there |= rivals.reindex(stated["program_id"], fill_value=False).set_axis(stated.index)
            lost = stated[["program_id", "field", "value", "quote", "url"]].assign(is_there=is_there)
            is_withdrawn = [(id, column) in inputs.withdrawn for id in stated["program_id"]]
            lost["is_there"] = lost["is_there"].astype(bool) | pd.Series(is_withdrawn, index=lost.index, dtype=bool)
            parts.append(lost)
    frame = pd.concat(parts, ignore_index=True)
    return Measured(frame, all_true("is_there"), frame[~frame["is_there"].astype(bool)])


@rule(
    "out_programs",
    "stewards_decide",
    FATAL,
    "Where a steward corrected a fact, the correction is what out_programs says.",
    "a steward's override wins over every page; a correction undone in silence is worse than none.",
    "see transforms/resolution and registry/overrides.csv for the rows below.",
    None,
)
def stewards_decide(inputs: Inputs) -> Measured:
    rows, programs = inputs.table("core_statements"), inputs.table("out_programs")
    orders = rows[rows["source_kind"].eq("steward") & ~rows["program_id"].isin(gone_programs(inputs))]
    orders = orders[["program_id", "field", "value", "quote", "url", "strength", "statement_id"]].copy()
    programs = programs.drop_duplicates("program_id").set_index("program_id")
    orders["is_decided"] = [
        _is_taken(programs, order) or order.field in CUTOFFS for order in orders.itertuples(index=False)
    ]
    return Measured(orders, all_true("is_decided"), orders[~orders["is_decided"].astype(bool)])


def _is_taken(programs: pd.DataFrame, order: Any) -> bool:
    part = "_preferred_statement_id" if order.strength == "preferred" else "_statement_id"
    return (
        order.program_id in programs.index and programs.at[order.program_id, order.field + part] == order.statement_id
    )


@rule(
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


@rule(
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


@rule(
    "out_programs",
    "img_refusals_beside_img_residents",
    WARNING,
    "No program that accepts no graduates of foreign schools has three residents or more from such schools.",
    "the page and the roster contradict each other; one of them is old or misread.",
    "read the quote and the roster page; override img_accepted where the roster is right.",
)
def img_refusals_beside_img_residents(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    refuses = rows["img_accepted"].eq(False).fillna(False).astype(bool)
    return ~(refuses & rows["img_residents"].fillna(0).astype("float64").ge(3))


@rule(
    "out_programs",
    "experience_facts_agree",
    WARNING,
    "No program that requires no US clinical experience states required months or hands-on experience.",
    "one of the two is misread; the applicant would be told both.",
    "read both quotes; override the wrong one, or correct the reader if several programs are hit.",
)
def experience_facts_agree(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    is_free = rows["usce_required"].eq(False).fillna(False).astype(bool)
    return ~(is_free & (rows["usce_months"].notna() | rows["usce_hands_on"].eq(True).fillna(False).astype(bool)))


@rule(
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


@rule(
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
    behind = statements_of(inputs, rows.rename(columns={"img_share_statement_id": "statement_id"}))
    is_decided = behind["source_kind"].eq("steward") & low.isna() & high.isna()
    is_kept = rows["gone_since"].notna() & is_inside
    return has_none | is_counted | is_decided | is_kept


@rule(
    "out_programs",
    "drawn_shares_beside_counts",
    FATAL,
    "A share drawn toward its peers lies in its own interval and stands only beside a counted one; offshore schools of "
    "US students have no more residents than all foreign schools.",
    "an estimate without a count behind it would be an invented share.",
    "see the shrunk columns in transforms/programs and the prior in transforms/rosters/share.",
)
def drawn_shares_beside_counts(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    numbers = rows[["img_share_low", "img_share_shrunk", "img_share_shrunk_low", "img_share_shrunk_high"]].astype(
        "float64"
    )
    low, drawn, high = (numbers[f"img_share_shrunk{end}"] for end in ("_low", "", "_high"))
    has_none = low.isna() & drawn.isna() & high.isna()
    is_inside = (low <= drawn) & (drawn <= high) & numbers["img_share_low"].notna()
    counts = rows[["img_us_student_residents", "img_residents"]].astype("float64")
    is_part = counts["img_us_student_residents"].isna()
    is_part |= counts["img_us_student_residents"] <= counts["img_residents"]
    return (has_none | is_inside) & is_part


@rule(
    "out_programs",
    "facts_not_in_the_future",
    FATAL,
    "No fact was confirmed after tonight.",
    "a date in the future hides stale data as fresh.",
    "check the clock of the machine and the date given to the run.",
    "facts",
)
def facts_not_in_the_future(inputs: Inputs) -> pd.Series:
    return ~(as_days(inputs.facts()["as_of"]) > as_day(inputs.tonight))


@rule(
    "out_programs",
    "gone_dates_not_in_the_future",
    FATAL,
    "No program is gone since a day after tonight.",
    "a program still running would be taken for closed.",
    "check the clock of the machine and the date given to the run.",
)
def gone_dates_not_in_the_future(inputs: Inputs) -> pd.Series:
    return ~(as_days(inputs.table("out_programs")["gone_since"]) > as_day(inputs.tonight))


@rule(
    "out_programs",
    "facts_not_stale",
    WARNING,
    "Each fact of a running program was confirmed within the last 60 days.",
    "programs change rules between seasons; an old confirmation may no longer hold.",
    "see the site_failure of the programs below; if the site is gone, find the new address.",
    "facts",
)
def facts_not_stale(inputs: Inputs) -> pd.Series:
    oldest = as_day(inputs.tonight - timedelta(days=inputs.bounds.stale_days))
    return ~(as_days(inputs.facts()["as_of"]) < oldest) | inputs.facts()["is_gone"]


@rule(
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
    is_fresh = as_days(facts["as_of"]) >= as_day(inputs.tonight - timedelta(days=bounds.fresh_days))
    fresh = float(is_fresh.mean() * 100) if len(facts) else 100.0
    frame = pd.DataFrame({"measure": ["facts confirmed lately, %"], "now": [fresh]})
    return Measured(frame, between("now", low=bounds.fresh_share_pct), facts, {"fresh_facts_pct": fresh})


@rule(
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


@rule(
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


@rule(
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


@rule(
    "out_programs",
    "codes_name_their_specialty",
    WARNING,
    "An ACGME code of ten digits begins with the number of its program's specialty.",
    "codes and specialties that do not fit are of two programs, or of swapped rows.",
    "compare with the listing; correct the registry where it is wrong.",
)
def codes_name_their_specialty(inputs: Inputs) -> pd.Series:
    rows = inputs.table("out_programs")
    prefixes = {name: row["acgme_prefix"] for name, row in specialties().items()}
    wanted, codes = rows["specialty"].map(prefixes), rows["acgme_code"]
    return codes.isna() | wanted.isna() | codes.str.startswith("M").fillna(False) | codes.str[:3].eq(wanted)


@rule(
    "out_programs",
    "pages_are_counted",
    FATAL,
    "pages_read of each program is the number of its pages in core_pages.",
    "pages that were lost on the way take their facts with them.",
    "see which step dropped or moved the pages of the programs below; materialize core_pages again.",
)
def pages_are_counted(inputs: Inputs) -> pd.Series:
    rows, pages = inputs.table("out_programs"), inputs.table("core_pages")
    counts = pages[pages["gone_since"].isna()].groupby("program_id").size()
    found = counts.reindex(rows["program_id"], fill_value=0).to_numpy()
    return rows["pages_read"].eq(found) | rows["gone_since"].notna()


@rule(
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


@rule(
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


# Statements


@rule(
    "core_statements",
    "ids_name_their_content",
    FATAL,
    "Each statement's id is the hash of its program, field, value, strength, track, address and quote.",
    "a part that was changed after reading leaves the id of what was read.",
    "see which step changed the rows below after they were made.",
)
def ids_name_their_content(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows = inputs.table("core_statements")
    # What a steward ordered is named without its track, which an order has not.
    columns = ("program_id", "field", "value", "strength", "track", "url", "quote")
    parts = zip(*(rows[column].tolist() for column in columns), strict=True)
    ids = [name_statement(*(None if part is None or part != part else str(part) for part in each)) for each in parts]
    return rows["statement_id"].eq(pd.Series(ids, index=rows.index, dtype=object))


def name_statement(*parts: str | None) -> str:
    """The id of a statement, as `transforms.values.short_hash` makes it (a test holds the two together)."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@rule(
    "core_statements",
    "seen_when_their_page_was",
    FATAL,
    "A page's statements were last seen when the page was last confirmed; a page that is gone states nothing.",
    "a date that no host confirmed hides stale data as fresh.",
    "compare with as_of in core_pages; materialize core_statements again.",
)
def seen_when_their_page_was(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows, pages = inputs.table("core_statements"), inputs.table("core_pages")
    pages = pages.drop_duplicates(["program_id", "url"]).set_index(["program_id", "url"])
    behind = pages[["as_of", "gone_since", "role"]].reindex(pd.MultiIndex.from_frame(rows[["program_id", "url"]]))
    behind = behind.set_axis(rows.index)
    is_same = as_days(behind["as_of"]).eq(as_days(rows["last_seen"])) & behind["gone_since"].isna()
    is_exempt = ~rows["source_kind"].isin(PAGE_KINDS) | rows["program_id"].isin(gone_programs(inputs))
    return is_same | is_exempt


@rule(
    "core_statements",
    "sources_fit_their_pages",
    FATAL,
    "What an institution's page says stands as that, and never as the program's own word.",
    "the program's page wins over its institution's; the wrong kind lets the wrong one win.",
    "compare with the role of the page in core_pages.",
)
def sources_fit_their_pages(inputs: Inputs) -> pd.Series:
    rows, pages = inputs.table("core_statements"), inputs.table("core_pages")
    of_institution = pages[pages["role"].eq("institution_page")]
    is_institution = _addresses(rows).isin(_addresses(of_institution))
    # A page of several specialties speaks for the institution too, so the other way round proves nothing.
    return rows["source_kind"].eq("institution_page") | ~is_institution | ~rows["source_kind"].isin(PAGE_KINDS)


@rule(
    "core_statements",
    "programs_exist",
    FATAL,
    "Each statement's program stands in out_programs.",
    "a statement of no program is lost work, and shows that ids are made differently in two places.",
    "see which step renamed or dropped the program.",
)
def statements_have_programs(inputs: Inputs) -> pd.Series:
    return inputs.table("core_statements")["program_id"].isin(inputs.table("out_programs")["program_id"])


@rule(
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


@rule(
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


@rule(
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


@rule(
    "core_statements",
    "seen_dates_in_order",
    FATAL,
    "first_seen is not after last_seen, and last_seen not after tonight.",
    "these dates say how old a fact is.",
    "check the date given to the run and how statements are carried over.",
)
def seen_dates_in_order(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    first, last = as_days(rows["first_seen"]), as_days(rows["last_seen"])
    return (first <= last) & (last <= as_day(inputs.tonight))


@rule(
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


@rule(
    "core_statements",
    "texts_decoded_rightly",
    WARNING,
    "Quotes hold no traces of a wrong character set.",
    "readers of facts miss words that are garbled.",
    "see the charset of the page in raw_fetches; correct its decoding.",
)
def statements_decoded_rightly(inputs: Inputs) -> pd.Series:
    return ~inputs.table("core_statements")["quote"].str.contains(MOJIBAKE, regex=True)


# Other tables


def _programs_exist(table: str) -> None:
    @rule(
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


# Pages


@rule(
    "core_pages",
    "dates_not_in_the_future",
    FATAL,
    "No page was confirmed, or is gone since, after tonight.",
    "a date in the future hides stale data as fresh.",
    "check the clock of the machine and the date given to the run.",
)
def pages_not_in_the_future(inputs: Inputs) -> pd.Series:
    rows, tonight = inputs.table("core_pages"), as_day(inputs.tonight)
    return ~((as_days(rows["as_of"]) > tonight) | (as_days(rows["gone_since"]) > tonight))


def _web_addresses(table: str, columns: tuple[str, ...]) -> None:
    @rule(
        table,
        "addresses_are_web_addresses",
        FATAL,
        "Addresses of pages begin with http:// or https:// and a host.",
        "addresses become links in workbooks and in this UI; a script or a file must never stand behind one.",
        "see which listing or page gave the address; correct the reader that took it.",
    )
    def addresses_are_web_addresses(inputs: Inputs) -> pd.Series:
        import pandas as pd

        rows = inputs.table(table)
        is_good = pd.Series(True, index=rows.index)
        own = rows["source_kind"].isin(("steward", "listing")) if "source_kind" in rows else ~is_good
        for column in columns:
            is_good &= rows[column].isna() | rows[column].str.match(WEB).fillna(False).astype(bool) | own
        return is_good


_web_addresses("out_programs", ("url",))
_web_addresses("core_pages", ("url",))
_web_addresses("core_statements", ("url",))
_web_addresses("core_rosters", ("url",))


# Rosters


@rule(
    "core_rosters",
    "pages_serve_their_program",
    FATAL,
    "The page behind each row of a roster serves its program, with that very body (core_pages).",
    "otherwise one program's residents are counted for another.",
    "see how the page was linked to the program in raw_links.",
)
def rosters_serve_their_program(inputs: Inputs) -> pd.Series:
    rows, pages = inputs.table("core_rosters"), inputs.table("core_pages")
    known = pages["program_id"] + "\n" + pages["url"] + "\n" + pages["body_sha256"] + "\n" + pages["as_of"].astype(str)
    return (
        rows["program_id"] + "\n" + rows["url"] + "\n" + rows["body_sha256"] + "\n" + rows["as_of"].astype(str)
    ).isin(known)


@rule(
    "core_rosters",
    "no_personal_names",
    FATAL,
    "No school of a roster reads like a person: honorific, post-nominal letters or an e-mail address.",
    "residents' names never leave the page archive.",
    "correct the roster reader (transforms/rosters) for the page below; do not copy the name anywhere.",
)
def no_personal_names(inputs: Inputs) -> pd.Series:
    schools = inputs.table("core_rosters")["school"]
    return ~schools.str.contains(PERSON, regex=True).fillna(False) | (
        schools.str.contains(INSTITUTION, regex=True).fillna(False) & ~schools.str.contains("@").fillna(False)
    )


@rule(
    "core_rosters",
    "classes_fit_countries",
    WARNING,
    "Schools of class US-MD and US-DO stand in the US, CA in Canada, and IMG in neither.",
    "an exchanged class turns a US graduate into a foreign one, and the IMG share with it.",
    "correct the school in reference/data or registry/school_aliases.csv.",
)
def classes_fit_countries(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_rosters")
    classes, countries = rows["school_class"], rows["country"]
    is_us, is_ca = countries.isin(["US", "PR"]), countries.eq("CA")
    is_fit = (classes.isin(["US-MD", "US-DO"]) & is_us) | (classes.eq("CA") & is_ca)
    is_fit |= classes.eq("IMG") & ~is_us & ~is_ca
    return is_fit | countries.isna() | classes.eq("unknown")


@rule(
    "core_rosters",
    "texts_decoded_rightly",
    WARNING,
    "Names of schools hold no traces of a wrong character set.",
    "schools that are garbled are not known, and fall out of the IMG share.",
    "see the charset of the page in raw_fetches; correct its decoding.",
)
def rosters_decoded_rightly(inputs: Inputs) -> pd.Series:
    return ~inputs.table("core_rosters")["school"].str.contains(MOJIBAKE, regex=True).fillna(False)


# Filings


@rule(
    "core_filings",
    "institutions_exist",
    FATAL,
    "Each institution that filings were matched to is one of the catalog, and has its score of likeness.",
    "filings raise conflicts with what programs say; of the wrong institution they raise false ones.",
    "see transforms/identity and the names of the rows below.",
)
def institutions_exist(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_filings")
    is_known = rows["institution"].isin(inputs.table("out_programs")["institution"].unique())
    return (rows["institution"].isna() & rows["match_score"].isna()) | (is_known & rows["match_score"].notna())


@rule(
    "core_filings",
    "years_not_in_the_future",
    FATAL,
    "No filing is of a fiscal year after the one that runs.",
    "a shifted year makes old filings recent.",
    "see the file in registry/filings; correct its year.",
)
def years_not_in_the_future(inputs: Inputs) -> pd.Series:
    running_year = inputs.tonight.year + (inputs.tonight.month >= 10)
    return inputs.table("core_filings")["fiscal_year"] <= running_year


# The review queue


@rule(
    "out_review_queue",
    "queue_repeats_the_catalog",
    WARNING,
    "The value that an item says is kept is the value of out_programs.",
    "a steward who reads an old item corrects what is right.",
    "materialize out_review_queue again.",
)
def queue_repeats_the_catalog(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows = inputs.table("out_review_queue")
    facts, preferences = inputs.facts(), inputs.preferences()
    known = pd.concat([facts[["program_id", "field", "value"]], preferences[["program_id", "field", "value"]]])
    pairs = known["program_id"] + "\n" + known["field"] + "\n" + known["value"]
    told = rows["program_id"].fillna("") + "\n" + rows["field"].fillna("") + "\n" + rows["kept_value"].fillna("")
    return rows["kept_value"].isna() | rows["program_id"].isna() | rows["field"].isna() | told.isin(pairs)


# All tables


def _texts_hold_words(table: str) -> None:
    texts = [column for column in TABLES[table].columns if column.type == "string" and column.domain is None]
    # Kinds of change that speak of whole programs have no field.
    texts = [column for column in texts if (table, column.name) != ("out_changes", "field")]

    @rule(
        table,
        "texts_hold_words",
        FATAL,
        "No text is blank, and none is what a program writes for a missing value (nan, None, null).",
        "an empty text passes for a value: it joins, is shown and hides that nothing was read.",
        "find the step that wrote the text; a missing value must stay missing.",
    )
    def texts_hold_words(inputs: Inputs) -> pd.Series:
        import pandas as pd

        rows = inputs.table(table)
        is_good = pd.Series(True, index=rows.index)
        for column in texts:
            values = rows[column.name]
            distinct = values.drop_duplicates()
            is_bad = distinct.notna() & distinct.str.strip().eq("").fillna(False)
            if not column.name.endswith(_FREE_TEXTS):
                is_bad |= distinct.isin(_NULLS_AS_TEXT)
            if is_bad.any():
                is_good &= ~values.isin(distinct[is_bad])
        return is_good


for _table in RELEASED:
    _texts_hold_words(_table)


# Parts of rules


def _pairs(frame: pd.DataFrame) -> pd.Series:
    return frame["program_id"] + "\n" + frame["statement_id"].fillna("")


def _addresses(frame: pd.DataFrame) -> pd.Series:
    return frame["program_id"] + "\n" + frame["url"]


def _page_pairs(frame: pd.DataFrame) -> pd.Series:
    return frame["program_id"] + "\n" + frame["body_sha256"].fillna("")


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
