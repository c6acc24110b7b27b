"""Parts the article from the rest of the page: the disclaimer, menu words, captions, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from flashcards.making.document import Block, Document, Kind, LeftOut, Page
from flashcards.making.reading import clutter
from flashcards.making.reading.gate import check_worth_studying

_QUOTED = 400
"""The most letters of a stretch left out that are shown to the learner."""


def cleaned(page: Page, name: str) -> Document:
    """Return the document of ``page``; raise Unreadable if there is too little to study."""
    work = _Cleaning(page, name)
    for step in (
        work.take_disclaimer,
        work.leave_out_captions_and_code,
        work.leave_out_sections,
        work.leave_out_lines,
        work.promote_questions,
        work.leave_out_titles,
        work.leave_out_menu_words,
    ):
        step()
    check_worth_studying(page.text, work.blocks, name)
    left_out = tuple(work.in_order())
    return Document(
        work.title,
        page.text,
        tuple(work.blocks),
        work.disclaimer,
        left_out,
        page.leaves,
        page.outline,
    )


class _Cleaning:
    """The blocks that are still kept, and what was taken away so far."""

    def __init__(self, page: Page, name: str) -> None:
        self.text = page.text
        self.blocks = list(page.blocks)
        self.disclaimer: str | None = None
        self.left_out: list[tuple[int, LeftOut]] = []
        self.title = _title(page, name)

    def words(self, block: Block) -> str:
        return " ".join(self.text[block.start : block.end].split())

    def in_order(self) -> list[LeftOut]:
        return [left for _, left in sorted(self.left_out, key=lambda pair: pair[0])]

    def _leave_out(self, why_of: Callable[[int, Block], str | None]) -> None:
        kept = []
        for index, block in enumerate(self.blocks):
            why = why_of(index, block)
            if why is None:
                kept.append(block)
            else:
                self._note(block, why)
        self.blocks = kept

    def _note(self, block: Block, why: str) -> None:
        quote = self.text[block.start : block.end]
        if len(quote) > _QUOTED:
            quote = quote[:_QUOTED].rsplit(" ", 1)[0] + " …"
        self.left_out.append((block.start, LeftOut(quote, why, block.start, block.end)))

    def take_disclaimer(self) -> None:
        found: list[str] = []
        kept: list[Block] = []
        under = False
        for block in self.blocks:
            words = self.words(block)
            if block.kind is Kind.HEADING:
                under = bool(clutter.DISCLAIMER_HEADING.fullmatch(words))
                if not under:
                    kept.append(block)
            elif under or clutter.is_disclaimer(words):
                found.append(words)
                under = under or words.rstrip(":").lower().endswith("disclaimer")
            elif found and not kept_after(kept, block) and clutter.continues_disclaimer(words):
                found.append(words)
            else:
                kept.append(block)
        self.blocks = kept
        self.disclaimer = "\n\n".join(dict.fromkeys(found)) or None

    def leave_out_captions_and_code(self) -> None:
        whys = {Kind.CAPTION: clutter.CAPTION, Kind.CODE: clutter.CODE, Kind.MENU: clutter.MENU}
        self._leave_out(lambda _, block: whys.get(block.kind))

    def leave_out_sections(self) -> None:
        """Leave out references, review questions, objectives and such with what is under them."""
        why: str | None = None
        level = bodies = 0
        reasons: dict[int, str] = {}
        for block in self.blocks:
            if block.kind is Kind.HEADING:
                here = clutter.section_to_leave_out(self.words(block))
                if here is not None:
                    why, level, bodies = here, block.level, 0
                elif block.level <= level:
                    why = None
            elif why is not None and _ends(why, block, bodies, self.words(block)):
                why = None
            else:
                bodies += block.kind is not Kind.ITEM
            if why is not None:
                reasons[block.start] = why
        self._leave_out(lambda _, block: reasons.get(block.start))

    def leave_out_lines(self) -> None:
        """Leave out single captions, addresses, bylines, invitations, objectives and tasks."""
        after: str | None = None
        reasons: dict[int, str] = {}
        for block in self.blocks:
            words = self.words(block)
            why = clutter.line_to_leave_out(words)
            if block.kind is not Kind.ITEM:
                after = None
                if clutter.OBJECTIVE.fullmatch(words):
                    after = why = clutter.OBJECTIVES
                elif clutter.RESPOND.fullmatch(words):
                    after = why = clutter.QUESTIONS
            elif after is not None:
                why = after
            if why is not None:
                reasons[block.start] = why
        self._leave_out(lambda _, block: reasons.get(block.start))

    def promote_questions(self) -> None:
        """Make headings of short questions that stand alone and are answered below."""
        for index, block in enumerate(self.blocks[:-1]):
            following = self.blocks[index + 1]
            if block.kind not in (Kind.PARAGRAPH, Kind.TERM) or following.kind is Kind.HEADING:
                continue
            if _is_question(self.words(block)) and not _is_question(self.words(following)):
                self.blocks[index] = replace(block, kind=Kind.HEADING, level=6)

    def leave_out_titles(self) -> None:
        """Keep the title once: the last time that it stands before the text begins."""
        title = _folded(self.title)
        found = [i for i, block in enumerate(self.blocks) if self._is_title(block, title)]
        keep = found[-1:] if found else []
        self._leave_out(lambda i, _: clutter.TITLE if i in found and i not in keep else None)

    def _is_title(self, block: Block, title: str) -> bool:
        lone = block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        return lone and _folded(self.words(block)) == title

    def leave_out_menu_words(self) -> None:
        """Leave out lone short lines with nothing under them, above the title or repeated."""
        words = [_folded(self.words(block)) for block in self.blocks]
        counts = Counter(words)
        title = _folded(self.title)
        begins = words.index(title) if title in words else 0
        lone = {i for i in range(len(self.blocks)) if self._is_lone(i) and words[i] != title}
        repeated = {
            word
            for word in {words[i] for i in lone}
            if counts[word] > 1 and all(i in lone for i, other in enumerate(words) if other == word)
        }
        self._leave_out(
            lambda i, _: (
                clutter.MENU
                if i in lone and (i < begins or words[i] in repeated or self._is_last(i))
                else None
            )
        )

    def _is_last(self, index: int) -> bool:
        return all(self._is_lone(later) for later in range(index, len(self.blocks)))

    def _is_lone(self, index: int) -> bool:
        """Tell whether a block is a few words without a full stop, and nothing stands under it."""
        block = self.blocks[index]
        words = self.words(block)
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or len(words.split()) > 6:
            return False
        if words.endswith((".", ":", "?", "!")):
            return False
        following = self.blocks[index + 1 : index + 2]
        return not following or following[0].kind is Kind.HEADING


def kept_after(kept: list[Block], block: Block) -> bool:
    """Tell whether other text stands between the last disclaiming paragraph and ``block``."""
    return bool(kept) and kept[-1].end > block.start


def _ends(why: str, block: Block, bodies: int, words: str) -> bool:
    """Tell whether ``block`` is the article again, after objectives or a link to elsewhere."""
    if block.kind is Kind.ITEM:
        return False
    if why == clutter.OBJECTIVES:
        return not clutter.OBJECTIVE.fullmatch(words)
    return why == clutter.LINK and bodies >= 1


def _title(page: Page, name: str) -> str:
    if page.title:
        return page.title
    heads = [block for block in page.blocks if block.kind is Kind.HEADING]
    highest = min((block.level for block in heads), default=0)
    for block in heads:
        if block.level == highest and (highest == 1 or block is page.blocks[0]):
            return " ".join(page.text[block.start : block.end].split()).rstrip("#").strip()
    return PurePosixPath(name.replace("\\", "/")).stem.replace("_", " ").strip() or name


def _folded(words: str) -> str:
    return " ".join(words.split()).strip(" .:").casefold()


def _is_question(words: str) -> bool:
    return words.endswith("?") and len(words.split()) <= 25 and words.count("?") == 1
