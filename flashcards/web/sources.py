"""Sources, and how the decks that ship were made."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from flashcards import config
from flashcards.services.library.pace import STATED
from flashcards.services.published import contents, offers
from flashcards.web.current import database, somebody

bp = Blueprint("sources", __name__, url_prefix="/sources")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show how the decks were made, what was left out, and all works with the decks citing them."""
    folder = config.shipped("decks")
    published = contents.published(folder)
    with database().read() as session:
        return render_template(
            "sources/show.html",
            published=published,
            titles={stem: deck.title for stem, deck in published.decks},
            licences=sorted({deck.licence for _, deck in published.decks}),
            left_out=contents.left_out(folder),
            kinds_of=contents.kinds_of,
            cards_of=contents.cards_of,
            seconds=STATED,
            ids=offers.ids(session, folder) if somebody() else {},
        )
