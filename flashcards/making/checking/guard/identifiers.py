"""Signs that identify by themselves: telephone, e-mail, address, date of birth, record number."""

from __future__ import annotations

from flashcards.making.checking.guard.report import ADDRESS, DATE, EMAIL, NUMBER, PHONE
from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import DAY, DAY_HINT, UPPER

BORN = "a date of birth"
RECORD_NUMBER = "a record number"
TELEPHONE = "a telephone number"
E_MAIL = "an e-mail address"

_NUMBERED = (
    r"(?:nhs|chi|h&c|medical record|hospital|patient|client|record|case|file|chart|member"
    r"|subscriber|policy|insurance|insured|medicaid|medicare|social security"
    r"|national insurance|claim|versicherten|versicherungs|fall|akten|patienten|historia"
    r"|expediente|dossier)"
)
_WORD_FOR_NUMBER = r"(?:\s?-?\s?(?:number|no\b\.?|num\b|nr\b\.?|id\b|#|nummer|nº|n°))"
_STREET = (
    r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Court|Ct|Crescent|Terrace|Place"
    r"|Way|Gardens|Grove|Square|Hill|Row|Walk|Mews|Boulevard|Blvd|Parkway|Highway)"
)
_BIRTH = (
    r"(?:\bd\.?o\.?b\b\.?|\bdate of birth\b|\bbirth ?date\b|\bgeburtsdatum\b|\bgeb\.|\bgeboren am\b"
    r"|\bfecha de nacimiento\b|\bf\. ?nac\.?|\bdata di nascita\b|\bdate de naissance\b"
    r"|\b(?:née?|nacid[oa]|nat[oa]) (?:le|el|il))"
)

CLEAR = (
    sign(
        TELEPHONE,
        0.8,
        r"(?<![\w.,/-])(?:\+\d{1,3}[ .-]?(?:\(0\))?(?:\d[ .-]?){7,11}\d"
        r"|\(\d{3,5}\)[ .-]?\d{3,4}[ .-]?\d{3,4}|\d{3}[.-]\d{3}[.-]\d{4}"
        r"|0\d{2,5}[ /-]\d{3,4}[ -]?\d{3,5}|0\d{4} ?\d{5,6}|0\d{2} \d{4} \d{4}"
        r"|0\d(?:[ .]\d{2}){4}|[6-9]\d{2} \d{3} \d{3}|555-\d{4})(?![\w/]|-\d|\.\d)",
        stands_for=PHONE,
        numbered=True,
    ),
    sign(E_MAIL, 0.5, r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+", "@", EMAIL),
    sign(
        BORN,
        2.5,
        rf"{_BIRTH}\s*[:=-]?\s*(?:is |was )?(?:on )?(?P<who>{DAY})",
        "dob|d.ob|do.b|d.o.b|date of birth|birthdate|birth date|geburtsdatum|geb."
        "|geboren am|fecha de nac|f.nac|f. nac|data di nasc|date de naiss|né |née |nacido |nacida "
        "|nato |nata ",
        DATE,
        numbered=True,
    ),
    sign(
        RECORD_NUMBER,
        2.5,
        rf"\b(?:(?:mrn|nhi|ssn|nino)\b{_WORD_FOR_NUMBER}?|{_NUMBERED}{_WORD_FOR_NUMBER}|group #)"
        r"\s*[:=#]?\s*(?:is )?"
        r"(?P<who>\d{2,4}(?:[ -]\d{2,4}){2,3}|#?(?=[a-z/-]{0,5}\d)[a-z0-9][a-z0-9/-]{3,})\b",
        "mrn|nhi|ssn|nino|number|nummer| no| nr| id|#|nº|n°",
        NUMBER,
        numbered=True,
    ),
    sign(
        RECORD_NUMBER,
        2.5,
        r"\b(?:client|patient|case|pt) #\s?(?P<who>[a-z]{0,3}\d{3,})\b",
        " #",
        NUMBER,
    ),
    sign(
        RECORD_NUMBER,
        2.5,
        r"(?<![\w-])(?:\d{3}-\d{2}-\d{4}|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\d{2} ?\d{2} ?\d{2}"
        r" ?[a-d])(?![\w-])",
        stands_for=NUMBER,
        numbered=True,
    ),
)
"""Say something even alone."""
FAINT = (
    sign("a date", 0.5, DAY, stands_for=DATE, numbered=True, hint=DAY_HINT),
    sign(
        "a postal address",
        0.5,
        rf"\b\d{{1,5}}[a-z]?,? (?:[NSEW]\.? )?(?:[{UPPER}][\w'’]+ ){{1,3}}{_STREET}\b\.?"
        r"(?:, (?:Flat|Apt|Unit|Suite) \w+)?"
        rf"|\b[{UPPER}][\wäöüß]+(?:straße|strasse|str\.|weg|gasse|allee|platz) \d{{1,3}}[a-z]?\b"
        r"|\b(?i:calle|avenida|rue|via) (?:de(?: la)? )?[A-ZÀ-Þ]\w+(?: \w+)?,? (?:n[.ºo°] ?)?"
        r"\d{1,4}\b",
        stands_for=ADDRESS,
        cased=True,
        numbered=True,
    ),
    sign(
        "a postcode",
        0.5,
        r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?"
        r"|\d{5} [A-ZÄÖÜ][a-zäöüß]{3,}(?= ?[\n,]))\b",
        stands_for=ADDRESS,
        cased=True,
        numbered=True,
    ),
)
"""Say something beside signs of a record only."""
