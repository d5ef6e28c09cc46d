"""USCIS Employer Data Hub files: both layouts, every row accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transforms.rows import conforms
from transforms.filings import FilingsFileError, read_h1b_employers
from warehouse.schema import CORE_FILINGS

REAL_FILE = Path(__file__).parents[2].parent / "shared" / "data" / "uscis_h1b_fy2023.csv"
OLD_HEAD = (
    "Fiscal Year,Employer,Initial Approvals,Initial Denials,Continuing Approvals,Continuing Denials,NAICS,Tax ID,"
    "State,City,ZIP\n"
)
NEW_HEAD = [
    "Line by line",
    "Fiscal Year   ",
    "Employer (Petitioner) Name",
    "Tax ID",
    "Industry (NAICS) Code",
    "Petitioner City",
    "Petitioner State",
    "Petitioner Zip Code",
    *(
        f"{kind} {outcome}"
        for kind in (
            "New Employment",
            "Continuation",
            "Change with Same Employer",
            "New Concurrent",
            "Change of Employer",
            "Amended",
        )
        for outcome in ("Approval", "Denial")
    ),
]


def old(*lines: str, head: str = OLD_HEAD) -> bytes:
    return (head + "".join(line + "\n" for line in lines)).encode()


def new(*rows: list[str]) -> bytes:
    return "\r\n".join("\t".join(row) for row in (NEW_HEAD, *rows)).encode("utf-16")


def test_the_older_layout() -> None:
    found = read_h1b_employers(old("2023,LAKESIDE HOSPITAL,1,2,3,4,62,97,oh,TOLEDO,604"), "old.csv")
    (row,) = found.rows
    assert (row["initial_approvals"], row["initial_denials"]) == (1, 2)
    assert (row["continuing_approvals"], row["continuing_denials"]) == (3, 4)
    assert (row["tax_id"], row["zip"], row["state"]) == ("0097", "00604", "OH")
    assert (row["fiscal_year"], row["source_row"], row["naics"], row["city"]) == (2023, 2, "62", "TOLEDO")
    conforms(CORE_FILINGS, found.rows)


def test_the_oldest_heads_are_singular() -> None:
    head = OLD_HEAD.replace("Approvals", "Approval").replace("Denials", "Denial")
    assert read_h1b_employers(old("2015,A,1,0,2,0,62,1,OH,X,43604", head=head), "f").rows[0]["initial_approvals"] == 1


def test_the_newer_layout_sums_its_six_pairs() -> None:
    pairs = [str(number) for number in range(1, 13)]
    cells = ["1", "2025", "LAKESIDE HOSPITAL", "1234", "62 - Health Care", "TOLEDO", "OH", "43604-1234", *pairs]
    found = read_h1b_employers(new(cells), "new.csv")
    (row,) = found.rows
    assert row["initial_approvals"] == 1 + 7  # new employment, new concurrent
    assert row["initial_denials"] == 2 + 8
    assert row["continuing_approvals"] == 3 + 5 + 9 + 11  # continuation, same employer, other employer, amended
    assert row["continuing_denials"] == 4 + 6 + 10 + 12
    assert (row["naics"], row["zip"], row["fiscal_year"]) == ("62", "43604", 2025)
    assert found.unknown_columns == ()
    conforms(CORE_FILINGS, found.rows)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_still_read(encoding: str) -> None:
    data = new(["1", "2025", "A", "1", "62", "X", "OH", "43604", *["1"] * 12]).decode("utf-16").encode(encoding)
    assert len(read_h1b_employers(data, "f").rows) == 1


def test_thousands_separators_and_windows_letters_are_read() -> None:
    data = OLD_HEAD.encode() + '2023,CAFÉ,"1,234",0,0,0,62,1,OH,X,43604\n'.encode("cp1252")
    (row,) = read_h1b_employers(data, "f").rows
    assert (row["employer"], row["initial_approvals"]) == ("CAFÉ", 1234)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2023,,1,0,0,0,62,1,OH,X,43604", "blank employer"),
        ("2023,A,one,0,0,0,62,1,OH,X,43604", "unreadable number"),
        ("2023,A,,0,0,0,62,1,OH,X,43604", "unreadable number"),
        ("2023,A,-1,0,0,0,62,1,OH,X,43604", "unreadable number"),
        ("23,A,1,0,0,0,62,1,OH,X,43604", "unreadable fiscal year"),
        ("2023,A,1,0", "wrong number of cells"),
        (",,,,,,,,,,", "blank row"),
        ("", "blank row"),
    ],
)
def test_each_row_left_out_is_counted_by_reason(line: str, reason: str) -> None:
    found = read_h1b_employers(old("2023,GOOD,1,0,0,0,62,1,OH,X,43604", line), "fy.csv")
    assert (len(found.rows), found.skipped, found.total) == (1, {reason: 1}, 2)
    assert found.examples[reason][0].startswith("fy.csv, row 3, column ")


def test_an_unreadable_cell_is_emptied_and_counted_and_its_row_stays() -> None:
    found = read_h1b_employers(old(*["2023,A,1,0,0,0,Health,12345,Ohio,X,K1A0B1"] * 7), "f")
    assert found.blanked == {
        "unreadable naics": 7,
        "unreadable tax_id": 7,
        "unreadable state": 7,
        "unreadable zip": 7,
    }
    assert found.rows[0]["zip"] is None
    assert len(found.examples["unreadable zip"]) == 5


def test_unknown_columns_are_named() -> None:
    head = OLD_HEAD.replace("ZIP", "ZIP,Colour")
    assert read_h1b_employers(old("2023,A,1,0,0,0,62,1,OH,X,43604,red", head=head), "f").unknown_columns == ("Colour",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "f.csv is empty"),
        (b"  \n", "f.csv is empty"),
        (b"Name,Town\nA,B\n", "row 1 names no column for fiscal_year, employer"),
        (OLD_HEAD.replace("ZIP", "Employer").encode(), "'Employer' stands twice"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "neither UTF-8"),
        (OLD_HEAD.encode() + b'2023,"' + b"x" * 140_000, "quotation mark"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FilingsFileError, match=words):
        read_h1b_employers(data, "f.csv")


@pytest.mark.skipif(not REAL_FILE.is_file(), reason="the real USCIS file is not beside the repository")
def test_all_rows_of_the_real_file_are_accounted_for() -> None:
    found = read_h1b_employers(REAL_FILE.read_bytes(), REAL_FILE.name)
    assert found.total == 33_332
    assert len(found.rows) + sum(found.skipped.values()) == found.total
    assert found.skipped == {"blank employer": 1}
    assert found.blanked == {}
    conforms(CORE_FILINGS, found.rows[:2000])
