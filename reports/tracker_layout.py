"""Names of a tracker's sheets, columns and choices, known to its writer and its reader alike. No cells here."""

from __future__ import annotations

ADVISOR_COLUMNS = ("Decision", "Status", "Applied on", "Interview on", "Contact", "Notes")
REMOVE_ROW = "Remove row"
KEY_COLUMN = "Program ID"
STATE_SHEET = "_atlas"
PAST_SHEET = PAST_COLUMN = "Last cycle"  # sheet and column of those who apply again
SHEETS = (
    "Start here",
    "Shortlist",
    PAST_SHEET,
    "Not recommended",
    "What would open doors",
    "What changed",
    "Evidence",
)
SHORTLIST_SHEET = "Shortlist"
CHANGES_SHEET = "What changed"
OWN_SHEET = "sheet:"  # prefix of the key under which a sheet added by the advisor is kept
ADDED = "added-"  # prefix of the key of a row added by hand
MOST_SHEET_CELLS = 50_000
DERIVED_COLUMNS = ("#", "Listing")  # columns that every rewrite fills anew, also for rows added by hand

NEXT_IN_LINE = 25  # programs shown beyond the portfolio
OLD_DAYS = 60  # a fact that was not confirmed for longer gets a warning
CELL_LIMIT = 32_000  # Excel holds 32,767 characters in a cell
RECOMMENDED, NEXT, KEPT, BY_HAND = "recommended", "next in line", "kept: you are tracking it", "added by you"
DECISIONS = ("Apply", "Maybe", "Will not apply", REMOVE_ROW)
STATUSES = (
    "Not started",
    "In progress",
    "Applied",
    "Interview offered",
    "Interviewed",
    "Ranked",
    "Rejected",
    "Withdrawn",
)
# column -> width in characters
SHORTLIST_COLUMNS: dict[str, float] = {
    "#": 4,
    "Tier": 8,
    "Program": 27,
    "State": 5.5,
    "Visa": 16,
    "IMG seats": 6,
    "IMG share": 10.5,
    "Scores": 20,
    "Years": 10.5,
    "US experience": 14,
    "Deadline": 10.5,
    "Signal": 7.5,
    "Why": 34,
    "Watch out": 32,
    "Page": 6,
    "City": 13,
    "Institution": 26,
    PAST_COLUMN: 30,
    "Listing": 14,
    "Specialty": 18,
    "Score": 7,
    "Score range": 11,
    "As of": 11,
    "Age warning": 16,
}
ADVISOR_WIDTHS = {"Decision": 13, "Status": 14, "Applied on": 11, "Interview on": 12, "Contact": 20, "Notes": 34}
FACT_TITLES = {
    "visa_j1": "J-1 visa",
    "visa_h1b": "H-1B visa",
    "step1_min": "Step 1 minimum",
    "step2_min": "Step 2 CK minimum",
    "comlex_min": "COMLEX minimum",
    "no_score_cutoff": "No score cutoff",
    "max_attempts_step1": "Attempts at Step 1",
    "max_attempts_step2": "Attempts at Step 2 CK",
    "step3_required": "Step 3",
    "max_years_since_graduation": "Years since graduation",
    "usce_required": "US experience required",
    "usce_months": "Months of US experience",
    "usce_hands_on": "US experience hands-on",
    "ecfmg_by": "ECFMG certificate by",
    "letters_min": "Letters",
    "application_deadline": "Deadline",
    "positions_per_year": "Places a year",
    "img_accepted": "Foreign graduates accepted",
}
DATE_COLUMNS = ("Applied on", "Interview on")
_LAST_FRONT = list(SHORTLIST_COLUMNS).index("Page") + 1  # printed, but for the link; the advisor's columns follow
FRONT_COLUMNS = tuple(SHORTLIST_COLUMNS)[:_LAST_FRONT]
BACK_COLUMNS = tuple(SHORTLIST_COLUMNS)[_LAST_FRONT:]  # the column Last cycle only where there was one
