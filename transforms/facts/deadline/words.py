"""Words of deadlines that several readings share."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.deadline.asides import TO_BEGIN

LIMIT = re.compile(
    r"(?:\bcompleted? on|\bup to and including|\buntil|\btill|\bthrough|\bthru|\bby|\bbefore|\bno later than|\bnot "
    r"later than|\bat the (?:very )?latest,?|\blatest|\bprior to|\bahead of|\bon or before|"
    r"\bup to|\bto|-|\bends?(?: on)?|\bdeadline(?: is| of| for[a-z ]{0,40}is)?|\bdue|\bafter|\bclos(?:e|es|"
    r"ing)(?: on| date)?|\bthan)\s*[:-]?\s*(?:(?:(?:[a-z'-]+ ){1,4}\((?=\s*$)|"
    r"the (?:very )?end of(?: the (?:business )?day)?|end of (?:the )?business(?: day)?|midnight|noon|"
    r"close of business|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|the|"
    r"on|eastern|est|of|"
    r"et|11:59|end of day|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[ ,]*)*$"
)
APPLY = re.compile(
    r"(?<!\bat )(?<!time of )(?<!\bwhen )\bappl(?:y|ies|ied|ication|ications|icants?|ying)\b|\beras\b|\bmaterials?\b|"
    r"\bapps\b|\bitems\b|"
    r"(?<!on )(?<!-)\bfiles?\b|"
    r"\bdocuments?\b|\bdocs\b|\bdossiers?\b|\bpackets?\b|"
    r"\bcompleted?\b|"
    r"\bsubmi(?:t|tted|ssion|ssions)\b|\bopen\b|\b(?:letters?|lors?)\b(?=[^.;]{0,70}\b(?:due|required|needed|wanted|"
    r"uploaded|received|on file|in|arrive|reach)\b)|\breceived?\b|\bpaperwork\b|\beverything\b|\ball (?:is |are |"
    r"must be )?in by\b|\bpapers\b|\bsend\b|"
    r"\b(?:get|have|bring|deliver)\b[^.;]{0,20}\b(?:to us|in|here)\b"
)
RIVAL = re.compile(
    r"\bgifts?\b|\bdonat\w*|\bpledges?\b|\bfundrais\w*|\btickets?\b|\babstracts?\b|\bnominat\w*|"
    r"\bconference\b|\bsymposium\b|\bposters?\b|\bproposals?\b|\bawards?\b|\bsurveys?\b|"
    r"\benrol?lment\b|\bvaccin\w*|\binsurance\b|\bmanuscripts?\b|"
    r"\bthank\b|\bsoap\b|\bsecond looks?\b|\binterview\w*|\brank\w*|\becfmg\b|\bcertif\w*|\bsteps?\b|\busmle\b|"
    r"\bcomlex\b|"
    r"\bscores?\b|\bmatch\b|"
    r"\bfellow\w*|\bobserver\w*|\belectives?\b|\bvisiting\b|\bstudents?\b|\borientation\b|\bstart\w*|\bbegin\w*|"
    r"\bvisa\b|\bds-?2019\b|\bgraduat\w*|\bh-?1b?\b|\bpayment|\btuition|\bscholarship|\bnotif\w*|\binvitations?|"
    r"\boffers?\b|\bhear(?:s|d)?\b|\blearn\b|\bdecisions?\b|\binform(?:ed|s)?\b|\breply\b|\brepl(?:y|ies)\b|"
    r"\brespond\w*|\bcontact(?:ed)?\b|\brsvp\b|\bcouples?\b|\btransfer\w*|\bpgy-?[2345]\b|\boff-?cycle\b|"
    r"\btraining\b|\bcontract\w*|\bsignals?\b|\bopens\b|\bopen (?:on|in|from)\b|\bnot (?:yet )?open\b|\bopening\b|"
    r"\bmspe\b|"
    r"\bdean'?s?\b|\bregist\w*|\bsupplement\w*|\bscholar|\bposted\b|\bupdated\b|\brevis\w*|\bhired?\b|\bvacation|"
    r"\bopen house|\bresults?\b|\bdegrees?\b|\bdiplomas?\b|\byears? (?:before|prior to)|\bpass(?:ed|es|ing)?\b"
)
ASKS_DAY = re.compile(
    r"\bis (?:the|your) (?:window|portal) open\b|\blate (?:files?|applications?|papers|arrivals|submissions)\b|"
    r"\b(?:it|i|file|application|one)(?:'s|'m| is| am| comes?| arrives?) (?:too |a bit |a little )?late\b|"
    r"\bwhen (?:must|should|does|do|has|have|is|are) (?:it|all|everything|it all|my file|a file|the "
    r"file)\b[^?]*\b(?:in|"
    r"here|there|ready)\b|\b(?:which|what) (?:day|date) is the (?:last|latest)\b|"
    r"\buntil (?:what|which) (?:point|time|moment)\b|"
    r"\b(?:submission|application|eras|applying) (?:period|window|season|dates?)\b|"
    r"\bdeadlines?\b|\bdue\b|\b(?:by|until|till) when\b|\b(?:by|until) (?:what|which) (?:date|day)\b|\b(?:last|"
    r"final) (?:day|date|chance|call)\b|\bclos(?:ing|"
    r"es?)\b|\bcut-?off date\b|"
    r"\buntil what (?:date|day)\b|\bhow late\b|\blatest (?:date|day|time|i|you|we|one|applicants|that|to)\b|"
    r"\b(?:when|how (?:late|long)|what date)\b[^?]*\b(?:appl|submit|clos|due|complete|file|stop|in by|too late|send|"
    r"materials|papers)"
)
ASKS_OTHER_DAY = re.compile(
    r"\binterview|\brank|\bfellow|\bstudents?\b|\bobserv|\bopen|\bstart|\bbegin|\becfmg|\bvisa|\bh-?1|\bstep|\bhear"
)
# A day without a word stands for the deadline where the sentence before told what to send.
SENT = re.compile(
    r"\bletters?\b|\blors?\b|\bmspe\b|\bpersonal statement\b|\btranscripts?\b|\bapplications?\b|\beras\b|\bapply\b|"
    r"\bpass(?:es|ed)?\b|\bsteps?\b|\bscores?\b|\bvisas?\b"
)
# What happens to those who come after the day, or are not complete on it.
TOO_LATE = re.compile(
    r"\b(?:not|never|cannot|no longer|too late|ignored|unread|unopened|discarded|returned|rejected|refused|declined|"
    r"withdrawn|deleted|removed|set aside|put aside|"
    r"shut|closed?|locked|ceas\w*|discontinu\w*|quits?|finish\w*|conclud\w*|ends?\b|ended|suspend\w*|halts?|nothing|no|"
    r"none|nobody|stop(?:s|ped)?|(?:next|later) (?:season|year|cycle)|held over|wait(?:s|ed)?|"
    r"left out|leaves? (?:aside|out|unread|unopened)|set(?:s|ting)? aside|excluded|skip(?:s|ped)?|passed over|filed "
    r"away|"
    r"turned (?:down|away)|late(?!r)|disregarded|screened out|filtered out|inactive|thrown (?:out|away)|archived)\b"
)
PAPERS = re.compile(r"\bmspe\b|\bdean'?s?\b|\b(?:usmle )?steps? (?:2|ii)(?: ?ck)?(?: (?:scores?|results?))?\b")
OF_THE_MATCH = re.compile(
    r"\b(?:for|to) (?:the |our |its )?(?:[a-z]+ ){0,2}?(?:positions|training|residency|programs?|places|classe?s?|"
    r"year) "
    r"(?:beginning|starting|commencing|(?:that |which )?(?:begins?|starts?))(?: in| on)?\b|"
    r",? \(?\b(?:including|incl\.?|with) (?:(?:the|all|your) )?(?:letters?|lors?|mspe|dean'?s letter|transcripts?|"
    r"usmle|scores?)"
    r"(?:(?:,? and|,? or|,| &|/) ?(?:the |all )?(?:letters?|lors?|mspe|dean'?s letter|transcripts?|usmle|"
    r"scores?))*\)?,?|"
    r", (?:(?:the|all|your|and|usmle|comlex|step|mspe|letters?|transcripts?|scores?|results?) )+(?:included|"
    r"inclusive),|"
    rf"{TO_BEGIN}|"
    r"\bearly match\b(?: (?:of|by|through|at) (?:the )?(?:sf|aua)\b)?|"
    r"\b(?:sf|san francisco|aua|urology|ophthalmology) match\b|\bcas\b|"
    r"\b(?:for|to|in) (?:an? |the )?(?:july |june )?"
    r"(?:20\d\d )?(?:nrmp |main |eras )?(?:match|season|cycle|start|entry|class)(?: season|"
    r" cycle)?\b|"
    r"\b20\d\d match\b"
)
OPENED = re.compile(
    r"\b(?:eras |season |we )?opens?(?:ed|ing)?\b(?: (?:on|in|from)\b)?|\bbegin(?:s|ning)?\b|\bstart(?:s|ing)?\b"
)
CLOSE_LABEL = re.compile(
    r"(?:(?:the|our|application|final|absolute|file) )*(?:dead ?line|closing da(?:te|y)|(?:last|due|end) da(?:te|y)|"
    r"cut-?off(?: date)?|close)"
)
