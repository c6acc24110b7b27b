"""Pictures and sounds on the pages: given, shown, sent to their learner alone, and let go."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from flashcards.services.media import keeping
from flashcards.services.media.shown import ADDRESS
from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from flashcards.store.models.media import Media
from flashcards.web.headers import CONTENT_SECURITY_POLICY
from tests.media_files import KNOWN, UNKNOWN, png, wav
from tests.web.conftest import MakeApp
from tests.web.library import Library, add_deck, add_file, add_note, cards_of
from tests.web.visitor import Visitor, attribute, one, parsed, sqlite_only, text_of, wrong

SCRIPT = {"Accept": "application/json"}


def told(answer: TestResponse) -> dict[str, Any]:
    """Return what a script is told."""
    found: dict[str, Any] = answer.json or {}
    return found


def test_a_file_is_sent_whole_in_parts_or_not_again(ana: Visitor) -> None:
    data = wav()
    file = add_file(ana, data, "hum.wav")
    assert (file["mark"], file["sort"]) == ("[sound:hum.wav]", "sound")
    whole = ana.get(file["address"])
    assert (whole.status_code, whole.data, whole.mimetype) == (200, data, "audio/wav")
    assert whole.headers["Accept-Ranges"] == "bytes"
    part = ana.get(file["address"], headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.data) == (206, data[4:10])
    assert part.headers["Content-Range"] == f"bytes 4-9/{len(data)}"
    beyond = ana.get(file["address"], headers={"Range": f"bytes={len(data) + 5}-"})
    assert beyond.status_code == 416
    again = ana.get(file["address"], headers={"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for answer in (whole, part, again):
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@sqlite_only
@pytest.mark.parametrize("mime", KNOWN)
def test_a_file_is_sent_as_what_it_is_whatever_it_is_called(ana: Visitor, mime: str) -> None:
    file = add_file(ana, KNOWN[mime], "page.html")
    answer = ana.get(file["address"])
    assert answer.mimetype == mime
    assert answer.headers["Content-Security-Policy"] != CONTENT_SECURITY_POLICY
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert not file["name"].endswith(".html")


@sqlite_only
def test_a_file_of_nobody_and_of_another_is_not_there(
    ana: Visitor, ben: Visitor, visitor: Visitor
) -> None:
    address = add_file(ana, png(), "rose.png")["address"]
    assert ana.get(address).status_code == 200
    foreign, missing = ben.get(address), ben.get(f"/media/{'0' * 64}/rose.png")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.headers["Cache-Control"] == "no-store"
    assert foreign.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert visitor.get(address).location.startswith("/login")
    add_file(ben, png(), "mine.png")
    assert ben.get(address).status_code == 200


def test_the_address_is_that_of_the_app(ana: Visitor) -> None:
    with ana.app.test_request_context():
        made = ana.app.url_for("media.show", sha256="ab", name="a rose & more.png")
    assert ADDRESS.format(sha256="ab", name="a%20rose%20%26%20more.png") == made.replace("&", "%26")
    file = add_file(ana, png(), "100% ä & more #1?.png")
    assert file["name"] == "100 ä & more #1.png"
    assert ana.get(file["address"]).status_code == 200


@sqlite_only
@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_picture_is_refused_in_words(ana: Visitor, name: str) -> None:
    answer = ana.upload(UNKNOWN[name], name, "/media", headers=SCRIPT)
    assert answer.status_code == 422
    assert "is no picture or sound" in told(answer)["message"]
    page = ana.upload(UNKNOWN[name], name, "/media")
    assert page.status_code == 422
    assert "is no picture or sound" in wrong(parsed(page))[""]


def test_limits_are_told(make_app: MakeApp, ana: Visitor, stored: Database) -> None:
    small = Visitor(make_app(media_file=3000, media_quota=5000))
    small.client.set_cookie("flashcards", ana.cookie("flashcards") or "")
    answer = small.upload(wav(1), "hum.wav", "/media", headers=SCRIPT)
    assert answer.status_code == 413
    assert "may have up to 3 KB" in told(answer)["message"]
    assert small.upload(wav(0.3), "a.wav", "/media", headers=SCRIPT).status_code == 200
    full = small.upload(wav(0.35), "b.wav", "/media", headers=SCRIPT)
    assert full.status_code == 413
    assert "of the 5 KB that there are for you" in told(full)["message"]
    assert small.upload(wav(0.3), "again.wav", "/media", headers=SCRIPT).status_code == 200
    with stored.read() as session:
        assert session.scalar(select(func.count()).select_from(Media)) == 1


def test_a_note_takes_a_picture_without_script(ana: Visitor, stored: Database) -> None:
    deck = add_deck(ana)
    fields = {"deck": str(deck), "type": "basic", "front": "What is this?", "back": "A rose"}
    sent = {**fields, "into": "front", "words": "Red [petals]"}
    added = ana.upload_as("picture", png(), "rose.jpg", "/notes/new", sent)
    assert added.status_code == 302
    with stored.read() as session:
        note = session.scalars(select(Note).where(Note.deck_id == deck)).one()
        assert note.front == "What is this? ![Red \\[petals\\]](rose.png)"
        note_id = note.id
    page = ana.page(f"/study/{deck}")
    picture = one(page, "[data-question] img")
    assert attribute(picture, "alt") == "Red [petals]"
    assert (attribute(picture, "width"), attribute(picture, "height")) == ("8", "6")
    assert ana.get(attribute(picture, "src")).data == png()
    form = {"type": "basic", "front": "What?", "back": "A hum", "into": "back"}
    assert ana.upload_as("picture", wav(), "hum.wav", f"/notes/{note_id}", form).status_code == 302
    assert one(ana.page(f"/study/{deck}"), "[data-answer] audio")
    bad = ana.upload_as("picture", b"MZ", "rose.png", f"/notes/{note_id}", form)
    assert bad.status_code == 422
    assert "is no picture" in wrong(parsed(bad))[""]
    assert parsed(bad).select_one("textarea[name=back]") is not None


def test_a_picture_that_is_kept_stays_in_a_form_that_cannot_be(
    ana: Visitor, stored: Database
) -> None:
    deck = add_deck(ana)
    form = {"deck": str(deck), "type": "basic", "front": "Front", "back": "", "into": "extra"}
    answer = ana.upload_as("picture", png(), "rose.png", "/notes/new", form)
    assert answer.status_code == 422
    assert text_of(one(parsed(answer), "textarea[name=extra]")) == "![](rose.png)"


def test_files_show_wherever_notes_do(ana: Visitor, stored: Database) -> None:
    files = [add_file(ana, png(), "a rose.png"), add_file(ana, wav(), "hum.wav")]
    deck = add_deck(ana)
    front, back = (each["mark"] for each in files)
    note = add_note(ana, stored, deck, front=front.replace("![]", "![A rose]"), back=back)
    (card,) = cards_of(stored, note)
    assert one(ana.page(f"/cards/{card}"), "h1 img")
    assert "A rose" in one(ana.page("/browse"), ".notes li a").text
    preview = told(ana.send("/api/preview", {"type": "basic", "front": front, "back": back}))
    assert files[0]["address"] in preview["cards"][0]["question"]
    assert "<audio" in preview["cards"][0]["answer"]
    missing = {"type": "basic", "front": "![x](gone.png)", "back": "[sound:gone.mp3]"}
    cards = told(ana.send("/api/preview", missing))["cards"]
    assert "The picture gone.png (x) is missing." in cards[0]["question"]
    assert "The sound gone.mp3 is missing." in cards[0]["answer"]


def test_the_name_of_anothers_file_shows_nothing(
    ana: Visitor, ben: Visitor, stored: Database
) -> None:
    add_file(ana, png(), "rose.png")
    deck = add_deck(ben)
    add_note(ben, stored, deck, front="![x](rose.png)")
    assert "The picture rose.png (x) is missing." in ben.page(f"/study/{deck}").text


def test_the_list_shows_what_is_used_where(ana: Visitor, stored: Database) -> None:
    assert "None yet" in ana.page("/media").text
    used, unused = add_file(ana, png(), "rose.png"), add_file(ana, wav(), "hum.wav")
    deck = add_deck(ana)
    note = add_note(ana, stored, deck, front=used["mark"])
    page = ana.page("/media")
    assert [text_of(name) for name in page.select(".name")] == ["hum.wav", "rose.png"]
    assert f"/notes/{note}" in str(page)
    assert attribute(one(page, ".thumb audio"), "src") == unused["address"]
    assert len(page.select("form[action^='/media/']")) == 2
    only = ana.page("/media?unused=1")
    assert [text_of(name) for name in only.select(".name")] == ["hum.wav"]
    action = attribute(one(only, ".files form"), "action")
    assert ana.say(ana.submit(only, action)) == ["hum.wav is deleted."]
    assert ana.get(unused["address"]).status_code == 404
    assert ana.say(ana.post("/media/unused")) == ["0 files deleted."]
    assert ana.get(used["address"]).status_code == 200


@sqlite_only
def test_a_form_without_a_file_says_so(ana: Visitor) -> None:
    assert wrong(parsed(ana.post("/media"))) == {"": "Choose a picture or a sound first."}
    answer = ana.upload(b"", "", "/media", headers=SCRIPT)
    assert answer.status_code == 422


@sqlite_only
def test_sounds_play_by_themselves_unless_she_says_no(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    assert one(ana.page(f"/study/{hers.deck}"), "[data-sitting]").has_attr("data-plays")
    page = ana.page("/settings/comfort")
    form = {"hand": "right", "text_size": "0", "swipes": "y"}
    assert one(page, "input[name=plays]").has_attr("checked")
    assert ana.say(ana.post("/settings/comfort", form)) == ["Your settings are kept."]
    sitting = one(ana.page(f"/study/{hers.deck}"), "[data-sitting]")
    assert not sitting.has_attr("data-plays")
    assert '"replay": "r"' in attribute(sitting, "data-keyboard").replace("&#34;", '"')


def test_sizes_are_said_as_people_say_them() -> None:
    sizes = (0, 900, 5 * 1024, 25 * 2**20, 1500 * 2**20, 2 * 2**30)
    assert [keeping.megabytes(size) for size in sizes] == [
        "1 KB",
        "1 KB",
        "5 KB",
        "25 MB",
        "1.46 GB",
        "2 GB",
    ]
