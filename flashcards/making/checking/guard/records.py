"""Signs of a record about one person: session notes, shorthand, risk, medicines, forms."""

from __future__ import annotations

from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import (
    DAY,
    FULL_DAY,
    FULL_DAY_HINT,
    LOWER,
    WEEKDAY,
    WORD,
)

_SITTING = (
    r"(?:(?:individual |couple |group |family |art therapy,? )?"
    r"(?:session|sitting|appt|appointment|contact|visit|recording)"
    r"|sitzung|erstgespräch|therapiestunde|sesi[oó]n|s[ée]ance|consulta|colloquio|seduta"
    r"|entretien|supervision|group #\d+|home visit|phone call|telephone call|tc)"
)
_CALLED = (
    r"(?:(?:session|process|progress|case|clinical|contact|file) notes?"
    r"|transcript of (?:a |the |our )?(?:\w+ )?session)"
)
_SEEN = (
    r"(?:report(?:ed|s)|repotred|present(?:ed|s)|state[ds]|denie[ds]|disclose[ds]|describe[ds]"
    r"|endorse[ds]|arrive[ds]|appear(?:ed|s)|share[ds]|express(?:ed|es)|calmed|seen|late|attended"
    r"|identified|agreed|became|cried|dna|cancelled|said|says|feels|felt|talked|brought"
    r"|experiences|signed|well known|is a \d|complain(?:s|ed)|engaged|verbali[sz]ed|rang|called"
    r"|wants|berichtet|klagt|from)"
)
_DRUGS = (
    r"(?:sertraline?|sertralina|fluoxetin[ea]?|citalopram|escitalopram|paroxetin[ea]?"
    r"|venlafaxine?|mirtazapine?|duloxetine?|bupropion|lithium|lamotrigine|quetiapine?"
    r"|olanzapine?|risperidone?|aripiprazole?|diazepam|lorazepam|clonazepam|zopiclone|propranolol"
    r"|trazodone|methylphenidate|amitriptyline?|buspirone|prazosin|hydroxyzine|pregabaline?"
    r"|alprazolam|zolpidem)"
)
_FAMILY = (
    r"(?:father|mother|brother|sister|son|daughter|(?:maternal |paternal )?grand\w+|partner"
    r"|stepfather|stepmother)"
)
_LABELS = (
    r"(?:presenting (?:problem|issue|complaint|concerns?)|current suicidal thoughts"
    r"|previous attempts|protective factors|medications?|meds|dx|diagnosis|previous therapy"
    r"|allergies|next of kin|nok|emergency contact|treatment goals?|dos"
    r"|date of (?:service|session|contact|referral|admission)|cpt|absent|reason for referral"
    r"|referred by|referrer|gp|level of risk|risk|mood|affect|marital status|occupation"
    r"|interventions?|problem \d|homework|ha|hw|hausaufgabe|tarea|medikation|medikamente|diagnose"
    r"|tratamiento|medicaci[oó]n|anlass|zuweiser|antecedentes|motivo de consulta|motif|traitement"
    r"|ant[ée]c[ée]dents|theme|mse|impression|formulation)"
)
SIGNS = (
    sign(
        "the heading of session notes",
        4,
        rf"^[ \t#*>-]*{_SITTING}\b[^\n.!?]{{0,24}}?{DAY}"
        rf"|^[ \t#*>-]*(?:\w+day )?{FULL_DAY}[ \t]*[-–:,|(]*[ \t]*{_SITTING}\b"
        rf"|\b{_SITTING} (?:#|no\.? |nr\.? )?\d+[^\n.!?]{{0,24}}?{FULL_DAY}"
        rf"|\b{_CALLED}\b[^\n]{{0,50}}?{FULL_DAY}",
        "session|sitting|recording|appointment|appt|contact|visit|sitzung|erstgespr|therapiestunde"
        "|sesión"
        "|sesion|ance|consulta|colloquio|seduta|entretien|supervision|group #|call|tc |notes|note ",
        numbered=True,
        hint=rf"^[ \t#*>-]*{_SITTING}\b|{FULL_DAY_HINT}",
    ),
    sign(
        "a date before what was seen or said",
        3,
        rf"^[ \t#*>-]*(?:\w+day )?{FULL_DAY}[ \t]*[-–:,.]*[ \t]*(?:(?:cl|ct|pt|client|patient|pat"
        r"|student|cleint|seen|saw|spoke|phoned|called|rang|tc)\b|met with)"
        rf"|\b(?:seen|saw (?:her|him|them)|met with (?:her|him|client)|attended) (?:on |at )?"
        rf"{FULL_DAY}|\b(?:discharged|admitted|assessed|referred)(?: on)? {FULL_DAY}",
        "cl|ct|pt|pat|student|seen|saw|met with|spoke|phoned|called|rang|tc|attended|discharged"
        "|admitted|assessed|referred",
        numbered=True,
        hint=FULL_DAY_HINT,
    ),
    sign(
        "a report without an article, as in notes",
        1.5,
        r"(?<![\w,)’'] )\b(?:client|patient|pt|cl|ct|cleint|pat\.|student|service user|mum|tc|vm)"
        rf"\b\.? (?:(?:who|again|also|still|today) )?{_SEEN}\b",
        "client |patient |pt |cl |ct |cleint |pat. |student |user |mum |tc |vm ",
    ),
    sign(
        "a report without an article, as in notes",
        1.5,
        r"(?:^|[.;:!?] )(?:Dad|Mom|Mum|Dtr|Wife|Husband|Boyfriend|Girlfriend|Partner|Son|Daughter"
        r"|Stepdad|Stepmum|(?:Foster|His|Her) (?:mum|mom|dad)|Nan|Gran) (?:also |still |now "
        r"|again )?"
        r"(?:has|had|is|was|away|works|thinks|answered|asked|says|said|wants|tearful|worried|keen"
        r"|supportive|rang|phoned|came|went|left|moved|told|reports|drinks|cried|visited|found"
        r"|gave)"
        r"\b",
        "dad |mom |mum |dtr |wife |husband |friend |partner |son |daughter |nan |gran ",
        cased=True,
    ),
    sign(
        "a report without an article, as in notes",
        1.5,
        r"(?:^|[.;:] )(?:Refiere|Niega|Nega|Riferisce|Acude|Weint|Berichtet|Reports|Denies"
        r"|Endorses|Presents with|Presented with|Tearful|Seen)\b(?! that the| the)",
        "refiere|niega|nega|riferisce|acude|weint|berichtet|reports|denies|endorses|presents with"
        "|presented with|tearful|seen",
        cased=True,
    ),
    sign(
        "the shorthand of case notes",
        1,
        r"(?<![\w/])(?:c/o|h/o|hx|f/u|r/v|w/|si/hi|avh|dna'?d|dna x ?\d|a&o ?x ?\d|oriented x ?\d"
        r"|\d ?x/wk|x ?\d/wk|\d/(?:52|7|12)|nxt|appt|cpn|cmht|b/c|b4|hw|\?si|self-?harming again"
        r"|\d{2} ?y/?o|nfa|wnl|nok)(?![\w/])",
        "c/o|h/o|hx|f/u|r/v|w/|si/hi|avh|dna|a&o|oriented x|/wk|/52|/7|/12|nxt|appt|cpn|cmht|b/c"
        "|b4|hw|?si|self-harming|selfharming|yo|y/o|nfa|wnl|nok",
    ),
    sign(
        "the shorthand of case notes",
        1,
        r"\b(?:MSE|TC|CL|Pt|DOS|CPT|HI|DSL|OD)\b(?! \()|\b(?:ct|cl|pt|tc|vm)\b",
        "mse|tc|cl|pt|dos|hi|dsl|od|ct|vm",
        cased=True,
    ),
    sign(
        "a score of a questionnaire",
        1,
        r"\b(?:phq-?9?|gad-?7?|bdi(?:-ii)?|pcl-?5|core-?10|core-om|gaf|ors|srs|bsi|y-?bocs|ies-r"
        r"|suds?|epds|audit|moca)"
        r" ?(?:=|:|score|of|was|is|from)? ?\d+\b(?!\.\d)",
        "phq|gad|bdi|pcl|core|gaf|ors|srs|bsi|bocs|ies-r|sud|epds|audit|moca",
        numbered=True,
    ),
    sign(
        "what was found of risk",
        1.5,
        r"\bno (?:current |active |acute )?(?:si\b|suicidal (?:ideation|thoughts)"
        r"|thoughts of (?:suicide|self-harm)|risk to self|risk issues)"
        r"|\bdenie[sd] (?:any |current |having )*(?:si\b|suicid|thoughts of|self.?harm|plan)"
        r"|\bsafe?ty plan (?:reviewed|agreed|done|in place|given|updated|completed)"
        r"|\bkeine (?:akute )?suizidalit|\bniega ideaci|\bnega ideazione"
        r"|\bpas d['’]id[ée]es suicidaires|\bcrisis team (?:informed|called)"
        r"|\bsafeguarding (?:q|concern|referral|lead|raised)|\bcall duty|\badvised a&e"
        r"|\bfollowing an overdose|\bstockpil|\bold cuts"
        r"|\bstopped (?:the|her|his|taking) \w+(?:ine|pam|am|ium|one|ole|meds|tablets|medication)"
        r"\b|\brisk (?:remains|low|high|assessed as|unchanged)",
        "no |denie|safety plan|safty|suizid|niega|nega |suicid|crisis team|safeguard|duty|a&e"
        "|overdose|stockpil|cuts|risk|stopped",
    ),
    sign(
        "the next appointment",
        1.5,
        rf"\bnext (?:session|appt|appointment|visit)\b[^\n.]{{0,16}}?(?:{DAY}|{WEEKDAY}|week)"
        rf"|\b(?:see|meet|seen) (?:her |him |them )?again (?:on |in )?"
        rf"(?:{WEEKDAY}|{DAY}|\w+ weeks?)|\bn[äa]chster termin|\bpr[oó]xima (?:cita|sesi)"
        r"|\bprochaine? (?:rendez-vous|s[ée]ance)|\bprossimo appuntamento|\bappt brought|\bnxt appt"
        r"|\bf/u (?:next|in|\d)|\bcontinue weekly|\bweekly sessions,|\bcancelled next week"
        r"|\buntil next session|\bfollow-up:|\bwants (?:a )?call ?back"
        r"|\bcall (?:her |him |them )?back|\bvereinbart|\bwe meet tomorrow|\brebooked"
        r"|\breview in \w+ weeks",
        "next session|next app|next meeting|next week|see again|meet again|seen again|her again"
        "|him again|them again|chster termin|xima cita|xima sesi|prochain|prossimo app|appt|f/u "
        "|continue weekly|weekly sessions,|follow-up:|call back|callback|call her back"
        "|call him back|call them back|vereinbart|we meet tomorrow|rebooked|review in ",
    ),
    sign(
        "a medicine with its dose",
        1.3,
        rf"\b{_DRUGS}(?: xl| sr)? \d+ ?mg"
        r"|\b(?:on|takes|taking|depot|nimmt|prend|toma|prende|gebruikt) (?:the )?\(?[^\W\d_]{4,20}"
        r"(?: \([^\W\d_]{4,20})?,? ?\d+ ?mg\b",
        "mg",
        numbered=True,
    ),
    sign(
        "a filled-in form about a person",
        1,
        rf"^[ \t]*{_LABELS}[ \t]*[:=][ \t]*(?![_\s.☐\[]|$)"
        r"|[.\t] (?:(?:dos|cpt|dx):?|(?:medikation|homework|ha|tratamiento|theme|absent"
        r"|present):) ",
        ":|=|dos |cpt |dx ",
    ),
    sign(
        "a genogram of a client",
        2,
        r"\bgenogram,? (?:(?:of|for|client)[ :]+)(?!a\b|an\b|the\b)",
        "genogram",
    ),
    sign(
        "a member of a family with particulars",
        1,
        rf"^[ \t-]*(?i:{_FAMILY})[ \t]*(?:\([^)\n]+\))?:[ \t]*{WORD}\b[^\n]*[,(]",
        ":",
        cased=True,
        hint=rf"^[ \t-]*{_FAMILY}[ \t]*(?:\([^)\n]+\))?:",
    ),
    sign(
        "an age in short",
        0.5,
        rf"\b\d{{1,2}} ?(?:yo|y/o|yrs? old|años|anni|ans|jahre alt|j\.)(?![{LOWER}])",
        "yo|y/o|yr|años|anni|ans|jahre|j.",
        numbered=True,
    ),
)
