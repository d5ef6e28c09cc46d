"""Ways to damage the staged tables of a real night: what saboteurs, broken readers and truncated crawls would do.

Each function damages one copy of a good night. What the gate makes of it stands in `mutations.csv`, one row each, from
which docs/mutations.md is written. A damage that is `whole` is told consistently in every table, as if it were so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.warehouse.tables import blank, name_it
from warehouse.releases import Staged
from warehouse.schema import FACT_BY_NAME, OUT_PROGRAMS, RELEASED

Row = dict[str, Any]
Damage = Callable[["Stage"], None]
DAMAGES: dict[str, Damage] = {}
VISAS = ("visa_j1", "visa_h1b")


class Stage:
    """The tables of one night, read when first touched; `write` stages those that were touched, in `staged`."""

    def __init__(self, good: dict[str, pa.Table], staged: Staged, tonight: date) -> None:
        self.good, self.staged, self.tonight = good, staged, tonight
        self._rows: dict[str, list[Row]] = {}
        self._files: dict[str, pa.Table] = {}
        self.random = random.Random(5)

    def rows(self, table: str) -> list[Row]:
        if table not in self._rows:
            self._rows[table] = self.good[table].to_pylist()
        return self._rows[table]

    @property
    def programs(self) -> list[Row]:
        return self.rows("out_programs")

    @property
    def statements(self) -> list[Row]:
        return self.rows("core_statements")

    @property
    def pages(self) -> list[Row]:
        return self.rows("core_pages")

    @property
    def rosters(self) -> list[Row]:
        return self.rows("core_rosters")

    def file(self, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
        """Write the table's file past the stage, as a broken step would."""
        self._files[table] = change(self.good[table])

    def write(self) -> Path:
        for table, rows in self._rows.items():
            self.staged.write(table, rows)
        for table, data in self._files.items():
            pq.write_table(data, self.staged.path(table))
        return self.staged.folder


def damage(function: Damage) -> Damage:
    DAMAGES[function.__name__] = function
    return function


# Parts


def stating(stage: Stage, field: str, at_least: int = 3) -> list[Row]:
    found = [row for row in stage.programs if row[field] is not None]
    assert len(found) >= at_least, f"only {len(found)} programs state {field}: damage another fact"
    return found


def some(stage: Stage, rows: Iterable[Row], share: float, at_least: int = 3) -> list[Row]:
    rows = list(rows)
    return stage.random.sample(rows, max(at_least, round(share * len(rows))))


def tell(stage: Stage, program: Row, field: str, value: Any) -> None:
    """Another value, told by program and statement alike, under the statement's right name."""
    program[field] = value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    for row in stage.statements:
        if row["statement_id"] == program[f"{field}_statement_id"]:
            row["value"] = text
            row["value_number"] = float(value) if isinstance(value, int | float) and field in NUMBERS else None
            program[f"{field}_statement_id"] = name_it(row)["statement_id"]
            return
    raise AssertionError(f"no statement behind {field}")


NUMBERS = {name for name, fact in FACT_BY_NAME.items() if fact.kind in ("integer", "number")}


def forget(stage: Stage, field: str, programs: Iterable[Row], from_statements: bool = True) -> None:
    """The fact is told nowhere any more."""
    ids = set()
    for row in programs:
        ids.add(row["program_id"])
        for column in OUT_PROGRAMS.column_names:
            if column == field or column.startswith(f"{field}_"):
                row[column] = None
    if from_statements:
        rows = stage.statements
        rows[:] = [row for row in rows if not (row["field"] == field and row["program_id"] in ids)]


def rename_program(stage: Stage, old: str, new: str, tables: Iterable[str] = RELEASED) -> None:
    for table in tables:
        if "program_id" in stage.good[table].column_names:
            for row in stage.rows(table):
                if row["program_id"] == old:
                    row["program_id"] = new


def rename_statements(stage: Stage) -> None:
    """Give every statement the name that its content asks for, in the facts too."""
    names = {}
    for row in stage.statements:
        old = row["statement_id"]
        names[old] = name_it(row)["statement_id"]
    for program in stage.programs:
        for column in OUT_PROGRAMS.column_names:
            if column.endswith("statement_id") and program[column] is not None:
                program[column] = names.get(program[column], program[column])


def flip(value: str) -> str:
    return "no" if value != "no" else "sponsors"


def swap(rows: Iterable[Row], first: str, second: str) -> None:
    for row in rows:
        row[first], row[second] = row[second], row[first]


# Visas


@damage
def visas_flipped_in_programs_of_5_pct(stage: Stage) -> None:
    for row in some(stage, stating(stage, "visa_h1b"), 0.05):
        row["visa_h1b"] = flip(row["visa_h1b"])


@damage
def visas_flipped_whole_for_5_pct(stage: Stage) -> None:
    for row in some(stage, stating(stage, "visa_h1b"), 0.05):
        tell(stage, row, "visa_h1b", flip(row["visa_h1b"]))


@damage
def visas_flipped_whole_for_all(stage: Stage) -> None:
    for field in VISAS:
        for row in stating(stage, field):
            tell(stage, row, field, flip(row[field]))


@damage
def one_visa_flipped_whole(stage: Stage) -> None:
    row = stating(stage, "visa_j1")[0]
    tell(stage, row, "visa_j1", flip(row["visa_j1"]))


@damage
def visa_columns_swapped(stage: Stage) -> None:
    for part in ("", "_condition", "_confidence", "_as_of", "_url", "_quote", "_statement_id"):
        swap(stage.programs, f"visa_j1{part}", f"visa_h1b{part}")


@damage
def visa_values_swapped(stage: Stage) -> None:
    swap(stage.programs, "visa_j1", "visa_h1b")


@damage
def unknown_visas_told_as_no(stage: Stage) -> None:
    for row in stage.programs:
        if row["visa_h1b"] is None:
            row["visa_h1b"] = "no"


@damage
def conditional_visas_told_as_sponsors(stage: Stage) -> None:
    for row in stage.programs:
        if row["visa_h1b"] == "conditional":
            tell(stage, row, "visa_h1b", "sponsors")


@damage
def visa_word_that_nobody_knows(stage: Stage) -> None:
    stating(stage, "visa_j1")[0]["visa_j1"] = "maybe"


# Lost facts and rows


@damage
def one_field_lost_in_programs(stage: Stage) -> None:
    forget(stage, "step2_min", stating(stage, "step2_min"), from_statements=False)


@damage
def one_field_lost_whole(stage: Stage) -> None:
    forget(stage, "visa_h1b", stating(stage, "visa_h1b"))


@damage
def one_fact_lost_in_programs(stage: Stage) -> None:
    forget(stage, "letters_min", stating(stage, "letters_min")[:1], from_statements=False)


@damage
def one_rare_field_lost_whole(stage: Stage) -> None:
    forget(stage, "usce_hands_on", stating(stage, "usce_hands_on"))


@damage
def preferences_lost(stage: Stage) -> None:
    for row in stage.programs:
        for column in OUT_PROGRAMS.column_names:
            if "_preferred" in column:
                row[column] = None


@damage
def conditions_lost(stage: Stage) -> None:
    for row in stage.programs:
        for name in FACT_BY_NAME:
            row[f"{name}_condition"] = None


@damage
def statements_truncated(stage: Stage) -> None:
    del stage.statements[len(stage.statements) // 2 :]


@damage
def a_few_statements_lost(stage: Stage) -> None:
    behind = {row[f"{name}_statement_id"] for row in stage.programs for name in FACT_BY_NAME}
    spare = [row for row in stage.statements if row["statement_id"] not in behind and row["field"] != "img_share"]
    stage.statements.remove(spare[0])


@damage
def crawl_truncated(stage: Stage) -> None:
    """Half of the programs are not there, nor anything of them."""
    kept = {row["program_id"] for row in stage.programs[: len(stage.programs) // 2]}
    for table in RELEASED:
        rows = stage.rows(table)
        if rows and "program_id" in rows[0]:
            rows[:] = [row for row in rows if row["program_id"] in kept]


@damage
def pages_truncated(stage: Stage) -> None:
    del stage.pages[len(stage.pages) * 3 // 4 :]


@damage
def rosters_truncated(stage: Stage) -> None:
    del stage.rosters[len(stage.rosters) * 3 // 4 :]


@damage
def every_table_empty(stage: Stage) -> None:
    for table in RELEASED:
        stage.rows(table).clear()


@damage
def programs_empty(stage: Stage) -> None:
    stage.programs.clear()


@damage
def statements_empty(stage: Stage) -> None:
    stage.statements.clear()


@damage
def rosters_empty_and_shares_forgotten(stage: Stage) -> None:
    stage.rosters.clear()
    forget(stage, "img_share", stage.programs)


@damage
def filings_empty(stage: Stage) -> None:
    stage.rows("core_filings").clear()


@damage
def review_queue_empty(stage: Stage) -> None:
    stage.rows("out_review_queue").clear()


@damage
def one_program_lost(stage: Stage) -> None:
    gone = stage.programs[7]["program_id"]
    for table in RELEASED:
        rows = stage.rows(table)
        rows[:] = [row for row in rows if row.get("program_id") != gone]


@damage
def many_programs_told_gone(stage: Stage) -> None:
    for row in stage.programs[:8]:
        row["gone_since"] = stage.tonight


@damage
def most_programs_told_gone(stage: Stage) -> None:
    for row in stage.programs[: len(stage.programs) // 2]:
        row["gone_since"] = stage.tonight


# Doubled and exchanged


@damage
def one_program_doubled(stage: Stage) -> None:
    stage.programs.append(dict(stage.programs[3]))


@damage
def programs_doubled_under_other_ids(stage: Stage) -> None:
    for row in stage.programs[:5]:
        twin = dict.fromkeys(row) | {name: row[name] for name in ("name", "institution", "specialty", "city", "state")}
        twin |= {"program_id": "x" + row["program_id"], "source": row["source"], "url": row["url"], "pages_read": 0}
        stage.programs.append(twin)


@damage
def one_statement_doubled(stage: Stage) -> None:
    stage.statements.append(dict(stage.statements[4]))


@damage
def every_roster_row_doubled(stage: Stage) -> None:
    stage.rosters.extend([dict(row) for row in stage.rosters])


@damage
def many_statements_invented(stage: Stage) -> None:
    for row in list(stage.statements[: len(stage.statements) // 2]):
        stage.statements.append(name_it(dict(row) | {"track": "invented"}))


@damage
def one_hosts_statements_given_to_another(stage: Stage) -> None:
    first, second = _two_programs_with_statements(stage)
    for row in stage.statements:
        if row["program_id"] == first:
            row["program_id"] = second


@damage
def one_hosts_data_given_to_another_whole(stage: Stage) -> None:
    """Statements, pages, rosters and facts of two programs exchanged, each told consistently under right names."""
    first, second = _two_programs_with_statements(stage)
    names = {first: second, second: first}
    for table in ("core_statements", "core_pages", "core_rosters", "out_review_queue"):
        for row in stage.rows(table):
            row["program_id"] = names.get(row["program_id"], row["program_id"])
    one, other = (next(row for row in stage.programs if row["program_id"] == each) for each in (first, second))
    identity = ("program_id", "acgme_code", "name", "institution", "specialty", "city", "state", "url", "source")
    for column in OUT_PROGRAMS.column_names:
        if column not in identity:
            one[column], other[column] = other[column], one[column]
    rename_statements(stage)


def _two_programs_with_statements(stage: Stage) -> tuple[str, str]:
    rich = [row["program_id"] for row in stage.programs if row["visa_j1"] and row["img_share"] is not None]
    return rich[0], rich[1]


@damage
def facts_shifted_by_one_row(stage: Stage) -> None:
    """Joined by position: each program has the facts of the one above it."""
    facts = [name for name in OUT_PROGRAMS.column_names if name.startswith(tuple(FACT_BY_NAME))]
    before = [{name: row[name] for name in facts} for row in stage.programs]
    for row, other in zip(stage.programs, [before[-1], *before[:-1]], strict=True):
        row.update(other)


@damage
def values_shifted_by_one_row(stage: Stage) -> None:
    values = [row["max_years_since_graduation"] for row in stage.programs]
    for row, value in zip(stage.programs, [values[-1], *values[:-1]], strict=True):
        row["max_years_since_graduation"] = value


@damage
def city_and_institution_swapped(stage: Stage) -> None:
    swap([row for row in stage.programs if row["city"]], "city", "institution")


@damage
def name_and_institution_swapped(stage: Stage) -> None:
    swap(stage.programs, "name", "institution")


@damage
def step1_and_step2_swapped_whole(stage: Stage) -> None:
    ids = {"step1_min": "step2_min", "step2_min": "step1_min"}
    for row in stage.statements:
        row["field"] = ids.get(row["field"], row["field"])
    for part in ("", "_condition", "_confidence", "_as_of", "_url", "_quote", "_statement_id", "_preferred"):
        swap(stage.programs, f"step1_min{part}", f"step2_min{part}")
    swap(stage.programs, "step1_min_preferred_statement_id", "step2_min_preferred_statement_id")
    rename_statements(stage)


@damage
def program_urls_shuffled(stage: Stage) -> None:
    urls = [row["url"] for row in stage.programs]
    for row, url in zip(stage.programs, urls[1:] + urls[:1], strict=True):
        row["url"] = url


@damage
def states_shuffled(stage: Stage) -> None:
    states = [row["state"] for row in stage.programs]
    for row, state in zip(stage.programs, states[1:] + states[:1], strict=True):
        row["state"] = state


# Numbers


@damage
def scores_in_two_digits(stage: Stage) -> None:
    for row in stating(stage, "step2_min"):
        row["step2_min"] = int(row["step2_min"]) // 3


@damage
def scores_in_two_digits_whole(stage: Stage) -> None:
    for row in stating(stage, "step2_min"):
        tell(stage, row, "step2_min", int(row["step2_min"]) // 3)


@damage
def scores_ten_higher_whole(stage: Stage) -> None:
    for row in stating(stage, "step2_min"):
        tell(stage, row, "step2_min", min(300, int(row["step2_min"]) + 10))


@damage
def years_since_graduation_shifted_whole(stage: Stage) -> None:
    for row in stating(stage, "max_years_since_graduation"):
        tell(stage, row, "max_years_since_graduation", int(row["max_years_since_graduation"]) + 1)


@damage
def graduation_years_told_as_calendar_years(stage: Stage) -> None:
    for row in stating(stage, "max_years_since_graduation"):
        row["max_years_since_graduation"] = 2026.0 - row["max_years_since_graduation"]


@damage
def share_above_one(stage: Stage) -> None:
    for row in stating(stage, "img_share")[:4]:
        row["img_share"] = row["img_share"] * 100


@damage
def share_outside_its_interval(stage: Stage) -> None:
    row = stating(stage, "img_share")[0]
    row["img_share"] = min(1.0, row["img_share_high"] + 0.01)


@damage
def intervals_reversed(stage: Stage) -> None:
    swap(stating(stage, "img_share"), "img_share_low", "img_share_high")


@damage
def share_is_of_us_graduates(stage: Stage) -> None:
    for row in stating(stage, "img_share"):
        low, high = row["img_share_low"], row["img_share_high"]
        row |= {"img_share": 1 - row["img_share"], "img_share_low": 1 - high, "img_share_high": 1 - low}


@damage
def confidence_in_percent(stage: Stage) -> None:
    for row in stating(stage, "visa_j1"):
        row["visa_j1_confidence"] = row["visa_j1_confidence"] * 100


@damage
def confidence_raised(stage: Stage) -> None:
    for row in stage.statements:
        row["confidence"] = 1.0


@damage
def negative_positions(stage: Stage) -> None:
    for row in stating(stage, "positions_per_year")[:3]:
        row["positions_per_year"] = -row["positions_per_year"]


@damage
def residents_counted_twice(stage: Stage) -> None:
    for row in stage.rosters:
        row["residents"] *= 2


@damage
def school_classes_exchanged(stage: Stage) -> None:
    other = {"US-MD": "IMG", "IMG": "US-MD"}
    for row in stage.rosters:
        row["school_class"] = other.get(row["school_class"], row["school_class"])


# Dates


@damage
def dates_in_the_future(stage: Stage) -> None:
    for row in stating(stage, "visa_j1"):
        row["visa_j1_as_of"] = stage.tonight + timedelta(days=30)


@damage
def dates_shifted_by_a_year(stage: Stage) -> None:
    for row in stage.programs:
        for name in (*FACT_BY_NAME, "img_share"):
            if row[f"{name}_as_of"] is not None:
                row[f"{name}_as_of"] -= timedelta(days=365)


@damage
def page_dates_a_day_back(stage: Stage) -> None:
    for row in stage.pages:
        row["as_of"] -= timedelta(days=1)


@damage
def stale_stage_published_again(stage: Stage) -> None:
    """Every date of confirmation is that of a night a week ago, in all tables alike."""
    week = timedelta(days=7)
    for row in [*stage.pages, *stage.rosters]:
        row["as_of"] -= week
    for row in stage.statements:
        row["last_seen"] -= week
        row["first_seen"] = min(row["first_seen"], row["last_seen"])
    for row in stage.programs:
        for name in (*FACT_BY_NAME, "img_share"):
            if row[f"{name}_as_of"] is not None:
                row[f"{name}_as_of"] -= week


@damage
def old_bodies_published_again(stage: Stage) -> None:
    """Pages, statements and rosters of bodies that newer answers replaced."""
    old = "0" * 64
    body = stage.pages[5]["body_sha256"]
    for table in ("core_pages", "core_statements", "core_rosters"):
        for row in stage.rows(table):
            if row["body_sha256"] == body:
                row["body_sha256"] = old


@damage
def seasons_shifted(stage: Stage) -> None:
    for row in stage.statements:
        if row["season"] is not None:
            row["season"] -= 1


@damage
def deadlines_of_an_old_year(stage: Stage) -> None:
    for row in stating(stage, "application_deadline"):
        row["application_deadline"] = "2016-" + row["application_deadline"][-5:]


@damage
def deadlines_with_day_and_month_swapped(stage: Stage) -> None:
    for row in stating(stage, "application_deadline"):
        month, day = row["application_deadline"][-5:].split("-")
        row["application_deadline"] = f"{day}-{month}"


@damage
def first_seen_lost(stage: Stage) -> None:
    for row in stage.statements:
        row["first_seen"] = row["last_seen"] = stage.tonight - timedelta(days=0)
        row["first_seen"] = stage.tonight - timedelta(days=400)


# Texts


@damage
def names_in_a_wrong_character_set(stage: Stage) -> None:
    for row in stage.programs[:3]:
        row["name"] = (row["name"] + " – Hôpital").encode().decode("cp1252", "replace")


@damage
def one_city_in_a_wrong_character_set(stage: Stage) -> None:
    stage.programs[3]["city"] = "San José".encode().decode("latin-1")


@damage
def quotes_in_a_wrong_character_set(stage: Stage) -> None:
    for row in stage.statements[:40]:
        row["quote"] = (row["quote"] + "’").encode().decode("cp1252", "replace")


@damage
def schools_in_a_wrong_character_set(stage: Stage) -> None:
    for row in stage.rosters[:30]:
        row["school"] = (row["school"] + " é").encode().decode("latin-1")


@damage
def quotes_that_do_not_exist(stage: Stage) -> None:
    for program in stating(stage, "visa_h1b")[:4]:
        for row in stage.statements:
            if row["statement_id"] == program["visa_h1b_statement_id"]:
                row["quote"] = program["visa_h1b_quote"] = "We sponsor every visa there is."
                row["quote_end"] = row["quote_start"] + len(row["quote"])
    rename_statements(stage)


@damage
def quotes_trimmed(stage: Stage) -> None:
    for row in stage.statements:
        row["quote"] = row["quote"][:-1] or "."


@damage
def offsets_shifted_by_one(stage: Stage) -> None:
    for row in stage.statements:
        row["quote_start"] += 1
        row["quote_end"] += 1


@damage
def quotes_of_other_statements(stage: Stage) -> None:
    quotes = [row["quote"] for row in stage.statements]
    for row, quote in zip(stage.statements, quotes[1:] + quotes[:1], strict=True):
        row["quote"] = quote


@damage
def names_blank(stage: Stage) -> None:
    stage.programs[2]["name"] = " "


@damage
def missing_values_as_words(stage: Stage) -> None:
    for row in stage.programs[:4]:
        row["city"] = "None"


@damage
def names_of_residents_leaked_into_schools(stage: Stage) -> None:
    for row in stage.rosters[:12]:
        row["school"] = "Amara Osei, MD"


@damage
def e_mail_addresses_leaked_into_schools(stage: Stage) -> None:
    stage.rosters[3]["school"] = "a.osei@alder.example"


@damage
def scripts_in_place_of_addresses(stage: Stage) -> None:
    stage.programs[1]["url"] = "javascript:alert(1)"


@damage
def page_addresses_without_host(stage: Stage) -> None:
    for row in stage.pages[:3]:
        row["url"] = "/how-to-apply"


# Meaning


@damage
def preferences_told_as_requirements(stage: Stage) -> None:
    for row in stage.statements:
        if row["strength"] == "preferred":
            row["strength"] = "required"


@damage
def one_preference_told_as_requirement_whole(stage: Stage) -> None:
    program = next(row for row in stage.programs if row["step2_min_preferred"] and not row["step2_min"])
    statement = next(
        row for row in stage.statements if row["statement_id"] == program["step2_min_preferred_statement_id"]
    )
    statement["strength"] = "required"
    program |= {
        "step2_min": program["step2_min_preferred"],
        "step2_min_quote": statement["quote"],
        "step2_min_url": statement["url"],
        "step2_min_as_of": statement["last_seen"],
        "step2_min_condition": statement["condition"],
        "step2_min_confidence": statement["confidence"],
        "step2_min_statement_id": name_it(statement)["statement_id"],
        "step2_min_preferred": None,
        "step2_min_preferred_statement_id": None,
    }


@damage
def requirements_told_as_preferences(stage: Stage) -> None:
    for row in stage.statements:
        if row["field"] == "usce_required" and row["strength"] == "required":
            row["strength"] = "preferred"


@damage
def institutions_words_told_as_the_programs(stage: Stage) -> None:
    for row in stage.statements:
        row["source_kind"] = "program_page"


@damage
def no_cutoff_beside_a_minimum(stage: Stage) -> None:
    donor = stating(stage, "no_score_cutoff")[0]
    for column in OUT_PROGRAMS.column_names:
        if column.startswith("step2_min") and "preferred" not in column:
            donor[column] = stating(stage, "step2_min")[0][column]


@damage
def j1_refused_and_h1b_sponsored_whole(stage: Stage) -> None:
    program = next(row for row in stage.programs if row["visa_j1"] and row["visa_h1b"])
    tell(stage, program, "visa_j1", "no")
    tell(stage, program, "visa_h1b", "sponsors")


@damage
def h1b_refusal_beside_filings_not_queued(stage: Stage) -> None:
    queue = stage.rows("out_review_queue")
    queue[:] = [row for row in queue if row["kind"] != "filing_conflict"]


@damage
def facts_without_evidence(stage: Stage) -> None:
    for row in stating(stage, "visa_j1"):
        row["visa_j1_quote"] = row["visa_j1_url"] = row["visa_j1_statement_id"] = None


@damage
def statements_without_pages(stage: Stage) -> None:
    served = {row["url"] for row in stage.statements}
    victim = sorted(served)[3]
    stage.pages[:] = [row for row in stage.pages if row["url"] != victim]


@damage
def pages_of_no_program(stage: Stage) -> None:
    for row in stage.pages[:2]:
        row["program_id"] = "nobody"


@damage
def specialty_unknown(stage: Stage) -> None:
    for row in stage.programs[:2]:
        row["specialty"] = "Alchemy"


@damage
def changes_of_another_night(stage: Stage) -> None:
    row = blank("out_changes") | {"program_id": stage.programs[0]["program_id"], "field": "visa_j1"}
    stage.rows("out_changes").append(row | {"change": "fact_changed", "old_value": "no", "new_value": "sponsors"})


@damage
def review_items_about_old_values(stage: Stage) -> None:
    for row in stage.rows("out_review_queue"):
        if row["kept_value"] is not None and row["field"] in VISAS:
            row["kept_value"] = flip(row["kept_value"])


# Identifiers


@damage
def codes_without_leading_zeros(stage: Stage) -> None:
    for row in stage.programs:
        row["acgme_code"] = row["acgme_code"] and row["acgme_code"].lstrip("0")


@damage
def ids_without_leading_zeros_whole(stage: Stage) -> None:
    for row in list(stage.programs):
        rename_program(stage, row["program_id"], row["program_id"].lstrip("0"))
    rename_statements(stage)


@damage
def ids_without_leading_zeros_in_programs(stage: Stage) -> None:
    for row in stage.programs:
        row["program_id"] = row["program_id"].lstrip("0")


@damage
def codes_shared_by_two_programs(stage: Stage) -> None:
    stage.programs[0]["acgme_code"] = stage.programs[1]["acgme_code"]


@damage
def zip_codes_without_leading_zeros(stage: Stage) -> None:
    for row in stage.rows("core_filings"):
        row["zip"] = row["zip"] and str(int(row["zip"]))


@damage
def filings_of_the_wrong_institution(stage: Stage) -> None:
    for row in stage.rows("core_filings"):
        if row["institution"] is not None:
            row["institution"] = "Nowhere Hospital"


@damage
def filing_years_shifted(stage: Stage) -> None:
    for row in stage.rows("core_filings"):
        row["fiscal_year"] += 10


# Files


@damage
def keys_null(stage: Stage) -> None:
    stage.file("out_programs", lambda table: _with_column(table, "program_id", lambda values: [None, *values[1:]]))


@damage
def column_missing(stage: Stage) -> None:
    stage.file("out_programs", lambda table: table.drop_columns(["visa_h1b_quote"]))


@damage
def column_added(stage: Stage) -> None:
    stage.file("core_rosters", lambda table: table.append_column("resident", pa.array(["x"] * table.num_rows)))


@damage
def column_type_changed(stage: Stage) -> None:
    stage.file(
        "out_programs",
        lambda table: table.set_column(
            table.schema.get_field_index("step2_min"), "step2_min", table["step2_min"].cast(pa.float64())
        ),
    )


@damage
def columns_in_another_order(stage: Stage) -> None:
    stage.file("core_pages", lambda table: table.select(list(reversed(table.column_names))))


def _with_column(table: pa.Table, name: str, change: Callable[[list[Any]], list[Any]]) -> pa.Table:
    index = table.schema.get_field_index(name)
    return table.set_column(index, name, pa.array(change(table[name].to_pylist()), table.schema.field(name).type))


# What must pass


@damage
def rows_in_another_order(stage: Stage) -> None:
    for table in RELEASED:
        stage.random.shuffle(stage.rows(table))


@damage
def one_honest_change(stage: Stage) -> None:
    """A listing says the setting of one more program."""
    stage.programs[0]["setting"] = "university"
