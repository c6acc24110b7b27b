"""How dates and names are spelled, in the languages that notes are written in."""

from __future__ import annotations

_MONTHS = (
    r"(?:jan(?:uary|uar|v(?:ier)?)?|feb(?:ruary|ruar|r(?:ero|aio))?|f[ée]vr(?:ier)?"
    r"|mar(?:ch|s|zo)?|m[äa]rz|apr(?:il|ile)?|abril|avril|may|mai|mayo|maggio|june?|juni|juin"
    r"|junio|giugno|july?|juli|juillet|julio|luglio|aug(?:ust)?|ao[ûu]t|agosto"
    r"|sept?(?:ember|embre)?|septiembre|settembre|o[ck]t(?:ober|obre)?|octubre|ottobre"
    r"|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre|iembre)?|d[ée]cembre|dicembre|diciembre)"
)
_YEAR = r"(?:19|20)\d{2}\b"
_NUMERIC = (
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d{2}|\d{2})|(?:19|20)\d{2}-\d{2}-\d{2})"
    r"(?![\d/-]|\.\d)"
)
_DAY_MONTH = rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?\.? (?:of |de )?(?i:{_MONTHS})\b\.?"
_MONTH_DAY = rf"\b(?i:{_MONTHS})\b\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
FULL_DAY = rf"(?:{_NUMERIC}|{_DAY_MONTH},? (?:de )?{_YEAR}|{_MONTH_DAY},? {_YEAR})"
"""A day with its year."""
DAY = (
    rf"(?:{_NUMERIC}|{_DAY_MONTH}(?:,? (?:de )?{_YEAR})?|{_MONTH_DAY}(?:,? {_YEAR})?"
    r"|(?<![\d/.:-])(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])\.?(?![\d/.%]|-\d| ?mg))"
)
"""A day of a calendar, with or without its year."""
_MONTH_HINT = (
    r"(?:jan|f[eé][bv]|m[aä][ryi]|mag|a[pbv]r|ju[nil]|giu|lug|a[ug][goû]|ao[uû]|se[pt]|o[ckt]t"
    r"|nov|d[eéi][cz])"
)
_DAY_MONTH_HINT = rf"\d\w{{0,2}}\.? (?:of |de )?{_MONTH_HINT}"
DAY_HINT = rf"\d[./-]\d|{_DAY_MONTH_HINT}|{_MONTH_HINT}\w*\.? \d"
"""What every DAY holds, in small letters: quickly made and tried."""
FULL_DAY_HINT = (
    rf"\d[./-]\d\d?[./-]\d|{_DAY_MONTH_HINT}\w*\.?,? (?:de )?(?:19|20)"
    rf"|{_MONTH_HINT}\w*\.? \d\w{{0,3}},? (?:19|20)"
)
"""What every FULL_DAY holds."""
WEEKDAY = r"\b(?:mon|tue|wed|thu|fri|sat)(?:s?day|rs?|nesday|urday|s)?\b"

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽ"
LOWER = "a-zß-öø-ÿāăąćčďęěğıłńňőřśşšťůűźżž"
WORD = rf"(?:O['’]|Mc|Mac|De|Di|La|Le)?[{UPPER}][{LOWER}]+(?:[-'’][{UPPER}]?[{LOWER}]+)*"
"""One word of a name."""
INITIAL = rf"[{UPPER}]\."
TITLE = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Sra?|Srta|Do[ñn]a"
    r"|Signora?|Sig)"
    r"\b\.?"
)
PARTICLE = r"(?:von|van|de|der|den|la|di|da|del|al|bin)"
FULL_NAME = rf"{WORD}(?: (?:{PARTICLE} )?(?:{WORD}|{INITIAL}))+"
LAST_FIRST = rf"{WORD}, {WORD}(?: {INITIAL})?"
INITIALS = rf"(?:(?:[{UPPER}]\. ?){{2,3}}|[{UPPER}]{{2,3}}(?=\s*(?:[,;)\n]|$)))"
TITLED = (
    rf"{TITLE} (?:{PARTICLE} )?"
    rf"(?:(?:{INITIAL} )?{WORD}(?: {WORD})?|{INITIAL}(?: ?{INITIAL})?|[{UPPER}]\b)"
)
