"""A learner's document with notes and drafts, and a revision of it; somebody else has the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from flashcards.core.notes import NoteType
from flashcards.making.apart.here import Here
from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.services.editions.apply import Choice, Do, apply
from flashcards.services.editions.plan import Plan, plan
from flashcards.services.making import documents, drafts, reading
from flashcards.services.making.reading import Given, Read
from flashcards.store.models import content
from tests.conftest import NOW
from tests.services.people import Class, answer, cards_of, send

LATER = NOW + timedelta(days=3)
STANDS = "A rupture is a strain in the collaboration between therapist and client."
NUMBERED = "The Working Alliance Inventory is a questionnaire of 36 items about bonds and goals."
RENUMBERED = "The Working Alliance Inventory is a questionnaire of 12 items about bonds and goals."
REWORDED = "Repair is the work by which both of them restore the bond after a rupture."
REWORDS = "Repair is the slow work by which both of them restore the bond after a rupture."
GONE = "Splitting is a defence in which people are seen as wholly good or wholly bad."
REJECTED = "Attunement is the way in which a therapist follows the feelings of a client."
WAITS = "Mirroring is a response in which a parent shows a child what the child feels."
NEW = "Pacing is the adjustment of a session to the speed at which a client can take part."
OLD_TEXT = f"""# On ruptures

## Ruptures

{STANDS} {REWORDED}

## Measures

{NUMBERED} {GONE}

## Attunement

{REJECTED} {WAITS}
"""
NEW_TEXT = f"""# On ruptures, revised

## Attunement

{WAITS} {REJECTED}

## Ruptures and repair

{NEW} {STANDS} {REWORDS}

## Measures

{RENUMBERED}
"""
QUOTES = {
    "stands": (STANDS, "a strain in the collaboration between therapist and client"),
    "numbered": (NUMBERED, "a questionnaire of 36 items about bonds and goals"),
    "reworded": (REWORDED, "Restoring the bond after a rupture"),
    "gone": (GONE, "a defence in which people are seen as wholly good or wholly bad"),
    "rejected": (REJECTED, "the way in which a therapist follows the feelings of a client"),
    "waits": (WAITS, "a response in which a parent shows a child what the child feels"),
}
FRESH = {"pacing": NEW, "renumbered": RENUMBERED, "rewords": REWORDS}
ACCEPTED = ("stands", "numbered", "reworded", "gone")


@dataclass(frozen=True)
class Kept:
    """A kept document, and its notes and drafts by their names."""

    user: int
    document: int
    deck: int
    notes: Mapping[str, int]
    drafts: Mapping[str, int]


def read(text: str = NEW_TEXT, name: str = "revised.md") -> Read:
    """Read a text; its drafts are one for each sentence that is known here."""
    found = reading.read(Given(text.encode(), name), 1, Here)
    text = found.document.text
    known = {**{key: quote for key, (quote, _) in QUOTES.items()}, **FRESH}
    made = [_proposed(f"fresh-{key}", text, quote) for key, quote in known.items() if quote in text]
    return replace(found, drafts=tuple(made))


def keep(session: Session, user_id: int, deck_id: int, text: str = OLD_TEXT) -> Kept:
    """Keep the document with a draft for each sentence: four accepted, one rejected, one not."""
    found = read(text)
    row, _ = documents.keep(session, user_id, found.document, found.chapters, deck_id, NOW)
    drafts.add(session, row.id, 0, [_proposed(*each) for each in _of(row.text)])
    rows = {d.guid.split("-")[0]: d.id for d in drafts.drafts(session, row.id)}
    notes = {name: drafts.accept(session, user_id, rows[name], NOW).id for name in ACCEPTED}
    drafts.reject(session, user_id, rows["rejected"], NOW)
    return Kept(user_id, row.id, deck_id, notes, rows)


def keep_and_study(session: Session, people: Class) -> Kept:
    """Keep it for her, who answers all its cards, and for somebody else."""
    keep(session, people.other, people.other_deck)
    kept = keep(session, people.learner, people.deck)
    cards = cards_of(session, people.deck)
    send(session, people.learner, *(answer(f"a-{card}", card, 4) for card in cards))
    return kept


def planned(session: Session, kept: Kept, text: str = NEW_TEXT) -> Plan:
    """Plan a new edition."""
    return plan(session, kept.user, kept.document, read(text))


def applied(
    session: Session, kept: Kept, text: str = NEW_TEXT, **choices: Choice | Do
) -> content.Document:
    """Apply a new edition with choices for notes by their names."""
    chosen = {
        kept.notes[name]: choice if isinstance(choice, Choice) else Choice(choice)
        for name, choice in choices.items()
    }
    return apply(session, kept.user, planned(session, kept, text), chosen, LATER)


def note(session: Session, kept: Kept, name: str) -> content.Note:
    """Return a note by its name."""
    return session.get_one(content.Note, kept.notes[name])


def _of(text: str) -> Iterator[tuple[str, str, str, str]]:
    return ((name, text, quote, back) for name, (quote, back) in QUOTES.items())


def _proposed(name: str, text: str, quote: str, back: str = "") -> Proposed:
    start = text.index(quote)
    term, _, said = quote.rstrip(".").partition(" is ")
    section = next(each for each in reversed(text[:start].split("\n")) if 0 < len(each) < 20)
    return Proposed(
        f"{name}-guid", NoteType.BASIC, f"What is {term}?", back or said, "", "", ("tag",),
        section, quote, start, start + len(quote), 0.9,
    )  # fmt: skip
