"""Signs of one person's life told close up: relatives, days of this week, care, clipped speech."""

from __future__ import annotations

from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import LOWER, UPPER, WORD

_KIN = (
    r"(?:husband|hubby|wife|ex|girlfriend|boyfriend|sister|brother|mother|mum|mom|father|dad"
    r"|son|daughter|twins|kids|stepdad|stepmum|stepfather|stepmother|uncle|aunt|cousin|nan|gran"
    r"|grandmother|oma|opa|mutter|vater|sohn|tochter|bruder|schwester|eltern|padre|madre|pareja"
    r"|esposa|hermana|hermano|hij[oa]|femme|mari|fils|fille|m[èe]re|p[èe]re|moglie|marito|figlia"
    r"|figlio|c[óo]rka|c[óo]rce|syn|m[ąa]ż|matka|boss|landlord|flatmate|sponsor|line manager)"
)
_SAYS = (
    r"(?:reports|reported|said|says|states|stated|admits|admitted|feels|felt|describes|described"
    r"|talked|spoke|cried|cries|wept|wants|wanted|worries|became|brought|discloses|disclosed|told"
    r"|came|rang|refused|slept|claims|laughed|blushed|thinks|accepts|has been|has not|would not"
    r"|lives|hides|complains|moved|lost|berichtet|erzählt|klagt|dit|pleure|refiere|vive|acude"
    r"|zgłasza|płacze)"
)

CLEAR = (
    sign(
        "the care of one person",
        1.5,
        r"\b(?:(?:seen|seeing) (?:him|her|them|twice|once|\d+x|\w+ times)\b|did not attend\b"
        r"|attended (?:\d|keywork|four|five|six|three|two|all)|inform gp\b|gp (?:aware|letter"
        r"|practice|has)\b|social services\b|safeguarding\b|hospital letter\b|meds\b"
        r"|my placement\b|at placement\b|(?:first|my) appt\b"
        r"|sessions? (?:authori[sz]ed|left|max)\b|my case study\b|we recommend\b"
        r"|referred by\b"
        r"|admits? to\b|contract signed\b|bloods\b|bmi\b|obs\b|worried re\b|re safe"
        r"|no show\b|consent verified\b|i (?:have seen|have been seeing|must speak"
        r"|was drawn)\b|index offence\b|section [23]\b|stellt sich\b"
        r"|beantragt\b|adress[ée]e? par\b|derivado\b|pr[óo]xima revisi|[àa] revoir\b"
        r"|agreed (?:daily|weekly)\b|home visit\b|ward round\b|if (?:i"
        r"|you) feel that you"
        r"|mr\.? \w+ is a \d|tearful\b|to ask:|next: |case conference\b"
        r"|subject to a plan\b|crisis team\b|i have kept your place\b)",
        "seen|seeing|attend|gp|social serv|safe|hospital letter|meds|my |placement|appt"
        "|sessions |recommend|referred|admit|signed|bloods|bmi|obs|worried re|no show|consent"
        "|i have|i must|i was|offence|section|stellt|beantragt|adress"
        "|derivado|revis|revoir|agreed|visit|ward|feel|is a |tearful|ask:|next:|conference"
        "|subject|crisis",
    ),
    sign(
        "clipped writing",
        1.2,
        r"\b(?:wk(?:s|ly|end|ends)?|yrs?|hrs|mins?|appts?|tel|mob|ringing|wt|pc|pmh|dh|sh|imp|rtc"
        r"|gp"
        r"|dna|iapt|pip|eap|acct|re|wg|gest|dsm?l|cl|b\.d|bd|od|cant|dont|thats|hes|shes|w/|emw)\b"
        r"|(?<!\w)(?:\?[a-z]\w+|x ?\d\b|\d+x\b|\d{1,2}/(?:10|12|52|7|40|day)\b|& |\+ (?=[a-z]))",
        "wk|yr|hrs|min|appt|tel|mob|wt|pc|pmh|dh|sh|imp|rtc|gp|dna|pip|eap|acct|re |wg|gest|cl"
        "|bd|od|cant|dont|thats|hes|w/|emw|?|x|/|&|+",
    ),
    sign(
        "trouble of mind or body",
        0.4,
        r"\b(?:panic|nightmares?|tears|tearful|crying|tränen|low mood|self-?harm\w*|suicid\w+"
        r"|cut (?:again|myself)|cuts|harm yourself|sober|drunk|drinking|drinks|urges|laxatives"
        r"|bulimia|overdose|bullied|assaulted|abuse|abused|methadone|crack|asthma|headaches|dizzy"
        r"|can['’]?t sleep|insomni\w+|insomnio|bezsenność|lęk|weint|dormir|angoisse|panikattacken"
        r"|alcohol|alkoholiker|sleepless|grief|hospital|sick|tablets|medicin\w+|meds)\b",
    ),
    sign(
        "a meeting with somebody named",
        3,
        rf"\b(?:(?:[Ss]ession|[Ww]eek|[Hh]our|[Mm]eeting|[Cc]all|[Ii]ntake|[Rr]eview"
        rf"|[Ss]upervision|[Aa]ppt|[Aa]ppointment|[Vv]isit|[Aa]ssessment|[Kk]eywork"
        rf"|(?:[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth) time|one)"
        rf"(?: \d+)?|[Ss]essions? \d+(?: -)?) with (?:{WORD}(?! [{UPPER}][{LOWER}]+ University)"
        rf"|[{UPPER}]\b)|^[^\n]{{0,20}}[Ff]ormulation[ :–-]+{WORD} [{UPPER}]\b",
        "with |formulation",
        cased=True,
        hint=r"(?:^|\W)(?:sessions?|week|hour|meeting|call|intake|review|supervision|appt"
        r"|appointment|visit|assessment|keywork|time|one)(?: \d+)?(?: -)? with |formulation[ :–-]",
    ),
)
"""Say something even alone."""
FAINT = (
    sign("somebody's family and people", 0.5, rf"\b{_KIN}\b"),
    sign(
        "what one person said or did",
        0.7,
        rf"\b(?:she|he|they both|il|elle|er|sie|ella|pani) (?:also |again |still |then |just )?"
        rf"{_SAYS}\b|\b(?:she|he)(?:['’]s| is| was) (?:staying|living|off|out|on|scared|angry"
        rf"|afraid"
        r"|drinking|not sleeping|in floods|tearful)\b",
        "she|he|il |elle|er |sie|ella|both|pani",
    ),
    sign(
        "a day or an hour of this week",
        0.7,
        r"\b(?:on |last |next |this )?(?:mon|tues?|weds?|thurs?|fri|(?:on|last|next|this) (?:sat"
        r"|sun))"
        r"(?:day|nesday|rsday|urday)?s?\b(?! ?\()|\b(?:satur|sun)days?\b|\b(?:today|tonight"
        r"|last night|yesterday|tomorrow|this evening"
        r"|this morning|(?:last|this|next) (?:week|month)|heute|gestern|hier soir|ayer|el s[áa]bado"
        r"|before next|dans quinze jours|en dos semanas)\b|\b\d{1,2} ?[ap]\.?m\b\.?",
        "mon|tue|wed|thu|fri|sat|sun|to|last|yest|this|next|heute|gestern|soir|ayer|dans|en dos"
        "|:|pm|am|before",
    ),
    sign(
        "the age of one person",
        0.3,
        r"\b\d{1,2}[- ](?:years?|yrs?)[- ]old\b|\b\d{2} ?[mf]\b|\baged? \d{1,2}\b|\b\d{2} (?:años"
        r"|ans"
        r"|anni)\b|\b\d{2}-jährige?r?\b|\blat \d{2}\b|, \d{1,2}, ",
        "old|m|f|age|años|ans|anni|jährig|lat |, ",
        numbered=True,
    ),
)
"""Say something beside signs of a record only: novels are full of them."""
