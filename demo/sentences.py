"""Every wording of the demo, by topic. Truth follows the facts guide; a sentence belongs here once, with its truth.

The machinery stands in `wordings.py`. Numbers of a program: s1 s2 both lo avg cx tries years months weeks letters
places total pre interviewed, words with _w, dates dl_long dl_short dl_num dl_day dl_full (with the year).
"""

from __future__ import annotations

from demo.wordings import ASIDES, WORDINGS, ask, label, say

__all__ = ["ASIDES", "WORDINGS"]  # filled by what follows

# --- Graduates of foreign schools -------------------------------------------------------------------------------
say("img", "We welcome applications from international medical graduates.", img_accepted=True)
say("img", "Graduates of medical schools outside the United States are considered on equal terms.", img_accepted=True)
say("img", "Some of our house staff trained at foreign medical schools.", img_accepted=True)
say("img", "IMGs are an important part of our resident body and are encouraged to apply.", img_accepted=True)
say("img", "Both U.S. seniors and foreign medical graduates may apply to the program.", img_accepted=True)
say("img", "We do not accept applications from international medical graduates.", img_accepted=False)
say("img", "Only graduates of LCME- or AOA-accredited schools in the United States are considered.", img_accepted=False)
say("img", "At this time the program is unable to consider graduates of foreign medical schools.", img_accepted=False)
say("img", "The residency reviews each application as a whole and looks for people who love to teach.")
say("img", "Our residents come from many different walks of life and bring many languages to the bedside.")
ask("img", "Do you accept international medical graduates?", "Yes.", img_accepted=True)
ask("img", "Do you take IMGs?", "Yes, gladly. Several of our current residents are IMGs.", img_accepted=True)
ask("img", "Can graduates of foreign medical schools apply?", "They can, and many do every year.", img_accepted=True)
ask("img", "Are FMGs considered?", "No, we are currently not able to consider FMGs.", img_accepted=False)
ask("img", "Does your program consider applications from IMGs?", "Absolutely.", img_accepted=True)
ask(
    "img",
    "I studied medicine abroad. Is it worth applying?",
    "It is. We have matched graduates of foreign schools in each of the last ten years.",
    img_accepted=True,
)
ask("img", "How many applications do you receive?", "More than 1,900 last season, from all over the country.")
label("img", "International medical graduates", "Accepted", img_accepted=True)
label("img", "IMGs considered", "Yes", img_accepted=True)
label("img", "Foreign medical graduates", "Not accepted", img_accepted=False)
label("img", "Graduates of international schools", "Eligible to apply", img_accepted=True)
say(
    "img",
    "We have trained many physicians who earned their degree abroad and look forward to the next.",
    img_accepted=True,
)
say("img", "Regrettably, FMGs are not eligible for this program.", img_accepted=False)
ask(
    "img",
    "Are you an IMG-friendly program?",
    "Yes, we consider every qualified applicant, wherever the school.",
    img_accepted=True,
)

# --- Visas ------------------------------------------------------------------------------------------------------
say("visas", "The program sponsors J-1 visas only.", visa_j1="sponsors", visa_h1b="no")
say("visas", "We sponsor J-1 visas through the ECFMG.", visa_j1="sponsors")
say("visas", "Both J-1 and H-1B visas are sponsored by the hospital.", visa_j1="sponsors", visa_h1b="sponsors")
say("visas", "We accept J1 visas; H1-B visas are not sponsored.", visa_j1="sponsors", visa_h1b="no")
say(
    "visas",
    "Residents may train on a J-1 visa. An H-1B petition is filed only for those who have passed USMLE Step 3 by the "
    "time the rank list is certified.",
    visa_j1="sponsors",
    visa_h1b="conditional",
    step3_required="h1b",
)
say("visas", "We regret that we cannot sponsor visas of any type.", visa_j1="no", visa_h1b="no")
say(
    "visas",
    "Only U.S. citizens and lawful permanent residents are eligible for appointment.",
    visa_j1="no",
    visa_h1b="no",
)
say(
    "visas",
    "Although the hospital itself sponsors no visas, applicants who hold a J-1 sponsored by ECFMG are accepted.",
    visa_j1="sponsors",
    maybe=("visa_h1b",),
)
say(
    "visas",
    "J-1 sponsorship through ECFMG is available; H-1B sponsorship is considered in exceptional cases.",
    visa_j1="sponsors",
    visa_h1b="conditional",
)
say(
    "visas",
    "A limited number of H1B visas is available each year. ECFMG-sponsored J1 visas are welcome.",
    visa_j1="sponsors",
    visa_h1b="conditional",
)
say("visas", "Requests for J-1 sponsorship are decided case by case.", visa_j1="conditional")
say("visas", "The only visa that we support is the J-1.", visa_j1="sponsors", visa_h1b="no")
say(
    "visas",
    "Non-citizens must be eligible for a J-1 visa. We do not file H-1B petitions.",
    visa_j1="sponsors",
    visa_h1b="no",
)
say("visas", "We cannot take residents on H visas.", visa_h1b="no")
say("visas", "Our institution supports H-1B and J-1 visa applicants.", visa_j1="sponsors", visa_h1b="sponsors")
say("visas", "Please note: this program does NOT sponsor H-1b visas.", visa_h1b="no")
say(
    "visas",
    "We consider H-1B sponsorship solely for applicants who already hold H-1B status.",
    visa_h1b="conditional",
)
say(
    "visas",
    "Candidates in need of sponsorship may come on a J-1; an H1B requires the approval of the department chair.",
    visa_j1="sponsors",
    visa_h1b="conditional",
)
say("visas", "The residency does not sponsor either J-1 or H-1B visas.", visa_j1="no", visa_h1b="no")
say("visas", "J-1 visas are accepted, but we are unable to offer H1 visas.", visa_j1="sponsors", visa_h1b="no")
say("visas", "Questions about immigration status are best sent to the office of human resources.")
say(
    "visas",
    "Holders of a J–1 visa have trained here since the program began and continue to do so.",
    visa_j1="sponsors",
)
say(
    "visas",
    "International applicants are sponsored for the J-1 visa exclusively.",
    visa_j1="sponsors",
    visa_h1b="no",
)
say(
    "visas",
    "For the H-1B, applicants must have a Step 3 pass on file by February 15. J-1 visas carry no such rule and are "
    "sponsored by ECFMG.",
    visa_j1="sponsors",
    visa_h1b="conditional",
    step3_required="h1b",
)
say("visas", "We participate in the ECFMG Exchange Visitor Sponsorship Program (J-1).", visa_j1="sponsors")
say("visas", "No visa sponsorship is offered by this program.", visa_j1="no", visa_h1b="no")
ask("visas", "Do you sponsor visas?", "Yes, J-1 only.", visa_j1="sponsors", visa_h1b="no")
ask("visas", "Do you sponsor J-1 visas?", "Yes.", visa_j1="sponsors")
ask("visas", "Does the program sponsor H-1B visas?", "No, we do not.", visa_h1b="no")
ask("visas", "Do you offer H1-B visas?", "Unfortunately not.", visa_h1b="no")
ask("visas", "Which visas do you accept?", "J-1 and H-1B.", visa_j1="sponsors", visa_h1b="sponsors")
ask("visas", "What types of visa does the hospital sponsor?", "Only J1.", visa_j1="sponsors", visa_h1b="no")
ask(
    "visas",
    "Can I come on a J-1 visa?",
    "Yes, ECFMG acts as sponsor for all of our J-1 physicians.",
    visa_j1="sponsors",
)
ask("visas", "Will you sponsor my visa?", "No. We sponsor no visas at all.", visa_j1="no", visa_h1b="no")
ask(
    "visas",
    "Is H1B sponsorship possible?",
    "Possibly, for the most highly qualified candidates, and only if Step 3 has been passed.",
    visa_h1b="conditional",
    step3_required="h1b",
)
ask(
    "visas",
    "Do you sponsor J-1 or H-1B visas?",
    "We sponsor the former but not the latter.",
    visa_j1="sponsors",
    visa_h1b="no",
)
ask(
    "visas",
    "Are applicants who need a visa considered?",
    "No, you must be a U.S. citizen or hold a permanent resident card.",
    visa_j1="no",
    visa_h1b="no",
)
ask("visas", "Do you sponsor H-1 visas?", "Yes, we do, as well as J-1 visas.", visa_j1="sponsors", visa_h1b="sponsors")
label("visas", "Visas sponsored", "J-1", visa_j1="sponsors")
label("visas", "J-1 visa", "Yes", visa_j1="sponsors")
label("visas", "H-1B visa", "Not sponsored", visa_h1b="no")
label("visas", "Visa types accepted", "J-1, H-1B", visa_j1="sponsors", visa_h1b="sponsors")
label("visas", "Visa sponsorship", "J-1 only", visa_j1="sponsors", visa_h1b="no")
label("visas", "Visa sponsorship", "None", visa_j1="no", visa_h1b="no")
label("visas", "H1-B sponsorship", "Case by case", visa_h1b="conditional")
label("visas", "Visas", "J1 (through ECFMG); no H visas", visa_j1="sponsors", visa_h1b="no")
say("visas", "This program is able to sponsor J-I visas but not HI-B visas.", visa_j1="sponsors", visa_h1b="no")
say(
    "visas",
    "H1b sponsorship may be offered to an outstanding candidate in some years.",
    visa_h1b="conditional",
)
say(
    "visas",
    "Visa policy: J-1 yes; H-1B yes, provided that USMLE Steps 1, 2 CK and 3 have been passed.",
    visa_j1="sponsors",
    visa_h1b="conditional",
    step3_required="h1b",
)
say("visas", "We neither accept nor sponsor H-1B visas.", visa_h1b="no")
say(
    "visas",
    "Unless you are a citizen or hold a green card, you will need a J-1 visa, the one visa type that we accept.",
    visa_j1="sponsors",
    visa_h1b="no",
)
say(
    "visas",
    "Sponsorship of J-1 visas depends on the number of visa holders already in the program.",
    visa_j1="conditional",
)
say(
    "visas",
    "Both visa categories, J-1 and H-1, are supported by our GME office.",
    visa_j1="sponsors",
    visa_h1b="sponsors",
)
ask("visas", "Are J-1 visa holders accepted?", "Only in exceptional cases.", visa_j1="conditional")
ask(
    "visas",
    "Do you sponsor H-1B visas?",
    "We used to, but no longer do. J-1 visas are still welcome.",
    visa_j1="sponsors",
    visa_h1b="no",
)
ask(
    "visas",
    "What about an H1B?",
    "Each request is reviewed by the GME office, and few are granted.",
    visa_h1b="conditional",
)
label("visas", "J-1 visas sponsored / H-1B visas sponsored", "Yes / No", visa_j1="sponsors", visa_h1b="no")

# --- Scores -----------------------------------------------------------------------------------------------------
say("scores", "Applicants must have a minimum Step 2 CK score of {s2}.", step2_min="$s2")
say("scores", "A score of at least {s2} on USMLE Step 2 CK is required to be considered.", step2_min="$s2")
say("scores", "We require {both} or higher on both USMLE Step 1 and Step 2 CK.", step1_min="$both", step2_min="$both")
say("scores", "The minimum USMLE score is {both}.", step1_min="$both", step2_min="$both")
say(
    "scores",
    "Step 1 is now reported as pass or fail; for Step 2 CK our cutoff is {s2}.",
    step2_min="$s2",
)
say(
    "scores",
    "Osteopathic applicants need a COMLEX Level 2-CE score of {cx} or above; a Step 2 CK of {s2} is required of "
    "everyone else.",
    comlex_min="$cx",
    step2_min="$s2",
)
say("scores", "We have no minimum score for the USMLE.", no_score_cutoff=True)
say(
    "scores",
    "There is no absolute cutoff, although we prefer Step 2 CK scores of {s2} and above.",
    no_score_cutoff=True,
    prefer={"step2_min": "$s2"},
)
say("scores", "Preference is given to applicants with a Step 2 CK score above {s2}.", prefer={"step2_min": "$s2"})
say("scores", "We typically interview candidates with Step 2 CK scores of {s2} or more.", prefer={"step2_min": "$s2"})
say("scores", "The average Step 2 CK score of our current residents is {avg}.")
say("scores", "Last year the median Step 2 CK of those who matched with us was {avg}; scores are one part of the file.")
say("scores", "Competitive scores help, but we read each application from beginning to end.")
say(
    "scores",
    "Step 1 of {s1} and Step 2 CK of {s2} are the minimum scores for an interview.",
    step1_min="$s1",
    step2_min="$s2",
)
say(
    "scores",
    "Applications with a Step 2 CK score below {s2} are not reviewed.",
    step2_min="$s2",
)
say("scores", "A minimum of {cx} on COMLEX Level 1 and Level 2 is required of D.O. applicants.", comlex_min="$cx")
say(
    "scores",
    "Desired scores: {s1} for Step 1 and {s2} for Step 2 CK.",
    prefer={"step1_min": "$s1", "step2_min": "$s2"},
)
say("scores", "You must pass Step 2 CK with {s2} or more.", step2_min="$s2")
say(
    "scores",
    "We do not screen by score and set no cutoff on USMLE or COMLEX; passing scores are needed before ranking.",
    no_score_cutoff=True,
)
say(
    "scores",
    "USMLE Step II must be above {s2}; we recommend {cx} or better for those who took the COMLEX only.",
    step2_min="$s2",
    prefer={"comlex_min": "$cx"},
)
ask("scores", "Is there a minimum USMLE score?", "No.", no_score_cutoff=True)
ask(
    "scores",
    "Is there a minimum USMLE score?",
    "Yes, {both} on Step 1 and on Step 2 CK.",
    step1_min="$both",
    step2_min="$both",
)
ask("scores", "Do you have a score cutoff?", "We do not use a cutoff of any kind.", no_score_cutoff=True)
ask(
    "scores",
    "What is your cutoff for Step 2 CK?",
    "{s2}.",
    step2_min="$s2",
)
ask("scores", "What Step 2 CK score do I need?", "At least {s2} to be considered for an interview.", step2_min="$s2")
ask(
    "scores",
    "Is there a minimum score on the boards?",
    "There is none, but most of our residents have more than {avg} on Step 2 CK.",
    no_score_cutoff=True,
)
ask(
    "scores",
    "Do you require a certain score on USMLE Step 1?",
    "Yes. For those with a three-digit score the minimum is {s1}.",
    step1_min="$s1",
)
ask("scores", "Minimum COMLEX score?", "{cx} on Level 2.", comlex_min="$cx")
ask("scores", "Do you accept the COMLEX?", "Yes, the USMLE is not needed from osteopathic applicants.")
ask(
    "scores",
    "Are there score requirements?",
    "No minimum is set. We favor candidates with {both} or better on both Steps.",
    no_score_cutoff=True,
    prefer={"step1_min": "$both", "step2_min": "$both"},
)
label("scores", "Minimum Step 2 CK score", "{s2}", step2_min="$s2")
label("scores", "Minimum USMLE Step 1 / Step 2 CK", "{s1} / {s2}", step1_min="$s1", step2_min="$s2")
label("scores", "Minimum USMLE score", "None", no_score_cutoff=True)
label("scores", "Preferred Step 2 CK score", "{s2}+", prefer={"step2_min": "$s2"})
label("scores", "Average Step 2 CK score", "{avg}")
label("scores", "COMLEX Level 2 minimum", "{cx}", comlex_min="$cx")
label("scores", "USMLE Step 2 CK", "Minimum {s2} required", step2_min="$s2")
label("scores", "COMLEX", "{cx} or higher preferred", prefer={"comlex_min": "$cx"})
say("scores", "We look for a Step 2 CK of {s2} or better.", prefer={"step2_min": "$s2"})
say("scores", "Our committee has set neither a USMLE nor a COMLEX cutoff.", no_score_cutoff=True)
say("scores", "A COMPLEX Level 2 score of no less than {cx} must be on file.", comlex_min="$cx")
say(
    "scores",
    "Although {s2} on Step 2 CK is our stated minimum, few with less than {avg} were interviewed last year.",
    step2_min="$s2",
)
say("scores", "Step Two CK: {s2} or higher is required. Step One: a pass suffices.", step2_min="$s2")
ask(
    "scores",
    "Will a low score keep me from being interviewed?",
    "Not by itself, as we apply no cutoff.",
    no_score_cutoff=True,
)
ask("scores", "What is the average score of your residents?", "{avg} on Step 2 CK.")

# --- Attempts ---------------------------------------------------------------------------------------------------
say(
    "attempts",
    "All USMLE examinations must be passed on the first attempt.",
    max_attempts_step1=1,
    max_attempts_step2=1,
)
say(
    "attempts",
    "No more than {tries_w} attempts at each USMLE Step are allowed.",
    max_attempts_step1="$tries",
    max_attempts_step2="$tries",
)
say("attempts", "One failure on Step 1 is accepted.", max_attempts_step1=2)
say("attempts", "Step 2 CK must have been passed on the first try.", max_attempts_step2=1)
say(
    "attempts",
    "We prefer applicants who passed Steps 1 and 2 at their first sitting.",
    prefer={"max_attempts_step1": 1, "max_attempts_step2": 1},
)
say(
    "attempts",
    "The state medical board grants a training license only to those who pass each Step within {tries_w} attempts.",
    max_attempts_step1="$tries",
    max_attempts_step2="$tries",
)
say("attempts", "Applicants with more than {tries_w} failures over all examinations together are not considered.")
say("attempts", "Multiple attempts are looked at in the light of the whole application.")
say(
    "attempts",
    "A pass on Step 1 at the first attempt is required; for Step 2 CK we allow two attempts.",
    max_attempts_step1=1,
    max_attempts_step2=2,
)
say(
    "attempts",
    "First-time passes on USMLE Step 1 and Step 2 CK are strongly desired.",
    prefer={"max_attempts_step1": 1, "max_attempts_step2": 1},
)
say(
    "attempts",
    "We do not consider applicants who have failed any USMLE Step.",
    max_attempts_step1=1,
    max_attempts_step2=1,
)
say("attempts", "You may have taken Step 1 twice at most.", max_attempts_step1=2)
say(
    "attempts",
    "The state board limits physicians in training to three attempts per Step; our program, however, accepts no more "
    "than two.",
    max_attempts_step1=2,
    max_attempts_step2=2,
)
say("attempts", "A single failed attempt at Step 2 CK will be accepted, but not two.", max_attempts_step2=2)
ask(
    "attempts",
    "Is there a limit on attempts?",
    "Yes, {tries_w} per Step.",
    max_attempts_step1="$tries",
    max_attempts_step2="$tries",
)
ask("attempts", "Is there a limit on the number of attempts?", "No, there is no limit.")
ask(
    "attempts",
    "Do I have to pass on the first attempt?",
    "Yes, on Step 1 as well as Step 2 CK.",
    max_attempts_step1=1,
    max_attempts_step2=1,
)
ask(
    "attempts",
    "I failed Step 1 once. Will you still consider me?",
    "Yes, one failure on Step 1 is acceptable.",
    max_attempts_step1=2,
)
ask(
    "attempts",
    "Do you consider applicants with a failed Step?",
    "No, we do not consider anyone with a failure on Step 1 or Step 2 CK.",
    max_attempts_step1=1,
    max_attempts_step2=1,
)
ask("attempts", "How do you view failed attempts?", "With care. Please explain the circumstances in your statement.")
label("attempts", "Maximum attempts per Step", "{tries}", max_attempts_step1="$tries", max_attempts_step2="$tries")
label("attempts", "USMLE attempts", "First attempt only, Steps 1 and 2", max_attempts_step1=1, max_attempts_step2=1)
label("attempts", "Attempts on Step 1", "First attempt preferred", prefer={"max_attempts_step1": 1})
label("attempts", "Step 2 CK attempts allowed", "{tries}", max_attempts_step2="$tries")
say("attempts", "Neither Step 1 nor Step 2 CK may have been failed.", max_attempts_step1=1, max_attempts_step2=1)
say(
    "attempts",
    "We accept one failed attempt on each of Step 1 and Step 2 CK.",
    max_attempts_step1=2,
    max_attempts_step2=2,
)
say(
    "attempts",
    "Ideally both Steps were passed the first time, but one repeat of Step 2 CK, and no more, is tolerated.",
    max_attempts_step2=2,
    prefer={"max_attempts_step1": 1, "max_attempts_step2": 1},
)

# --- Step 3 -----------------------------------------------------------------------------------------------------
say("step3", "USMLE Step 3 is not required for application.", step3_required="no")
say("step3", "Residents must pass Step 3 before the end of the PGY-2 year.", step3_required="no")
say("step3", "Applicants must have passed USMLE Step 3 before they are ranked.", step3_required="always")
say("step3", "A passing Step 3 result is required before a contract can be issued.", step3_required="always")
say("step3", "Step 3 is required only of those who ask for an H-1B visa.", step3_required="h1b", maybe=("visa_h1b",))
say("step3", "Passing Step 3 early is a plus.")
say("step3", "You do not need to have taken Step III when you apply.", step3_required="no")
say("step3", "USMLE Step 3 must be completed prior to the start of residency.", step3_required="always")
say(
    "step3",
    "All residents take Step 3 during the intern year and must pass it to advance to PGY-3.",
    step3_required="no",
)
say("step3", "Our interns are given two paid days to sit for Step 3.")
say("step3", "Step 1, Step 2 CK and Step 3 must all be passed at the time of application.", step3_required="always")
ask("step3", "Do I need Step 3 to apply?", "No.", step3_required="no")
ask(
    "step3",
    "Is Step 3 required?",
    "Not to apply; it is due by the close of the second year of training.",
    step3_required="no",
)
ask(
    "step3",
    "Is Step 3 required before the Match?",
    "Yes, it must be passed before we submit our rank list.",
    step3_required="always",
)
ask(
    "step3",
    "Must Step 3 be passed before residency?",
    "Only if you require an H1B visa.",
    step3_required="h1b",
    maybe=("visa_h1b",),
)
ask("step3", "Does Step 3 help my application?", "It can, though it is one item among many.")
ask("step3", "Should I have Step 3?", "It is recommended, not required.", step3_required="no")
label("step3", "USMLE Step 3", "Not required", step3_required="no")
label("step3", "Step 3 required before start", "Yes", step3_required="always")
label("step3", "Step 3", "Needed for H-1B only", step3_required="h1b", maybe=("visa_h1b",))
label("step3", "Step 3", "By the end of PGY-2", step3_required="no")
say("step3", "Step 3 is desirable but by no means a requirement.", step3_required="no")
say("step3", "No contract will be offered without a passing score on USMLE Step 3.", step3_required="always")

# --- Years since graduation -------------------------------------------------------------------------------------
say(
    "graduation",
    "Applicants must have graduated from medical school within the past {years_w} years.",
    max_years_since_graduation="$years",
)
say(
    "graduation",
    "We require graduation no more than {years} years before the start of residency.",
    max_years_since_graduation="$years",
)
say(
    "graduation",
    "No more than {years_w} ({years}) years may have passed since medical school graduation.",
    max_years_since_graduation="$years",
)
say(
    "graduation",
    "Graduation within the last {years} years is preferred.",
    prefer={"max_years_since_graduation": "$years"},
)
say(
    "graduation",
    "Candidates must be within {years} years of graduation unless they have been in residency training since.",
    max_years_since_graduation="$years",
)
say(
    "graduation",
    "We have no limit on the year of graduation.",
)
say(
    "graduation",
    "There is no strict cutoff, but recent graduates (less than {years} years) are favored.",
    prefer={"max_years_since_graduation": "$years"},
)
say("graduation", "Most of our residents finished medical school one or two years before joining us.")
say(
    "graduation",
    "Applicants whose graduation lies more than {years_w} years back will not be considered.",
    max_years_since_graduation="$years",
)
say(
    "graduation",
    "A graduation date within {years} years is required; the rule may be waived for those in active clinical practice.",
    max_years_since_graduation="$years",
)
say("graduation", "Time out of medical school must not exceed {years_w} years.", max_years_since_graduation="$years")
say("graduation", "You must have graduated after June 1, 2021.")
say(
    "graduation",
    "Ideally, candidates have completed medical school in the last {years_w} years.",
    prefer={"max_years_since_graduation": "$years"},
)
say("graduation", "Medical school must have been completed in the last 3-5 years.", max_years_since_graduation=5)
say("graduation", "Gaps in training or practice should be explained in the application.")
ask(
    "graduation",
    "Is there a cutoff for year of graduation?",
    "Yes, {years_w} years.",
    max_years_since_graduation="$years",
)
ask("graduation", "Is there a cutoff for year of graduation?", "No.")
ask(
    "graduation",
    "How recent must my graduation be?",
    "Within {years} years of the application.",
    max_years_since_graduation="$years",
)
ask(
    "graduation",
    "Do you have a limit on years since graduation?",
    "Not a firm one. We prefer applicants who are within {years_w} years of graduation.",
    prefer={"max_years_since_graduation": "$years"},
)
ask(
    "graduation",
    "I graduated long ago. May I apply?",
    "We only consider applicants who graduated within the last {years} years.",
    max_years_since_graduation="$years",
)
label("graduation", "Years since graduation", "{years} or fewer required", max_years_since_graduation="$years")
label("graduation", "Maximum years since graduation", "{years}", max_years_since_graduation="$years")
label("graduation", "Graduation cutoff", "None")
label(
    "graduation",
    "Year of graduation",
    "Within {years} years preferred",
    prefer={"max_years_since_graduation": "$years"},
)
say(
    "graduation",
    "Your medical school diploma may be at most {years_w} years old when the residency begins.",
    max_years_since_graduation="$years",
)
say("graduation", "We impose no cutoff on the year in which you graduated.")
say(
    "graduation",
    "Applicants who graduated over {years} years ago must have been in continuous clinical practice or they will not "
    "be considered.",
    max_years_since_graduation="$years",
)
ask(
    "graduation",
    "Does the year of graduation matter?",
    "It does: we take applications only from those no more than {years_w} years out of school.",
    max_years_since_graduation="$years",
)

# --- US clinical experience -------------------------------------------------------------------------------------
say(
    "experience",
    "At least {months_w} months of U.S. clinical experience are required.",
    usce_required=True,
    usce_months="$months",
)
say(
    "experience",
    "A minimum of {weeks} weeks of hands-on clinical experience in the United States is required; observerships do "
    "not count.",
    usce_required=True,
    usce_months="$months",
    usce_hands_on=True,
)
say("experience", "U.S. clinical experience is not required.", usce_required=False)
say(
    "experience",
    "US clinical experience is recommended but not required.",
    usce_required=False,
    prefer={"usce_required": True},
)
say("experience", "USCE is preferred.", prefer={"usce_required": True})
say(
    "experience",
    "We strongly encourage clinical experience in the U.S. health system.",
    prefer={"usce_required": True},
)
say(
    "experience",
    "International graduates must have clinical experience in the United States; observerships are accepted.",
    usce_required=True,
    usce_hands_on=False,
)
say("experience", "One year of clinical experience in the U.S. is required.", usce_required=True, usce_months=12)
say(
    "experience",
    "We prefer at least {months_w} months of U.S. clinical experience.",
    prefer={"usce_required": True, "usce_months": "$months"},
)
say(
    "experience",
    "Applicants must have completed U.S. clinical rotations with direct patient care. Shadowing and observerships do "
    "not satisfy this requirement.",
    usce_required=True,
    usce_hands_on=True,
)
say("experience", "We do not offer observerships or externships.")
say("experience", "Residents gain a wide clinical experience in the wards, the clinics and the emergency room.")
say(
    "experience",
    "{months_w_cap} to six months of clinical experience in the USA are mandatory for foreign graduates.",
    usce_required=True,
    usce_months="$months",
)
say(
    "experience",
    "Experience in an American hospital is a must; externships, sub-internships and observerships all count.",
    usce_required=True,
    usce_hands_on=False,
)
say(
    "experience",
    "While prior U.S. clinical experience is not mandatory, {months_w} months or more will strengthen an application.",
    usce_required=False,
    prefer={"usce_required": True, "usce_months": "$months"},
)
say("experience", "Clinical experience in the United States is required.", usce_required=True)
say("experience", "No U.S. experience is needed to apply.", usce_required=False)
ask("experience", "Is US clinical experience required?", "Yes.", usce_required=True)
ask(
    "experience",
    "Is US clinical experience required?",
    "No, but it is preferred.",
    usce_required=False,
    prefer={"usce_required": True},
)
ask("experience", "Do I need USCE?", "No.", usce_required=False)
ask(
    "experience",
    "Do observerships count as US clinical experience?",
    "No, you must have {months_w} months of hands-on experience.",
    usce_required=True,
    usce_months="$months",
    usce_hands_on=True,
)
ask(
    "experience",
    "How much U.S. clinical experience do you require?",
    "{months_w_cap} months at the least.",
    usce_required=True,
    usce_months="$months",
)
ask(
    "experience",
    "Is clinical experience in the U.S. needed?",
    "Yes, and an observership is sufficient.",
    usce_required=True,
    usce_hands_on=False,
)
ask("experience", "Can I rotate with you as an observer?", "We have no places for observers at this time.")
label("experience", "U.S. clinical experience", "Required", usce_required=True)
label("experience", "U.S. clinical experience", "Not required", usce_required=False)
label("experience", "USCE", "Preferred", prefer={"usce_required": True})
label("experience", "US clinical experience required", "{months} months", usce_required=True, usce_months="$months")
label(
    "experience",
    "US clinical experience",
    "{weeks} weeks, hands-on only, required",
    usce_required=True,
    usce_months="$months",
    usce_hands_on=True,
)
say(
    "experience",
    "You need not have worked in the United States before, though we would like to see it.",
    usce_required=False,
    prefer={"usce_required": True},
)
say(
    "experience",
    "No application is considered without U.S. clinical experience, of which {months_w} months is the minimum.",
    usce_required=True,
    usce_months="$months",
)
ask(
    "experience",
    "Are observerships enough?",
    "No. Clinical experience in the U.S. is required and must be hands-on.",
    usce_required=True,
    usce_hands_on=True,
)
ask("experience", "Is U.S. experience a must?", "It is not.", usce_required=False)

# --- ECFMG ------------------------------------------------------------------------------------------------------
say(
    "ecfmg",
    "International graduates must hold a valid ECFMG certificate at the time of application.",
    ecfmg_by="application",
)
say("ecfmg", "Graduates of foreign schools must be ECFMG certified.", ecfmg_by="application")
say("ecfmg", "ECFMG certification must be complete by the time we submit our rank order list.", ecfmg_by="ranking")
say("ecfmg", "A valid ECFMG certificate is required before the start of residency on July 1.", ecfmg_by="start")
say("ecfmg", "To be invited for an interview, IMGs must have their ECFMG certificate in hand.", ecfmg_by="interview")
say("ecfmg", "ECFMG certification is not needed to apply, but it must be obtained before ranking.", ecfmg_by="ranking")
say("ecfmg", "Applicants should be eligible for ECFMG certification.")
say("ecfmg", "The ECFMG certificate must be presented before a contract is signed.", ecfmg_by="start")
say("ecfmg", "Foreign graduates need ECFMG certification before the Match.", ecfmg_by="ranking")
say("ecfmg", "Only applicants with ECFMG certification will be considered.", ecfmg_by="application")
say("ecfmg", "The ECFMG issues its certificates in Philadelphia; please plan for the time that this takes.")
say("ecfmg", "EFMG certificates must reach our office prior to appointment.", ecfmg_by="start")
say("ecfmg", "We cannot rank a foreign graduate who is not yet certified by the ECFMG.", ecfmg_by="ranking")
say("ecfmg", "An ECFMG certificate is a prerequisite for the interview.", ecfmg_by="interview")
ask("ecfmg", "Do I have to be ECFMG certified when I apply?", "Yes.", ecfmg_by="application")
ask(
    "ecfmg",
    "Do I have to be ECFMG certified when I apply?",
    "No, but you must be certified by the rank list deadline.",
    ecfmg_by="ranking",
)
ask("ecfmg", "When must ECFMG certification be complete?", "Before your first day as a resident.", ecfmg_by="start")
ask(
    "ecfmg",
    "Is ECFMG certification needed for an interview?",
    "It is; we interview certified candidates only.",
    ecfmg_by="interview",
)
ask("ecfmg", "Where can I ask about certification?", "Please turn to the ECFMG, which answers such questions itself.")
label("ecfmg", "ECFMG certificate", "Required at time of application", ecfmg_by="application")
label("ecfmg", "ECFMG certificate", "By start of training", ecfmg_by="start")
label("ecfmg", "ECFMG certification required by", "Rank list certification", ecfmg_by="ranking")
say("ecfmg", "You may apply without the ECFMG certificate, but it must be in hand by orientation.", ecfmg_by="start")
say("ecfmg", "Certification by the ECFMG is a condition of being interviewed.", ecfmg_by="interview")
ask(
    "ecfmg",
    "Do you rank applicants who are not ECFMG certified?",
    "No, certification has to be complete by then.",
    ecfmg_by="ranking",
)
label("ecfmg", "ECFMG certificate", "Before the interview", ecfmg_by="interview")

# --- Letters ----------------------------------------------------------------------------------------------------
say("letters", "Please send {letters_w} letters of recommendation.", letters_min="$letters")
say("letters", "We require {letters} letters of recommendation in addition to the MSPE.", letters_min="$letters")
say("letters", "Three letters of recommendation, one of them from your Dean, are required.", letters_min=2)
say(
    "letters",
    "A Dean's letter and {letters_w} letters from physicians who know your clinical work are needed.",
    letters_min="$letters",
)
say("letters", "We ask for three to four letters of recommendation.", letters_min=3)
say("letters", "Up to four letters may be uploaded to ERAS.")
say(
    "letters",
    "A minimum of {letters_w} letters of reference is required, at least one from our specialty.",
    letters_min="$letters",
)
say("letters", "Strong letters from clinical teachers carry weight with our committee.")
say("letters", "Your file must hold at least {letters} LORs, none older than two years.", letters_min="$letters")
say(
    "letters",
    "The application consists of a CV, transcript, MSPE, personal statement and {letters_w} recommendation letters.",
    letters_min="$letters",
)
say("letters", "Letters should be addressed to the program director and sent through ERAS.")
say(
    "letters",
    "One of your {letters_w} required letters of recommendation should come from a U.S. physician.",
    letters_min="$letters",
)
ask("letters", "How many letters of recommendation do you need?", "{letters_w_cap}.", letters_min="$letters")
ask(
    "letters",
    "How many letters of recommendation are required?",
    "{letters_w_cap}, not counting the Dean's letter.",
    letters_min="$letters",
)
ask("letters", "How many LoRs?", "Four, of which one is the MSPE.", letters_min=3)
ask("letters", "Must a letter come from the department chair?", "No, though a chair's letter is welcome.")
ask("letters", "Do you need letters from U.S. physicians?", "We like to see one, but this is not a rule.")
ask(
    "letters",
    "What letters should I send?",
    "We need {letters_w} letters from attending physicians.",
    letters_min="$letters",
)
label("letters", "Letters of recommendation", "{letters}", letters_min="$letters")
label("letters", "Number of letters required", "{letters_w_cap} ({letters})", letters_min="$letters")
label("letters", "Letters", "{letters} plus MSPE", letters_min="$letters")
say("letters", "Besides the Dean's letter we expect {letters_w} letters of recommendation.", letters_min="$letters")
say(
    "letters",
    "No fewer than {letters_w} letters of recommendation must accompany your application.",
    letters_min="$letters",
)

# --- Deadline ---------------------------------------------------------------------------------------------------
say("deadline", "The application deadline is {dl_long}.", application_deadline="$dl")
say("deadline", "Applications are accepted through ERAS until {dl_long}.", application_deadline="$dl")
say("deadline", "All documents must be received by {dl_short}", application_deadline="$dl")
say("deadline", "Complete applications are due {dl_full}.", application_deadline="$dl_y")
say("deadline", "Applications are reviewed as they come in; we set no closing date.")
say("deadline", "We begin to review applications in late September.")
say(
    "deadline",
    "The last day to apply is {dl_long} for categorical positions and January 20 for the preliminary year.",
    application_deadline="$dl",
)
say("deadline", "Files that are not complete by {dl_long} will not be reviewed.", application_deadline="$dl")
say("deadline", "Interviews take place on Tuesdays and Fridays from October 20 to January 16.")
say("deadline", "Our ERAS deadline: {dl_num}", application_deadline="$dl_y")
say("deadline", "Applicants should submit everything no later than {dl_day}.", application_deadline="$dl")
say(
    "deadline",
    "We will not accept applications after {dl_long}; interviews end on January 22.",
    application_deadline="$dl",
)
say("deadline", "Applying early is wise, since invitations go out from October on.")
ask("deadline", "When is the deadline?", "{dl_long}.", application_deadline="$dl")
ask("deadline", "What is the deadline to apply?", "Applications close on {dl_full}.", application_deadline="$dl_y")
ask("deadline", "Is there a deadline for applications?", "No, but we fill our interview days quickly.")
ask("deadline", "When do you interview?", "From early November through the middle of January.")
ask("deadline", "By when must my application be complete?", "By the {dl_day}.", application_deadline="$dl")
label("deadline", "Application deadline", "{dl_long}", application_deadline="$dl")
label("deadline", "ERAS closes for us", "{dl_full}", application_deadline="$dl_y")
label("deadline", "Interview season", "October 15 to January 20")
label("deadline", "Deadline", "{dl_short}", application_deadline="$dl")
say("deadline", "To be considered, apply on or before {dl_long}.", application_deadline="$dl")
ask("deadline", "Until when can I apply?", "Until {dl_short}", application_deadline="$dl")

# --- Positions --------------------------------------------------------------------------------------------------
say("positions", "We offer {places_w} categorical positions each year.", positions_per_year="$places")
say("positions", "The program accepts {places} residents per year.", positions_per_year="$places")
say("positions", "Each class has {places_w} residents, for a total of {total}.", positions_per_year="$places")
say("positions", "Our total complement is {total} residents.")
say(
    "positions",
    "We interview about {interviewed} candidates for our {places} PGY-1 positions.",
    positions_per_year="$places",
)
say("positions", "We match {places} categorical and {pre} preliminary interns annually.", positions_per_year="$places")
say("positions", "Depending on the year we take seven or eight new residents.")
say("positions", "The residency is approved for {total} trainees in all years together.")
say(
    "positions",
    "{places_w_cap} first-year positions are filled through the Match every year.",
    positions_per_year="$places",
)
say("positions", "Every July {places_w} new interns join us.", positions_per_year="$places")
say("positions", "About {interviewed} applicants are invited to interview each season.")
say("positions", "There are {places} PGY-1 categorical places in this year's Match.", positions_per_year="$places")
say(
    "positions",
    "The program takes {places} categorical interns; in addition there are {pre} one-year preliminary places.",
    positions_per_year="$places",
)
ask("positions", "How many positions do you have?", "{places_w_cap} per year.", positions_per_year="$places")
ask("positions", "How many residents do you take each year?", "{places}.", positions_per_year="$places")
ask("positions", "How many residents are in the program?", "There are {total} in all.")
ask("positions", "How many applicants do you interview?", "Around {interviewed}.")
ask(
    "positions",
    "How large is each class?",
    "We have {places_w} categorical interns in every class.",
    positions_per_year="$places",
)
label("positions", "Positions per year", "{places}", positions_per_year="$places")
label("positions", "PGY-1 positions", "{places} categorical", positions_per_year="$places")
label("positions", "Total residents", "{total}")
label("positions", "Residents per class", "{places}", positions_per_year="$places")
say(
    "positions",
    "With {total} residents in all and {places} in each class, we know one another well.",
    positions_per_year="$places",
)
say(
    "positions",
    "The Match offers {places} first-year categorical positions and {pre} preliminary ones with us.",
    positions_per_year="$places",
)
ask(
    "positions",
    "How many PGY-1 spots are there?",
    "{places_w_cap} categorical and {pre} preliminary.",
    positions_per_year="$places",
)

# --- Sentences that state nothing -------------------------------------------------------------------------------
say("aside", "Applications are taken through ERAS only; paper files cannot be read.")
say("aside", "The personal statement should tell us why you chose this field and this part of the country.")
say("aside", "All interviews are held by video, and each candidate meets four members of the faculty.")
say("aside", "The hospital takes part in the National Resident Matching Program and keeps all of its rules.")
say("aside", "Residents receive three weeks of vacation, health insurance and a stipend for books.")
say("aside", "Our alumni practice in rural clinics, teach at universities and lead hospitals across the region.")
say("aside", "We value diversity of thought and do not discriminate on any ground named by law.")
say("aside", "A background check and a drug screen are part of the hiring of every employee.")
say("aside", "Please do not telephone to ask about the status of your file; we write to every candidate.")
say("aside", "The average applicant invited last season had Step 2 CK scores near {avg}, though we look at far more.")
say("aside", "Physicians who come as observers need a tourist visa, which they arrange on their own.")
say("aside", "Clinical skills examinations such as the old Step 2 CS are no longer given.")
