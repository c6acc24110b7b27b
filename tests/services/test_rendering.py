"""Fields become HTML that can do nothing: whatever is written, only harmless tags come out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.media import kinds, marks
from flashcards.core.notes import Note, NoteType
from flashcards.services import rendering
from flashcards.services.media.shown import Shown
from flashcards.services.rendering import ATTRIBUTES, TAGS

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jAvAsCrIpT&colon;alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a onclick=alert(1) href=#>x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<span class='cloze' onclick=alert(1)>x</span>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<base href=javascript:alert(1)//>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/track.png)",
    '[x](https://a.example "onmouseover=alert(1) x=\\" y")',
    "[x](https://a.example/\"onmouseover='alert(1)')",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "\ue000<script>alert(1)</script>\ue001",
    "[\ue000](https://a.example/\ue001 '\ue000 onclick=alert(1)')",
    "{{c1::<script>alert(1)</script>}}",
    "{{c1::x::<img src=x onerror=alert(1)>}}",
    "{{c1::[x](javascript:alert(1))}}",
    '[{{c1::x}}](https://a.example "{{c1::y}} onclick=alert(1)")',
    "[x]({{c1::javascript:alert(1)}})",
    "<{{c1::script>alert(1)</script}}>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<<script>script>alert(1)<</script>/script>",
]


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def assert_harmless(html: str) -> None:
    reader = read(html)
    assert reader.odd == []
    for tag, attributes in reader.tags:
        assert tag in TAGS
        for name, value in attributes:
            assert_harmless_attribute(tag, name, value or "")


def assert_harmless_attribute(tag: str, name: str, value: str) -> None:
    if (tag, name) == ("span", "class"):
        assert value == "cloze"
    elif (tag, name) == ("a", "rel"):
        assert value == "noopener noreferrer"
    else:
        assert name in ATTRIBUTES.get(tag, set())
    if name == "href":
        address = re.sub(r"[\0-\x20]", "", value).lower()
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
        assert scheme is None or scheme[0] in {"http:", "https:", "mailto:"}


def faces(text: str) -> list[str]:
    """Return everything that is ever shown of a text, whichever field it stands in."""
    cloze = Note("g", NoteType.CLOZE, text=text + " {{c1::gap}}")
    basic = Note("g", NoteType.REVERSED, front=text, back=text)
    found = [rendering.face(cloze, 1), rendering.face(cloze, 2), rendering.face(basic, 2)]
    shown = [side for face in found for side in (face.question, face.answer)]
    return [*shown, rendering.field(text), rendering.cloze_shown(text), rendering.quoted(text)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_would_run_is_shown_or_left_out_and_never_runs(payload: str) -> None:
    for html in faces(payload):
        assert_harmless(html)


@given(
    st.lists(
        st.sampled_from(
            [*PAYLOADS, "{{c1::", "}}", "::", "\n\n", "`", "*", "<", ">", '"', "|", "\\"]
        ),
        max_size=5,
    ).map("".join)
)
def test_payloads_put_together_are_as_harmless(text: str) -> None:
    for html in faces(text):
        assert_harmless(html)


@given(st.text(max_size=60))
def test_any_text_is_harmless_and_plain_text_has_no_tags_of_ours(text: str) -> None:
    for html in faces(text):
        assert_harmless(html)
    assert "\ue000" not in rendering.plain(text)
    assert "\n" not in rendering.plain(text)


def test_markdown_is_shown_as_it_is_meant() -> None:
    html = rendering.field(
        "A **strong** and *soft* word, ~~gone~~, `code`\nnext\n\n"
        "- one\n- two\n\n3. three\n\n> said\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[site](https://a.example/x?y=1&z=2)"
    )
    for part in (
        "<strong>strong</strong>",
        "<em>soft</em>",
        "<s>gone</s>",
        "<code>code</code><br>",
        "<li>one</li>",
        '<ol start="3">',
        "<blockquote>",
        "<td>2</td>",
        '<a href="https://a.example/x?y=1&amp;z=2" rel="noopener noreferrer">site</a>',
    ):
        assert part in html


def test_one_paragraph_needs_no_paragraph_and_raw_html_is_shown_as_text() -> None:
    assert rendering.field("One line.") == "One line."
    assert rendering.field("One.\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"
    assert rendering.field("a <b>c</b>") == "a &lt;b&gt;c&lt;/b&gt;"


def test_the_question_of_a_cloze_hides_its_own_gap_and_shows_its_hint() -> None:
    note = Note("g", NoteType.CLOZE, text="A {{c1::bond::of what?}} and {{c2::goals}}")
    first, second = rendering.face(note, 1), rendering.face(note, 2)
    assert first.question == 'A <span class="cloze">[of what?]</span> and goals'
    assert first.answer == 'A <span class="cloze">bond</span> and goals'
    assert second.question == 'A bond and <span class="cloze">[…]</span>'


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::secret}}",
        "**{{c1::secret}}**",
        "`{{c1::secret}}`",
        "[{{c1::secret}}](https://a.example)",
        "[x](https://a.example/{{c1::secret}})",
        "![{{c1::secret}}](a.png)",
        "![x](a-{{c1::secret}}.png)",
        '[x](https://a.example "{{c1::secret}}")',
        "```\n{{c1::secret}}\n```",
        "| a |\n|---|\n| {{c1::secret}} |",
        "# {{c1::secret}}",
        "{{c1::a {{c2::secret}} b}}",
        "{{c1,2::secret}}",
        "{{c1::line\n\nsecret}}",
        "{{c1::- item\n- secret}}",
    ],
)
def test_the_question_never_gives_the_answer_away(text: str) -> None:
    face = rendering.face(Note("g", NoteType.CLOZE, text=text), 1)
    assert "secret" not in face.question
    assert "secret" in face.answer


def test_both_sides_of_a_reversed_note_are_asked_for() -> None:
    note = Note("g", NoteType.REVERSED, front="*ACT*", back="Acceptance")
    assert rendering.face(note, 1) == rendering.Face("<em>ACT</em>", "Acceptance")
    assert rendering.face(note, 2) == rendering.Face("Acceptance", "<em>ACT</em>")


def test_in_lists_a_note_is_one_line_without_marks() -> None:
    assert rendering.plain("A **{{c1::bond::hint}}**\n\n- <b> & `x`") == "A bond <b> & x"


def test_a_shown_cloze_hides_nothing_and_keeps_other_braces() -> None:
    shown = rendering.cloze_shown("A {{c1::bond::hint}} }} {{c2,3::goals}}")
    assert read(shown).text == "A bond }} goals"
    assert shown.count('<span class="cloze">') == 2


def test_words_of_a_source_keep_their_lines_and_are_no_markdown() -> None:
    assert rendering.quoted("a *b*\n<c> & 'd'") == "a *b*<br>&lt;c&gt; &amp; &#x27;d&#x27;"


def test_a_field_for_anki_keeps_its_marks() -> None:
    assert rendering.field("**{{c1::bond::hint}}**") == "<strong>{{c1::bond::hint}}</strong>"


ROSE = Shown("/media/00/a%20rose.png", kinds.PNG, 30, 20)
FILES = {
    "a rose.png": ROSE,
    "hum.wav": Shown("/media/01/hum.wav", kinds.WAV),
    "talk.mp4": Shown("/media/02/talk.mp4", kinds.MP4),
    "_font.ttf": Shown("/media/03/_font.ttf", kinds.OTHER),
}


def test_a_picture_has_its_words_and_its_size() -> None:
    shown = rendering.field('![A *red* "rose"](<a rose.png>)', FILES)
    ((tag, attributes),) = read(shown).tags
    assert (tag, dict(attributes)) == (
        "img",
        {"src": ROSE.address, "alt": 'A red "rose"', "width": "30", "height": "20"},
    )
    assert 'alt="Picture"' in rendering.field("![](a%20rose.png)", FILES)


def test_a_sound_and_a_film_are_played_and_other_files_handed_out() -> None:
    for mark, tag in (("hum.wav", "audio"), ("talk.mp4", "video"), ("_font.ttf", "a")):
        for written in (f"[sound:{mark}]", f"![x]({mark})"):
            ((found, attributes),) = read(rendering.field(written, FILES)).tags
            assert found == tag
            assert ("controls" in dict(attributes)) is (tag != "a")
            assert str(dict(attributes).get("src") or dict(attributes)["href"]).endswith(mark)


@pytest.mark.parametrize("name", ["hum.wav", "a rose.png"])
def test_what_a_file_is_called_never_stands_in_the_question(name: str) -> None:
    mark = marks.mark(name, FILES[name].kind)
    words = read(rendering.field(mark, FILES))
    assert words.text == ""
    ((_, attributes),) = words.tags
    assert not any(name in str(value) for key, value in attributes if key != "src")


def test_what_is_missing_is_told_calmly_with_its_name() -> None:
    assert read(rendering.field("![A rose](<b & c.png>)")).text == (
        "The picture b & c.png (A rose) is missing."
    )
    assert read(rendering.field("[sound:<b>.mp3]")).text == "The sound <b>.mp3 is missing."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![A rose](https://a.example/rose.png)", "A rose"),
        ("![](http://a.example/rose.png)", "http://a.example/rose.png"),
        ("![A rose](//a.example/rose.png)", "A rose"),
        ("![A rose](data:image/png;base64,AAAA)", "A rose"),
        ("![A rose](ftp://a.example/rose.png)", "A rose"),
        ("\\[sound:hum.wav]", "[sound:hum.wav]"),
        ("`[sound:hum.wav]`", "[sound:hum.wav]"),
        ("[sound:]", "[sound:]"),
        ("\ue002hum.wav\ue003", "hum.wav"),
    ],
)
def test_nothing_from_elsewhere_is_loaded(written: str, shown: str) -> None:
    seen = read(rendering.field(written, FILES))
    assert seen.text == shown
    assert not {tag for tag, _ in seen.tags} & {"img", "audio", "video"}
    links = [dict(attributes)["href"] for tag, attributes in seen.tags if tag == "a"]
    assert all(str(link).startswith("http") for link in links)
    assert bool(links) is ("(http" in written)


def test_a_picture_may_be_hidden_by_a_cloze() -> None:
    note = Note("g", NoteType.CLOZE, text="It is {{c1::![A rose](<a rose.png>)}} [sound:hum.wav]")
    face = rendering.face(note, 1, FILES)
    assert [tag for tag, _ in read(face.question).tags] == ["span", "audio"]
    assert [tag for tag, _ in read(face.answer).tags] == ["span", "img", "audio"]


def test_in_lists_a_picture_is_its_description() -> None:
    assert rendering.plain("See ![A *rose*](<a rose.png>) [sound:my_word_.mp3]") == (
        "See A rose ♪ my_word_.mp3"
    )
    assert rendering.plain("![](<a rose.png>)") == "a rose.png"


def test_a_field_for_anki_names_its_files() -> None:
    assert rendering.for_anki("![A 'rose'](<a & b.png>) [sound:my_word_.mp3]") == (
        '<img src="a &amp; b.png" alt="A \'rose\'"> [sound:my_word_.mp3]'
    )
    assert rendering.for_anki("**{{c1::![](a.png)::hint}}**") == (
        '<strong>{{c1::<img src="a.png" alt="">::hint}}</strong>'
    )


@given(st.text(alphabet="![]()<>\"' ab.png&;#:/\\\n[sound:]", max_size=80))
def test_whatever_names_files_is_harmless(written: str) -> None:
    named = marks.names(written)
    files = {name: Shown("/media/00/a.png", kinds.PNG) for name in named}
    for tag, attributes in read(rendering.field(written, files)).tags:
        assert tag in TAGS
        for name, value in attributes:
            if tag == "img":
                assert name in {"src", "alt"}
                assert name != "src" or value == "/media/00/a.png"
            elif (tag, name, value) != ("span", "class", "missing"):
                assert_harmless_attribute(tag, name, value or "")
