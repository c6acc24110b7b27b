"""The pictures and sounds of a package are kept for the learner."""

from __future__ import annotations

from flashcards.core.errors import FlashcardsError
from flashcards.services.imports.running import Running
from flashcards.services.media.keeping import Keeper


def take(running: Running) -> None:
    """Keep the files of a package; one that cannot be kept is told of, and no reason to stop."""
    keeper = Keeper(running.session, running.learner.id, running.limits, running.now)
    for name in running.package.media:
        try:
            kept = keeper.keep_as_it_is(name, b"".join(running.package.read_media(name)))
        except FlashcardsError as error:
            running.done.left_out.append(f"{name}: {error}")
        else:
            running.done.media += kept.is_new
            if kept.name != name:
                running.renamed[name] = kept.name
        running.step(1)
