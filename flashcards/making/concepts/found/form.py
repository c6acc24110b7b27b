"""The ways in which a sentence explains a term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a sentence explains a term."""

    IS = "is"
    DEFINED = "defined"
    VERB = "verb"
    BESIDE = "beside"
    BRACKETED = "bracketed"
    DASHED = "dashed"
    COLON = "colon"
    CALLED = "called"
    NAMED = "named"
    SETTING = "setting"
    SAYS = "says"
    TELLS = "tells"
    MENTIONED = "mentioned"
    GLOSSED = "glossed"
    ALSO = "also"


@dataclass(frozen=True)
class Explained:
    """A form, the verb that carries it, and the explanation; empty where the sentence hides it."""

    form: Form
    verb: str
    meaning: str
    is_subject: bool
