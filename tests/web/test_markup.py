"""Nothing that anybody writes becomes markup that runs, wherever it is shown."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from tests.packages import write
from tests.web.library import ARTICLE, Library, add_deck, add_note, cards_of
from tests.web.visitor import Visitor, attribute, one, parsed, sqlite_only

pytestmark = sqlite_only

MARK = "x1337"
PAYLOADS = [
    f"<script>{MARK}</script>",
    f"<ScRiPt src=//evil.org/{MARK}></sCrIpT>",
    f"</script><script>{MARK}</script>",
    f"<script\x0b>{MARK}</script\n>",
    f"<img src=x onerror={MARK}>",
    f"<IMG SRC=x OnErRoR='{MARK}'>",
    f"<img/src=x/onerror={MARK}//",
    f"<svg onload={MARK}>",
    f"<svg/onload={MARK}><animate onbegin={MARK}>",
    f"<math><mi xlink:href='javascript:{MARK}'>x</mi></math>",
    f"<math><style><img src=x onerror={MARK}></style></math>",
    f"<iframe srcdoc='<script>{MARK}</script>'></iframe>",
    f"<object data='javascript:{MARK}'></object>",
    f"<embed src='javascript:{MARK}'>",
    f"<base href='//evil.org/{MARK}'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}'>",
    f"<link rel=stylesheet href='//evil.org/{MARK}.css'>",
    f"<style>@import '//evil.org/{MARK}'</style>",
    f"<form action='//evil.org/{MARK}'><button>x</button></form>",
    f"<input autofocus onfocus={MARK}>",
    f"<details open ontoggle={MARK}>",
    f"<a href='javascript:{MARK}'>x</a>",
    f"<b style='background:url(javascript:{MARK})'>x</b>",
    f'" onmouseover="{MARK}',
    f"' onmouseover='{MARK}",
    f'" autofocus onfocus={MARK} x="',
    f"--><script>{MARK}</script><!--",
    f"]]><script>{MARK}</script>",
    f"</textarea><script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f"</option></select><img src=x onerror={MARK}>",
    f"[x](javascript:{MARK})",
    f"[x](JaVaScRiPt:{MARK} 'title')",
    f"[x](&#106;avascript:{MARK})",
    f"[x](java\tscript:{MARK})",
    f"[x](data:text/html,<script>{MARK}</script>)",
    f"[x](vbscript:{MARK})",
    f"<javascript:{MARK}>",
    f"![x](javascript:{MARK})",
    f'![x" onerror="{MARK}](x.png)',
    f"[a]: javascript:{MARK}\n\n[a]",
    f"`<script>{MARK}</script>`",
    f"{{{{ {MARK}.__class__ }}}} {{% raw %}}",
    f"{{{{c1::<img src=x onerror={MARK}>}}}}",
    f"&lt;script&gt;{MARK}&lt;/script&gt;",
    f"&#60;script&#62;{MARK}&#60;/script&#62;",
    f"\ue000<script>{MARK}</script>\ue001",
    f"<<script>script>{MARK}<</script>/script>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}>'></noscript>",
]
BOLD = f"**bold** [x](https://example.org/{MARK})"
"""What is allowed: without it an empty page would pass."""


def check(page: BeautifulSoup) -> None:
    """Assert that nothing in a page would run or lead elsewhere."""
    for tag in page.find_all(True):
        assert isinstance(tag, Tag)
        _check_tag(tag)
    assert {attribute(tag, "src") for tag in page.select("script")} == {
        src
        for tag in page.select("script")
        if (src := attribute(tag, "src")).startswith("/static/")
    }


def _check_tag(tag: Tag) -> None:
    forbidden = {"iframe", "object", "embed", "base", "style", "svg", "math", "img", "noscript"}
    assert tag.name not in forbidden, str(tag)[:200]
    assert tag.name != "script" or not tag.get_text(strip=True)
    assert tag.name != "link" or attribute(tag, "href").startswith(("/static/", "/note-types/"))
    assert tag.name != "meta" or not tag.has_attr("http-equiv")
    assert tag.name != "form" or attribute(tag, "action")[:2] in {"", "/"} or _local(tag, "action")
    for name in tag.attrs:
        assert not name.lower().startswith("on"), str(tag)[:200]
        assert name.lower() not in {"style", "srcdoc", "formaction", "ping"}, str(tag)[:200]
    for name in ("href", "src", "action"):
        if tag.has_attr(name):
            assert _local(tag, name), str(tag)[:200]


def _local(tag: Tag, name: str) -> bool:
    """Say whether an address stays here; links of cards may lead to web pages."""
    address = re.sub(r"[\x00-\x20]", "", attribute(tag, name)).lower()
    here = address.startswith(("/", "#", "?")) and not address.startswith(("//", "/\\"))
    abroad = tag.name == "a" and address.startswith(("https://", "http://", "mailto:"))
    return not address or here or abroad


def test_what_is_written_anywhere_stays_words(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    for payload in [*PAYLOADS, BOLD]:
        paths = _written(ana, hers, stored, payload)
        for path in paths:
            response = ana.get(path)
            assert response.status_code == 200, path
            check(parsed(response))
        first = ana.get(paths[0]).get_data(as_text=True)
        assert MARK in first
        check(BeautifulSoup(first, "html.parser"))
    for path in ("/", "/browse", "/browse?page=2", "/bin/", "/make", "/documents", "/notes/new"):
        check(ana.page(path))


def _written(ana: Visitor, hers: Library, stored: Database, payload: str) -> list[str]:
    """Write ``payload`` wherever something can be written; return the pages that show it."""
    deck = add_deck(ana, payload, description=payload)
    fields = {"front": payload, "back": payload, "extra": payload, "source": payload}
    note = add_note(ana, stored, deck, **fields, tags=payload)
    cloze = add_note(ana, stored, deck, text=f"{{{{c1::{payload}::{payload}}}}} {payload}")
    own = f"{{{{c1::{payload}}}}} {{{{c2::x}}}}"
    ana.post(f"/notes/{hers.shared_note}", {"type": "cloze", "text": own, "extra": payload})
    binned = add_note(ana, stored, deck, front=payload)
    ana.post(f"/notes/{binned}/delete")
    text = ARTICLE.format(title=payload).replace("withdrawal,", f"{payload} withdrawal,")
    document = ana.post("/make", {"text": text, "deck": str(deck)}).location
    ana.post(f"{document}/accept")
    (card, *_) = cards_of(stored, note)
    return [
        f"/decks/{deck}",
        f"/decks/{deck}/settings",
        f"/notes/{note}",
        f"/notes/{cloze}",
        f"/notes/{hers.shared_note}",
        f"/browse?deck={deck}",
        document or "/documents",
        f"/study/{deck}?card={card}&turned=1",
        f"/study/{hers.shared}",
    ]


def test_what_stands_in_an_address_stays_words(
    ana: Visitor, visitor: Visitor, hers: Library
) -> None:
    asked = (
        (ana, "/browse", ("q", "deck", "page")),
        (ana, "/decks/new", ("next",)),
        (ana, "/notes/new", ("deck", "type", "tags", "front", "next")),
        (ana, "/make", ("deck",)),
        (ana, f"/notes/{hers.note}", ("next", "front", "text")),
        (ana, f"/study/{hers.deck}", ("card", "turned")),
        (ana, f"/nothing/{MARK}", ("q",)),
        (visitor, "/login", ("next",)),
        (visitor, "/signup", ("next", "email", "zone")),
        (visitor, "/disclaimer", ("next",)),
    )
    for payload in PAYLOADS:
        for who, path, names in asked:
            response = who.get(path, query_string=dict.fromkeys(names, payload))
            assert response.status_code in {200, 404}
            check(parsed(response))


def test_what_a_form_refuses_is_shown_as_words(
    ana: Visitor, visitor: Visitor, hers: Library
) -> None:
    for payload in PAYLOADS:
        for response in (
            visitor.post("/login", {"email": payload, "password": payload, "next": payload}),
            visitor.post("/signup", {"email": payload, "password": payload, "zone": payload}),
            visitor.post("/forgotten", {"email": payload}),
            ana.post("/settings", {"zone": payload, "rollover": payload, "scale": payload}),
            ana.post("/decks/new", {"title": payload * 99, "next": payload}),
            ana.post(f"/decks/{hers.deck}/settings", {"new_per_day": payload}),
            ana.post("/notes/new", {"type": payload, "deck": payload, "tags": payload}),
            ana.post("/make", {"text": payload, "deck": payload}),
            ana.post(f"/study/{hers.deck}", {"card": hers.card, "grade": payload}),
            ana.upload(payload.encode(), "x.txt"),
        ):
            assert 400 <= response.status_code < 500
            check(parsed(response))


def test_the_name_of_an_uploaded_file_stays_words(ana: Visitor) -> None:
    for payload in PAYLOADS:
        name = payload.replace("\n", " ").replace("\x0b", " ")
        check(parsed(ana.upload(b"too few", f"{name}.txt")))


def test_what_is_allowed_is_shown(ana: Visitor, stored: Database) -> None:
    note = add_note(ana, stored, add_deck(ana), front="f", back="b", source=BOLD)
    page = ana.page(f"/notes/{note}")
    link = one(page, ".evidence a[href^=https]")
    assert attribute(link, "rel") == "noopener noreferrer"
    assert one(page, ".evidence strong").get_text() == "bold"


def test_what_comes_from_anki_stays_harmless(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    """Fields, templates, names and style sheets of a package: nothing of it runs or leads away."""
    for number, payload in enumerate(PAYLOADS):
        plain = payload.replace("{{", "{").replace("}}", "}")
        sides = f"{plain} {{{{Question}}}}", f"{{{{FrontSide}}}}<hr id=answer>{plain}{{{{Notes}}}}"
        css = f".card {{ color: red; background: url({plain}) }} {plain} </style>{plain}"
        path = tmp_path / f"{number}.apkg"
        title = f"{number} {plain}".replace("\x0b", " ")
        write(
            path,
            (payload, payload, payload),
            templates=(sides,),
            css=css,
            deck=title,
            series=number,
        )
        name = (
            f"{payload}.apkg".replace("\n", " ")
            .replace("\x0b", " ")
            .replace("/", "-")
            .replace('"', "%22")
        )
        sent = ana.upload(path.read_bytes(), name, "/imports")
        assert sent.status_code == 302, name
        check(parsed(ana.get(sent.location)))
        assert ana.post(f"{sent.location}/apply", {"progress": "y"}).status_code == 302
        check(parsed(ana.get(sent.location)))
        _check_imported(ana, stored, number)
    check(parsed(ana.get("/imports")))


def _check_imported(ana: Visitor, stored: Database, number: int) -> None:
    with stored.read() as session:
        note = session.scalars(select(Note).order_by(Note.id.desc())).first()
    assert note is not None
    assert (note.type, note.guid) == ("imported", f"guid-{number}")
    (card, *_) = cards_of(stored, note.id)
    for address in (
        f"/study/{note.deck_id}?card={card}&turned=1",
        f"/notes/{note.id}",
        f"/cards/{card}",
        f"/decks/{note.deck_id}",
        f"/decks/{note.deck_id}/check",
    ):
        page = parsed(ana.get(address))
        for picture in page.select("img[src^='/media/']"):
            picture.decompose()
        check(page)
    sheet = ana.get(attribute(_sheet(ana, note.id), "href")).get_data(as_text=True)
    assert "evil.org" not in sheet
    assert "javascript" not in sheet
    assert "</style" not in sheet


def _sheet(ana: Visitor, note_id: int) -> Tag:
    """Return the link to the style sheet of a note from Anki."""
    return one(ana.page(f"/notes/{note_id}"), "link[data-note-type]")
