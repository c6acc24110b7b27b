"""What a deck that ships is as a whole: ids, kinds, pairs, place, sections (D1, D7 to D10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.core import cloze
from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.notes import Note
from flashcards.making.checking.kinds import APPLIED, Kind, counted, kind_of
from flashcards.making.checking.words import stems
from flashcards.services.published.fault import Fault, line_of


def order_of(deck: DeckFile) -> int | None:
    """Return which deck this is in the order of learning, None where it does not say."""
    said = deck.extras.get("order", "")
    return int(said) if said.isdecimal() and len(said) < 5 and int(said) else None


def check_taken(decks: Sequence[DeckFile]) -> Iterator[Fault]:
    """Yield the ids that stand in an earlier deck already."""
    taken: dict[str, str] = {}
    for deck in decks:
        for entry in deck.notes:
            holder = taken.setdefault(entry.note.guid, deck.name)
            if holder != deck.name:
                message = f"this id is taken in {holder}. Take another one."
                yield Fault(deck.name, entry.line, "D1", message)


def check_beginnings(decks: Sequence[DeckFile]) -> Iterator[Fault]:
    """Yield the ids that do not begin like the others of their deck, and as in no other."""
    beginnings: dict[str, str] = {}
    for deck in decks:
        usual = _beginning(deck.notes[0].note.guid) if deck.notes else ""
        other = beginnings.setdefault(usual, deck.name)
        if other != deck.name:
            message = f"The ids of {other} begin with “{usual}”, too: take another beginning."
            yield Fault(deck.name, deck.notes[0].line, "D1", message)
        for entry in deck.notes:
            if _beginning(entry.note.guid) != usual:
                message = f"The ids of this deck begin with “{usual}”: let this one do so."
                yield Fault(deck.name, entry.line, "D1", message)


def check(deck: DeckFile) -> Iterator[Fault]:
    """Yield what is wrong with the whole of one deck."""
    yield from _applied(deck)
    if not deck.licence.startswith("CC"):
        message = "The deck may not be shared: give it a licence of Creative Commons."
        yield Fault(deck.name, line_of(deck, "licence"), "D10", message)
    for entry in deck.notes:
        for what in ("section", "tags"):
            if not getattr(entry.note, what):
                message = f"This note has no {what}: it cannot be found among others. Add it."
                yield Fault(deck.name, entry.line, "D10", message)


def check_order(decks: Sequence[DeckFile]) -> Iterator[Fault]:
    """Yield the decks that say no place in the order of learning, or one that is taken."""
    places: dict[int, str] = {}
    for deck in decks:
        place, line = order_of(deck), line_of(deck, "order")
        if place is None:
            message = "Say in the head which deck this is in the order of learning: “order: 3”."
            yield Fault(deck.name, line, "D9", message)
        elif places.setdefault(place, deck.name) != deck.name:
            message = f"{places[place]} is number {place}, too: give each deck its own."
            yield Fault(deck.name, line, "D9", message)


def check_pairs(decks: Sequence[DeckFile]) -> Iterator[Fault]:
    """Yield the pairs under “apart” that no note of any deck tells apart."""
    contrasts = [
        _said(entry.note)
        for deck in decks
        for entry in deck.notes
        if kind_of(entry.note) is Kind.CONTRAST
    ]
    for deck in decks:
        for pair in filter(None, map(str.strip, deck.extras.get("apart", "").split(";"))):
            both = [stems(term) for term in pair.split("/")]
            if len(both) != 2 or not all(both):
                message = f"“{pair}” is no pair: write two terms with a stroke between them."
            elif any(all(_holds(said, term) for term in both) for said in contrasts):
                continue
            else:
                message = f"No note asks what tells apart {pair}: add one, tagged contrast."
            yield Fault(deck.name, line_of(deck, "apart"), "D8", message)


def _applied(deck: DeckFile) -> Iterator[Fault]:
    kinds = counted(entry.note for entry in deck.notes)
    applied = sum(kinds.get(kind, 0) for kind in APPLIED)
    if applied * 3 < len(deck.notes):
        message = (
            f"{applied} of {len(deck.notes)} notes ask for a contrast or for the judgement of a"
            " case: a third must. Ask less often what something is."
        )
        yield Fault(deck.name, 0, "D7", message)


def _beginning(guid: str) -> str:
    return guid.partition("-")[0] + "-" if "-" in guid else guid


def _said(note: Note) -> list[str]:
    return stems(" ".join((note.front, note.back, cloze.plain(note.text))))


def _holds(words: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))
