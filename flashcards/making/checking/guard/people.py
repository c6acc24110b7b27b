"""Signs that name a person: a client's name or initials, a relative, somebody with a title."""

from __future__ import annotations

from flashcards.making.checking.guard.report import CLIENT, NAME
from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import (
    FULL_NAME,
    INITIAL,
    INITIALS,
    LAST_FIRST,
    TITLE,
    TITLED,
    UPPER,
    WORD,
)

CLIENT_NAME = "a client's name"
CLIENT_INITIALS = "a client's initials"

_PERSON = (
    r"(?:clients?|patients?|pt|pat|student|pupil|resident|service user|klient(?:in)?|patientin"
    r"|pacient[ea]|pazient[ea]|patiente|consultante)"
)
_RELATIVE = (
    r"(?:husband|wife|partner|ex|girlfriend|boyfriend|sister|brother|mother|mum|mom|father|dad|son"
    r"|daughter|step(?:dad|father|mum|mom|mother|son|daughter)|uncle|aunt|cousin|grandmother"
    r"|grandfather|gran|nan|niece|nephew|friend|boss|baby|fianc[ée]e?|tochter|sohn|ehemann|ehefrau"
    r"|mann|bruder|schwester|freund(?:in)?|esposa|esposo|marido|pareja|hij[oa]|herman[oa]|mari"
    r"|femme|fille|fils|moglie|marito|figli[oa]|sorella|fratello)"
)
_NOT_A_NAME = (
    r"(?!(?:He|She|It|They|I|The|This|That|We|You|And|But|In|On|No|Not|Is|Has|Who|Then|When)\b)"
)
_DID = r"(?:is|was|has|had|came|did|said|says|told|arrived|reported|reports|disclosed)"
_BORN = r"(?i:d\.?o\.?b|date of birth|born|b\.|geb\.|n[ée]e? le)"

CLEAR = (
    sign(
        CLIENT_NAME,
        2.5,
        rf"(?:\b(?i:{_PERSON}(?:['’]s)?(?: full)?(?: name)?)|^[ \t]*(?i:full )?(?i:name))"
        rf"[ \t]*[:=][ \t]*(?P<who>{LAST_FIRST}"
        rf"|(?:{TITLED}|{FULL_NAME})(?=\s*(?:[,;(/\n.–|-]|[A-Z]{{2}}|\d|$|  )))",
        ":|=",
        CLIENT,
        cased=True,
        hint=rf"(?:{_PERSON}(?:['’]s)?(?: full)?(?: name)?|name)[ \t]*[:=]",
    ),
    sign(
        CLIENT_NAME,
        2.5,
        rf"\b(?i:{_PERSON}['’]?s? (?:first )?name(?:[ \t]*[:=][ \t]*| is )"
        rf"|(?:student|pupil|patient|pt)[ \t]*:[ \t]*)"
        rf"(?P<who>{WORD}(?: [{UPPER}]\b)?)(?=[ \t]*[,;\n(/]|$)",
        "name:|name is|student:|pupil:|patient:|pt:",
        CLIENT,
        cased=True,
    ),
    sign(
        CLIENT_INITIALS,
        2.5,
        rf"(?:\b(?i:{_PERSON}(?: initials)?[ \t]*[:=][ \t]*)|\b(?i:initials)(?:[ \t]*[:=])? )"
        rf"(?P<who>{INITIALS})",
        ":|=|initials",
        CLIENT,
        cased=True,
        hint=rf"{_PERSON}[ \t]*[:=]|initials",
    ),
    sign(
        CLIENT_INITIALS,
        2,
        rf"\b(?:[Cc]lient|[Pp]atient(?:in|e)?|[Pp]t|[Pp]at|[Kk]lientin|[Pp]a[cz]iente)\.? "
        rf"(?P<who>{INITIAL} ?{INITIAL}(?: ?{INITIAL})?|[{UPPER}]\.(?= [a-z(,])"
        rf"|[{UPPER}](?= {_DID}\b))",
        "client |patient |pt |pt. |pat. |patientin |klientin |iente ",
        CLIENT,
        cased=True,
    ),
    sign(
        CLIENT_NAME,
        2.5,
        rf"\b(?i:my|our) (?:(?i:new|last|first|second|third|next|other|youngest|oldest"
        rf"|only) )?(?i:client|patient|supervisee['’]s client)"
        rf",?(?: (?:called|named))?,? {_NOT_A_NAME}"
        rf"(?P<who>{TITLED}|{FULL_NAME}|{WORD}|{INITIAL}(?: ?{INITIAL})*|[{UPPER}]\b)",
        "my |our ",
        CLIENT,
        cased=True,
        hint="(?:my|our) (?:\\w+ )?(?:client|patient|supervisee)",
    ),
    sign(
        CLIENT_NAME,
        2,
        rf"(?:^[ \t]*(?i:re|betr|betrifft|betreff|objet|asunto)[ \t]*[.:][ \t]*"
        rf"|\b(?:[Rr]eport|[Ll]etter|[Ss]tatement) (?:on|about|regarding) )"
        rf"(?P<who>{TITLED}|{FULL_NAME}|{LAST_FIRST}|{INITIAL} ?{INITIAL}(?: ?{INITIAL})?)",
        "re:|re.|re :|betr|objet|asunto|report |letter |statement ",
        CLIENT,
        cased=True,
        hint=r"^[ \t]*(?:re|betr|betrifft|betreff|objet|asunto)[ \t]*[.:]"
        "|(?:report|letter|statement) (?:on|about|regarding) ",
    ),
    sign(
        "a name beside a date of birth",
        2,
        rf"(?P<who>{TITLED}|{FULL_NAME}|{INITIAL} ?{INITIAL})[ ,]*\(?{_BORN}(?=[ .:\d])",
        "dob|d.o.b|date of birth|(born|(b.|geb.|née|né",
        CLIENT,
        cased=True,
        numbered=True,
    ),
)
"""Say something even alone."""
FAINT = (
    sign(
        "the name of a relative or friend",
        0.5,
        rf"\b(?i:{_RELATIVE})(?:, ?| ?\(|[ \t]*: ?| )(?:called |named )?{_NOT_A_NAME}"
        rf"(?P<who>{WORD}(?: {WORD})?)\b",
        stands_for=NAME,
        cased=True,
        hint=rf"(?:^|\W){_RELATIVE}(?:, ?| ?\(|[ \t]*: ?| )",
    ),
    sign(
        "the name of a relative or friend",
        0.5,
        rf"(?P<who>{FULL_NAME})(?:,| \()\s?(?i:{_RELATIVE})\b",
        stands_for=NAME,
        cased=True,
        hint=rf"(?:,| \()\s?{_RELATIVE}",
    ),
    sign(
        "a name with a title",
        0.8,
        rf"\b(?P<who>{TITLED})",
        stands_for=NAME,
        cased=True,
        hint=rf"(?:^|\W){TITLE.lower()} ",
    ),
    sign(
        "a name cut short",
        1.3,
        rf"\b{_NOT_A_NAME}(?P<who>{WORD} [{UPPER}](?:\.(?!\w)(?! ?(?:{WORD}|[{UPPER}]\.))"
        rf"|(?=[ ,–-]{{1,3}}(?:Yr|Year|aged|\d|dob|dna|{_DID}|challenged|quiet|shared))))",
        stands_for=NAME,
        cased=True,
        hint=rf"\w [^\W\d_](?:\.|[ ,–-]{{1,3}}(?:yr|year|aged|\d|dob|dna|{_DID}|challenged|quiet"
        "|shared))",
    ),
    sign(
        "initials before a remark",
        1,
        rf"^[ \t]*(?:[-*•] ?)?(?P<who>[{UPPER}]\.[ ]?[{UPPER}]\.?|[{UPPER}]{{2}})"
        r"(?= ?[:–-] ?[a-z(?])",
        stands_for=NAME,
        cased=True,
    ),
    sign(
        "a name with an age",
        0.5,
        rf"\b{_NOT_A_NAME}(?!(?i:{_RELATIVE})\b)(?P<who>{WORD}) ?\((?:aged? )?\d{{1,2}}\)",
        stands_for=NAME,
        cased=True,
        numbered=True,
        hint=r"\((?:aged? )?\d\d?\)",
    ),
)
"""Say something beside signs of a record only."""
