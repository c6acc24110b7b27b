"""Tells what around an article is not to be studied, by heading or by wording."""

from __future__ import annotations

import re

CAPTION = "The caption of a picture: it says nothing without the picture."
MENU = "A word of the site's menu, not of the article."
TITLE = "The title stands here once more."
COPYRIGHT = "A line about rights or about who published this."
REFERENCES = "References: where something was published, not what it says."
QUESTIONS = "Questions for the reader, without their answers."
OBJECTIVES = "Learning objectives: they say what will be taught, not what it is."
CONTENTS = "A list of contents or of links to other pages."
INVITATION = "An invitation to click, watch or sign up."
LINK = "A pointer to something to watch or read elsewhere."
CODE = "Computer code."
ADDRESS = "An address or a link alone."

_SECTIONS = (
    (
        REFERENCES,
        (
            r"references?(?: list| and notes)?|bibliography|works cited|(?:literature"
            r"|sources) cited"
            r"|citations?|sources|further (?:reading|research|resources)|suggested reading"
            r"|footnotes"
            r"|endnotes|external links|see also|recommended (?:reading|books)|resources"
            r"|for more information"
        ),
    ),
    (
        QUESTIONS,
        (
            r"(?:chapter |section )?(?:review|discussion|study|reflection|practice|self[- ]?check"
            r"|self[- ]?test|critical[- ]thinking|personal application|comprehension|short answer"
            r"|multiple choice|quiz|exam)(?:[- ]questions?| exercises?)"
            r"|(?:section |chapter )?(?:quiz(?:zes)?|self[- ]?(?:check|test)|exercises?|review)"
            r"|critical thinking|test yourself|check your (?:understanding|knowledge)"
            r"|knowledge check"
            r"|questions to consider|answer key|homework"
        ),
    ),
    (
        OBJECTIVES,
        (
            r"(?:learning |chapter |course |section |lesson )?(?:objectives|outcomes)"
            r"|what you(?:'|’)?(?:ll| will) learn|in this (?:chapter|section|article|lesson)"
        ),
    ),
    (CONTENTS, r"(?:table of )?contents|outline|on this page|jump to|quick links|site ?map"),
    (LINK, r"link to learning|media feature|watch(?: this| the)? video"),
    (
        INVITATION,
        (
            r"(?:you (?:may|might) also like|(?:related|popular|recent|more|recommended|latest)"
            r" (?:articles?|posts?|stories|topics|reading|content|from .*))"
            r"|share(?: this.*)?|(?:leave a )?(?:comments?|reply)|\d+ comments?|subscribe.*"
            r"|newsletter"
            r"|sign up.*|contact(?: us)?|get in touch|about the authors?|about us|follow us.*|tags"
            r"|categories|advertisement|book (?:a|an|your) .*|acknowledge?ments?"
        ),
    ),
    (COPYRIGHT, r"copyright.*|licen[cs]e|licensing|attributions?|privacy policy|terms of use"),
)
SECTIONS = tuple(
    (why, re.compile(rf"(?:\d+[\d.]*\s+)?(?:{words})\s*[:.]?", re.IGNORECASE))
    for why, words in _SECTIONS
)

_LINES = (
    (
        CAPTION,
        re.compile(
            r"[↑↓←→▲▼].*|(?:fig(?:ure|\.)?|table|box|photo|image|picture"
            r"|illustration)\s*\d[\d.–-]*\b"
            r"(?!\s+(?:shows?|illustrates?|lists?|summari[sz]es|presents?|depicts?)).*"
            r"|(?:photo|image|picture|illustration)s?\s*(?:by|credit|courtesy|source|from|:).*"
            r"|.*\(credit:.*|.*\baccompanying (?:image|picture|photo|illustration)\b.*"
            r"|.*\bimage (?:is|was) (?:for illustration|a thematic|not directly).*"
            r"|(?:credit|source):.{0,80}",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        COPYRIGHT,
        re.compile(
            r"(?:copyright\b|©|\(c\)\s*\d{4}).*|.*\ball rights reserved\b.*"
            r"|(?:written|posted|published|updated|reviewed|last (?:updated|reviewed|modified)"
            r"|medically reviewed|edited|fact[- ]checked|author|date|category|filed under)"
            r"(?: by| on| in|:).{0,90}"
            r"|\d+ min(?:ute)?s?(?:[- ]read)?|by (?-i:[A-Z])[\w.]+ (?-i:[A-Z])[\w.]+.{0,60}"
            r"|isbn\b.*",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        INVITATION,
        re.compile(
            r"(?:please )?(?:click|tap|subscribe|sign up|log ?in|follow us|share this|read more"
            r"|watch (?:this|the)|visit (?:this|our|the)|download|check out|view this|join our"
            r"|we use cookies|accept (?:all )?cookies|contact (?:us|me)|call us"
            r"|learn more)\b.{0,300}"
            r"|.*\b(?:cookie policy|privacy policy|terms (?:of|and) (?:use|service|conditions))\b.*"
            r"|.{0,120}\b(?:view this (?:brief )?video|watch (?:this|the) (?:\w+ )?video)\b.*"
            r"|.{0,200}\bto learn more\.",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (ADDRESS, re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|<\S+>|[+()\d\s./-]{7,}", re.I)),
    (
        REFERENCES,
        re.compile(
            r"(?:[•\d.\[\]]+\s*)?[A-Z][\w’'-]+,\s+(?:[A-Z]\.\s*-?){1,3}.{0,400}\(?\b(?:1[89]"
            r"|20)\d\d[a-z]?"
            r"\b.*|.*\bdoi(?:\.org|:).*|\(?source:.{0,120}\)?"
            r"|[A-Z][\w’'-]+,\s+[A-Z][a-z]+.{0,80}\.\s+(?:1[89]|20)\d\d\.\s.*",
            re.DOTALL,
        ),
    ),
)
OBJECTIVE = re.compile(
    r"(?:by|at|after) (?:the end of )?(?:reading |completing |studying )?this"
    r" (?:section|chapter|module|lesson|unit|article|course)\b.*"
    r"|.{0,60}\byou (?:will|should) (?:be able to|learn)\b.{0,40}",
    re.IGNORECASE | re.DOTALL,
)
RESPOND = re.compile(
    r".{0,200}\b(?:respond to|answer|consider|discuss|reflect on) the following questions?\b.*"
    r"|which of the following\b.*|_{3,}.*|.{0,200}_{4,}.*|true or false\b.*",
    re.IGNORECASE | re.DOTALL,
)


def section_to_leave_out(heading: str) -> str | None:
    """Return why the section under ``heading`` makes no cards, or None if it does."""
    words = " ".join(heading.split())
    for why, pattern in SECTIONS:
        if words and pattern.fullmatch(words):
            return why
    return None


def line_to_leave_out(words: str) -> str | None:
    """Return why a block with these words makes no cards, or None if it does."""
    for why, pattern in _LINES:
        if pattern.fullmatch(words):
            return why
    return None


_SURE = re.compile(
    r"(?:informational|information|educational|general information)(?: and \w+)? purposes only"
    r"|(?:not|never) (?:be )?(?:intended|meant|used|a|as)\b.{0,40}\bsubstitute for (?:\w+ ){0,3}"
    r"(?:advice|care|diagnosis|treatment|consultation|training)"
    r"|never disregard professional"
    r"|does not constitute (?:\w+ ){0,2}(?:advice|treatment)"
    r"|not (?:intended|provided|offered) as (?:\w+ ){0,2}advice"
    r"|(?:entirely|solely) at your own risk",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"seek the advice of|at your own risk|does not endorse|no liability|not (?:be )?liable"
    r"|without warrant|consult (?:a|your) (?:\w+ ){0,2}(?:physician|doctor|professional|provider)"
    r"|(?:provided|contained|mentioned|information) on (?:this|the) (?:web)?site|medical advice",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(r"\W*(?:\w+ ){0,2}disclaimers?\b\W", re.IGNORECASE)
DISCLAIMER_HEADING = re.compile(
    r"(?:\w+ ){0,2}(?:disclaimers?|legal notice|liability)\s*:?", re.IGNORECASE
)


def is_disclaimer(words: str) -> bool:
    """Tell whether a paragraph disclaims: it says so, or its wording leaves no doubt."""
    if _DISCLAIMER.match(words + " ") and len(words.split()) > 3:
        return True
    return bool(_SURE.search(words)) and len(words.split()) < 300


def continues_disclaimer(words: str) -> bool:
    """Tell whether a paragraph next to a disclaimer belongs to it."""
    return bool(_LIKELY.search(words))
