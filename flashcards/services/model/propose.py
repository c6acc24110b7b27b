"""Asks the model passage by passage for better questions and further drafts; keeps what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from flashcards.config import Model
from flashcards.core.errors import Unanswered
from flashcards.making.checking import decks
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft
from flashcards.services.model.answer import Answer
from flashcards.services.model.passages import Passage, messages, passages
from flashcards.services.model.reply import Carded, Reworded, holds_json, proposed
from flashcards.services.model.server import ask
from flashcards.services.model.verify import Dropped, as_note, carded, reworded

Step = Callable[[int, int], None]
_TWICE = "it is there already"


@dataclass(frozen=True)
class Rewording:
    """A better question for the draft with this guid."""

    guid: str
    before: str
    front: str


@dataclass(frozen=True)
class Proposals:
    """What a model proposed and the document carries.

    ``dropped`` counts, by reason, what was not used; ``troubles`` are messages for the learner
    about passages that were not answered.
    """

    rewordings: tuple[Rewording, ...] = ()
    drafts: tuple[Draft, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    troubles: tuple[str, ...] = ()


def notice(document: Document, drafts: Sequence[Draft], model: Model) -> str:
    """Return what would be sent where, to be read before it is."""
    sent = passages(document, drafts)
    size = sum(len(passage.text_of(document)) for passage in sent)
    cards = sum(len(passage.drafts) for passage in sent)
    parts = "one part" if len(sent) == 1 else f"{len(sent)} parts"
    return (
        f"{size:,} characters of “{document.title}” are sent to {model.url}, to the model"
        f" {model.name}, in {parts}, with the questions and answers of {cards} drafts."
    )


def propose(
    document: Document, drafts: Sequence[Draft], model: Model, step: Step = lambda _done, _of: None
) -> Proposals:
    """Return what ``model`` proposes for ``document`` with its ``drafts``; nothing is changed.

    Raises Unanswered if no passage was answered. ``step`` is told how many are done.
    """
    sent = passages(document, drafts)
    found = _Found(document, drafts)
    for number, passage in enumerate(sent, 1):
        try:
            found.take(passage, ask(model, messages(document, passage)), model)
        except Unanswered as error:
            found.troubles.append(str(error))
            if not found.answered:
                raise
            break
        step(number, len(sent))
    return found.proposals()


def applied(drafts: Sequence[Draft], proposals: Proposals) -> tuple[Draft, ...]:
    """Return ``drafts`` with all that was proposed."""
    fronts = {each.guid: each.front for each in proposals.rewordings}
    changed = [replace(each, front=fronts.get(each.guid, each.front)) for each in drafts]
    return (*changed, *proposals.drafts)


class _Found:
    """What was proposed so far."""

    def __init__(self, document: Document, drafts: Sequence[Draft]) -> None:
        self._document = document
        self._before = list(drafts)
        self._reworded: dict[str, Rewording] = {}
        self._new: list[Draft] = []
        self._dropped: Counter[str] = Counter()
        self.troubles: list[str] = []
        self.answered = False

    def take(self, passage: Passage, answer: Answer, model: Model) -> None:
        """Take what the answer on a passage proposes, as far as it is true."""
        self.answered = True
        if answer.refusal or answer.ending == "content_filter":
            self.troubles.append(f"The model at {model.host} refused to answer on one part.")
        elif not answer.text.strip():
            self.troubles.append(f"The model at {model.host} gave an empty answer on one part.")
        elif not holds_json(answer.text):
            self._dropped["the answer is not in the form asked for"] += 1
        for said in proposed(answer.text):
            try:
                self._keep(passage, said)
            except Dropped as why:
                self._dropped[str(why)] += 1

    def _keep(self, passage: Passage, said: Reworded | Carded) -> None:
        if isinstance(said, Carded):
            draft = carded(self._document, passage, said)
            if any(draft.guid == each.guid for each in self._new):
                raise Dropped(_TWICE)
            self._new.append(draft)
            return
        draft = reworded(self._document, passage, said)
        if draft.guid in self._reworded:
            raise Dropped("a second wording for one card")
        before = passage.drafts[said.card - 1].front
        self._reworded[draft.guid] = Rewording(draft.guid, before, draft.front)

    def proposals(self) -> Proposals:
        """Return all of it, without what says the same as, or contradicts, what is there."""
        rewordings = tuple(self._reworded.values())
        changed = applied(self._before, Proposals(rewordings))
        doubled = self._doubled(changed)
        rewordings = tuple(each for each in rewordings if each.guid not in doubled)
        new = tuple(each for each in self._new if each.guid not in doubled)
        lost = len(self._reworded) - len(rewordings) + len(self._new) - len(new)
        if lost:
            self._dropped[_TWICE] += lost
        return Proposals(rewordings, new, self._dropped, tuple(self.troubles))

    def _doubled(self, changed: Sequence[Draft]) -> set[str]:
        """Return the guids of proposals that R14 or R16 finds beside the other cards."""
        fresh = [each for each in changed if each.guid in self._reworded]
        kept = [each for each in changed if each.guid not in self._reworded]
        unique: dict[str, Draft] = {each.guid: each for each in (*kept, *fresh)}
        twice = [each.guid for each in self._new if each.guid in unique]
        unique |= {each.guid: each for each in self._new if each.guid not in unique}
        notes = [as_note(self._document, each) for each in unique.values()]
        found = {f.guid for f in decks.check(notes) if f.rule in {"R14", "R16"}}
        return found | set(twice)
