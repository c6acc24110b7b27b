"""Files are kept once, within limits, under each learner's own safe names; unused ones go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound, Refused, TooLarge
from flashcards.services import foreign
from flashcards.services.library import decks, notes
from flashcards.services.media import listing, shown
from flashcards.services.media.keeping import MEGABYTE, Keeper, Limits
from flashcards.services.media.shown import NONE
from flashcards.store import media as store
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import ForeignNoteType
from flashcards.store.models.media import Media, MediaName
from tests.conftest import NOW
from tests.media_files import UNKNOWN, png, png_head, wav
from tests.services.people import basic, make_user

LIMITS = Limits(file=MEGABYTE, quota=2 * MEGABYTE)


def keeper(session: Session, user: User, **changes: int) -> Keeper:
    """Return who keeps files for a learner."""
    return Keeper(session, user.id, replace(LIMITS, **changes), NOW)


def count(session: Session, table: type[Media] | type[MediaName]) -> int:
    """Return how many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_is_kept_once_however_many_use_it(database: Database) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        hers = keeper(session, ann)
        first = hers.keep("rose.png", png())
        assert (first.name, first.is_new) == ("rose.png", True)
        assert not hers.keep("rose.png", png()).is_new
        assert hers.keep("other.png", png()).name == "other.png"
        assert keeper(session, bob).keep("rose.png", png()).sha256 == first.sha256
        assert (count(session, Media), count(session, MediaName)) == (1, 3)
        assert store.used(session, ann.id) == len(png())
        assert store.data_of(session, first.sha256) == png()


def test_a_name_that_is_taken_gets_another_and_the_same_again(database: Database) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        keeper(session, bob).keep("rose.png", png(grey=9))
        hers = keeper(session, ann)
        hers.keep("rose.png", png(grey=1))
        other = hers.keep("rose.png", png(grey=2))
        assert other.name == f"rose-{other.sha256[:12]}.png"
        again = keeper(session, ann).keep("rose.png", png(grey=2))
        assert (again.name, again.is_new) == (other.name, False)
        files = shown.of_fields(session, ann.id, ["![](rose.png)", other.mark("Another")])
        assert {name: file.address.split("/")[2] for name, file in files.items()} == {
            "rose.png": hers.keep("rose.png", png(grey=1)).sha256,
            other.name: other.sha256,
        }


def test_what_a_note_cannot_show_is_refused_unless_it_comes_in_a_package(
    database: Database,
) -> None:
    with database.write() as session:
        hers = keeper(session, make_user(session))
        for name, data in UNKNOWN.items():
            with pytest.raises(Invalid, match="is no picture or sound"):
                hers.keep(name, data)
        kept = hers.keep_as_it_is("_font.woff2", b"wOF2")
        assert (kept.name, kept.kind.type) == ("_font.woff2", "application/octet-stream")
        assert hers.keep_as_it_is("rose.jpg", png()).name == "rose.jpg"
        assert hers.keep("rose2.jpg", png()).name == "rose2.png"
        for keep in (hers.keep, hers.keep_as_it_is):
            with pytest.raises(Invalid, match="is empty"):
                keep("rose.png", b"")
            with pytest.raises(Invalid, match="100,000 × 100,000 pixels"):
                keep("rose.png", png_head(100_000, 100_000))


def test_limits_are_told_and_nothing_is_kept_beyond_them(database: Database) -> None:
    sound = wav(1)
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        with pytest.raises(TooLarge, match="may have up to 7 KB"):
            keeper(session, ann, file=7 * 1024).keep("hum.wav", sound)
        keeper(session, bob).keep("other.wav", wav(1, 20))
        hers = keeper(session, ann, quota=2 * len(sound))
        hers.keep("one.wav", sound)
        hers.keep("the-same.wav", sound)
        hers.keep("two.wav", wav(1, 30))
        with pytest.raises(TooLarge, match="have 16 KB of the 16 KB"):
            hers.keep("three.wav", wav(1, 50))
        with pytest.raises(TooLarge):
            keeper(session, ann, quota=2 * len(sound)).keep("three.wav", wav(1, 50))
        hers.keep("two-again.wav", wav(1, 30))
        names = session.scalars(select(MediaName.name).where(MediaName.owner_id == ann.id))
        assert sorted(names) == ["one.wav", "the-same.wav", "two-again.wav", "two.wav"]


def test_what_goes_with_its_learner_is_swept_and_what_another_has_stays(
    database: Database,
) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        for name, grey in (("a.png", 1), ("b.png", 2)):
            keeper(session, ann).keep(name, png(grey=grey))
        keeper(session, bob).keep("b.png", png(grey=2))
        ids = ann.id, bob.id
    with database.write() as session:
        assert store.sweep(session) == 0
        session.delete(session.get_one(User, ids[0]))
        session.flush()
        assert [row.owner_id for row in session.scalars(select(MediaName))] == [ids[1]]
        assert store.sweep(session) == 1
        assert count(session, Media) == 1


def test_a_file_that_ships_is_everybodys_and_her_own_comes_before_it(database: Database) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        theirs = keeper(session, bob).keep("a.png", png(grey=1))
        hers = keeper(session, bob).keep("b.png", png(grey=2))
        for row in session.scalars(select(MediaName)):
            row.owner_id = None
        session.flush()
        keeper(session, ann).keep("b.png", png(grey=3))
        files = shown.of_fields(session, ann.id, ["![](a.png) ![](b.png)"])
        assert theirs.sha256 in files["a.png"].address
        assert hers.sha256 not in files["b.png"].address
        assert store.readable(session, ann.id, hers.sha256) is not None


def test_the_list_says_which_notes_show_a_file_and_lets_only_others_go(
    database: Database,
) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        deck, his = (decks.add(session, each.id, "D", "", NOW).id for each in (ann, bob))
        kept = {
            name: keeper(session, ann).keep(f"{name}.png", png(grey=grey))
            for grey, name in enumerate(("shown", "thrown", "unused", "his"))
        }
        keeper(session, bob).keep("unused.png", png(grey=2))
        note = notes.add(session, deck, basic("n1", kept["shown"].mark("A rose")), NOW)
        bin_note = notes.add(session, deck, basic("n2", back=kept["thrown"].mark()), NOW)
        notes.delete(session, ann.id, bin_note.id, NOW)
        notes.add(session, his, basic("n3", kept["his"].mark()), NOW)
        page = listing.of(session, ann.id)
        listed = {file.name: (list(file.notes), file.is_used) for file in page.files}
        assert listed == {
            "shown.png": ([note.id], True),
            "thrown.png": ([], True),
            "unused.png": ([], False),
            "his.png": ([], False),
        }
        assert (page.total, page.unused) == (4, 2)
        assert page.size == store.used(session, ann.id)
        ids = {file.name: file.id for file in page.files}
        for name in ("shown.png", "thrown.png"):
            with pytest.raises(Refused, match="is shown in a note"):
                listing.delete_one(session, ann.id, ids[name])
        with pytest.raises(NotFound):
            listing.delete_one(session, bob.id, ids["unused.png"])
        assert listing.delete_one(session, ann.id, ids["his.png"]) == "his.png"
        assert listing.delete_unused(session, ann.id) == 1
        assert [file.name for file in listing.of(session, ann.id).files] == [
            "thrown.png",
            "shown.png",
        ]
        assert count(session, Media) == 3
        assert [file.name for file in listing.of(session, bob.id, unused=True).files] == [
            "unused.png"
        ]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_file_that_is_being_named_is_not_swept(database: Database) -> None:
    with database.write() as session:
        hers = keeper(session, make_user(session))
        kept = hers.keep("a.png", png())
        hers.keep("b.png", png(grey=9))
        session.execute(delete(MediaName))
    with database.write() as session:
        user = session.scalars(select(User)).one()
        again = keeper(session, user).keep("again.png", png())
        with database.write() as other:
            assert store.sweep(other) == 1
        assert again.sha256 == kept.sha256
    with database.read() as session:
        assert session.scalars(select(Media.sha256)).all() == [kept.sha256]


def test_files_of_imported_notes_are_shown_and_counted_as_used(database: Database) -> None:
    with database.write() as session:
        ann = make_user(session)
        deck = decks.add(session, ann.id, "D", "", NOW).id
        for grey, name in enumerate(("a rose.png", "logo.png", "_font.png", "unused.png")):
            keeper(session, ann).keep(name, png(grey=grey))
        kind = ForeignNoteType(
            owner_id=ann.id,
            anki_id=1,
            shape="x",
            name="Pictures",
            fields=["One"],
            templates=[["Card", '{{One}}<img src="logo.png">', "{{FrontSide}}"]],
            modified_at=NOW,
        )
        note = notes.add(session, deck, basic("n1"), NOW)
        session.add(kind)
        session.flush()
        note.note_type_id, note.fields = kind.id, ['<div><img src="a%20rose.png"></div>']
        session.flush()
        used = {file.name: file.is_used for file in listing.of(session, ann.id).files}
        assert used == {
            "a rose.png": True,
            "logo.png": True,
            "_font.png": True,
            "unused.png": False,
        }
        html = foreign.safe(note.fields[0] + '<img src="http://a.example/b.png" alt="b">', NONE)
        assert "The picture a%20rose.png is missing." in html
        files = shown.of_fields(session, ann.id, note.fields)
        assert 'src="/media/' in foreign.safe(note.fields[0], files)
        assert 'href="http://a.example/b.png"' in html
        assert "<img" not in html
