import csv
from datetime import date
from pathlib import Path

import pytest

from warehouse.registry import (
    CellError,
    CsvColumn,
    Problem,
    check_registry,
    read_boolean,
    read_choice,
    read_date,
    read_fact_value,
    read_integer,
    read_overrides,
    read_programs,
    read_registry_csv,
    read_school_aliases,
    read_sources,
    read_text,
    read_url,
    write_quarantine,
)

HEADER = "program_id,acgme_code,name,institution,specialty,city,state,url"
GOOD = "im-1,1400500001,Internal Medicine Program,Mercy Hospital,Internal Medicine,Toledo,OH,https://im.example/"


def write(tmp_path: Path, text: str | bytes, name: str = "programs.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read_row(tmp_path: Path, **cells: str) -> tuple[list[dict[str, object]], list[Problem]]:
    """A good row, and a second with these cells."""
    second = (
        dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | {"program_id": "im-2", "acgme_code": ""} | cells
    )
    return read_programs(write(tmp_path, f"{HEADER}\n{GOOD}\n" + ",".join(second.values()) + "\n"))


def test_a_good_file_gives_its_rows(tmp_path: Path) -> None:
    rows, problems = read_programs(
        write(tmp_path, f"{HEADER}\n{GOOD}\n\nfm-1,,FM, Mercy  West ,FM,,oh,http://fm.example\n")
    )
    assert problems == []
    assert rows[0] == {
        "row": 2,
        "program_id": "im-1",
        "acgme_code": "1400500001",
        "name": "Internal Medicine Program",
        "institution": "Mercy Hospital",
        "specialty": "Internal Medicine",
        "city": "Toledo",
        "state": "OH",
        "url": "https://im.example/",
    }
    assert rows[1]["row"] == 4
    assert (rows[1]["institution"], rows[1]["specialty"], rows[1]["state"]) == ("Mercy West", "Family Medicine", "OH")
    assert (rows[1]["acgme_code"], rows[1]["city"]) == (None, None)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (
            "specialty",
            "Internal Medcine",
            "specialty 'Internal Medcine' is not known; did you mean 'Internal Medicine'?",
        ),
        ("specialty", "Zzz", "specialty 'Zzz' is not known; write a name of reference/data/specialties.csv"),
        ("state", "Ohio", "'Ohio' is no state code; write OH"),
        ("state", "XX", "'XX' is no state code; write the two-letter code of the state or territory"),
        ("state", "Oihio", "'Oihio' is no state code; did you mean 'Ohio'?"),
        (
            "url",
            "im.example/visa",
            "'im.example/visa' is no web address (http or https); write https://im.example/visa",
        ),
        ("url", "ftp://im.example", "'ftp://im.example' is no web address (http or https); write the whole address"),
        ("url", "https://", "'https://' is no web address"),
        ("url", "https://a b", "'https://a b' is no web address"),
        ("url", "http://[::1", "'http://[::1' is no web address"),
        ("url", "https://me:pw@im.example", "the address holds a user name or password"),
        ("url", "", "the cell is empty; write a value"),
        ("acgme_code", "400500001", "a leading zero was lost: write 0400500001 and format the column as text"),
        ("url", "https://a b/c", "'https://a b/c' is no web address"),
        ("url", "https://a.example/b https://c.example/", "the cell holds more than one address; give one address"),
        ("acgme_code", "1.4E+09", "'1.4E+09' is no ACGME program code; the spreadsheet took the code for a number"),
        ("acgme_code", "14005", "'14005' is no ACGME program code; write ten digits, or M and nine digits"),
        ("acgme_code", "1400500001", "'1400500001' stands already in row 2"),
        ("program_id", "im-1", "'im-1' stands already in row 2; give each row its own"),
        ("program_id", "../x", "'../x' is no id"),
        ("name", " ", "the cell is empty"),
    ],
)
def test_a_wrong_cell_stops_its_row_and_no_other(tmp_path: Path, column: str, cell: str, message: str) -> None:
    rows, problems = read_row(tmp_path, **{column: cell})
    assert [row["program_id"] for row in rows] == ["im-1"]
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"programs.csv, row 3, column {column}: ")
    assert message in str(problems[0])


def test_a_code_of_another_specialty_is_noted_and_kept(tmp_path: Path) -> None:
    rows, problems = read_row(tmp_path, acgme_code="1200500001")
    assert len(rows) == 2
    assert [(problem.is_note, problem.row) for problem in problems] == [(True, 3)]
    assert "begins with 120, those of Internal Medicine with 140" in str(problems[0])


def test_every_fault_of_a_row_is_said(tmp_path: Path) -> None:
    _, problems = read_row(tmp_path, state="XX", url="x", specialty="Zzz")
    assert [problem.column for problem in problems] == ["specialty", "state", "url"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "programs.csv: the file is empty; write a header with program_id,"),
        ("\n \n", "programs.csv: the file is empty"),
        (
            HEADER.replace("url", "link") + "\n",
            "programs.csv, row 1, column url: the column is missing; the header must",
        ),
        (HEADER.replace("specialty", "speciality") + "\n", "rename the column 'speciality' to 'specialty'"),
        (HEADER + ",url\n", "programs.csv, row 1, column url: the column stands there twice"),
        (b"PK\x03\x04\x00\x00", "programs.csv: the file is no text (it holds zero bytes)"),
        (b"\xff\xfea", "programs.csv: the file is broken UTF-16"),
        (f'{HEADER}\n"{"x" * 140_000}"\n', "programs.csv: the file is no CSV (field larger than field limit"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_of_the_file(tmp_path: Path, text: str | bytes, message: str) -> None:
    rows, problems = read_programs(write(tmp_path, text))
    assert rows == []
    assert message in str(problems[0])
    assert not problems[0].is_note


def test_a_missing_or_unreadable_file_is_said(tmp_path: Path) -> None:
    assert "the file does not exist; create it with the columns program_id" in str(
        read_programs(tmp_path / "p.csv")[1][0]
    )
    (tmp_path / "folder.csv").mkdir()
    assert "the file cannot be read (Is a directory)" in str(read_programs(tmp_path / "folder.csv")[1][0])


def test_a_header_without_rows_is_noted(tmp_path: Path) -> None:
    rows, problems = read_programs(write(tmp_path, HEADER + "\n"))
    assert rows == []
    assert [problem.is_note for problem in problems] == [True]


def test_an_unknown_column_is_noted_and_ignored(tmp_path: Path) -> None:
    rows, problems = read_programs(write(tmp_path, f"{HEADER},fax\n{GOOD},1\n"))
    assert len(rows) == 1
    assert "fax" not in rows[0]
    assert str(problems[0]).startswith("programs.csv, row 1, column fax: the column is not known; it was ignored")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_spreadsheets_export_is_read(tmp_path: Path, encoding: str, delimiter: str, newline: str) -> None:
    text = f"{HEADER}\n{GOOD}\n".replace("Mercy", "Merçy").replace(",", delimiter).replace("\n", newline)
    rows, problems = read_programs(write(tmp_path, text.encode(encoding)))
    assert problems == []
    assert rows[0]["institution"] == "Merçy Hospital"


def test_heads_may_differ_in_case_and_blanks(tmp_path: Path) -> None:
    rows, problems = read_programs(write(tmp_path, f"{HEADER.title().replace(',', ' , ')},\n{GOOD}\n"))
    assert (len(rows), problems) == (1, [])


def test_a_cell_that_is_not_utf8_stops_its_row_only(tmp_path: Path) -> None:
    bad = GOOD.replace("im-1,1400500001", "im-2,").replace("Mercy", "Merçy")
    rows, problems = read_programs(write(tmp_path, f"{HEADER}\n{GOOD}\n".encode() + f"{bad}\n".encode("latin-1")))
    assert [row["program_id"] for row in rows] == ["im-1"]
    assert str(problems[0]).startswith(
        "programs.csv, row 3, column institution: the cell is not UTF-8; save the file as"
    )


def test_a_row_of_another_length_is_refused(tmp_path: Path) -> None:
    longer = GOOD.replace("im-1", "im-2").replace("Mercy Hospital", "Mercy, Hospital")
    rows, problems = read_programs(write(tmp_path, f"{HEADER}\n{GOOD}\n{longer}\nim-3,,x\n"))
    assert len(rows) == 1
    assert "programs.csv, row 3: the row has 9 cells, the header 8; put double quotes" in str(problems[0])
    assert "programs.csv, row 4: the row has 3 cells" in str(problems[1])


def test_a_quote_that_is_not_closed_is_named(tmp_path: Path) -> None:
    open_quote = GOOD.replace("im-1", "im-2").replace("Mercy", '"Mercy', 1)
    rows, problems = read_programs(write(tmp_path, f"{HEADER}\n{GOOD}\n{open_quote}\n{GOOD.replace('im-1', 'im-3')}\n"))
    assert len(rows) == 1
    assert "row 3" in str(problems[0])
    assert "a double quote is not closed here" in str(problems[0])


OVERRIDES = "program_id,field,value,reason,author,date,review_by,expects\n"


def test_overrides_hold_canonical_values(tmp_path: Path) -> None:
    text = (
        "im-1,visa_j1,Sponsors,Told by phone,AB,2026-11-01,2027-05-01,no\n"
        "im-1,usce_required,TRUE,Mail,AB,2026-11-01,,\n"
        "im-1,step2_min,220.0,Mail,AB,2026-11-01,,\n"
        "im-1,usce_months,1.5,Mail,AB,2026-11-01,,\n"
        "im-1,application_deadline,02-29,Mail,AB,2026-11-01,,\n"
        "im-1,img_share,0.25,Counted,AB,2026-11-01,,\n"
        "im-1,step2_min_preferred,240,Mail,AB,2026-11-01,,\n"
        "im-1,letters_min,,The page is of another year,AB,2026-11-01,,\n"
    )
    rows, problems = read_overrides(write(tmp_path, OVERRIDES + text, "overrides.csv"))
    assert problems == []
    assert [row["value"] for row in rows] == ["sponsors", "true", "220", "1.5", "02-29", "0.25", "240", None]
    assert (rows[0]["date"], rows[0]["review_by"], rows[0]["expects"]) == (date(2026, 11, 1), date(2027, 5, 1), "no")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("im-1,visa,no,x,AB,2026-11-01,,", "column field: 'visa' is not known; did you mean 'visa_"),
        ("im-1,visa_j1,sponsor,x,AB,2026-11-01,,", "column value: 'sponsor' is not known; did you mean 'sponsors'?"),
        ("im-1,visa_j1,unknown,x,AB,2026-11-01,,", "column value: 'unknown' is not known; write one of sponsors, cond"),
        ("im-1,visa_j1,no,x,AB,2026-11-01,,maybe", "column expects: 'maybe' is not known"),
        ("im-1,step2_min,22,x,AB,2026-11-01,,", "'22' is no value of step2_min; write a whole number from 180 to 300"),
        ("im-1,step2_min,220.5,x,AB,2026-11-01,,", "'220.5' is no value of step2_min"),
        ("im-1,step2_min,high,x,AB,2026-11-01,,", "'high' is no value of step2_min"),
        ("im-1,img_share,40,x,AB,2026-11-01,,", "'40' is no value of img_share; write a number from 0 to 1"),
        ("im-1,usce_required,1,x,AB,2026-11-01,,", "'1' is neither yes nor no"),
        ("im-1,application_deadline,Dec 1,x,AB,2026-11-01,,", "'Dec 1' is no deadline; write MM-DD or YYYY-MM-DD"),
        ("im-1,application_deadline,2026-02-29,x,AB,2026-11-01,,", "'2026-02-29' is no date"),
        (
            "im-1,visa_j1,no,x,AB,2026-02-30,,",
            "column date: '2026-02-30' is no date; write an existing day as YYYY-MM-DD",
        ),
        ("im-1,visa_j1,no,x,AB,11/01/2026,,", "column date: '11/01/2026' is no date"),
        ("im-1,visa_j1,no,x,AB,20261101,,", "column date: '20261101' is no date"),
        ("im-1,visa_j1,no,x,AB,2026-11-01,2026-10-01,", "column review_by: the review is due before the override"),
        ("im-1,visa_j1,no,,AB,2026-11-01,,", "column reason: the cell is empty"),
    ],
)
def test_a_wrong_override_is_refused(tmp_path: Path, row: str, message: str) -> None:
    rows, problems = read_overrides(write(tmp_path, OVERRIDES + row + "\n", "overrides.csv"))
    assert rows == []
    assert len(problems) == 1
    assert str(problems[0]).startswith("overrides.csv, row 2, column ")
    assert message in str(problems[0])


def test_two_overrides_of_one_fact_leave_the_first(tmp_path: Path) -> None:
    row = "im-1,visa_j1,no,x,AB,2026-11-01,,\n"
    rows, problems = read_overrides(write(tmp_path, OVERRIDES + row + row.replace("no", "sponsors"), "overrides.csv"))
    assert [row["value"] for row in rows] == ["no"]
    assert "visa_j1 of im-1 is overridden already in row 2; keep one of the rows" in str(problems[0])


def test_sources_are_read(tmp_path: Path) -> None:
    text = "name,kind,url,is_local\ndemo,html_table,http://127.0.0.2:8000/,yes\nother,feed,https://x.example/,no\n"
    rows, problems = read_sources(write(tmp_path, text, "sources.csv"))
    assert rows == [{"row": 2, "name": "demo", "kind": "html_table", "url": "http://127.0.0.2:8000/", "is_local": True}]
    assert "column kind: 'feed' is not known; write one of html_table" in str(problems[0])


def test_school_aliases_are_read(tmp_path: Path) -> None:
    text = "alias,school,school_class,country\nAIIMS,All India Institute,IMG,in\nX,Y,IMG,India\nZ,Y,unknown,\n"
    rows, problems = read_school_aliases(write(tmp_path, text, "school_aliases.csv"))
    assert [(row["alias"], row["country"]) for row in rows] == [("AIIMS", "IN"), ("Z", None)]
    assert "'INDIA' is no country code; write two letters" in str(problems[0])


def test_a_private_cell_is_never_shown(tmp_path: Path) -> None:
    columns = [
        CsvColumn("applicant_id", read_text, is_unique=True),
        CsvColumn("step2", read_integer(180, 300), is_private=True),
        CsvColumn("email", read_text, is_unique=True, is_private=True),
    ]
    text = "applicant_id,step2,email\na1,400,ann@mail.example\na2,230,bob@mail.example\na3,231,bob@mail.example\n"
    rows, problems = read_registry_csv(write(tmp_path, text, "applicants.csv"), columns)
    assert [row["applicant_id"] for row in rows] == ["a2"]
    assert [(problem.row, problem.column) for problem in problems] == [(2, "step2"), (4, "email")]
    shown = " ".join(str(problem) + repr(problem) for problem in problems)
    assert "the value cannot be read; write a whole number from 180 to 300" in shown
    assert "400" not in shown
    assert "mail.example" not in shown


def test_advice_does_not_show_a_private_cell_either(tmp_path: Path) -> None:
    path = write(tmp_path, "page\nann.example/cv\n", "applicants.csv")
    _, problems = read_registry_csv(path, [CsvColumn("page", read_url, is_private=True)])
    assert str(problems[0]) == "applicants.csv, row 2, column page: the value cannot be read; correct the cell"


def test_readers_of_cells_read() -> None:
    assert read_integer(0, 9)("7.0") == 7
    assert read_boolean("No") is False
    assert read_choice(("US-MD", "IMG"))("img") == "IMG"
    assert read_date("2026-11-22") == date(2026, 11, 22)
    assert read_url("http://127.0.0.1:80/x") == "http://127.0.0.1:80/x"
    assert read_fact_value("ecfmg_by", "Ranking") == "ranking"
    for reader, cell in ((read_integer(0, 9), "x"), (read_integer(0, 9), "1e3"), (read_url, "http://h:99999/")):
        with pytest.raises(CellError):
            reader(cell)


def test_refused_rows_go_to_quarantine_with_what_is_wrong(tmp_path: Path) -> None:
    _, problems = read_row(tmp_path, state="XX", url="x", name="Merçy")
    note = Problem("programs.csv", 2, "x", "kept", "look", is_note=True)
    folder = tmp_path / "quarantine"
    first = write_quarantine(folder, [*problems, note], date(2026, 11, 22))
    assert first == [folder / "programs-2026-11-22.csv"]
    assert write_quarantine(folder, [*problems, note], date(2026, 11, 22)) == first
    with first[0].open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [(row["row"], row["column"]) for row in written] == [("3", "state"), ("3", "url")]
    assert {row["name"] for row in written} == {"Merçy"}
    assert write_quarantine(folder, [note], date(2026, 11, 23)) == []


def test_blanks_in_the_path_of_an_address_are_encoded() -> None:
    assert read_url("https://Im.example/GME/Internal Medicine/?a=b c") == (
        "https://Im.example/GME/Internal%20Medicine/?a=b%20c"
    )
    assert read_url("https://im.example/Éligibilité") == "https://im.example/Éligibilité"


def test_the_faults_of_a_whole_registry_are_found_and_missing_files_have_none(tmp_path: Path) -> None:
    assert check_registry(tmp_path) == []
    (tmp_path / "school_aliases.csv").write_text("alias,school\n")
    (tmp_path / "sources.csv").write_text("name,kind,url,is_local\na,zip,https://x.example/,false\n")
    found = check_registry(tmp_path)
    assert {(problem.file, problem.column) for problem in found} == {
        ("school_aliases.csv", "school_class"),
        ("school_aliases.csv", "country"),
        ("sources.csv", "kind"),
    }
