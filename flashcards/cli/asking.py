"""``--model``: says what is sent where, asks the model, and tells what became of its proposals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flashcards import config
from flashcards.config import Model
from flashcards.core.errors import Invalid
from flashcards.making.made import Made
from flashcards.services.model.propose import Proposals, applied, notice, propose

_SET = (
    "No model is set. Set FLASHCARDS_MODEL_URL, such as http://127.0.0.1:11434/v1, and"
    " FLASHCARDS_MODEL_NAME, or leave --model away."
)


def model_of() -> Model:
    """Return the model of the settings; raises Invalid if none is set."""
    model = config.load().model
    if model is None:
        raise Invalid(_SET)
    return model


def with_proposals(made: Made, model: Model, name: str, say: Callable[[str], None]) -> Made:
    """Return ``made`` with what the model proposes for it; raises Unanswered if it does not."""
    say(f"{name}: {notice(made.document, made.drafts, model)}")
    found = propose(made.document, made.drafts, model)
    say(f"{name}: {_told(found)}")
    for trouble in found.troubles:
        say(f"{name}: {trouble}")
    return replace(made, drafts=applied(made.drafts, found))


def _told(found: Proposals) -> str:
    told = (
        f"the model's better questions: {len(found.rewordings)}; its further cards:"
        f" {len(found.drafts)}; not used: {found.dropped.total()}"
    )
    reasons = [f"{why} ({count})" for why, count in found.dropped.most_common()]
    return f"{told}: {', '.join(reasons)}." if reasons else f"{told}."
