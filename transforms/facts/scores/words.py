"""Words of scores that several readings share."""

from __future__ import annotations

from transforms import hinted_re as re

NUMBER = re.compile(
    r"(?<![\d.,/$#:-])(?<!room )(?<!suite )(?P<n>(?:(?<=the )[12]\d\d(?=s\b)|[1-9]\d\d(?!s\b)|"
    r"2\d[05](?=s\b)))(?!\s*/\s*[1-9]\d\d)"
    r"(?![\d%])(?![.,]\d)"
    r"(?!-\d{3,4})(?!\s*(?:-|to)\s*\d{3}\b)"
    r"|(?<![\d.,/$#:-])(?P<low>[1-9]\d\d)\s*(?:-|to|and)\s*(?P<high>[1-9]\d\d)(?![\d%-])"
    r"|(?<![\d.,/$#:-])(?P<first>[12]\d\d)\s*/\s*(?P<second>[12]\d\d)(?![\d%-])"
    r"|(?<![\d.,/$#:-])(?P<usmle>[12]\d\d)\s*/\s*(?P<comlex>[3-7]\d\d)(?![\d%-])"
    r"|(?<![\d.,/$#:-])(?P<level>[3-7]\d\d)\s*/\s*(?P=level)(?![\d%-])"
)
CONNECT_AFTER = re.compile(
    r"^s?(?:\s*(?:\+|or (?:higher|more|above|better|greater|over)|and (?:above|higher|over|up)|points?|\(?(?:preferred|"
    r"minimum|required|desired|each)\)?|as a minimum|at (?:least )?(?:the )?first attempt|is|are|the|a|,))*"
    r"\s*(?:(?:on|for|in|at|of)\b(?: the| both| each| either| all| your| usmle)*|\(|"
    r"for the)\s*(?:usmle[ -]*)?(?:step )?$"
)
TIGHT = re.compile(
    r"\s*(?:scores?|results?|marks?)?\s*(?:(?:of|at|is|with|above|over|minimum|min\.?|must be|at least|or|it is|it's|"
    r"that is|it must be|it "
    r"takes|we (?:ask|want|need|require|expect)(?: for)?|you need|stands at|lies at|no less than|not less than|not "
    r"under|not "
    r"below)\s+|"
    r"[:=>-]+\s*|"
    r"\u2265\s*)*"
)
# "Requirement / preference. Step 1: 220 / 235."
MIN_AND_WISH = re.compile(
    r"\b(?:requir\w+|min(?:imum)?|cut-?off|floor) ?/ ?(?:prefer\w*|pref\b|desired|ideal|target|recommended)"
)
# Where a clause has a verb and no word of demand, it is no requirement; without one it is a line of a list.
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|(?<!\ba )(?<!or )(?<!/)do(?! ?[:,;/]| (?:applicants?|candidates?|"
    r"students?|graduates?|seniors?|schools?|com[pb]?lex|level))|does|did|will|would|can|could|may|might|we|you|they|"
    r"(?<!step )(?<!steps )(?<!part )(?<!parts )(?<!level )i|it|makes?|"
    r"made|put|puts|feels?|gets?|got|goes|tells?|means?|counts?|do not|scored|matched|corresponds?|fares?)\b"
)
JOINED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|,? ?and|&|,? ?or|/|as well as|(?:just |same )?as(?= (?:on|in|for) ))\s*(?:again |also "
    r"|likewise |the same )?(?:on |for |in )?(?:the )?\s*"
)
