"""Whether a stretch says beyond doubt that a visa is accepted, or that it is denied.

Each word becomes a letter that stands for its class, so that a sentence is a short string of letters and what it may
say is a small grammar over them. A verb or an idiom that no class knows ("is off the menu") leaves the visa unstated.

The letters; a word may be of several classes and then fits each: "sponsor" is an a, a j and an s.

    v  the visa spoken of, "@"        w  another visa, "~"            z  masked, "#"        x  unknown to all classes
    n  nouns of visas: petition       p  people: residents, you       s  houses: we, the program, ECFMG
    a  takes, finite: accept(s)       e  participle: accepted         i  -ing form: accepting
    h  as a, but also a noun: offer   l  takes with a bare object: use, give      y  goes on: trains, applies, does
    u  holds or comes on: hold, need  H  have, has                    q  must, needs to
    m  auxiliary: is, will, may       g  governs an infinitive: able  t  to
    j  fit to be taken: possible      c  condition: case-by-case      b  away: off, out, elsewhere
    d  determiner, adjective, number  o  preposition                  f  adverb
    r  who, that, if                  k  conjunction or mark: and, but, a comma
    N  denies: not, no, cannot        U  denied by itself: excluded   X  denied, it refuses: exist, planned, practice

"we sponsor @ visas" is s-a-v-n. The first pattern of `_ASSENT`, a verb that takes ("a") with the visa ("v") as its
object, finds "av": surely accepted; without an N or a U nothing in `_DENIAL` matches.

"@ is not supported" is v-m-N-e. The pattern of `_DENIAL` with the visa as the subject, "v", an auxiliary "m", an "N"
and then the participle "e", finds it: plainly denied. No pattern of `_ASSENT` lets an N stand between "m" and "e".

"@ is off the menu" is v-m-b-d-x: neither. "we do not sponsor @" is s-m-N-a-v, which holds "av" as well as "Nav": both
answers are yes, and the caller (`denials.py`) lets the denial win.
"""

from __future__ import annotations

import re

_TAKES = (
    "accept sponsor consider welcome allow recognize recognise participate appoint engage employ enroll enrol "
    "admit invite hire recruit petition handle arrange facilitate assist accommodate approve endorse authorize "
    "authorise entertain extend resume reinstate restore retain maintain prefer favor favour encourage recommend "
    "include secure embrace pursue administer initiate obtain provide renew evaluate select enable honor honour "
    "prepare mandate originate launch underwrite convert transfer request require submit consult assign"
)
_ALSO_NOUNS = (
    "mention oblige support offer help process host file review interview permit grant issue cover train match rank "
    "name list "
    "limit back sign screen read partner expect restrict confine complete manage"
)
# "makes up", "gives a place": only what stands at once behind is taken.
_LIGHT = "take use give make keep see choose have bring favor put"
_WORDS: dict[str, str] = {
    "b": "off away out down elsewhere aside against",
    "n": "evidence rights transition visa visas sponsorship sponsorships status statuses category categories class "
    "classes classification "
    "classifications type types kind kinds holder holders petition petitions paperwork document documents "
    "application applications exchange visitor visitors alien nonimmigrant non-immigrant immigration request "
    "requests form forms work permit permits authorization authorisation ds sort seeker seekers entrant entrants "
    "processing filing filings transfer transfers renewal renewals card cards green ead eads opt f tn e o b case "
    "support assistance backing certificate certification contract approval participation employment eligibility "
    "proof arrangement arrangements rules matters slot slots basis residence permanent pr prs gc gcs uscis pathway "
    "program programs route option category-1 citizenship greencard h-4 letter need",
    "p": "resident residents applicant applicants candidate candidates physician physicians trainee trainees doctor "
    "doctors graduate graduates img imgs fmg fmgs intern interns fellow fellows individual individuals national "
    "nationals citizen citizens non-citizen noncitizen non-citizens noncitizens those person persons people anyone "
    "anybody everyone everybody someone somebody whoever you colleague colleagues staff officer officers housestaff "
    "foreigner foreigners one ones other others canadian canadians american americans refugee refugees asylee "
    "asylees immigrant immigrants member members participant participants scholar scholars match matches he she "
    "recruit recruits personnel lpr lprs permanent appointee appointees newcomers comers arrivals newcomer imgs' "
    "bearers md-phds i md mds do dos",
    "s": "page pages listing report we us program programs hospital hospitals institution institutions university "
    "universities school schools "
    "college colleges center centers centre system systems department departments office offices committee "
    "residency residencies gme consortium clinic clinics foundation network it they ours organization ecfmg "
    "intealth efmg commission corporation administration dean director directors coordinator counsel board team "
    "campus facility facilities usa states america country employer employers state county trustees boxes wards "
    "site website database profile policy policies rule rules bylaws church agency sponsor sponsors service partner "
    "services authority anesthesiology medicine surgery neurology psychiatry pediatrics pathology radiology",
    "j": "sí site participant needed easier easiest first condition available possible acceptable eligible ok okay "
    "fine welcome permissible good usual standard normal default "
    "option options choice choices route routes way ways path pathway pathways norm customary routine open "
    "suitable partner sufficient enough alright able free unaffected unchanged untouched unlimited unrestricted common "
    "commonest sole single one rule only right proper appropriate best simplest vehicle custom equal equally alike "
    "preferable ordinary regular mainstay instrument fitting sponsor sponsors yes y yep yup sure among part same "
    "plus exclusive compulsory avenue feasible admissible uniform automatic guaranteed workable adequate satisfactory "
    "attainable obtainable recognized supported fundable easy simple workable permissible offer predominant",
    "y": "serve train join run runs go goes rest rests remain remains remained persist persists stay stays continue "
    "continues continued exists "
    "apply applies work works "
    "suffice suffices suit suits extend extends hold holds serve serves do does qualify qualifies belong belongs stand "
    "stands follow follows count counts",
    "u": "hold holds holding held obtain obtains obtaining get gets getting come comes came coming "
    "arrive arrives arrived enter enters entered entering qualify qualifies qualifying possess possesses carry "
    "carries receive receives received join joins joined bring brings seek seeks seeking train trains training "
    "trained acquire go goes start starts begin begins matched maintain need needs needing require requires "
    "requiring want wants be secure switch change move transfer sit sits apply applying applies use using work "
    "works working present belong make makes makes-up include includes find fit plan count host show demonstrate "
    "evidence employed appointed eligible "
    "qualified sponsored",
    "H": "have has having 've",
    "q": "must need needs required should shall expected asked requirement requirements obliged mandatory necessary",
    "m": "is are was were be been being will would can could may might am ll ve re had did does do it's they're we're "
    "you're you'll you'd i'm he's she's who's they'll they'd it'll we'd "
    "we'll we've that's let lets becomes 's 're 'll 've there's has have mean means become remain remains stay stays",
    "g": "able happy glad pleased proud willing ready prepared committed delighted authorized authorised approved "
    "eligible permitted allowed entitled qualified equipped continue continues continued began begun begin begins "
    "start starts started decided agree agrees agreed chosen chooses choose chose set expect expects expected "
    "resumed resumes voted content registered designated free certified asked require requires required help helps "
    "allow allows permit permits enable enables encouraged invited advised open responsible welcome need needs have "
    "has ought elects elected honored privileged certain sure apply applying",
    "t": "to",
    "r": "whichever whatever who whom that which if whose where when what whether",
    "f": "also now always still often both either all each too well again indeed even here there alone as just much "
    "very most quite more so then thus ever already almost otherwise likewise else please however first every year "
    "years annually today time times season cycle together about foremost anyway any yet etc further in-house ago "
    "course matter least only sometimes maybe ages rarely exactly simply onwards onward onward instead freely early "
    "itself far reported answered said deemed declared shown described stated noted ticked alike equally throughout "
    "anywhere nationwide",
    "o": "of for in on at by through thru via under from into as per within during among between upon like including "
    "regarding according about toward towards since after before throughout because due across behalf following "
    "along besides beside prior until over with subject according without concerning thanks",
    "d": "them the a an our your their its his her this these those any some such own other another foreign "
    "international "
    "medical clinical us u.s national legal valid current new incoming first-year categorical preliminary qualified "
    "eligible sponsored ecfmg-sponsored ecfmg-issued full appropriate temporary permanent lawful graduate residency "
    "institutional general academic educational non foreign-born born abroad overseas two three four five six seven "
    "eight nine ten many several both most same specialty occupation worker workers separate existing additional "
    "main major primary unexpired sponsoring pgy necessary future prospective selected successful strong "
    "outstanding accredited acgme acgme-accredited intealth-sponsored health education outside non-us usual "
    "standard proper relevant respective given certain formal annual yearly initial whole entire training position "
    "positions place places internal family specialty specialties track tracks house auspices umbrella means basis "
    "fee fees cost costs number slots month months period term duration july june start date level rate rest kind "
    "required ordinary single expedited step steps score result results usmle ck cs comlex student third refugee "
    "lawfully "
    "existing independent eras u h status rest quarter half percent majority institution's left fiscal march april may "
    "august september october november december january february available year years only regular advanced combined "
    "nyc university community county "
    "public catholic large small great way behalf united program gme ecfmg hospital department individual state "
    "interested terms age cat prelim min mo cal radiation child emergency plastic thoracic vascular orthopedic "
    "internal-medicine integrated state-funded brand postgraduate graduation citizenship non-citizen day time world",
    "c": "case case-by-case limited exceptional rare circumstances few unless provided once condition conditions "
    "exception exceptions merits",
    "N": "not no never neither nor cannot nobody none without unable non",
    "U": "unavailable impossible unsupported unsponsored unacceptable ineligible unwelcome inadmissible excluded "
    "suspended discontinued refused declined rejected denied prohibited disallowed forbidden precluded barred ended "
    "withdrawn terminated abolished abandoned halted paused stopped eliminated phased frozen closed ceased",
    "X": "exist exists happen happens apply applies qualify qualifies figure figures enter feature foreseen planned "
    "feasible practicable viable prepared pursued signed contemplated envisaged envisioned initiated executed lodged "
    "undertaken entertained granted given made done drafted paid funded financed started begun advanced attempted "
    "tried intended anticipated scheduled covered budgeted renewed requested met honored honoured furnished allotted "
    "practice policy custom habit part business something anything place here there",
    "k": "and or nor but while though although whereas plus versus n/a",
}


def _inflect(verb: str) -> tuple[str, str, str]:
    """Third person, participle and -ing form of a verb."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb in ("permit", "admit", "submit", "refer", "prefer", "transfer", "enrol"):
        return f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
    if verb.endswith(("ss", "sh", "ch")):
        return f"{verb}es", f"{verb}ed", f"{verb}ing"
    return f"{verb}s", f"{verb}ed", f"{verb}ing"


def _gather() -> dict[str, str]:
    classes: dict[str, set[str]] = {}

    def put(word: str, letter: str) -> None:
        classes.setdefault(word, set()).add(letter)

    for letter, words in _WORDS.items():
        for word in words.split():
            put(word, letter)
    for verbs, finite in ((_TAKES, "a"), (_ALSO_NOUNS, "h"), (_LIGHT, "l")):
        for verb in verbs.split():
            third, participle, going = _inflect(verb)
            for form, letter in ((verb, finite), (third, finite), (participle, "e"), (going, "i")):
                put(form, letter)
    irregular = "took:l taken:e given:e made:e kept:e seen:e chosen:e sought:e underwritten:e sent:e found:e used:e"
    for word, letter in (pair.split(":") for pair in irregular.split()):
        put(word, letter)
    for word in ("foreseen", "met", "done", "ticked", "checked", "marked", "regarded", "treated", "signed", "hosted"):
        put(word, "e")
    return {word: "".join(sorted(letters)) for word, letters in classes.items()}


_LEXICON = _gather()
_MARKS = {"": "x", "@": "v", "~": "w", "#": "z", "0": "d", "ly": "f", "'s": "d", ",": "k"}
_SETS = sorted({*_LEXICON.values(), *_MARKS.values()})
_SYMBOL = {letters: chr(0x100 + at) for at, letters in enumerate(_SETS)}
_WORD = re.compile(r"@|~|#+|[a-z\u00e0-\u00ff][a-z\u00e0-\u00ff.'-]*[a-z\u00e0-\u00ff]|[a-z]|\d+|[^\w\s]")


def _encode(text: str) -> str:
    symbols = []
    for word in _WORD.findall(text):
        letters = _LEXICON.get(word)
        if letters is None:
            first = word[0]
            if first in "@~#":
                key = first
            elif first.isdigit():
                key = "0"
            elif not first.isalpha():
                key = ","
            else:
                key = "ly" if word.endswith("ly") else "'s" if word.endswith(("'s", "s'")) else ""
            letters = _MARKS[key]
        symbols.append(_SYMBOL[letters])
    return "".join(symbols)


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern over classes, as one over the symbols of the words that may belong to them."""
    made, inside = [], False
    for sign in pattern:
        inside = sign == "[" or (inside and sign != "]")
        if sign.isalpha():
            symbols = "".join(symbol for letters, symbol in _SYMBOL.items() if sign in letters)
            made.append(symbols if inside else f"[{symbols}]")
        else:
            made.append(sign)
    return re.compile("".join(made))


# Between a visa and its verb; another visa only where a conjunction joins it.
_GAP = "(?:[ndopsfcekrzai]|kd*w){0,10}"
_NP = "[dnopfszkwceir]{0,9}"  # between a verb and its visa
_WHO = "(?:r[pzmfq]*[uq][dno]*)?"  # a person may be told by the need of it: "those who need @"
_DOES = "(?:^|[smpkrzf]f*|[gm]tf*)"  # what may stand before a verb that could also be a noun
_ASSENT = tuple(
    map(
        _compile,
        (
            # a verb that takes, with the visa as its object
            rf"(?:^f*|[^tfdo]f*|[smpkrz]f*|[gm]tf*)a{_NP}{_WHO}v",
            rf"{_DOES}h{_NP}{_WHO}v",
            rf"{_DOES}l(?:[dnfzwk]{{0,4}}|[dnfjo]{{0,4}}p[pkzw]*[odnfkw]{{0,4}}{_WHO}|[of]{_NP})v",
            rf"[gym][fn]*i{_NP}v",
            rf"[jg]o{_NP}v",
            rf"jz[dnopf]{{0,4}}{_WHO}v|[jg]t[dpn]{{0,3}}od*v",
            r"[meyjgu]f*t[dnpfs]{0,4}v|(?:q|^|k)f*[aghl]d*v|[ahy]f*[dsfpx]{0,2}t[dnpfs]{0,4}v|hd*n?h?op*t[dnpf]{0,4}v",
            # what the visa is, or what becomes of it
            r"m[fdonjkwre]{0,6}v",
            rf"v[np]*qf*m*[Hej]|v{_GAP}[mq][fmz]*(?:[gm]tf*)?(?:do*)?[ejahlu](?!b)",
            r"v[npk]*m[fdo]*[ej]|v[npk]*mrs[fm]*[ahlu]|v[npk]*mf*dn?f?jos|v[npk]*mf*o[djp]|"
            r"v[npozds]{0,8}m[fdsk]*[dejk]+n|v[npk]*m$|v.{0,4}jz",
            r"v[npkfdcz]{0,6}[ejyu](?!b)|v[npkfd]{0,6}f*u(?!b)|[ej][fodnspkz]{0,8}m?[fd]*v",
            # people who hold it, or must
            r"(?:^|[^r])[uqH][tdnofmpjzkaswej]{0,9}v(?:[npofdkzscwajetirumgy]*$|[npod]*k)",
            # its name alone
            r"^[vwndposfkcjzetrihgy]*$|^[dfkoz]*v[npwk]*(?:[eor]|qp|wk|k[ofrcdt])|^[fd]*vk",
        ),
    )
)


def is_surely_accepted(text: str) -> bool:
    """Of a unit with the visa as "@" and another as "~"."""
    said = _encode(text)
    return any(pattern.search(said) for pattern in _ASSENT)


# A denial with the visa as the object or the subject of what is denied. The verb may be any that takes; of a visa that
# is the subject, also some that say no more than that it is there.
_DENIAL = tuple(
    map(
        _compile,
        (
            rf"N[fgtmdojpsn]{{0,6}}[aehliju]{_NP}{_WHO}v(?!Nx)",
            rf"N[fgtmdojps]{{0,4}}X[td]{{1,2}}[aehliju]{_NP}{_WHO}v",
            r"N[dnjfo]*v(?!n*o?N)(?![npk]*m?[fm]*[dj]*n*[^N]{0,3}(?:o|$)N)",
            rf"v{_GAP}[mq][fm]*N[fgtmdojn]{{0,5}}[aehljuX](?:$|[fokrcp])",
            r"v[ndopsf]{0,8}N(?:m?f*|[fm]*)(?:[aehljuX]|$)(?:$|[fokrc])",
            rf"v{_GAP}m?[fm]*U|U[dnopf]{{0,4}}v",
        ),
    )
)


def is_plainly_denied(text: str) -> bool:
    """Of a unit with the visa as "@" and another as "~"."""
    said = _encode(text)
    return any(pattern.search(said) for pattern in _DENIAL)
