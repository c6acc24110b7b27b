"""Signs of a letter, a message or a therapist's own telling about a client."""

from __future__ import annotations

from flashcards.making.checking.guard.sign import sign
from flashcards.making.checking.guard.spelling import FULL_DAY, UPPER, WORD

SIGNS = (
    sign(
        "a letter about a client",
        2,
        r"^[ \t]*(?:dear (?:dr|doctor|colleague|prof|gp|sir)\b"
        r"|sehr geehrter? (?:frau|herr) (?:kolleg|dr))"
        r"|\b(?:thank(?:s| you) for (?:referring|seeing|asking (?:me|us) to see)"
        r"|i am writing (?:to refer|about|with regard|regarding)"
        r"|(?:would be )?grateful if you (?:could|would) (?:see|assess)"
        r"|to whom it may concern|this is to confirm that (?:mr|ms|miss)|prepared at the request of"
        r"|discharge summary|vielen dank f[üu]r die [üu]berweisung"
        r"|le agradezco|je vous adresse)",
        "dear|geehrte|thank|writing|grateful|prepared|whom|confirm|discharge|dank|agradezco"
        "|adresse",
    ),
    sign(
        "what a therapist tells of a client of her own",
        1.5,
        r"\b(?:I|we) (?:saw|met|have met|have seen|will see|have started|had started|assessed) "
        r"(?:him|her|them|M[rs]s?|this (?:lady|gentleman|patient|young)|[A-Z]\b)"
        rf"|\b[Ss]aw (?:[{UPPER}]\.?|{WORD}) (?:today|for|on|again|this)\b"
        r"|\b(?i:in|at|before|after|make|cancel) our (?:last|first|next|second|third|previous|)"
        r" ?session\b"
        r"|\b[Ss]?[Hh]e (?:came in|looked at me)\b"
        r"|\b(?i:my|our) (?:(?:new|first|second|third|other|last|youngest|oldest|only) )?(?:client"
        r"|patient)\b(?! (?:base|group|list))|\bbring (?:my|a) client\b"
        r"|\bto supervision\b|\bseen in our clinic\b|\bthis (?:lady|gentleman)\b",
        " me |saw |i met|i have|we |i will|i assessed|our |came in|client|patient"
        "|supervision|this lady|this gentleman",
        cased=True,
        hint=r"(?:i|we) (?:saw|met|have (?:met|seen|started)|will see|had started|assessed) "
        r"|saw \S+ (?:today|for|on|again|this)|looked at me|came in"
        r"|our (?:last|first|next|second|third|previous|) ?session|(?:my|our|a) (?:\w+ )?(?:client"
        r"|patient)"
        r"|to supervision|seen in our clinic|this (?:lady|gentleman)",
    ),
    sign(
        "a message with its sender and time",
        2.5,
        rf"^[ \t]*\[?{FULL_DAY},? \d{{1,2}}:\d{{2}}[^\]\n]{{0,6}}\]?[ :–-]+[^\n:]{{2,40}}:",
        ":",
        numbered=True,
        hint=r"\d,? \d\d?:\d\d",
    ),
    sign(
        "the head of an e-mail",
        2,
        r"^[ \t]*(?:from|von|de|to|an|sent|gesendet|subject|betreff)[ \t]*:[ \t]*[^\n]*\n"
        r"[ \t]*(?:from|to|an|sent|gesendet|date|subject|betreff|cc)[ \t]*:",
        "from:|to:|sent:|von:|gesendet:|de:|an:",
    ),
)
