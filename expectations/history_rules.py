"""Rules against the last release: what a broken reader, a truncated crawl or an old stage does to a night as a whole.

Bounds stand in `inputs.Bounds`. The counts beside percentages keep a small catalog from being refused for one honest
change. Before the first release there is nothing to compare, and each of these rules holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from expectations.checks import FATAL, WARNING, Expected
from expectations.declaring import (
    PAGE_KINDS,
    Measured,
    all_true,
    as_days,
    between,
    gone_programs,
    identify,
    percent,
    rule,
    running,
)
from expectations.inputs import FACT_NAMES, Inputs, melt_facts, write_canonical
from warehouse.schema import FACT_BY_NAME, FACTS, TABLES

if TYPE_CHECKING:
    import pandas as pd

VISAS = ("visa_j1", "visa_h1b")
OTHER_FACTS = tuple(name for name in FACT_BY_NAME if name not in VISAS)
PREFERENCES = tuple(f"{fact.name}_preferred" for fact in FACTS if fact.has_preference)
IDENTITY = ("acgme_code", "name", "institution", "specialty", "city", "state", "url", "setting")
NUMERIC = (*(fact.name for fact in FACTS if fact.kind in ("integer", "number")), "img_share")
CORE = ("core_pages", "core_statements", "core_rosters", "core_filings")
CLOSED = {table: [column.name for column in TABLES[table].columns if column.domain] for table in CORE}
NOUNS = {"core_pages": "Pages", "core_statements": "Statements", "core_rosters": "Rows of rosters"} | {
    "core_filings": "Filings"
}


# Programs: which there are


@rule(
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


@rule(
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


@rule(
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
    frame = identify(before)
    # A registry's own program takes its ACGME code for an id once a listing names it.
    ids, codes = now["program_id"], before["acgme_code"].reset_index(drop=True)
    frame["is_there"] = frame["program_id"].isin(ids) | (codes.notna() & codes.isin(ids))
    return Measured(frame, all_true("is_there"))


@rule(
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
    ran = set(before.loc[before["gone_since"].isna(), "program_id"])
    gone = now[now["gone_since"].notna() & now["program_id"].isin(ran)]
    share = 100 * len(gone) / len(ran) if len(gone) >= inputs.bounds.newly_gone_programs else 0.0
    frame = pd.DataFrame({"measure": ["programs newly gone, %"], "now": [share]})
    return Measured(frame, between("now", high=inputs.bounds.newly_gone_pct), identify(gone), {"newly_gone": len(gone)})


# Programs: what they are called and what they state


@rule(
    "out_programs",
    "identities_kept",
    FATAL,
    "Less than 5 % of the programs changed their name, code, specialty, place or address since the last release.",
    "programs keep these for years; many changes at once are swapped or misread columns of a listing.",
    "compare the listing's columns with the night before; if it was renewed on purpose, accept this failure.",
    None,
)
def identities_kept(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    return _changes(
        inputs,
        IDENTITY,
        bounds.identity_changes_programs,
        between("share_pct", None, bounds.identity_changes_pct, True),
    )


@rule(
    "out_programs",
    "codes_and_places_kept",
    WARNING,
    "No program changed its ACGME code, specialty or state since the last release.",
    "these three say which program it is; another value is another program, or a misread row.",
    "compare the rows below with the listing; correct the registry where it is wrong.",
    None,
)
def codes_and_places_kept(inputs: Inputs) -> Measured:
    return _changes(inputs, ("acgme_code", "specialty", "state"), 1, between("share_pct", high=0))


@rule(
    "out_programs",
    "fill_rates_kept",
    FATAL,
    "No fact, preference or column of identity lost 10 points of its fill rate or half of its values, over the "
    "programs of both releases.",
    "a fact that empties is a broken reader, not a change of many programs in one night.",
    "see the newest change of the fact's module and the pages of the programs below.",
    None,
)
def fill_rates_kept(inputs: Inputs) -> Measured:
    import pandas as pd

    bounds = inputs.bounds
    before, now = in_both(inputs)
    rows, lost_rows = [], []
    for name in (*FACT_NAMES, *PREFERENCES, *IDENTITY):
        had, has = before[name].notna(), now[name].notna()
        lost = int(had.sum() - has.sum())
        drop = round(percent(had) - percent(has), 4)
        is_lost = lost >= bounds.fill_drop_programs and (drop >= bounds.fill_drop_points or 2 * lost >= int(had.sum()))
        rows.append((name, percent(had), percent(has), drop, not is_lost))
        if is_lost and name in FACT_NAMES:
            facts = melt_facts(before[had & ~has])
            lost_rows.append(facts[facts["field"] == name])
    frame = pd.DataFrame(rows, columns=["field", "before_pct", "now_pct", "drop_points", "is_kept"])
    measures = {f"fill_{row[0]}_pct": row[2] for row in rows if row[0] in FACT_NAMES}
    return Measured(frame, all_true("is_kept"), pd.concat(lost_rows) if lost_rows else None, measures)


@rule(
    "out_programs",
    "fill_rates_not_jumping",
    WARNING,
    "No fact gained 10 points of its fill rate, over the programs of both releases.",
    "silence must stay unknown: a fact that fills overnight may be a default in place of what pages say.",
    "read some quotes of the fact; if a reader learned new wordings, nothing.",
    None,
)
def fill_rates_not_jumping(inputs: Inputs) -> Measured:
    import pandas as pd

    before, now = in_both(inputs)
    rows, gained_rows = [], []
    for name in FACT_NAMES:
        had, has = before[name].notna(), now[name].notna()
        gained = int(has.sum() - had.sum()) if len(before) else 0
        gain = round(percent(has) - percent(had), 4)
        is_jump = gained >= inputs.bounds.fill_gain_programs and gain >= inputs.bounds.fill_drop_points
        rows.append((name, percent(had), percent(has), gain, not is_jump))
        if is_jump:
            facts = melt_facts(now[has & ~had])
            gained_rows.append(facts[facts["field"] == name])
    frame = pd.DataFrame(rows, columns=["field", "before_pct", "now_pct", "gain_points", "is_plausible"])
    return Measured(frame, all_true("is_plausible"), pd.concat(gained_rows) if gained_rows else None)


@rule(
    "out_programs",
    "visa_changes_few",
    WARNING,
    "At most 2 % of the programs that state a visa fact changed it since the last release.",
    "programs rarely change visa policy; several in one night deserve a look.",
    "read the quotes below, old and new.",
    None,
)
def visa_changes_few(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    expected = between("share_pct", high=bounds.visa_changes_warn_pct)
    return _changes(inputs, VISAS, bounds.visa_changes_warn_programs, expected)


@rule(
    "out_programs",
    "visa_changes_not_massive",
    FATAL,
    "Less than 5 % of the programs that state a visa fact changed it since the last release.",
    "a mass flip is a bug of the extractor, and visas decide who may apply at all.",
    "read the quotes below, old and new; if the reader changed on purpose, accept this failure with a reason.",
    None,
)
def visa_changes_not_massive(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    expected = between("share_pct", high=bounds.visa_changes_pct, is_strict=True)
    return _changes(inputs, VISAS, bounds.visa_changes_programs, expected)


@rule(
    "out_programs",
    "fact_changes_few",
    WARNING,
    "At most 5 % of the programs that state a fact or preference changed it since the last release.",
    "programs rarely change their rules within a season; several in one night deserve a look.",
    "read the quotes below, old and new.",
    None,
)
def fact_changes_few(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    expected = between("share_pct", high=bounds.fact_changes_warn_pct)
    return _changes(inputs, (*OTHER_FACTS, *PREFERENCES), bounds.fact_changes_warn_programs, expected)


@rule(
    "out_programs",
    "fact_changes_not_massive",
    FATAL,
    "Less than 20 % of the programs that state a fact or preference changed it since the last release.",
    "a number that changes everywhere in one night was misread, or columns were swapped.",
    "read the quotes below, old and new; if the reader changed on purpose, accept this failure with a reason.",
    None,
)
def fact_changes_not_massive(inputs: Inputs) -> Measured:
    bounds = inputs.bounds
    expected = between("share_pct", high=bounds.fact_changes_pct, is_strict=True)
    return _changes(inputs, (*OTHER_FACTS, *PREFERENCES), bounds.fact_changes_programs, expected)


@rule(
    "out_programs",
    "scores_distributed_alike",
    WARNING,
    "Numbers of each fact are distributed as in the last release: cumulative shares differ by at most 10 points.",
    "single misreadings hide behind plausible values; many of them move the distribution.",
    "compare the medians below; read quotes of the programs whose number changed.",
    None,
)
def scores_distributed_alike(inputs: Inputs) -> Measured:
    return _distances(inputs, inputs.bounds.shift_warn_points)


@rule(
    "out_programs",
    "scores_not_shifted",
    FATAL,
    "Numbers of each fact did not shift since the last release: cumulative shares differ by less than 25 points.",
    "scores in another scale, or years off by one, would exclude or admit many applicants wrongly.",
    "compare the medians below; see the newest change of the fact's module.",
    None,
)
def scores_not_shifted(inputs: Inputs) -> Measured:
    return _distances(inputs, inputs.bounds.shift_points)


@rule(
    "out_programs",
    "same_words_same_value",
    WARNING,
    "A fact whose quote did not change since the last release has the value that it had.",
    "the program said nothing new, so a reader changed its mind: either it was wrong before or it is wrong now.",
    "read the quotes below; correct the reader, or override the fact.",
    None,
)
def same_words_same_value(inputs: Inputs) -> Measured:
    now = inputs.facts()
    before = inputs.last_facts().set_index(["program_id", "field"])
    before = before[~before.index.duplicated()]
    old = before.reindex(_keys(now, "program_id", "field")).set_axis(now.index)
    is_same_page = old["quote"].eq(now["quote"]) & old["url"].eq(now["url"]) & ~now["field"].eq("img_share")
    is_same_page &= old["value"].notna()
    frame = now[is_same_page.fillna(False).astype(bool)]
    frame = frame.assign(old_value=old["value"].reindex(frame.index))  # an empty frame would take the longer index
    frame["is_same"] = frame["value"].eq(frame["old_value"])
    wrong = frame[~frame["is_same"]]
    return Measured(
        frame[["program_id", "field", "is_same"]], all_true("is_same"), _shown(wrong), {"differ": len(wrong)}
    )


@rule(
    "out_programs",
    "dates_not_backwards",
    FATAL,
    "No fact was last confirmed earlier than the same fact of the last release.",
    "dates that go back show an old stage published again as tonight's.",
    "see which night's stage this is; run the refresh again.",
    "facts",
)
def dates_not_backwards(inputs: Inputs) -> pd.Series:
    now, before = inputs.facts(), inputs.last_facts().drop_duplicates("statement_id").set_index("statement_id")
    old = as_days(before["as_of"].reindex(now["statement_id"])).set_axis(now.index)
    return ~(as_days(now["as_of"]) < old)


# The core tables


def _rows_within(table: str) -> None:
    why = "pages that were not read, or a broken reader, must never replace the catalog."

    @rule(
        table,
        f"{table.removeprefix('core_')}_not_fewer",
        FATAL,
        f"{NOUNS[table]} are at least 80 % of those of the last release.",
        why,
        "see failures in raw_fetches, the registry's files and the newest change of the readers.",
        None,
    )
    def not_fewer(inputs: Inputs) -> Measured:
        return _compare_rows(inputs, table, low=inputs.bounds.rows_minimum_pct)

    @rule(
        table,
        f"{table.removeprefix('core_')}_not_many_more",
        WARNING,
        f"{NOUNS[table]} are at most 130 % of those of the last release.",
        "a jump means new sources, or a reader that fires on everything.",
        "compare the table with the release before, field by field or host by host.",
        None,
    )
    def not_many_more(inputs: Inputs) -> Measured:
        return _compare_rows(inputs, table, high=inputs.bounds.rows_maximum_pct)


def _columns_alike(table: str) -> None:
    @rule(
        table,
        "columns_keep_their_fill",
        FATAL,
        "No column lost 10 points of its fill rate, or half of its values, since the last release.",
        "a column that empties is a broken reader or source.",
        "look at the newest change of the step that writes the column.",
        None,
    )
    def columns_keep_their_fill(inputs: Inputs) -> Measured:
        return _compare_fill(inputs, table)

    if not CLOSED[table]:
        return

    @rule(
        table,
        "kinds_distributed_alike",
        WARNING,
        "Of each column with a closed list of values, at most 10 % of the rows moved to other values since the last "
        "release.",
        "whole columns that were exchanged or turned over show here first.",
        "compare the shares below; see the newest change of the step that writes the column.",
        None,
    )
    def kinds_distributed_alike(inputs: Inputs) -> Measured:
        return _compare_kinds(inputs, table, inputs.bounds.shift_warn_points)

    @rule(
        table,
        "kinds_not_shifted",
        FATAL,
        "Of each column with a closed list of values, less than 25 % of the rows moved to other values since the last "
        "release.",
        "preferences that became requirements, or schools that changed their class, decide who is excluded.",
        "compare the shares below; see the newest change of the step that writes the column.",
        None,
    )
    def kinds_not_shifted(inputs: Inputs) -> Measured:
        return _compare_kinds(inputs, table, inputs.bounds.shift_points)


for _table in CORE:
    _rows_within(_table)
    _columns_alike(_table)


@rule(
    "core_statements",
    "first_seen_kept",
    FATAL,
    "A statement of the last release keeps the night on which it was first seen, and was not last seen earlier.",
    "these dates say how long a program has said so; stale data published again turns them back.",
    "see how statements are carried over from the last release.",
)
def first_seen_kept(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    before = inputs.last_table("core_statements").drop_duplicates("statement_id").set_index("statement_id")
    old = before[["first_seen", "last_seen"]].reindex(rows["statement_id"]).set_axis(rows.index)
    is_new = old["first_seen"].isna() | ~rows["source_kind"].isin(PAGE_KINDS)
    is_kept = as_days(old["first_seen"]).eq(as_days(rows["first_seen"]))
    is_kept &= as_days(rows["last_seen"]) >= as_days(old["last_seen"])
    return is_new | is_kept


@rule(
    "core_pages",
    "dates_not_backwards",
    FATAL,
    "No page was last confirmed earlier than in the last release.",
    "dates that go back show an old stage published again as tonight's.",
    "see which night's stage this is; run the refresh again.",
)
def pages_not_backwards(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_pages")
    before = inputs.last_table("core_pages").drop_duplicates(["program_id", "url"]).set_index(["program_id", "url"])
    old = before["as_of"].reindex(_keys(rows, "program_id", "url")).set_axis(rows.index)
    return ~(as_days(rows["as_of"]) < as_days(old))


# What is told about the step from release to release


@rule(
    "out_changes",
    "changes_are_real",
    FATAL,
    "out_changes says exactly what differs between the last release and tonight: value by value, none left out.",
    "advisors are told of changes by this table; an old or empty one tells them what is not so.",
    "materialize out_changes again; if the release served changed meanwhile, that is the cause.",
    None,
)
def changes_are_real(inputs: Inputs) -> Measured:
    import pandas as pd

    told = inputs.table("out_changes")
    rows = told[["program_id", "change", "field", "old_value", "new_value"]].astype(object)
    rows = rows.where(rows.notna(), "").map(str)
    found = {tuple(row) for row in rows.itertuples(index=False)}
    wanted = set(_real_changes(inputs))
    # A condition may change alone; its rows repeat the value on both sides.
    only_condition = {row for row in found if row[1] == "fact_changed" and row[3] == row[4] and row[3]}
    wrong = sorted((found - wanted - only_condition) | (wanted - found))
    columns = ["program_id", "change", "field", "old_value", "new_value"]
    frame = pd.DataFrame({"measure": ["changes that are told wrongly or not at all"], "now": [len(wrong)]})
    samples = pd.DataFrame(wrong, columns=columns)
    samples["is_told"] = [row in found for row in wrong]
    return Measured(frame, between("now", high=0), samples, {"changes": len(told)})


@rule(
    "out_review_queue",
    "queue_not_emptied",
    WARNING,
    "The review queue holds at least half as many items as in the last release.",
    "an empty queue looks like good data; mostly it means that conflicts are not found any more.",
    "see the newest change of transforms/review; if stewards worked the queue off, nothing.",
    None,
)
def queue_not_emptied(inputs: Inputs) -> Measured:
    import pandas as pd

    before, now = len(inputs.last_table("out_review_queue")), len(inputs.table("out_review_queue"))
    share = 100 * now / before if before >= inputs.bounds.queue_items else 100.0
    frame = pd.DataFrame(
        {"measure": ["items to review"], "before": [before], "now": [now], "share_of_last_pct": [share]}
    )
    return Measured(frame, between("share_of_last_pct", low=50), None, {"items": now, "items_before": before})


# Parts of rules


def _keys(frame: pd.DataFrame, *columns: str) -> Any:
    import pandas as pd

    return pd.MultiIndex.from_frame(frame[list(columns)])


def in_both(inputs: Inputs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Programs running in both releases, before and now, in one order with one index."""
    before = running(inputs.last_table("out_programs")).drop_duplicates("program_id")
    now = running(inputs.table("out_programs")).drop_duplicates("program_id")
    ids = sorted(set(before["program_id"].dropna()) & set(now["program_id"].dropna()))
    first, second = (frame.set_index("program_id", drop=False).loc[ids] for frame in (before, now))
    return first, second


def _compare_rows(inputs: Inputs, table_name: str, low: float | None = None, high: float | None = None) -> Measured:
    """Rows tonight as a percentage of the last release's; programs that are gone do not count."""
    import pandas as pd

    now, before = len(running(inputs.table(table_name))), len(running(inputs.last_table(table_name)))
    is_large = before >= inputs.bounds.rows_compared or table_name == "out_programs"
    share = 100 * now / before if before and is_large else 100.0
    if low is not None and before and not now:
        share = 0.0
    frame = pd.DataFrame(
        {"measure": [f"rows of {table_name}"], "before": [before], "now": [now], "share_of_last_pct": [share]}
    )
    return Measured(frame, between("share_of_last_pct", low, high), None, {"rows": now, "rows_before": before})


def _changes(inputs: Inputs, columns: Iterable[str], fewest: int, expected: Expected) -> Measured:
    """Programs whose value in a column changed, as a percentage of those that hold one in both releases."""
    import pandas as pd

    before, now = in_both(inputs)
    rows, changed_rows, measures = [], [], {}
    for name in columns:
        is_known = before[name].notna() & now[name].notna()
        is_changed = is_known & (before[name].astype(object) != now[name].astype(object))
        changed = int(is_changed.sum())
        share = 100 * changed / int(is_known.sum()) if changed else 0.0
        rows.append((name, int(is_known.sum()), changed, share if changed >= fewest else 0.0))
        if name in VISAS:
            measures[f"{name}_changed"] = float(changed)
        if changed:
            part, old = now[is_changed], before[is_changed]
            quote, url = f"{name}_quote", f"{name}_url"
            changed_rows.append(
                pd.DataFrame(
                    {
                        "program_id": part["program_id"],
                        "field": name,
                        "value": part[name].astype(object),
                        "quote": part.get(quote),
                        "url": part[url] if url in part else part["url"],
                        "old_value": old[name].astype(object),
                        "old_quote": old.get(quote),
                    }
                )
            )
    measures["changed"] = float(sum(row[2] for row in rows))
    frame = pd.DataFrame(rows, columns=["field", "programs", "changed", "share_pct"])
    frame["share_pct"] = frame["share_pct"].astype("float64")
    return Measured(frame, expected, pd.concat(changed_rows) if changed_rows else None, measures)


def _shown(facts: pd.DataFrame) -> pd.DataFrame:
    return facts[["program_id", "field", "value", "quote", "url", "old_value"]]


def _distances(inputs: Inputs, most: float) -> Measured:
    """Per fact, the largest difference of the cumulative shares of its numbers, before and now, in points (the
    statistic of Kolmogorov and Smirnov times 100). Facts with fewer than 10 numbers are too few to speak of."""
    import pandas as pd

    before, now = in_both(inputs)
    rows, measures = [], {}
    for name in NUMERIC:
        old, new = (frame[name].dropna().astype("float64") for frame in (before, now))
        is_enough = min(len(old), len(new)) >= inputs.bounds.shift_values
        points = _distance(old, new) if is_enough else 0.0
        rows.append((name, old.median(), new.median(), points))
        if is_enough:
            measures[f"{name}_median"] = float(new.median())
            measures[f"{name}_shift_points"] = points
    frame = pd.DataFrame(rows, columns=["field", "median_before", "median_now", "shift_points"])
    moved = frame[frame["shift_points"] >= most]
    return Measured(frame, between("shift_points", high=most, is_strict=True), moved, measures)


def _distance(old: pd.Series, new: pd.Series) -> float:
    import numpy as np

    values = np.unique(np.concatenate([old.to_numpy(), new.to_numpy()]))
    shares = [np.searchsorted(np.sort(each.to_numpy()), values, side="right") / len(each) for each in (old, new)]
    return round(100 * float(np.abs(shares[0] - shares[1]).max()), 4)


def _compare_fill(inputs: Inputs, table_name: str) -> Measured:
    import pandas as pd

    bounds = inputs.bounds
    before, now = _still_read(inputs, inputs.last_table(table_name)), _still_read(inputs, inputs.table(table_name))
    rows = []
    for column in TABLES[table_name].columns:
        if not column.is_nullable or column.name not in now:
            continue
        had, has = before[column.name].notna(), now[column.name].notna()
        lost, drop = int(had.sum() - has.sum()), round(percent(had) - percent(has), 4)
        is_lost = lost >= bounds.fill_drop_rows and (drop >= bounds.fill_drop_points or 2 * lost >= int(had.sum()))
        rows.append((column.name, percent(had), percent(has), drop, not is_lost))
    frame = pd.DataFrame(rows, columns=["field", "before_pct", "now_pct", "drop_points", "is_kept"])
    return Measured(frame, all_true("is_kept"), frame[~frame["is_kept"].astype(bool)])


def _still_read(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    """Without the pages, and the rows of programs, that are gone."""
    if "program_id" not in rows:
        return rows
    rows = rows[~rows["program_id"].isin(gone_programs(inputs))]
    return running(rows)


def _compare_kinds(inputs: Inputs, table_name: str, most: float) -> Measured:
    """Per column with a domain, half the sum of the differences of its values' shares, before and now, in points."""
    import pandas as pd

    before, now = inputs.last_table(table_name), inputs.table(table_name)
    is_enough = min(len(before), len(now)) >= inputs.bounds.kinds_rows
    rows, moved = [], []
    for name in CLOSED[table_name]:
        shares = pd.DataFrame({"before_pct": 100 * _shares(before[name]), "now_pct": 100 * _shares(now[name])}).fillna(
            0.0
        )
        points = float((shares["before_pct"] - shares["now_pct"]).abs().sum() / 2) if is_enough else 0.0
        rows.append((name, round(points, 4)))
        if points >= most:
            moved.append(shares.round(2).rename_axis("value").reset_index().assign(field=name))
    frame = pd.DataFrame(rows, columns=["field", "moved_pct"])
    return Measured(frame, between("moved_pct", high=most, is_strict=True), pd.concat(moved) if moved else None)


def _shares(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), "").value_counts(normalize=True)


def _real_changes(inputs: Inputs) -> Iterable[tuple[str, str, str, str, str]]:
    """(program, change, field, old value, new value) of each difference; texts, empty where there is none."""
    if inputs.last is None:
        return
    before = inputs.last_table("out_programs").drop_duplicates("program_id").set_index("program_id", drop=False)
    now = inputs.table("out_programs").drop_duplicates("program_id").set_index("program_id", drop=False)
    ran, runs = (set(frame.loc[frame["gone_since"].isna(), "program_id"]) for frame in (before, now))
    for program_id in runs - ran:
        yield (program_id, "program_added", "", "", str(now.at[program_id, "name"]))
    for program_id in ran - runs:
        yield (program_id, "program_gone", "", str(before.at[program_id, "name"]), "")
    ids = sorted((set(before.index) & set(now.index)) - (runs ^ ran))
    for name in (*FACT_NAMES, *PREFERENCES):
        for program_id, old, new in zip(ids, before.loc[ids, name].tolist(), now.loc[ids, name].tolist(), strict=True):
            was, is_ = (None if each is None or each != each else write_canonical(each) for each in (old, new))
            if was != is_:
                kind = "fact_added" if was is None else "fact_lost" if is_ is None else "fact_changed"
                yield (program_id, kind, name, was or "", is_ or "")
