"""Letters, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop, found
from transforms.facts.letters.listed import count_listed
from transforms.facts.letters.parts import count_parts
from transforms.facts.letters.sums import add_item, read_told, sum_counts, sum_items, sum_writers
from transforms.facts.letters.told import count_asked, count_by_writers, count_on_top
from transforms.facts.letters.words import DEAN as _DEAN
from transforms.facts.letters.words import FEW as _FEW
from transforms.facts.letters.words import IN_A_CASE, LETTERS_LABEL, MAX_LETTERS, NOT_LETTERS
from transforms.facts.letters.words import LETTER as _LETTER
from transforms.facts.letters.words import PEOPLE as _PEOPLE
from transforms.facts.scope import is_of_the_past
from transforms.language import Clause
from transforms.marks import find_strength, has_mark
from transforms.numerals import NUMBER, UPPER, parse_number
from transforms.strength import settle_strength

STEMS = (
    "letter",
    "lor",
    "references",
    "recommend",
    "referees",
    "sloe",
    "on your behalf",
    "vouch",
    " write",
    "dean",
    "mspe",
    "in total",
    "in all",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = tuple(
    f"{verb} {count}"
    for verb in ("need", "require", "want", "ask for", "send", "expect")
    for count in ("two", "three", "four", "2", "3", "4")
)
_RANGE = (
    rf"(?:\s*(?:-|to|or|and|,? ?(?:but |and )?(?:no more than|not more than|at most|up to|"
    rf"a maximum of))\s*(?P<m>{UPPER}))?"
)
# What is counted where it stands between a number and letters: "on three committees and review letters".
_OTHER_THINGS = (
    r"(?:committees|hospitals|campus(?:es)?|sites|clinics|copies|residents|applicants|candidates|interns|positions|"
    r"places|spots|slots|tracks|programs|rotations|electives|exams|attempts|tries|failures|scores|photos?|photographs?|"
    r"pages|items|documents|sections|categories|interviews|days|hours|states|criteria|points|scans|transcripts?|"
    r"essays?|reports?|certificates?|forms?|classes|cases|publications|questions)\b"
)
_BEFORE = re.compile(
    rf"(?P<n>{NUMBER}){_RANGE}\+?(?: or more| \(or more\)| at least| minimum)?(?:[ -](?!dean'?s'? letter\b|mspe\b|"
    rf"years?\b|months?\b|weeks?\b|"
    rf"mos?\b|wks?\b|yrs?\b|"
    rf"steps?\b|of\b|but\b|with\b|\d|one\b|two\b|three\b|four\b|no\b|more than\b|for\b|is\b|are\b|and (?:one|two|"
    rf"three|four)\b|"
    rf"{_OTHER_THINGS})(?:[a-z'/.-]+|"
    rf"\([a-z0-9 ]{{1,30}}\)|/)){{0,5}}?[ -]{_LETTER}"
)
_AFTER = re.compile(
    rf"\b{_LETTER}(?: of (?:recommendation|reference|support)s?| \(lors?\)| required| needed| requested| uploaded| "
    rf"on file| received|"
    rf" (?:that )?(?:we|you|the program|applicants) (?:require|need|want|expect|must (?:send|submit)|ask for|should "
    rf"send)s?|"
    rf" should number| must number| \(?minimum)*(?: of recommendations?)?\s*(?:[:\"(=x\u00d7\u2717,-]+|(?:must |should "
    rf"|has to |have to )?(?:come )?from|by|is|are|numbers?|(?:must|should|need to|have to|has to) number|"
    rf"total(?:ing)?)?\s*(?:\(?(?:at least|minimum(?: of)?|min\.?|a minimum of|(?:no|not) (?:less|fewer) than|is|are|"
    rf"from|"
    rf"different|total of)\s*)*(?:\(\d\) ?)?(?P<n>{NUMBER}){_RANGE}(?![ -]?(?:years?|months?|weeks?|days?|pages?|\d|"
    rf"[a-z]+ (?:weeks?|months?|rotations?|blocks?)\b))"
)
_MOST = re.compile(
    r"(?:\b(?:takes|maximum|limit|most|max|takes in|accepts) is|\bup to|\bmax(?:imum|\.)?(?: of)?|\bas many as|"
    r"\bno more than|\bnot more than|(?:\bnot|\bnever) (?:[a-z]+ ){1,2}more than|\bat most|\blimit(?:ed)?(?: "
    r"yourself)? (?:of|to)|\bmay (?:send|submit|include|assign|designate|"
    r"upload)|"
    r"\bcan (?:send|submit|be)|\b(?:lets|allows?) (?:you|applicants|candidates) (?:to )?(?:assign|send|submit|"
    r"upload)|\ballows?|(?<!\bit )\btakes?|\bpermits?|\baccepts? up to|\baccepts?|\badditional|\bextra|"
    r"\bfirst)\s*(?:a |an |"
    r"the )?(?:total of |maximum of )?$"
)
_MOST_AFTER = re.compile(
    r"^(?:(?!\b(?:one|two|three|four|five)\b)[^.;,(\d]){0,25}\b(?:may be (?:sent|submitted|uploaded)|can be (?:sent|"
    r"submitted|uploaded|assigned)|are allowed|"
    r"is allowed|(?:are|is) the (?:[a-z]+ ){0,2}?(?:most|maximum|limit|ceiling|cap)\b|(?:maximum|max\b|at "
    r"most)(?! ?(?:of |is |: ?)?\d)|allowed|"
    r"fills? (?:up )?(?:eras|the service)\b|(?:is|are) (?:what|all|as many as|the number)(?: that)? (?:eras|the "
    r"(?:service|"
    r"system|portal)) (?:takes?|lets?|allows?|holds?|accepts?|permits?|has room for)|"
    r"are accepted|will be accepted|are (?:customary|welcome|desirable|usual)\b|(?:are|is) too many)"
)
_DEAN_WITHIN = re.compile(
    rf"(?<!not )\b(?:incl\.?|including|includes?|inclusive of|counting|among (?:them|these|which|whom))(?: "
    rf"also)?(?![a-z])"
    rf"[^;.,)\n]{{0,40}}?{_DEAN}|(?<!plus )(?<!and )(?<!to )(?<!to the )(?<!besides )(?<!besides the )\b(?:one|1)\b"
    rf"(?: of (?:which|them|whom|these|those))?(?: letters?)?(?: (?:is|being|may be|can be|could be|should be|must be|"
    rf"will be|be|to be|has to be|must come|should come|coming|comes?|from|by|written by|the|your|a|an|of))* {_DEAN}|"
    rf"\b(?:of which|of whom)\b[^;.,)\n]{{0,40}}?{_DEAN}|:\s*(?:(?:the |your |a )?[a-z' -]{{3,40}}, )?(?:the |your |a |"
    rf"one )?"
    rf"{_DEAN}[^;.]{{0,30}}?\b(?:and|plus|,) {NUMBER} (?:others?|more|from|faculty)|"
    rf"\bwith (?:that|the one|one) (?:of|from|by) (?:(?:the|your|a) )?(?:[a-z]+'s )?{_DEAN}(?![^;.]{{0,20}}\b(?:added|"
    rf"besides|on top|as well|too|extra)\b)|\bif you count (?:the |that of "
    rf"the |your )?{_DEAN}|{_DEAN}[^;,.]{{0,25}}\b(?:(?:being|is|having|has|wrote|writes|writing|signs|signing|written|"
    rf"author|writer|of) )+one\b|"
    rf"{_DEAN}[^;,.]{{0,25}}\b(?:among|counts?|may count|can count|can be one|may be one|included|is one|as one|"
    rf"being one|one of (?:them|these|those))\b"
)
_DEAN_IS_ONE = re.compile(
    rf"{_DEAN}(?: letter)?,? (?:counts?|counting|is counted|may (?:be|count)|can (?:be|count)|is|being) (?:as |"
    rf"for )?one(?: of (?:them|"
    rf"these|the)\b|(?=\W*(?:$|[.,;)])))|"
    rf"\b(?:one|1) (?:of (?:them|these|those|which) )?(?:is|being|may be|can be|will be|must be) (?:the |your |"
    rf"an? )?{_DEAN}"
)
_DEAN_COUNTED = re.compile(  # "the MSPE is counted among the three letters"
    rf"{_DEAN}(?: letter)?,? (?:is |may be |will be |can be |should be )?(?:counted |included |one |counts )(?:among|"
    rf"in|of|as|toward|within)(?: one of)?(?: the| your| our| those)?(?: required)? ?$"
)
_DEAN_APART = re.compile(
    rf"\bnone of (?:which|whom|them|these)\b[^;.]{{0,25}}{_DEAN}|\b(?:plus|\+|on top of|in addition to|besides|not "
    rf"(?:incl\.?|including|counting)|excluding|exclusive of|other "
    rf"than|"
    rf"apart from|along with|as well as|and|&|does not count|not count(?:ed)?|beyond|separate from|"
    rf"over and above|outside of|"
    rf"without|aside from|together with|"
    rf"do not count)\b(?: (?:the|a|an|your|one|from))* {_DEAN}|{_DEAN}(?: letter)?[^;,.]{{0,20}}\b(?:not count|does "
    rf"not|do not|not included|is not|not being|being no|in addition|separate)"
)
_PLUS = re.compile(
    rf"(?:\band\b|\bplus\b|\+|\bas well as\b|,|\btogether with\b|\balong with\b)\s*(?:then |also )?(?P<n>{NUMBER}|"
    rf"\ban?\b|another)\s+(?:(?P<extra>additional|other|more|further)\s+)?(?:(?:of (?:them|these|which|whom)|must|"
    rf"should|at least)|(?:department(?:al)? |chair(?:man|person|'s|man's|person's)? |program director |strong |"
    rf"clinical )*(?:letters?\b|from\b|by\b|written\b))|(?:\band\b|\bplus\b|\+)\s*(?P<k>{NUMBER}|another) (?:more|"
    rf"additional|of your (?:own )?cho(?:ice|osing)|"
    rf"others?|further)(?=\s*(?:$|[.,;)]|of\b|from\b|by\b))|(?:\bplus\b|\+)\s*(?P<bare>{NUMBER})(?=\W*$|[,;)])|"
    # "two by surgeons, one by anyone"
    rf", (?P<any>one|1) (?:letter )?(?:from|by) (?:any(?:one|body)?|some(?:one|body)|whom(?:so)?ever|another|others?|"
    rf"elsewhere|a (?:person|writer|physician|referee) of your)\b"
)
_BREAKS_DOWN = re.compile(
    r"\b(?:of (?:which|whom|them|these)|including|among|with|at least|incl|one|1|preferably|ideally|that is|i\.e)\b|:|"
    r"\("
)
_FIRST_CHAIR = re.compile(
    r"\b(?:chair(?:man|person)?(?:'s)?|program director(?:'s)?|department(?:al)?(?: chair)?(?:'s)?|"
    r"clerkship director(?:'s)?) letter\b|\bletter (?:from|of|by) (?:the |your |a )?(?:[a-z]+ )?(?:department |"
    r"program )?(?:chair|director)"
)
_ASIDE = re.compile(r" \([^()]*\)")
_UNBRACKETED = re.compile(r"\s*[()]\s*")
# "A letter from a surgeon and two additional letters": one that is counted apart.
_FIRST_ONE = re.compile(
    rf"\b(?:an?|one|1|your|the) (?:(?!{_DEAN})[a-z'/.-]+ ){{0,3}}?(?:letter|lor|sloe|"
    rf"recommendation)(?: of (?:recommendation|"
    rf"reference|support))?(?: (?:from|by|of) (?:(?!{_DEAN})[^,;.]){{2,60}}?)?,? (?:and|plus|\+|along with|as well as|"
    rf"together "
    r"with|with)(?: (?:also|at least|a minimum of))* $"
)
_BESIDES_CHAIR = re.compile(
    r"\b(?:besides|in addition to|apart from|on top of|over and above|not counting|not including|beyond|plus|as well "
    r"as|and) (?:the |a |your |one )(?:(?:one|letter) "
    r"(?:from|by|"
    r"of) (?:the |your |an? )?)?(?:[a-z]+ )?(?:chair|"
    r"program "
    r"director|(?:clerkship|internship|residency|department) director)"
)
_ON_TOP_OF_CHAIR = re.compile(  # "three letters in addition to the chair's letter"
    r"[^,;.]{0,40}? (?:besides|in addition to|apart from|on top of|over "
    r"and above|"
    r"not counting|not including) (?:the |an? |your |one )(?:(?:[a-z]+ )?(?:letter|one) (?:from|of|by) (?!(?:the |"
    r"your |a )*"
    r"(?:dean|medical school))|(?:[a-z]+ )?(?:chair|program director|clerkship director))(?![^,;.]{0,20}summary)|"
    r"[^,;.]{0,40}? (?:besides|in addition to) (?:one|another) (?:from|by) (?!(?:the |your |a )*(?:dean|medical "
    r"school))|"
    r"[^,;.]{0,40}? (?:plus|\+|and|as well as|together with|along with) (?:the |an? |"
    r"your )(?:department(?:al)? )?(?:chair"
    r"(?:man|person|woman)?|program director|clerkship director)'s letter\b(?![^,;.]{0,20}\b(?:optional|accepted|"
    r"welcome|may be|can be|counts?|counted|one of|among))|"
    r" (?:from|by) [^,;.]{3,40}, (?:and |plus )?(?:the|an?|your) (?:department(?:al)? )?(?:chair(?:man|person|woman)?|"
    r"program director|clerkship director)'s letter(?=\W*$|[,;]| and\b)|"
    r"[^,;.]{0,40}?,? (?:plus|\+|together with|along with|as well as) (?:the|an?|your) (?:letter|one) (?:of|from|by) "
    r"(?:the |your |an? )?(?:[a-z]+ )?(?:department|chair\w*|program director|clerkship director)\b"
)
_CHAIRS = re.compile(r"\b(?:a|the|one|your) (?:[a-z]+ ){0,2}?(?:chair|director)[a-z]*(?:'s)?\b")
# "Two of your three letters", "out of a total of three", "letters, of which we want three": how many there are in all.
_WHOLE = re.compile(
    rf"\b(?:of|among|out of|from among|towards?|against|within|from) (?:(?:the|your|our|these|their|a total of|all) |"
    rf"(?<=out of ))(?:required |needed |minimum )?(?P<n>{NUMBER})(?= "
    rf"(?:required |needed "
    rf"|requested )?(?:letters|lors?\b|references|recommend|submitted|sent|uploaded|requested|(?:that |which )?(?:we|"
    rf"you|are|must|the program|is|will))|"
    rf" (?:should|must|has to|have to|from|by|written)\b| (?:required|needed)\b|\s*(?:$|"
    rf"[.,;:)]))|\bof (?:which|whom) (?:we|the program|you) (?:will )?(?:want|need|require|expect|ask for|read|send|"
    rf"submit|must (?:have|see|get|send|receive)|(?:should|have to|need to) (?:have|send|see)|"
    rf"look for)s? (?P<m>{NUMBER})\b"
    rf"|(?:\b(?:one|two|1|2)(?: at (?:the )?(?:least|minimum))? of|\bone letter (?:from|by) (?:[a-z.'-]+ ){{1,5}}?of|"
    rf"\bone letter,? (?:of|in)|"
    rf"\bamong|\bwithin) (?P<k>three|four|3|4)\b(?! "
    rf"(?:exam|month|week|"
    rf"year|day|step))"
)
_REST_ASKS = re.compile(  # "... up to four letters, but require only three"
    rf"\b(?:requires?|needs?|asks? for|wants?|expects?|insists? on|demands?) (?:only |just |at least |a minimum of "
    rf")?(?P<n>{NUMBER})"
    rf"\s*(?:$|[.,;])"
)
_OF_EXAM = re.compile(r"\b(?:steps?|levels?|parts?|ck|pgy|grade)[ -]*$")
_ENOUGH_ASKED = re.compile(
    rf"\b(?:have to|must|need to|required to|obliged to|should) (?:[a-z]+ ){{0,2}}?(?:send|submit|provide|upload|"
    rf"have|supply|get) "
    rf"(?P<m>{NUMBER}) (?:[a-z]+ ){{0,2}}?{_LETTER}|"
    rf"\b(?:is|are|will|do you (?:require|need|ask for|want)) (?P<n>{NUMBER}) (?:[a-z]+ ){{0,2}}?{_LETTER}[^?]{{0,30}}"
    r"(?:\?|\benough\b|\bsuffic\w+|\brequired\b|\bneeded\b)"
)
_WANTED = re.compile(
    r" (?:that |which )?(?:we|the program) (?:ask|require|need|want|request|expect)s?\b| (?:are|is) (?:what|all|how "
    r"many) we (?:want|need|ask|require|expect|like)"
)
_ENOUGH = re.compile(rf"(?P<n>{NUMBER}) (?:of them )?(?:will do|suffices?|(?:is|are) (?:enough|sufficient|plenty))\b")
# "One from the chair plus two others", "one chair, two faculty": the letters told apart by their writers.
_WRITER = (
    r"(?:research\w*|academic|medical|surgical|specialty|non-?clinical|u\.?s\.?|american|[a-z]{4,}ists?|others?|from|"
    r"by|"
    r"chair\w*|faculty|clinical|departmental|attendings?|more)"
)
_PARTS = re.compile(rf"{NUMBER} {_WRITER}\b[a-z' ]{{0,25}}?(?:,|\bplus|\band|,? and) {NUMBER} {_WRITER}\b")
# "Have three people write on your behalf": letters told by what their writers do.
_WRITERS = re.compile(
    rf"(?P<n>{NUMBER}) (?:of (?:your|the) )?(?:[a-z]+ ){{0,2}}?(?:{_PEOPLE}|others)(?: who [a-z ]{{2,40}}?)? "
    r"(?:must |should |will |shall |to |need to |have "
    r"to |can |are to )*"
    r"(?:write (?:on your behalf|for you|about you|in support|to us)|recommend you|vouch for you|speak for you|"
    r"support your application|writ(?:e|ing) for you|writing (?:on your behalf|about you|in support)|to write)|"
    r"\b(?:ask|have|get|request) (?P<m>" + NUMBER + r") (?:[a-z]+ ){0,2}?" + _PEOPLE + r" (?:for|to write|write) "
    r"(?:you )?(?:an? )?(?:letters?|recommend\w+)"
)
_DEAN_AND = re.compile(
    rf"^\W*(?:the |your |an? )?{_DEAN}(?: letter)? ?(?:\+|&|and|plus) ?(?P<m>{NUMBER})"
    rf"(?=\W*$|,|;)|{_DEAN}(?: letter)?(?:,? (?:and|plus|"
    rf"together "
    rf"with|as well as)|,| \+) (?P<n>{NUMBER}) (?:more|others?|additional|further|by|from)\b"
)
# "Four, namely a chair's letter, the Dean's letter and two others": the count in front tells them all.
_LISTED_WITH_DEAN = re.compile(
    rf"\W*(?:at least )?(?P<n>three|four|five|3|4|5)(?: letters?| lors?)?\s*(?:,? (?:namely|that is|i\.e\.?|viz\.?)|"
    rf"[:(,])[^.;]*{_DEAN} letter(?:,|,? and|,? plus| \+) (?:[a-z]+ ){{0,3}}(?:others?|more|letters?)\b"
)
# "Three - 1. Dean of Students, 2. a faculty member, 3. a psychiatrist"
_NUMBERED_WITH_DEAN = re.compile(
    rf"\W*(?:at least )?(?P<n>three|four|five|3|4|5)(?: letters?| lors?)?\W+1[.)] (?:[^;]{{0,80}}[ ,]\d[.)] )?"
    rf"(?:from |the |your |an? |medical |school'?s? |schools )*{_DEAN}"
)
# "Two required, plus one more of your choosing" beside the label "letters".
_AND_MORE = re.compile(
    rf"(?:at least |a minimum of )?(?P<n>{NUMBER})\b[a-z ]{{0,25}},? (?:and|plus|\+) (?P<m>{NUMBER}) (?:more|others?|"
    rf"additional|further)\b|(?P<k>{NUMBER}),? ?(?:and|plus|\+|&) ?(?:(?:the|an?|your|1|one) )?(?:department(?:al)? )?"
    r"chair(?:man|person|woman)?(?:'s)?(?: letter)?(?=\W*$|[,;])"
)
_ONLY_THAT_MANY = re.compile(
    rf", (?:and |but )?(?:only|(?:and|but) (?:no|not|never) more than|(?:and |but )?at (?:the )?most) {NUMBER},(?= "
    rf"[a-z])"
)
_THAT_ONE = re.compile(
    r",? (?:and |but )?(?:it is |we )?(?:strongly |highly )?(?:encouraged?|recommend(?:ed)?|preferred|prefer) that "
    r"(?:at "
    r"least )?(?:one|two|1|2)\b[^.;]*"
)
_NUMBERED_DEAN = re.compile(r"^\d{1,2}\.? (?=(?:the )?(?:dean's letter|mspe)\b)")
_OF_COUNTED = re.compile(
    rf"of (?:the|these|your) (?P<n>{NUMBER}) letters?\b[^.;]{{0,40}}\bdean\b[^.;]{{0,40}}?\b(?:writes?|signs?|supplies|"
    r"gives?|provides?|sends?|is|counts as) (?:for )?one\b"
)
_ABBREVIATED = re.compile(r"\((?:lo?r'?s?|lo?r\(s\)|e?-?sloes?)\)")
_COUNT_ASIDE = re.compile(r", \((?=\d\))")  # "letters of recommendation, (3)"
_INSISTS = re.compile(
    rf" \((?:(?:only|just|exactly|not more than|no more than) {NUMBER}!*|no (?:more|less|fewer),? (?:and )?no (?:more|"
    r"less|fewer))\)"
)
_MORE_TO_COUNT = re.compile(rf"{_DEAN}|\bplus\b|\band (?:one|an?)\b|\bin addition\b|\btogether with\b|\bas well as\b")
_IS_NUMBER = re.compile(rf"(?P<n>{NUMBER}) (?:is|are) (?:the|our) (?:minimum |required |magic )?(?:number|count)\b")
_OF_REC = re.compile(r"(?<=letters of )rec(?![a-z])")  # no recommendation
_TOTAL = re.compile(rf"(?<![\d/-])(?P<n>{NUMBER}) (?:letters |lors )?(?:in total|in all|altogether|overall|all told)\b")
_TOTAL_AT_LEAST = re.compile(rf"\btotal (?:minimum|of at least|of a minimum) (?:of )?(?P<n>{NUMBER})\b")
_TOTAL_OF = re.compile(
    rf"\btotal of (?P<n>{NUMBER})(?: letters| lors)?\s*(?:$|[.,;)])(?! ?(?:permitted|allowed|accepted))"
)
_BUT_NEED = re.compile(
    rf"\b(?:but|yet|though|although|and)\b,? (?:we |the program |our program )?(?:really |actually |do )?(?:need|"
    rf"require|insist on|ask for|demand|want|have to send|must send|need to send)s? "
    rf"(?:only |just |at least )?(?P<n>{NUMBER})(?: of them)?(?=\W*$|, (?:both|all|each|of which)\b)"
)
_WILL_ACCEPT = re.compile(  # "we prefer four letters and will accept three"
    rf"\b(?:and|but|though|although)\b,? (?:we |the program )?(?:will |can |would |do |may )?(?:also )?(?:accept|take|"
    rf"settle "
    rf"for|be content with|consider)s? (?:as few as |only |just )?(?P<n>{NUMBER})(?: of them| letters)?\W*$|"
    rf"\b(?P<m>{NUMBER}) (?:letters? )?(?:are|is|will be|would be) (?:also )?(?:accepted|acceptable|fine|okay|ok)\W*$"
)
_BRACKETED = re.compile(rf"\((?:a )?(?:minimum(?: of)?|at least|min\.?) (?P<n>{NUMBER})(?: letters)?\)")
_SO_MANY = re.compile(  # "four letters may be sent, three are needed"
    r"\b(?:(?:may|can) be (?:sent|submitted|uploaded|assigned)|(?:are|is) (?:accepted|allowed|read|permitted|welcome|"
    r"possible|"
    r"taken|okay|fine)),? (?:but |and |while |though |although )?(?:only |just )?(?P<n>two|three|2|3) "
    r"(?:(?:are|is) (?:needed|required|necessary|enough|obligatory|mandatory|asked for|expected|the minimum|"
    r"a must)|must be|suffice)\b"
)
_ALL_OF_THEM = re.compile(  # "all three of your letters should be from physicians"
    rf"\ball (?P<n>two|three|four|2|3|4)(?: of)?(?: the| your| these| our)? (?:[a-z]+ ){{0,2}}?{_LETTER}"
)
_OR_FEWER = re.compile(  # "we do not accept more than four letters or fewer than three", "fewer than three won't do"
    rf"\b(?:fewer|less) than (?P<m>{NUMBER})(?: of them| letters?)? (?:will not|cannot|(?:is|are|do|does) not)\b|"
    rf"\b(?:not|never|nor|none|no)\b[^.;]{{0,60}}\b(?:or|nor|and not) (?:with )?(?:fewer|less) than (?P<n>{NUMBER})\b"
)
_BEYOND = re.compile(  # "we don't require letters beyond two", "no more than two letters are needed"
    rf"(?:\bnot|\bnever) (?:require|need|ask for|want|expect)\b[^.;]{{0,20}}\b(?:beyond|more than|"
    rf"over) (?P<n>{NUMBER})|"
    rf"\b(?:no|not) more than (?P<m>{NUMBER}) [a-z ]{{0,30}}?\b(?:required|needed|necessary)\b"
)
_APART_ALONE = re.compile(  # an answer cut from its question: "Three, not including the MSPE."
    rf"\W*(?:yes,? )?(?:at least |we (?:ask for|need|require) )?(?P<n>{NUMBER})(?: of them)?,? (?:not (?:including|"
    rf"counting)|"
    rf"in addition to|besides|plus|apart from|excluding|on top of|without|aside from|exclusive of) (?:the |your |"
    rf"a )?{_DEAN}"
    rf"(?: letter)?\W*"
)
_WE_LIKE = re.compile(
    r"\b(?:we'd|we would|would) (?:like|love|prefer|appreciate|be (?:very )?(?:glad|happy|pleased|"
    r"delighted))\b[^,;.]{0,24}$|\b(?:want|wish|need)s? to (?:see|have|read|receive)\b[^,;.]{0,16}$|\blook(?:s|ing)? "
    r"for\b[^,;.]{0,16}$"
)
_PREFERABLY = re.compile(r"[,(] ?(?:preferably|ideally)\b[^,;.)]*")
_FEWER_DO = re.compile(r"\b(?:but|though|although|if|prefer\w*|ideal\w*|only|enough|suffic\w*|required?|minimum)\b")
# "A cover letter, a transcript and three letters": a paper of another kind beside them.
_LETTERS_NAMED = re.compile(r"\bletters?\b")
_OTHER_PAPER = re.compile(
    r"\bcover letters?\b|\bletters? of (?:good standing|motivation|introduction|intent|interest|"
    r"verification|employment)\b"
)
_ONE_OF = re.compile(
    r"\b(?:one|two|1|2|at least (?:one|two|1|2)) (?:of (?:the|these|them|which|whom|your(?! (?:own )?cho))|must|should|"
    r"letters? (?:should|must|has|have))"
)
# "min. 3 / max. 4 letters", "a maximum of four and a minimum of three", "3 (max 4) letters": the lower bound is named.
_MINIMUM = re.compile(
    rf"\b(?:min(?:imum|\.)?(?: is| of|:)?|at (?:the )?(?:very )?least|at a minimum|no (?:fewer|less) than|not (?:fewer|"
    rf"less) "
    rf"than)\s*(?P<n>{NUMBER})"
    r"(?! ?(?:from|by|of\b|years?|months?|weeks?|days?|pages?|must|should|written|has|have|is\b|recent|us\b|u\.s|"
    r"in\b|within|clinical|"
    r"academic|subspecial))"
)
_ALLOWED = re.compile(r"\b(?:max\w*|up to|most|more than|accept\w*|allow\w*|may|can)\b")
_ARE_A_MUST = re.compile(
    r"(?:(?:these|all|they|both|each) )*(?:(?:are|is) )?(?:required|needed|mandatory|yes|a must|obligatory|necessary)\b"
)
# "Three letters are required, a total of four permitted."
_OPENS_WITH_WHOLE = re.compile(
    rf"\W*(?P<n>{_FEW})(?: letters)?[,;:]? (?:and |but |with )?(?:from|by|of) (?:the |your |an? "
    rf")?(?!least\b)[a-z' ]{{3,60}}? "
    r"(?:at least|no fewer than|not fewer than|no less than|a minimum of)\b"
)
_PERMITTED = re.compile(
    rf"[,;]? ?(?:and |but )?(?:an? )?(?:(?:total|maximum) of )?{NUMBER} (?:letters? |lors? )?(?:are |is |being )?"
    r"(?:permitted|allowed)\b"
)
# 'filed as "recommendation letter number four (4)"': which one, and not how many.
_NUMBERED = re.compile(rf"\b(?:recommendation )?letter number {NUMBER}(?: ?\(\d\))?")
_IN_SOME_CASES = re.compile(
    r"(?:and )?an? (?:3rd|4th|third|fourth)\b(?:(?!\bletters?\b)[^;])*\b(?:where|if|when|in case)\b"
)
_ALLOWANCE = re.compile(
    rf"\W*(?:{_LETTER} )?(?:accepted|allowed|permitted|max(?:imum|\.)?|limit|most|at most|optional|up to)(?: "
    rf"{_LETTER})?\W*"
)
_MORE = re.compile(
    rf"(?:and |plus |then )?(?:at least )?(?P<n>{NUMBER}) (?:more|others?|further|additional)\b(?! (?:may|can|are "
    rf"optional|is optional|would))"
)
_ONE_LETTER = re.compile(rf"\b(?:one|a|1)\b[^.;,]{{0,20}}\b{_LETTER}")
_LEAST_AFTER = re.compile(
    rf"(?P<n>{NUMBER})(?: letters?| lors?)? (?:at (?:the )?(?:very )?(?:least|minimum)|minimum|min\b|or more)\b"
)
_MAXIMUM = re.compile(
    r"\btotal of [a-z0-9]+ (?:is |are |letters )*(?:permitted|allowed|accepted)\b|"
    rf"\b(?:max(?:imum|\.)?(?: is| of|:)?|at most|no more than|not more than|up to|as many as)\s*{NUMBER}|{NUMBER} "
    rf"(?:letters? |lors? )?(?:at (?:the )?most|maximum|max)\b"
)
_WITH_MOST = re.compile(
    rf"(?P<n>{NUMBER})\s*\((?:max(?:imum|\.)?(?: of)?|up to|at most|no more than)\s*{NUMBER}\)\s*(?:[a-z]+ "
    rf"){{0,2}}?{_LETTER}"
)
# "three of them are needed", "we need three of these": the noun stands in the sentence before.
_OF_THEM = re.compile(
    rf"\bthere (?:should|must|have to|need to|ought to|are to|shall) be (?:at least |"
    rf"a minimum of )?(?P<k>{NUMBER})\b(?! of)|"
    rf"(?:^|[ (])(?P<n>{NUMBER})(?: of (?:them|these|those))? (?:are|is) (?:the minimum|required|needed|mandatory|"
    rf"necessary|expected|a must|enough|obligatory|compulsory|essential|requested|demanded|sufficient|asked for|wanted|"
    rf"what we (?:need|require|want|ask for))\b|"
    rf"(?:^|[ (])(?P<o>{NUMBER})(?: of (?:them|these|those))? (?:must|should|have to|need to|has to) (?:be "
    rf"(?:submitted|"
    rf"sent|uploaded|received|on file|in your file|assigned|provided|there)|accompany|reach us|arrive|come in)\b|"
    rf"\b(?:need|require|want|expect|ask for|insist on|accept|settle for|take)s? (?P<m>{NUMBER})(?: of (?:them|these|"
    rf"those))?\s*(?:$|[.,;])|"
    rf"^\W*(?P<q>{NUMBER})(?: of (?:them|these|those))? (?:required|needed|mandatory|obligatory|necessary)\W*$|"
    rf"(?:^|[ (])(?P<p>{NUMBER})(?: of (?:them|these|those))? (?:are|is|will be|may be|can be) (?:also )?accept(?:ed|"
    rf"able)\b"
)
_DEANS_LETTER = re.compile(rf"{_DEAN} letters?")
_COUNTED_LABEL = re.compile(  # "Letters (3): the chair's and two more"
    rf"\W*(?:[a-z]+ ){{0,2}}?{_LETTER}(?: of (?:recommendation|reference|support|evaluation)s?)?(?: required| "
    rf"needed)? ?"
    rf"(?:\((?:at least |minimum(?: of)? |min\.? )?(?P<n>{NUMBER})(?: required| needed| total| minimum)?\)|"
    rf"(?:,|:| -) (?:at least )?(?P<m>{NUMBER})(?: in number| in all| of them| or more)?)\W*"
)


def _read_bounds(clause: Clause, text: str) -> Finding | Drop | None:
    """The lower of two bounds, a sum of writers, or a count of letters named before."""
    previous = clause.previous
    near = clause.lead
    if previous and (previous.sentence_start == clause.sentence_start or previous.end + 4 >= clause.start):
        near = f"{previous.text} {near}"
    if clause.is_first_reply:
        near = f"{clause.question} {near}"
    has_noun = re.search(rf"\b{_LETTER}", _DEANS_LETTER.sub("", text))
    if NOT_LETTERS.search(text):
        return None
    count, start, end = 0, 0, 0
    more = _MORE.match(text)
    if (
        more
        and previous
        and previous.sentence_start == clause.sentence_start
        and (not has_noun or len(_BEFORE.findall(text)) == 1)
        and _ONE_LETTER.search(previous.text)
        and not re.search(_DEAN, _ONE_LETTER.search(previous.text).group())  # type: ignore[union-attr]
    ):
        return found(clause, "letters_min", 1 + parse_number(more.group("n")), confidence=ANSWERED)
    minimum = _TOTAL_AT_LEAST.search(text) or _MINIMUM.search(text) or _LEAST_AFTER.search(text)
    asked = f"{clause.lead} {clause.question if clause.is_first_reply else ''}"
    most = _WITH_MOST.search(text)
    named = _OF_THEM.search(text)
    if most:
        count, (start, end) = parse_number(most.group("n")), most.span()
    elif minimum and (
        (_MAXIMUM.search(text) and (has_noun or re.search(rf"\b{_LETTER}", asked)))
        or (
            not has_noun
            and len(text) < 80
            and re.search(rf"\b{_LETTER}", asked)
            and not (_BEFORE.search(clause.lead) and not _ALLOWED.search(clause.lead))
        )
    ):
        count, (start, end) = parse_number(minimum.group("n")), minimum.span()
        count = _count_whole(clause, text[end:], count)
        opened = _OPENS_WITH_WHOLE.match(text)
        if opened and count < parse_number(opened.group("n")) <= MAX_LETTERS:
            count = parse_number(opened.group("n"))  # "3, and by surgeons no fewer than two"
    elif re.search(rf"\b{_LETTER}", clause.lead) and (both := _AND_MORE.match(text)):
        count, (start, end) = 1 if both.group("k") else parse_number(both.group("m")), both.span()
        count += parse_number(both.group("k") or both.group("n"))
    elif _APART_ALONE.fullmatch(text) and not clause.lead:
        count = parse_number(re.search(NUMBER, text).group())  # type: ignore[union-attr]
        return found(clause, "letters_min", count, confidence=ANSWERED) if 2 <= count <= 6 else None
    elif has_noun and has_mark(text, "preferred") and (accepted := _WILL_ACCEPT.search(text)):
        count = parse_number(accepted.group("n") or accepted.group("m"))
        return found(clause, "letters_min", count) if 1 <= count <= 6 else None
    elif (
        has_noun
        and not re.search(_DEAN, text)
        and (all_in := _TOTAL.search(text) or _TOTAL_AT_LEAST.search(text))
        and (
            parse_number(all_in.group("n")) <= MAX_LETTERS  # "16 in total" are residents
        )
    ):
        cut = re.search(r"[,;(]", text[all_in.end() :])
        phrase = text[: all_in.end() + cut.start()] if cut else text
        if _MOST.search(text[: all_in.start()]):
            return drop(clause, "letters: the most that is taken")
        if find_strength(phrase, *all_in.span("n")) not in ("preferred", "unneeded", "typical"):
            return found(clause, "letters_min", parse_number(all_in.group("n")), needs_lead=bool(clause.lead))
    elif has_noun and (bracketed := _BRACKETED.search(text)):
        count, (start, end) = parse_number(bracketed.group("n")), bracketed.span("n")
    elif has_noun and (so_many := _SO_MANY.search(text)):
        return found(clause, "letters_min", parse_number(so_many.group("n")))
    elif (
        has_noun
        and not _BEFORE.search(_DEANS_LETTER.sub(" ", text.partition(" all ")[0]))
        and (every := _ALL_OF_THEM.search(text))
    ):
        return found(clause, "letters_min", parse_number(every.group("n")))
    elif has_noun and (least := _AT_LEAST_LAST.search(text)) and not re.search(NUMBER, text[: least.start()]):
        return found(clause, "letters_min", parse_number(least.group("n")), needs_lead=bool(clause.lead))
    elif has_noun and (fewer := _OR_FEWER.search(text)):
        count = parse_number(fewer.group("n") or fewer.group("m"))
        return found(clause, "letters_min", count) if 2 <= count <= MAX_LETTERS else None
    elif has_noun and (beyond := _BEYOND.search(text)):
        count = parse_number(beyond.group("n") or beyond.group("m"))
        return found(clause, "letters_min", count) if 1 <= count <= 6 else None
    elif has_noun and (needed := _BUT_NEED.search(text)):
        count = parse_number(needed.group("n"))
        return found(clause, "letters_min", count) if 1 <= count <= 6 else None
    elif has_noun and not _BEFORE.search(clause.lead):
        summed = sum_writers(text, "") or sum_counts(text)
        if summed:
            count, start, end = summed
    elif (
        not _BEFORE.search(clause.lead)
        and not (LETTERS_LABEL.fullmatch(clause.lead) and _OPENS_WITH_COUNT.match(text))
        and (summed := sum_writers(text, clause.lead or (clause.question if clause.is_first_reply else ""), near))
        is not None
    ):
        count, start, end = summed
    elif (
        named
        and re.search(rf"\b{_LETTER}", near)
        and not NOT_LETTERS.search(near)
        and not re.search(r"\b(?:steps?|years?|months?)\b", text)
    ):
        verb = "accept" if named.group("p") else named.group("m")
        if (
            verb
            and (named.group("p") or re.match(r"accept|settle|take", named.group().strip()))
            and not has_mark(near, "preferred")
        ):
            return None
        count, (start, end) = (
            parse_number(next(filter(None, named.group("n", "k", "o", "m", "p", "q")))),
            named.span(),
        )
        count -= bool(_DEAN_IS_ONE.search(clause.sentence))
        if 2 <= count <= 6:
            return found(clause, "letters_min", count, confidence=ANSWERED)
        return None
    if not 2 <= count <= 6:
        return None
    if settle_strength(clause, start, end) in ("preferred", "unneeded", "typical"):
        return drop(clause, "letters: preferred")
    return found(clause, "letters_min", count, needs_lead=bool(clause.lead))


_WHO_WRITES = re.compile(
    r"\bwho (?:writes|recommends)\b|\b(?:from|by) whom\b.{0,30}\bletters?\b|\bwho (?:should|must|can|may|has to|is to|"
    r"do) .{0,30}\b(?:write|recommend|letters?)"
)
_ANY_WRITERS = re.compile(
    r"\W*(?:please )?(?:choose |pick |select |find |name |list )?(?:any |at least )?(?P<n>two|three|four|2|3|4) "
    r"(?:[a-z]+ ){0,2}?(?:people|persons|physicians|doctors|"
    r"professors|faculty|attendings?|teachers|supervisors|mentors|clinicians|colleagues)\b"
)
_AT_LEAST_LAST = re.compile(  # "letters from any field, at least three"
    rf"\b{_LETTER}[^.;\d]{{0,40}}?,? (?:at least|minimum|no fewer than|a minimum of) (?P<n>two|three|four|2|3|4)\W*$"
)
_OPENS_WITH_COUNT = re.compile(
    r"\W*(?:three|four|3|4)\s*[(:,]"
)  # "Letters: four (a chair's, two from urologists, one other)"
# All that may stand before the number of an answer about letters.
_ASKING = (
    r"(?:we|our|the|program|department|residency|hospital|this|committee|you|your|applicants?|candidates?|each|every|"
    r"must|"
    r"should|will|would|shall|do|does|please|to|that|for|of|on|at|least|minimum|min|a|an|total|in|all|only|just|"
    r"exactly|"
    r"between|is|are|it|it's|there|have|has|be|requir\w*|need\w*|want\w*|request\w*|expect\w*|ask\w*|call\w*|demand\w*|"
    r"insist\w*|receiv\w*|submit\w*|send\w*|upload\w*|provid\w*|furnish\w*|any|see|get|includ\w*|arrang\w*|give|us|"
    r"bring|"
    r"assign\w*|usually|typically|generally|currently|also|yes|number|answer|not|no|fewer|less|than|like|love|plan|"
    r"about|"
    r"we'd|you'll|we'll|few|as|by|count|reads?|review\w*|takes?|complete|up|through|eras|file|from|them|these|very)"
)
_RANGE_HEAD = re.compile(rf"(?:.*\b(?:needed|required|send|submit|and|with|of) )?(?P<n>{NUMBER})")
_OPENS_LETTERS = re.compile(rf"(?P<n>{NUMBER}) (?:[a-z]+ ){{0,2}}?{_LETTER}")
# "We require four. They should include the Dean's and two letters ...": parts of what was counted before.
_OF_WHOLE = re.compile(
    rf"{NUMBER} letters?(?: of (?:recommendation|reference))? (?:must|should|need to|have to) originate\b|"
    r"(?:they|these|those|this|it) (?:[a-z]+ ){0,2}?(?:include|comprise|consist of)\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if "trio" in text or "pair of" in text:
        text = re.sub(r"\b(?:a )?trio(?: of)?\b", "three", re.sub(r"\b(?:a )?pair of\b", "two", text))
    if "only" in text or "more than" in text or "most" in text:
        text = _ONLY_THAT_MANY.sub("", text)  # "three, only three, letters"
    if "(" in text and (aside := _INSISTS.search(text)):  # "three (only three) more letters"
        text = f"{text[: aside.start()]}{text[aside.end() :]}"
    if ", (" in text:
        text = _COUNT_ASIDE.sub(" (", text)
    if "(" in text:
        text = _ABBREVIATED.sub(lambda aside: " " * len(aside.group()), text)
    if len(_LETTERS_NAMED.findall(text)) > 1:
        text = _OTHER_PAPER.sub(lambda paper: "#" * len(paper.group()), text)
    if " that " in text:  # "three letters, encouraged that one be the chair's"
        text = _THAT_ONE.sub(lambda aside: " " * len(aside.group()), text)
    if text[:1].isdigit():
        text = _NUMBERED_DEAN.sub("", text)  # "2 Dean's letter and three more": the number of the item
    if (dean := _OF_COUNTED.match(text)) and (all_of := parse_number(dean.group("n"))) > 1:
        yield found(clause, "letters_min", all_of - 1)  # "Of the three letters the Dean writes one."
        return
    if "letters of rec" in text:
        text = _OF_REC.sub("ref", text)
    if "not less than" in text or "not fewer than" in text:  # "you need not less than three" waives nothing
        text = text.replace("not less than", "at least     ").replace("not fewer than", "at least      ")
    if _ALLOWANCE.fullmatch(clause.lead.rsplit("|", 1)[-1]):
        yield drop(clause, "letters: the most that is taken")
        return
    if is_of_the_past(clause.sentence):
        yield drop(clause, "letters: what was once")
        return
    if "permitted" in text or "allowed" in text:
        text = _PERMITTED.sub(lambda match: " " * len(match.group()), text)
    if "number" in text:
        text = _NUMBERED.sub(lambda match: " " * len(match.group()), text)
    if _IN_SOME_CASES.match(text):
        yield drop(clause, "letters: one more in some cases")
        return
    listed = re.fullmatch(rf"({NUMBER})(?: altogether| in all| in total)?", clause.lead.rsplit("|", 1)[-1].strip())
    if listed and clause.question and re.search(rf"\b{_LETTER}", clause.question):
        # "Letters? Four: the chair's, the Dean's and two more."
        total = parse_number(listed.group(1)) - bool(re.search(_DEAN, text) and not _DEAN_APART.search(text))
        if 1 <= total <= 6:
            yield found(clause, "letters_min", total, confidence=ANSWERED, needs_question=True, needs_lead=True)
        return
    if clause.lead and (lower := _RANGE_HEAD.fullmatch(clause.lead.rsplit(" | ", 1)[-1])):
        # "Three - Four letters": the hyphen made a label of the lower number
        opened = _OPENS_LETTERS.match(text)
        count = parse_number(lower.group("n"))
        if opened and count + 1 == parse_number(opened.group("n")) and count >= 2:
            yield found(clause, "letters_min", count, confidence=ANSWERED, needs_lead=True)
            return
    if _RUBRIC.search(f"{clause.lead} | {text}"):
        yield drop(clause, "letters: points of a rubric")
        return
    if _OF_WHOLE.match(text):
        yield drop(clause, "letters: of whom they are, not how many")
        return
    itemized = sum_items(clause, text)
    if itemized:
        yield found(clause, "letters_min", itemized, confidence=ANSWERED, needs_lead=bool(clause.lead))
        return
    in_parts = 0 if NOT_LETTERS.search(f"{clause.lead} {text}") else count_parts(clause, text, LETTERS_LABEL)
    if in_parts:
        yield found(clause, "letters_min", in_parts, confidence=ANSWERED, needs_lead=bool(clause.lead))
        return
    listed_one = 0 if NOT_LETTERS.search(text) else count_listed(clause, text, LETTERS_LABEL)
    if listed_one:
        yield found(clause, "letters_min", listed_one, confidence=ANSWERED, needs_lead=bool(clause.lead))
        return
    by_writers = 0 if NOT_LETTERS.search(text) else count_by_writers(text)
    if by_writers:
        yield found(clause, "letters_min", by_writers, needs_lead=bool(clause.lead))
        return
    stated = read_told(clause, text)
    if stated is not None:
        yield stated
        return
    added = add_item(clause, text)
    if added is not None:
        yield added
        return
    bounds = _read_bounds(clause, text)
    if bounds is not None:
        yield bounds
        return
    headed = clause.previous.text if clause.previous and clause.previous.end + 4 >= clause.start else ""
    bracketed = _COUNTED_LABEL.fullmatch(clause.lead.rsplit(" | ", 1)[-1]) if clause.lead else None
    if bracketed and not NOT_LETTERS.search(clause.lead):
        total = parse_number(bracketed.group("n") or bracketed.group("m"))
        total -= bool(re.search(_DEAN, text) and not _DEAN_APART.search(text))
        if 2 <= total <= MAX_LETTERS:
            yield found(clause, "letters_min", total, needs_lead=True)
        return
    counted = _BEFORE.search(clause.lead)
    if clause.lead and _ARE_A_MUST.match(text):
        summed = sum_writers(clause.lead.rsplit(" | ", 1)[-1], "")
        if summed and 2 <= summed[0] <= 6:
            yield found(clause, "letters_min", summed[0], confidence=ANSWERED, needs_lead=True)
            return
    if counted and re.match(rf"\W*{NUMBER}\b", text) and re.match(r"\W*\d ", clause.lead):
        counted = None  # "2 Letters: three", the second of a numbered list
    if (
        counted
        and re.match(r"(?:required|needed|mandatory|yes|a must)\b", text)
        and not NOT_LETTERS.search(clause.lead)
    ):
        count = parse_number(counted.group("n"))
        if 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, ANSWERED, needs_lead=True)
        return
    if counted and not NOT_LETTERS.search(clause.lead) and not _MOST.search(clause.lead[: counted.start()]):
        joined = f"{clause.lead}: {text}"
        total = parse_number(counted.group("n"))
        if (
            re.search(_DEAN, text)
            and (
                re.search(rf":\s*(?:1[.)] )?(?:the |a |one |your |from |medical |school'?s )*{_DEAN}", joined)
                or _DEAN_WITHIN.search(joined)
            )
        ) or (text.startswith("1") and _DEAN_NUMBERED.search(clause.sentence.partition(clause.lead)[2])):
            total -= 1
        elif (
            re.search(_DEAN, text)
            and (summed := sum_writers(text, clause.lead, clause.lead))
            and summed[0] + 1 == total
        ):
            total -= 1  # "Four letters: one from the chair, two from faculty, and the Dean's"
        if 1 <= total <= 6:
            yield Finding("letters_min", total, "required", clause.start, clause.end, needs_lead=True)
        return
    if re.search(rf"\b{_LETTER}", text) and not NOT_LETTERS.search(text) and not _WHOLE.search(text):
        matches = sorted(
            [*_BEFORE.finditer(text), *_AFTER.finditer(text)],
            key=lambda m: ("sloe" in m.group() and "lor" in text, m.start("n"), m.re is _AFTER.full, m.start()),
        )
        seen: set[int] = set()
        for hit in matches:
            at = hit.start("n")
            if at in seen:
                continue
            seen.add(at)
            number, end = hit.group("n"), hit.end("n")
            if _OF_EXAM.search(text[:at]) or parse_number(number) > 6:  # "Step 1 and three letters", "235 and three"
                if not hit.groupdict().get("m"):
                    continue
                number, at, end = hit.group("m"), hit.start("m"), hit.end("m")
            upper = hit.groupdict().get("m")
            is_sum = upper and parse_number(upper) <= parse_number(number)  # "three and one letter by the chair"
            result = _read_count(clause, text, number, at, end, end if is_sum else hit.end())
            if result is not None:
                yield result
                if isinstance(result, Finding):
                    return
        if seen:
            return
    before = clause.previous
    sent = re.search(
        rf"\b(?:send|submit|need|require|want|ask for|upload|provide|expect|request|arrange)s? (?:us )?(?:at least |"
        rf"only |just )?"
        rf"(?P<n>{NUMBER})(?: in all| in total| or more)?\s*(?:$|[.;,])",
        text,
    )
    if (
        sent
        and not _MOST.search(text[: sent.start("n")])
        and before
        and (before.sentence_start == clause.sentence_start or before.end + 5 >= clause.start)
        and re.search(rf"\b{_LETTER}", before.text)
    ):
        yield found(clause, "letters_min", parse_number(sent.group("n")), confidence=ANSWERED)
        return
    granted = count_asked(clause) or count_on_top(clause, text)
    if granted > 1:
        yield found(clause, "letters_min", granted, confidence=ANSWERED, needs_question=True)
        return
    whole_asked = _WHOLE.search(clause.question) if clause.is_first_reply else None
    if (
        whole_asked
        and whole_asked.group("n")
        and re.search(rf"\b{_LETTER}", clause.question)
        and 2 <= parse_number(whole_asked.group("n")) <= 6
    ):
        yield found(
            clause, "letters_min", parse_number(whole_asked.group("n")), confidence=ANSWERED, needs_question=True
        )
        return
    enough_asked = _ENOUGH_ASKED.search(clause.question) if clause.is_first_reply and clause.answer == "yes" else None
    if enough_asked:
        count = parse_number(enough_asked.group("n") or enough_asked.group("m"))
        yield found(clause, "letters_min", count, confidence=ANSWERED, needs_question=True)
        return
    rest = _REST_ASKS.search(text)
    if rest and clause.previous and clause.previous.sentence_start == clause.sentence_start:
        count = parse_number(rest.group("n"))
        said = clause.sentence[: clause.start - clause.sentence_start]
        if re.search(rf"\b{_LETTER}", said) and 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end)
            return
    enough = _ENOUGH.search(text)
    asked_of = clause.question if clause.is_first_reply else ""
    if (
        enough
        and re.search(rf"\b{_LETTER}", f"{clause.sentence} {clause.lead} {asked_of}")
        and not NOT_LETTERS.search(clause.sentence)
    ):
        count = parse_number(enough.group("n"))
        if 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, ANSWERED)
            return
    parts = _PARTS.match(_ASIDE.sub("", text))
    if (
        parts
        and re.search(rf"\b{_LETTER}", f"{clause.lead} {clause.question if clause.is_first_reply else ''}")
        and not re.search(_DEAN, text)
    ):
        total = sum(parse_number(part.group()) for part in re.finditer(NUMBER, parts.group()))
        if 2 <= total <= 6:
            yield Finding(
                "letters_min", total, "required", clause.start, clause.end, ANSWERED, needs_lead=bool(clause.lead)
            )
            return
    if not NOT_LETTERS.search(text):
        listed = _LISTED_WITH_DEAN.match(text)
        numbered = _NUMBERED_WITH_DEAN.match(text)
        if numbered and re.search(rf"\b{_LETTER}", f"{clause.lead} {asked_of} {text[: numbered.end('n')]}"):
            yield found(clause, "letters_min", parse_number(numbered.group("n")) - 1, needs_lead=bool(clause.lead))
            return
        if listed and re.search(rf"\b{_LETTER}", f"{clause.lead} {asked_of} {_DEANS_LETTER.sub('', text)}"):
            yield found(clause, "letters_min", parse_number(listed.group("n")) - 1, needs_lead=bool(clause.lead))
            return
        told = (
            _WRITERS.search(text)
            or _DEAN_AND.search(text)
            or (
                _IS_NUMBER.search(text)
                if not _MORE_TO_COUNT.search(text)
                and re.search(rf"\b{_LETTER}", f"{clause.sentence} {clause.lead} {before.text if before else ''}")
                else None
            )
            or (
                (_TOTAL.search(text) or _TOTAL_OF.search(text))
                if not re.search(_DEAN, text)
                and not _MAXIMUM.search(text)
                and re.search(rf"\b{_LETTER}", f"{clause.sentence} {before.text if before else ''}")
                else None
            )
        )
        count = parse_number(told.group("n") or told.groupdict()["m"]) if told else 0
        if (
            told
            and 1 <= count <= 6
            and find_strength(
                re.sub(r"recommend(?= you)", "vouch for", text), *told.span("n" if told.group("n") else 0)
            )
            not in ("preferred", "unneeded", "typical")
        ):
            yield Finding(
                "letters_min", count, "required", clause.start, clause.end, ANSWERED, needs_lead=bool(clause.lead)
            )
            return
    whole = _WHOLE.search(text)
    asked_of = clause.question if clause.is_first_reply else ""
    if whole and re.search(rf"\b{_LETTER}", f"{text} {clause.lead} {asked_of}") and not NOT_LETTERS.search(text):
        count = parse_number(whole.group("n") or whole.group("m") or whole.group("k"))
        if whole.group("n") and _DEAN_COUNTED.search(text[: whole.start("n")]):
            count -= 1
        if 2 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, needs_lead=bool(clause.lead))
        return
    chair = _FIRST_CHAIR.search(text)
    if chair is None and re.search(rf"\b{_LETTER}", clause.lead):
        chair = _CHAIRS.search(text)
    more = re.search(
        rf"(?:\b(?:and|plus|together with|along with|as well as|besides|in addition to|accompanied by)|\+|&) (?:at "
        rf"least |a "
        rf"minimum of )?(?P<n>{NUMBER})(?:(?=\W*$)| (?:more|others?|additional|further|"
        r"from|by|faculty|clinical|letters)\b)",
        text,
    )
    if chair and more and chair.end() <= more.start() and not _OPENS_WITH_COUNT.match(text):
        yield Finding("letters_min", 1 + parse_number(more.group("n")), "required", clause.start, clause.end)
        return
    if clause.lead or clause.question or not headed or not LETTERS_LABEL.fullmatch(headed):
        headed = ""
    # "Letters. Three, with one from your last employer": a label with a full stop.
    for asked, is_label in ((clause.lead or headed, True), (clause.question if clause.question else "", False)):
        if (
            not (
                re.search(rf"\b{_LETTER}", asked)
                or (is_label and LETTERS_LABEL.fullmatch(asked))
                or (not is_label and _WHO_WRITES.search(asked))
            )
            or NOT_LETTERS.search(asked)
            or (not is_label and not clause.is_first_reply)
        ):
            continue
        writers = _ANY_WRITERS.match(text) if is_label or _WHO_WRITES.search(asked) else None
        if writers:
            yield found(
                clause, "letters_min", parse_number(writers.group("n")), confidence=ANSWERED, needs_question=True
            )
            return
        if re.search(r"not specified|---", text) or (
            re.search(r"\bwho should\b", asked) and not re.search(r"\bmany\b", asked)
        ):
            return
        match = re.match(
            rf"[\s\"']*(?:{_ASKING}\W+)*?(?:\(\d\) ?)?(?P<n>{NUMBER})(?:\s*(?:-|to|or|and)\s*{NUMBER}(?! (?:letters?|"
            rf"from|"
            rf"by|more|others?|additional|further)\b))?"
            r"(?!\s*(?:years?|months?|weeks?|days?))",
            text,
        )
        if match:
            result = _read_count(
                clause, text, match.group("n"), match.start("n"), match.end("n"), match.end(), not is_label, is_label
            )
            if result is not None:
                yield result
        return
    heading = clause.heading.rsplit("|", 1)[-1]
    if re.search(rf"\b{_LETTER}", heading):
        match = re.fullmatch(
            rf"\s*(?:at least |minimum(?: of)? )?(?P<n>{NUMBER})(?: required| needed| minimum)?[ .]*", text
        )
        if match:
            result = _read_count(clause, text, match.group("n"), match.start("n"), match.end("n"), match.end())
            if result is not None:
                yield result


# "Four letters: 1. a surgeon; 2. the Dean of Students; ..."
_DEAN_NUMBERED = re.compile(rf"\b[1-4][.)] (?:(?:by|from|one) )?(?:(?:the|your|an?) )?{_DEAN}")
# "three letters, preferably by psychiatrists": the wish is for who writes them.
_WISHED_WRITER = re.compile(
    r",? \(?(?:including|with|among them|of them|one) [^,;.()]{3,50}? (?:if (?:possible|available|you can(?: get "
    r"(?:it|one))?|"
    r"they can)|where possible)|"
    r",? \(?(?:preferably|ideally|if possible) (?:by|from|of|one|two|at least|including|with|written|all|both|"
    r"(?:the|your|an?) (?:[a-z]+ )?(?:chair|department|director))\b[^;]*|"
    r"(?<= )(?:by|from) [^;]*,? (?:preferably|ideally|if possible)\W*$"
)
_RUBRIC = re.compile(r"\bpoints\b[^.;]{0,40}\b(?:questionnaire|rubric|scale|scheme|form)\b|\bcounts? \d each\b")
_TOO_FEW = re.compile(  # "two letters will not do"
    r" (?:alone |only )?(?:(?:are|is|will be) (?:too few|not enough|insufficient|one too few)|(?:will|do|does|would) "
    r"not "
    r"(?:do|suffice|be enough))\b"
)
_LIST_FOLLOWS = re.compile(r"\W*[:-]\W*1[.)]\W*$")


def _read_count(
    clause: Clause,
    text: str,
    number: str,
    start: int,
    end: int,
    match_end: int,
    needs_question: bool = False,
    needs_lead: bool = False,
) -> Finding | Drop | None:
    count = parse_number(number)
    if not 1 <= count <= 6:
        return None
    if re.search(r"\bthe (?:last|other|remaining) $", text[:start]):
        return drop(clause, "letters: one of several")
    if _TOO_FEW.match(text[match_end:]):
        return drop(clause, "letters: fewer than needed")
    if _LIST_FOLLOWS.match(text[end:]):
        return drop(clause, "letters: told one by one behind, the Dean's perhaps among them")
    if clause.previous and clause.previous.end + 4 >= clause.start and _OFF_CYCLE.search(clause.previous.text):
        return drop(clause, "letters: of another entry")
    if _BEST_TO.search(text[:start]):
        return drop(clause, "letters: preferred")
    if _WHAT_MOST_SEND.search(text[:start]):
        return drop(clause, "letters: typical")
    if _OF_VISITORS.search(clause.lead) or _OF_VISITORS.search(text[:start]):
        return drop(clause, "letters: of other people")
    if (
        _MOST.search(text[:start])
        and not re.search(r"\bat least|\bminimum", text[max(0, start - 14) : start])
        and not re.match(
            r",? (?:at (?:a |the )?minimum|at (?:the )?(?:very )?least|or more|minimum)\b", text[match_end:]
        )
    ):
        return drop(clause, "letters: the most that is taken")
    if _MOST_AFTER.match(text[match_end:]) and not re.search(r"\brequire|\bat least|\bminimum", text):
        return drop(clause, "letters: the most that is taken")
    if count == 1 and _DEAN_ONLY.search(text[start:match_end]) and not re.search(r"\bother\b", text[start:match_end]):
        return None
    # ", pathologists preferred" behind the count is about who writes them.
    cut = re.search(
        r"\s-+\s(?!not |no |optional|prefer|recommend|desir|encourag|if )|[,(](?!\s*(?:strongly |highly |"
        r"much )?(?:prefer|recommend|option|desir|encourag|if possible)"
        r"(?!\w*,? (?:at least )?(?:one|two|1|2|some)\b))| (?:preferably|ideally) "
        r"(?=(?:at least )?(?:from|by|of|written|authored|including|with|one|two|1|2)\b)",
        text[match_end:],
    )
    phrase = text[: match_end + cut.start()] if cut else text
    phrase = re.sub(r"\bplus (?=(?:an?|the|your|one|another|mspe)\b)", "and  ", phrase)  # no advantage here
    phrase = phrase[:match_end] + _WISHED_WRITER.sub("", phrase[match_end:])
    # "We'd like three" asks for three, unless fewer are said to do.
    is_wish = _WE_LIKE.search(text[:start])
    strength = (
        "preferred"
        if is_wish and _FEWER_DO.search(_PREFERABLY.sub("", clause.sentence))
        else None
        if is_wish
        else find_strength(phrase, start, match_end)
    )
    if strength in ("preferred", "unneeded", "typical") and not _WANTED.match(text[match_end:]):
        return drop(clause, f"letters: {strength}")
    # The whole sentence may say what one of them is: "three letters; one from the Dean".
    tail = clause.sentence[clause.start - clause.sentence_start + match_end :]
    tail = re.split(r"(?<!incl)\.\s", tail)[0][:140]
    inside = text[start:match_end] + tail.split(";")[0]
    if (
        count == 1
        and re.search(r"\b(?:from|by|of the|must|should)\b", text[match_end : match_end + 30])
        and not _ASKS_ONLY.search(text[:start])
        and not _PLUS.search(text[match_end:])
    ):
        return drop(clause, "letters: one of several")
    preceding = text[:start]
    if re.search(r"\bof (?:which|whom|these|them)\s*$", preceding):
        return None
    all_told = _count_whole(clause, text[match_end:], count)
    if all_told > count:
        return found(clause, "letters_min", all_told, needs_question=needs_question)
    total = count
    counted = _DEAN_COUNTED.search(text[:start])
    if count == 2 and _AND_ONE_FROM.match(text[match_end:]):
        total = 3
    ordinal = re.search(
        r"(?:\band|\bwith|\bplus|,|\b(?:joined|followed|accompanied|completed) by) (?:a|the) (third|fourth)(?: letter"
        r"(?: or [a-z]+)?| one)?(?: (?:from|by|of|may|can)\b|(?=\W*$))",
        text[match_end:],
    )
    if ordinal:
        total = {"third": 3, "fourth": 4}[ordinal.group(1)]
    added = _PLUS.search(text, match_end) if not ordinal else None
    if (added or ordinal) and IN_A_CASE.search(text[match_end:]):
        added, ordinal = None, None  # "three, and a fourth after earlier training"
        total = count
    if added and _IS_AMONG.match(text, added.end()):
        added = None  # "three, and a chair's letter may be one of them"
    if added and not added.group("extra") and _BREAKS_DOWN.search(text, match_end, added.start()):
        added = None  # "three, of which one by a chair and one by a surgeon" are three
    more = next(group for group in ("n", "k", "bare", "any") if added.group(group)) if added else "n"
    if (
        added
        and not _ONE_OF.match(text, added.start(more))
        and ("," not in added.group()[:1] or more == "any" or added.group("extra"))
    ):
        total += 1 if added.group(more) in ("a", "an", "another") else parse_number(added.group(more))
        if re.search(_DEAN, text[added.start() : added.end() + 25]):
            total = count
    elif _ON_TOP_OF_CHAIR.match(text, match_end) or (
        (
            _FIRST_CHAIR.search(_UNBRACKETED.sub(" ", preceding))
            or _FIRST_ONE.search(_ASIDE.sub("", preceding))
            or _BESIDES_CHAIR.search(text, match_end)
        )
        and re.search(r"\b(?:additional|others?|more|further)\b|^\W*(?=letters? from)", text[end : match_end + 12])
    ):
        total += 1
    if (
        _DEAN_WITHIN.search(inside)
        and not _DEAN_APART.search(inside)
        and not re.search(r"\bother\b", text[start:match_end])
    ):
        total = total - 1 if total == count else total
    if (counted or _DEAN_IS_ONE.search(clause.sentence)) and total == count:
        total -= 1
    if not 1 <= total <= MAX_LETTERS or (
        total == count == 1 and not (_ONE_ALONE.search(text) or _ASKS_ONLY.search(text[:start]))
    ):
        return drop(clause, "letters: one of several") if total == 1 else None
    return Finding(
        "letters_min",
        total,
        "required",
        clause.start,
        clause.end,
        confidence=ANSWERED if needs_question else EXPLICIT,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
    )


# "Two letters from internists, one from a pediatrician": three, where the two have writers of their own.
_AND_ONE_FROM = re.compile(
    r" (?:from|by) (?!your\b|the\b|our\b|an?\b)(?:[a-z]+ ){0,3}?(?:surgeons|(?!physicians|doctors|attendings|"
    r"clinicians)"
    r"[a-z]{4,}(?:ists|ians)|professors|mentors|supervisors), (?:and )?(?:one|1) (?:from|by) (?!them|these|the chair)"
)
_IS_AMONG = re.compile(
    r"[^,;.]{0,30}?\b(?:may be|can be|could be|counts? as|is counted (?:as|among)|being|is) (?:one|among|included)\b|"
    r"[^,;.]{0,30}?\b(?:is|are|would be|will be) (?:optional|welcome|accepted|possible)\b"
)
_OF_PART = re.compile(r"[^.;]{0,20}?\b(?:from|by|of|should|must)\b")
_TOTAL_BESIDE = re.compile(
    rf"\b(?:a total of|the total (?:is|being|must be)|in total,?|total:?) (?P<a>{NUMBER})\b(?! (?:years?|months?|"
    rf"weeks?|residents|attempts))|[,;(] ?(?P<b>{NUMBER}) (?:in )?(?:total|all|altogether)\b|"
    rf"\((?:out )?of (?P<c>{NUMBER})\)"
)


def _count_whole(clause: Clause, behind: str, count: int) -> int:
    """ "Two letters by U.S. physicians (of three)": the whole counts, not the part; `count` where none is told."""
    whole = (
        _TOTAL_BESIDE.search(_PERMITTED.sub(" ", clause.sentence)) if count <= 3 and _OF_PART.match(behind) else None
    )
    all_told = parse_number(next(filter(None, whole.groups()))) if whole else 0
    return all_told if count < all_told <= MAX_LETTERS else count


_OFF_CYCLE = re.compile(
    r"\boff-?cycle\b|\bpgy-?[2-5] (?:[a-z]+ )?(?:vacanc(?:y|ies)|opening)|\b(?:vacanc(?:y|ies)|opening) "
    r"(?:[a-z]+ )?(?:at|in|for) the "
    r"(?:pgy-?[2-5]|second|third)|\bunexpected (?:[a-z0-9-]+ )?(?:vacanc|opening)"
)
_ASKS_ONLY = re.compile(r"\b(?:require|need|want|ask for|expect)s? (?:only|just)\s*$")
_BEST_TO = re.compile(  # "it is best to have three letters"
    r"\b(?:best|better|wise|advisable|ideal|helpful|good|smart|desirable) (?:idea )?(?:to|if you|for you to|that you) "
    r"(?:have|send|get|submit|include|ask|upload|bring|provide)\b[^.;]{0,20}$"
)
_WHAT_MOST_SEND = re.compile(
    r"\b(?:most|many|some|several|successful|typical|competitive|the average)(?: of (?:our|the))? "
    r"(?:[a-z]+ )?(?:applicants?|"
    r"candidates?|people|files?|applications?)\b|\b(?:those|(?:the )?(?:people|applicants|candidates)) (?:whom |"
    r"that )?we "
    r"(?:rank|invite|interview|match|take|choose|select|see)(?:ed)? (?:are |have )?(?:typically|usually|"
    r"generally|mostly|often)"
    r"\b|\b(?:applicants|candidates|people) (?:typically|usually|often|"
    r"generally|tend|"
    r"commonly|normally)\b|\bit is (?:usual|common|customary|typical)\b"
)
_OF_VISITORS = re.compile(
    r"\b(?:rotators?|visitors?|volunteers|shadowers|sub-?interns|transfer (?:applicants?|residents?|candidates?)|"
    r"transferring)\b"
)
# One letter is hardly ever all that is asked for; most often it is one of several, told elsewhere on the page.
_ONE_ALONE = re.compile(
    rf"\b(?:only|single|just|merely|no more than) (?:one )?[^.;]{{0,30}}{_LETTER}|\bsingle\b|\b(?:one|1) (?:[a-z]+ "
    rf"){{0,2}}?{_LETTER}[^.;,]{{0,25}}\b(?:is|are|will be) (?:all|enough|sufficient|required|needed|the minimum)\b"
)
_DEAN_ONLY = re.compile(_DEAN)
