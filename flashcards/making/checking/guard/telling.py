"""Signs of a therapist's telling in English: what was said, felt, asked and planned."""

from __future__ import annotations

from flashcards.making.checking.guard.report import CLIENT
from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import UPPER, WORD

_WHO = rf"(?:[Hh]im|[Hh]er|[Tt]hem|{WORD}|[{UPPER}]\b)"
_ASKED = r"(?:asked|told|reminded|encouraged|invited|praised|handed|greeted|rang|phoned|called|saw)"
_FELT = (
    r"(?:noticed|found myself|felt (?:my|sleepy|angry|sad|protective|guilty|bored|helpless|sorry"
    r"|pushed|stuck|irritated|moved|tired|useless|odd|uneasy|anxious|pulled|like)"
    r"|feel (?:protective|guilty|bored|helpless|sorry|stuck|drawn|pulled|responsible|uneasy)"
    r"|(?:am|was|was still|left) (?:ashamed|furious|relieved|tempted|struck|moved|worried about"
    r"|irritated|close to tears)|(?:did not|didn't) (?:raise|mention|ask|notice|say|know what"
    r"|dare|correct)|should(?: have|['’]ve)|(?:could|might) have (?:said|asked|stayed)"
    r"|wonder(?:ed)? (?:if|whether|what|why) (?:he|she|they|I)|said (?:that|to|nothing|how)"
    r"|waited\b|believe (?:him|her|them)\b|sat with\b|stayed with\b|(?:shall|will) miss (?:him|her"
    r"|them)|wish I had|wanted to (?:fix|rescue|help"
    r"|save|hold|mother|shake)|must have (?:looked|seemed|sounded))"
)
_TO_DO = r"(?:raise|bring|ask|talk|say|write|ring|call|phone|check|tell|explore|mention|take this)"
_NEXT = r"(?:session|time|hour|meeting|appointment|visit|appt)"

_DID = (
    r"(?:said|says|told|came|comes|cried|arrived|left|did|looked|looks|asked|asks|wants|wanted"
    r"|talked|talks|brought|gave|seems|seemed|feels|felt|laughed|sat|spoke|rang|thinks|mentioned"
    r"|described|has (?:been|not|started|stopped|asked)|today|again)"
)
_NO_NAME_BEFORE = r"(?<![\w.’'-])" + "".join(
    rf"(?<![{UPPER}]\w{{{length}}} )" for length in range(1, 13)
)
"""“D. came” is a client, “Anna O. came” is in every history of psychoanalysis."""

SIGNS = (
    sign(
        "an initial in a name's place",
        1.5,
        rf"{_NO_NAME_BEFORE}(?P<who>[B-HJ-Z]\.?) {_DID}\b",
        stands_for=CLIENT,
        cased=True,
    ),
    sign(
        "an initial in a name's place",
        1.5,
        r"\b(?:[Ee]nded|[Ss]tarted|[Bb]egan|[Ww]ork|[Ww]orking|[Tt]ime|[Ss]ession) with "
        r"(?P<who>[B-HJ-Z])\b(?=[.,;]| (?:today|this|again|on|for|and I))",
        " with ",
        CLIENT,
        cased=True,
        hint=r"with [b-hj-z]\b",
    ),
    sign(
        "what was told to the writer",
        1.4,
        rf"\b(?:[Hh]e|[Ss]he|(?!They\b){WORD}|[{UPPER}]\.?) (?:\w+ )?"
        r"(?:told|asked|asks|tells|gave|showed|thanked|texted|rang|reminded|wants) (?:me|us)\b",
        " me| us",
        cased=True,
    ),
    sign(
        "what the writer asked or told somebody",
        1.0,
        rf"\bI (?:then |again |also |have |had )?{_ASKED} {_WHO}"
        r"|\bI (?:then |again |also |gently |have |'ve |had )?asked (?:whether|if|about|what|how"
        r"|directly|why|when)\b|\bI said (?:that )?I (?:would|could|might|was|had)"
        r"|\bI (?:have|['’]ve) (?:left|tried|said|asked|told|written|met|started|seen)\b"
        r"|\bI (?:nodded|apologi[sz]ed)\b",
        "i asked|i then|i again|i also|i gently|i have|i've|i’ve|i had|i said|i told|i reminded"
        "|i enc|i inv|i praised|i handed|i greeted|i rang|i phoned|i called|i saw|i nod|i apol",
        cased=True,
    ),
    sign(
        "what the writer felt with somebody",
        1.1,
        rf"\bI {_FELT}|\b[Mm]y (?:thoughts|feelings?|countertransference)[ \t]*:"
        r"",
        "i |my ",
        cased=True,
    ),
    sign(
        "what is to be done for somebody",
        1.4,
        rf"\bI (?:want to|will|['’]ll|would like to|need to|must|am going to|should|have to"
        rf"|might have to) {_TO_DO}\b|\b[Nn]ext time (?:I|we|he|she)\b|\b[Ss]ame (?:again"
        rf"|time) next"
        rf"|\b(?:[Rr]ang|[Pp]honed|[Tt]exted|[Ee]mailed) (?:him|her|them|mum|dad|the gp|gp)\b"
        rf"|\b[Cc]heck in with {_WHO}|\b[Ff]or (?:my )?supervision\b"
        r"|\b[Tt]alk (?:it|this|her|him) (?:through|over) with\b|\b[Ww]e agreed (?:that|to|on|a)\b"
        r"|\b(?:^|[.!] )Plan(?: is|:) |\bI would see (?:him|her|them)\b|\bI would (?:not )?tell\b",
        "i want|i will|i'll|i’ll|i would|i need|i must|i am going|i should|i have|i might|next time"
        "|rang|phoned|texted|emailed"
        "|same |check in|supervis|talk |we |plan",
        cased=True,
    ),
    sign(
        "what was done together",
        0.9,
        r"\bwe (?:have met|talked about|looked (?:at|back)|practi[sc]ed|did the|went (?:back"
        r"|through)"
        r"|stayed with|explored|discussed|read (?:it|her|his)|drew|role-?played)\b",
        "we ",
        hint=r"\bwe (?:have|talk|look|pract|did|went|stay|expl|disc|read|drew|role)",
    ),
    sign(
        "what is written to a client",
        1.5,
        r"\b(?:when we (?:began|started|first met)|our (?:last|next|first) (?:meeting|session"
        r"|appointment)|your (?:last|next|first) (?:session|appointment)|how far you (?:have|had)"
        r"|you did so (?:much|well)|please (?:do )?ring (?:me|us|the clinic)|ask for me"
        r"|the plan that"
        r" we|with warm wishes)\b",
        "when we|our |your |how far|you did|ring|ask for|plan|wishes",
    ),
    sign("the writer's supervision", 1, r"\bmy supervis(?:or|ion|ors)\b", "my supervis"),
    sign(
        "how one meeting went",
        1.5,
        rf"\b(?:last|our \w+|our|previous) {_NEXT} (?:with|he|she|they|I|we)"
        r"\b|\b(?:(?:five|ten|a few|\d+) minutes (?:late|before the end)|left (?:\w+ )?early"
        r"|(?:came|arrived|turned up|was) (?:\w+ ){0,2}late\b|missed (?:the|his|her) last|on time"
        r"|since (?:we|I) (?:last|began|started|moved)|(?:towards|at|before) the end (?:s?he|I|we"
        r"|of"
        r" (?:the|our) (?:hour|session))|first eye contact|(?:looks?|looked) (?:away|at the clock"
        r"|at clock|at me|down)|(?:couldn['’]t|would not|wouldn['’]t|didn['’]t) look at"
        r"|didn['’]t (?:turn|show) up|shook (?:his|her) head|for the \w+th time|wouldn['’]t say"
        r"|sat (?:again|by the|in silence)|told the group|(?:I|we) (?:laughed|sat|stayed))\b",
        "last|our |previous|minutes|early|late|missed|on time|since|the end|eye contact|look"
        "|turn up|show up|shook|th time|t say|sat |the group|laughed|stayed",
    ),
    sign(
        "what was asked of dying",
        1.5,
        r"\b(?:it would be (?:easier|better) (?:not|if|to)|(?:not|never) (?:to )?wak(?:e|ing) up"
        r"|would (?:never|not) do it\b|(?:thoughts?|talk|ideas?) of (?:dying|death|harming"
        r"|hurting|ending|killing)|(?:asked|ask) (?:him|her|them|directly"
        r"|[a-z]+)? ?about (?:suicide"
        r"|dying|harm)|saving (?:up )?(?:her|his|the) (?:tablets|pills)|no (?:plans?|intent)\b"
        r"|(?:hurt|harm|kill)(?:ed|ing)? (?:him|her)self|not cut (?:since|for)|no self[- ]?harm"
        r"|(?:ring|call|go to|refer to) the (?:gp|crisis)|no si\b|denies si\b)",
        "it would|wak|do it|of dying|of death|of harm|of hurt|of ending|of killing|about suic"
        "|about dying|about harm|saving|no plan|no intent|himself|herself|not cut|no self|the gp"
        "|the crisis|no si|denies si",
    ),
    sign(
        "word to a colleague about somebody",
        1.8,
        r"\b(?:heads[- ]up about|(?:cover|take|have|see) my \w+day\b|while i(?:['’]m| am) (?:off"
        r"|away)|thank(?:s| you) for (?:agreeing|taking|covering)|glad of your (?:opinion|view"
        r"|thoughts|advice)|with (?:his|her|their) (?:agreement|consent|permission)"
        r"|(?:doesn['’]t|does not) want (?:his|her|their)|i have treated|i have been (?:seeing"
        r"|treating)|had a (?:good|long|quick) (?:chat|talk|word) with|further sessions"
        r"|(?:attended|attends) (?:weekly|\w+ (?:of"
        r"|sessions))|closing (?:summary|letter)|letter sent|left a message|ring the clinic"
        r"|sessions of (?:psycho)?therapy with|who comes (?:on|at)|person of|(?:man|woman|lady|boy"
        r"|girl) of \d)\b",
        "heads|cover my|take my|have my|see my|while i|thank|glad of|with his|with her|with their"
        "|not want|t want|treated|i have been|had a |further|attend|closing|letter sent|left a m"
        "|ring the|sessions of|comes on|comes at|person of|man of|lady of|boy of|girl of",
    ),
    sign(
        "a sentence without its subject, as in notes",
        1.7,
        r"(?:^|[.;:!?)] )(?:- ?)?(?:Came|Comes|Has (?:been|had|asked|not)|Says|Sleeps|Slept|Lives"
        r"|Works|Feels|Wants|Would like|Gave|Told|Lapsed|Refuse[ds]|Missed|Brought|Cried|Wept"
        r"|Tearful"
        r"|Found out|Drinks|Eats|Not sleeping|Attended|Agreed|Stayed with|Rang|Settled|Managed to"
        r"|Enjoys|Misses|Thinks|Hears|Believes|Laughed|Worried about|Seems|Looks|Went|Got|Did not"
        r"|Didn['’]t|Had (?:a|to|not|been)|Is (?:still|not|now|back)|No longer|Not (?:eating|on"
        r"|ready|talking|seen)|Will (?:ring|call|see|bring|come|try|ask)|Not? (?:alcohol|drugs|meds"
        r"|sleep)"
        r"|Discussed|Reviewed (?!by)|Explained|Encouraged|Validated|Practi[sc]ed|Stopped|Started"
        r"|Asked"
        r"|Helped|Talked|Walked|Cancelled|Turned up|Closed with|Denied|Admitted|Phoned|Spoke to|Cut"
        r"|No (?:alcohol|drugs|meds|sleep|self-harm)|Used the|Never (?:spoke|told|had))\b"
        r"(?! (?:that the|the (?:following|same)))",
        "came|comes|has |says|sle|lives|works|feels|wants|would|gave|told|lapsed|refuse|missed"
        "|brought|cried|wept|tearful|found|drinks|eats|attended|agreed|stayed|rang|settled|managed"
        "|enjoys|misses|thinks|hears|believes|laughed|worried|seems|looks|went|got|did|had|is "
        "|no longer"
        "|not |will|discussed|reviewed|explained|encouraged|validated|practi|stopped|started|asked"
        "|helped"
        "|talked|walked|cancelled|turned|closed|denied|admitted|phoned|spoke|cut|no |used|never",
        cased=True,
    ),
)
