"""Cards look as the real Anki shows them, whatever their templates and fields."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.notes import Note
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flashcards.anki.package.foreign import ForeignNoteType, ForeignTemplate
from flashcards.anki.templates.faults import Wrong
from flashcards.anki.templates.render import TYPED, Around, Renderer

FIELDS = ("A", "B", "C D")
EXAMPLES = int(os.environ.get("FLASHCARDS_TEST_EXAMPLES", "150"))
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CALM = {Wrong.BLANK_FRONT, Wrong.NO_CLOZE, Wrong.SPEECH, Wrong.OCCLUSION}
"""Not errors of a template in Anki's eyes."""


class Judge:
    """A note of the real Anki that is shown by any template."""

    def __init__(self, collection: Collection) -> None:
        models = collection.models
        basic = models.new("Judge")
        for name in FIELDS:
            models.add_field(basic, models.new_field(name))
        template = models.new_template("Card X")
        template["qfmt"] = "{{A}}"
        models.add_template(basic, template)
        models.add(basic)
        self._notes = {
            name == "Cloze": collection.new_note(models.by_name(name) or {})
            for name in ("Cloze", "Judge")
        }

    def sides(
        self, cloze: bool, question: str, answer: str, values: list[str], ordinal: int
    ) -> tuple[str, str]:
        """Return both sides as Anki shows them."""
        note = self._notes[cloze]
        note.fields = list(values)
        note.tags = ["x", "y"]
        shown = self._card(note, question, answer, ordinal).render_output()
        return shown.question_text, shown.answer_text

    @staticmethod
    def _card(note: Note, question: str, answer: str, ordinal: int) -> Any:
        model = note.note_type()
        assert model is not None
        template = {
            **model["tmpls"][0], "name": "Card X", "ord": ordinal - 1, "qfmt": question,
            "afmt": answer,
        }  # fmt: skip
        return note.ephemeral_card(
            ord=ordinal - 1, custom_note_type=model, custom_template=template, fill_empty=False
        )


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Give the real Anki as a judge."""
    folder: Path = tmp_path_factory.mktemp("judge")
    collection = Collection(str(folder / "collection.anki2"))
    yield Judge(collection)
    collection.close()


def _ours(cloze: bool, question: str, answer: str) -> Renderer:
    fields = ("Text", "Back Extra") if cloze else FIELDS
    name = "Cloze" if cloze else "Judge"
    template = ForeignTemplate("Card X", question, answer)
    return Renderer(ForeignNoteType(1, name, fields, (template,), "", cloze, 0))


AROUND = Around(tags=("x", "y"), deck="(Deck)")
_BLANK = re.compile(r"<div>(?:The front of this card is blank|No cloze).*?</div>", re.DOTALL)
_HINT = re.compile(
    r"\n<a class=hint.*?draggable=false>\n(.*?)</a>\n<div id=\"[^\"]*\" class=hint[^>]*>", re.DOTALL
)


def _theirs_plain(html: str) -> str:
    """Return Anki's HTML with our way of writing hints, typed answers and readings."""
    html = _BLANK.sub("", html)
    html = re.sub(r' data-cloze="[^"]*"', "", html)
    html = re.sub(r"\[anki:play:[aq]:\d+\]", "[sound]", html)
    html = re.sub(r"\[\[type:.*?\]\]", "", html)
    html = _HINT.sub(r"<hint>\1|", html)
    return _same(html.replace("<rb>", "").replace("</rb>", ""))


def _ours_plain(html: str) -> str:
    html = re.sub(r"\[sound:.*?\]", "[sound]", html.replace(TYPED, ""))
    html = re.sub(r'<code class="typeans">.*?</code>', "", html, flags=re.DOTALL)
    html = re.sub(
        r'<details class="hint"><summary>(.*?)</summary><div>', r"<hint>\1|", html, flags=re.DOTALL
    )
    return _same(html.replace("</div></details>", "</div>"))


def _same(html: str) -> str:
    """Return what does not depend on how entities are written, or on how a hint's line ends."""
    return unescape(unescape(re.sub(r"</div>\n+", "</div>", html)))


def _agree(
    judge: Judge, cloze: bool, question: str, answer: str, values: list[str], ordinal: int = 1
) -> None:
    theirs = judge.sides(cloze, question, answer, values, ordinal)
    ours = _ours(cloze, question, answer).render(values, ordinal, AROUND)
    found = {fault.wrong for fault in ours.faults}
    empty = bool(_BLANK.search(theirs[0]))
    broken = "template has a problem" in "".join(theirs)
    if broken:
        assert found - CALM, (theirs, ours)
        return
    assert empty == bool(found & {Wrong.BLANK_FRONT, Wrong.NO_CLOZE}), (theirs, ours)
    assert _ours_plain(ours.question) == _theirs_plain(theirs[0])
    if not empty:  # Anki tells nothing of the back of a card without a front
        assert not found - CALM, (theirs, ours)
        assert _ours_plain(ours.answer) == _theirs_plain(theirs[1])


TEMPLATES = [
    "{{A}}", "{{ A }}", "{{#A}}x{{/A}}{{^A}}y{{/A}}", "{{C D}}", "{{Nope}}", "{{#Nope}}x{{/Nope}}",
    "{{#A}}x", "x{{/A}}", "{{#A}}{{#B}}{{/A}}{{/B}}", "{{A", "}}{{A}}", "{{{A}}}", "{{}}",
    "{{FrontSide}}x", "{{#FrontSide}}x{{/FrontSide}}", "{{CardID}}{{CardFlag}}",
    "{{Tags}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{Type}}", "{{text:A}}", "{{hint:A}}", "{{hint:C D}}",
    "{{type:A}}", "{{type:nc:A}}", "{{nope:A}}", "{{hint:text:A}}", "<!-- {{A}} {{#B}} -->{{A}}",
    "<!-- {{A}}", "{{=<% %>=}}<%A%> {{A}} <%#B%>x<%/B%>", "  {{=<% %>=}}<%A%>",
    "a{{=<% %>=}}<%A%>", "{{#Tags}}t{{/Tags}}", "{{A:}}", "{{:A}}", "{{ text : A }}", "{{a}}",
    "{{#A}} {{A}} {{/ A }}", "{{! note }}", "{{# A}}x{{/A}}", "{{text:Tags}}", "{{cloze:A}}{{A}}",
    "{{#c1}}{{A}}{{/c1}}{{^c2}}z{{/c2}}", "{{furigana:A}}{{kanji:A}}{{kana:A}}{{B}}",
    "{{#A}}{{#A}}{{A}}{{/A}}{{/A}}", "{{#A}}<!-- {{/A}} -->{{/A}}{{A}}",
]  # fmt: skip
VALUES = [
    "", " ", "<br>", "<div><br></div>", "&nbsp;", "\u00a0", "<p></p>", "q",
    "<b>b</b> &lt;c&gt; & d",
    "[sound:a b.mp3]q", "日本[にほん]語", " 東京[とうきょう] 食[た]べる",
    "a<script>x</script>y<style>s</style><br>z<div>w</div>",
]  # fmt: skip


@pytest.mark.parametrize("question", TEMPLATES)
def test_each_way_to_write_a_template_is_shown_as_in_anki(judge: Judge, question: str) -> None:
    for value in VALUES:
        _agree(judge, False, question, "{{FrontSide}}<hr>{{B}}", [value, "back", "c"])


CLOZE_TEXTS = [
    "{{c1::a}} b {{c2::c::h}}", "{{c1::a {{c2::b}}}}", "{{c1::a {{c1::b}} c}}",
    "{{c1::a::}} {{c1::}} {{c1::::h}} {{c1::x::y::z}}", "\\({{c1::a}} x {{c2::b}}\\) {{c1::q}}",
    "\\[{{c1::<b>a</b>::<i>h</i>}}\\]", "{{c1,2::a}} {{c2::b}}", "{{c1::<div>a & \"b\"</div>}}",
    "nothing", "{{c1::a", "{{c1::[sound:a.mp3]}}", "{{C1::a}} {{c1::b}}", "{{c2::a {{c1::b}}}}",
    "\\(<b>x</b>\\) {{c1::q}}", "{{c1::\\(a<i>b</i>\\)}} z", "{{c1::食[た]べる}}",
]  # fmt: skip
CLOZE_TEMPLATES = [
    "{{cloze:Text}}", "{{cloze-only:Text}}", "{{type:cloze:Text}}",
    "{{cloze:Text}}{{type:cloze:Text}}",
    "{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{^c2}}nottwo{{/c2}}{{cloze:Text}}", "{{text:cloze:Text}}",
    "{{hint:cloze:Text}}", "{{Text}}", "{{#Text}}x{{/Text}}{{cloze:Text}}",
]  # fmt: skip


@pytest.mark.parametrize("question", CLOZE_TEMPLATES)
def test_gaps_are_shown_as_in_anki(judge: Judge, question: str) -> None:
    for text in CLOZE_TEXTS:
        for ordinal in (1, 2):
            _agree(judge, True, question, f"{question}<br>{{{{Back Extra}}}}", [text, "x"], ordinal)


_BARE = re.compile(r"< [^>]*>")
"""A sign that begins no tag, before one: with it Anki's ``text:`` takes away the words between."""
PIECES = st.sampled_from(
    ["{{A}}", "{{B}}", "{{#A}}", "{{/A}}", "{{^A}}", "{{#B}}", "{{^B}}", "{{/B}}", "{{hint:B}}",
     "{{text:A}}", "{{type:B}}", "{{Tags}}", "{{Deck}}", "x", "<b>", "</b>", "{{", "}}", "<!--",
     "-->", "\n", "{{C D}}", "{{E}}", "{{#Card}}", "{{/Card}}"]
)  # fmt: skip
FIELD = st.lists(
    st.sampled_from(["", " ", "a", "<br>", "<b>", "</b>", "&lt;", "&amp;", "{{A}}", "[sound:x.mp3]",
                     "ü", "日", "<div>", "</div>", "1 < 2"]), max_size=4,
).map("".join).filter(lambda text: not _BARE.search(text))  # fmt: skip


@QUICK
@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=5).map("".join),
       st.lists(FIELD, min_size=3, max_size=3))  # fmt: skip
@example("{{#A}}<b>{{B}}</b>{{/A}}", "{{FrontSide}}", ["a", "<b>", ""])
@example("{{#A}}{{E}}{{/A}}", "", ["", "", ""])
def test_any_template_is_shown_as_in_anki_or_its_fault_is_found(
    judge: Judge, question: str, answer: str, values: list[str]
) -> None:
    _agree(judge, False, question, answer, values)


LEAVES = st.sampled_from(
    ["a", "<b>b</b>", "\\(", "\\)", " ", "&lt;", "{", "}", "ü", "{{A}}", "[x]", "1 &lt; 2"]
)
GAPS = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.tuples(
            st.sampled_from(["1", "2", "3", "1,2"]),
            st.lists(inner, max_size=3).map("".join),
            st.sampled_from(["", "", "::hint", "::"]),
        ).map(lambda gap: f"{{{{c{gap[0]}::{gap[1]}{gap[2]}}}}}"),
        max_leaves=6,
    ),
    max_size=6,
).map("".join)
"""No mark is left open: Anki hides all that follows such a one, here it stays text."""


@QUICK
@given(GAPS, st.integers(1, 3), st.sampled_from(CLOZE_TEMPLATES))
def test_any_text_with_gaps_is_shown_as_in_anki(
    judge: Judge, text: str, ordinal: int, template: str
) -> None:
    _agree(judge, True, template, template, [text, "{{c3::x}}"], ordinal)


def test_what_is_typed_is_shown_with_the_answer_only() -> None:
    shown = _ours(False, "{{A}} {{type:B}}", "{{FrontSide}}|{{type:B}}").render(
        ["q", "<i>b</i>", ""], 1
    )
    assert shown.question == f"q {TYPED}"
    assert shown.answer == 'q |<code class="typeans">b</code>'
    gap = _ours(True, "{{type:cloze:Text}}", "{{type:cloze:Text}}").render(
        ["{{c1::a}} {{c2::b}}", ""], 2
    )
    assert gap.answer == '<code class="typeans">b</code>'


def test_a_hint_is_folded_away() -> None:
    shown = _ours(False, "{{A}}{{hint:B}}", "").render(["q", "b", ""], 1)
    found = BeautifulSoup(shown.question, "html.parser").find("details")
    assert found is not None
    assert [each.get_text() for each in found.find_all(True)] == ["B", "b"]
