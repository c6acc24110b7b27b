"""Drafts the new parts of a short document by themselves, so that the old leave them room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from flashcards.making.apart.call import Ask, Late
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft
from flashcards.making.editions.parts import Parts, new_parts
from flashcards.making.plain import document_values, draft_of
from flashcards.services.editions.fresh import said, without_twins
from flashcards.services.editions.plan import Plan

PATIENCE = 10.0
"""Seconds; some sections of a short document take less than one."""


def with_new(plan: Plan, ask: Ask) -> Plan:
    """Return a plan with the drafts that its new sentences give by themselves, too.

    A document gives so many drafts, the best; without this the sentences that were drafted long
    ago would take the places of the new ones.
    """
    read = plan.read
    if read.drafts is None or not plan.whole:
        return plan
    parts = new_parts(read.document, filter(plan.is_free, plan.comparison.added))
    found = [*read.drafts]
    for draft in _drafted(read.document, parts, ask):
        if draft.guid not in {each.guid for each in found}:
            section = draft.section or plan.move.new.section(draft.start)
            found += without_twins([replace(draft, section=section)], map(said, found))
    return replace(plan, read=replace(read, drafts=tuple(found)))


def _drafted(document: Document, parts: Parts, ask: Ask) -> Iterator[Draft]:
    """Yield the drafts of what is new; none where that fails: those of the whole are there."""
    loose, blocks = len(parts.loose), (*parts.loose, *parts.whole)
    chapters = [
        ["", first, end] for first, end in ((0, loose), (loose, len(blocks))) if first < end
    ]
    if not chapters:
        return
    data = json.dumps(document_values(replace(document, blocks=blocks, left_out=()))).encode()
    with ask("draft", data, waiting=list(range(len(chapters))), chapters=chapters) as call:
        for _ in chapters:
            try:
                answer = call.answer(PATIENCE)
            except Late:
                return
            yield from (draft_of(each) for each in (answer or {}).get("drafts", []))
