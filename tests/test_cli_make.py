"""Many files and whole folders at once: none overwrites another, a bad one stops nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flashcards.cli import make as cli_make
from flashcards.cli.make import make
from flashcards.making.apart import tasks
from flashcards.services.making import reading, whole
from tests.making.apart import hostile, hostile_make
from tests.making.long_texts import as_epub, book
from tests.making.reading.pdf_files import Sheet, pdf

TEXT = """# {title}

A **rupture** is a strain or a breakdown in the collaboration between therapist and patient.

**Repair** is the work by which therapist and patient mend a rupture and go on together.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of documents of all kinds, some of them no documents."""
    made = tmp_path / "papers"
    files = {
        "alliance.md": TEXT.format(title="Alliance").encode(),
        "alliance.txt": TEXT.format(title="Alliance").replace("**", "").encode(),
        "ALLIANCE.html": b"<h1>Alliance</h1><p>A rupture is a strain in the bond between a"
        b" therapist and a client, and it can be quiet or loud in an hour of therapy.</p>",
        "deep/er/alliance.md": TEXT.format(title="Deeper").encode(),
        "locked.pdf": pdf([Sheet().write(72, 700, "Words")], locked=True),
        "figures.xlsx": b"PK\x03\x04",
        "picture.png": b"\x89PNG",
        ".hidden.md": b"secret",
        ".git/config.md": b"secret",
        "~$alliance.docx": b"lock",
    }
    for name, content in files.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return made


def run(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(make, [str(argument) for argument in arguments])


def names(folder: Path) -> list[str]:
    """Return the files in a folder and those in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_all_documents_of_a_folder_are_made_and_the_rest_is_told(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run(folder, "-o", out, "--format", "md")
    assert result.exit_code == 1
    assert names(out) == [
        "ALLIANCE.html.md",
        "alliance.md.md",
        "alliance.txt.md",
        "deep/er/alliance.md",
    ]
    told = result.stderr.splitlines()
    for name, why in (
        ("figures.xlsx", "not a kind of file that is read"),
        ("picture.png", "not a kind of file that is read"),
        (".hidden.md", "hidden"),
        ("~$alliance.docx", "hidden"),
        ("locked.pdf", "password"),
    ):
        assert sum(name in line and why in line for line in told) == 1, name
    assert not any(".git" in line for line in told)
    assert sum(" notes from " in line for line in told) == 4
    assert "secret" not in "".join(path.read_text() for path in out.rglob("*.md"))


def test_what_was_made_in_the_folder_before_is_not_made_again(folder: Path) -> None:
    for _ in range(2):
        run(folder, "-o", folder / "cards", "--format", "md")
        assert len(names(folder / "cards")) == 4


def test_files_of_one_name_from_several_places_have_files_each(
    folder: Path, tmp_path: Path
) -> None:
    two = [folder / "alliance.md", folder / "deep/er/alliance.md"]
    result = run(*two, folder / "deep", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert names(tmp_path / "out") == [
        "alliance.md (2).json",
        "alliance.md.json",
        "er/alliance.json",
    ]
    titles = [
        json.loads((tmp_path / "out" / name).read_text())["title"]
        for name in names(tmp_path / "out")
    ]
    assert sorted(titles) == ["Alliance", "Deeper", "Deeper"]


def test_a_folder_without_documents_and_a_file_for_several_are_told(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "empty")
    assert result.exit_code == 1
    assert "no document in the folder" in result.stderr
    there = tmp_path / "cards.json"
    there.write_text("kept")
    refused = run(folder / "alliance.md", folder / "alliance.txt", "-o", there)
    assert refused.exit_code == 1
    assert "is a file" in str(refused.exception)
    assert there.read_text() == "kept"


@pytest.mark.parametrize("threads", [1, 2], ids=["in a fork", "in a process of its own"])
def test_a_document_that_hangs_or_crashes_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr(reading, "LONGEST", 3.0)
    monkeypatch.setattr("flashcards.making.apart.fork.active_count", lambda: threads)
    monkeypatch.setitem(tasks.TASKS, "make", hostile_make.harmful)
    monkeypatch.setitem(tasks.TASKS, "look", lambda _asked, _data: iter([{"seen": None}]))
    monkeypatch.setattr("flashcards.making.apart.call._CHILD", "tests.making.apart.hostile_make")
    monkeypatch.setenv("HOSTILE_PIDS", str(tmp_path / "pids"))
    files = []
    for what in ("hang", "crash", "swell", "harmless"):
        assert what == "harmless" or what.encode() in hostile.HARM
        files.append(tmp_path / f"{what}.txt")
        files[-1].write_text(what)
    result = run(*files, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert names(tmp_path / "out") == ["harmless.json"]
    for name, why in (
        ("hang", "too long"),
        ("crash", "something in it"),
        ("swell", "memory"),
    ):
        assert any(f"“{name}.txt”" in line and why in line for line in result.stderr.splitlines())


def test_the_chapters_of_a_book_are_all_in_its_cards_and_move_the_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(as_epub(book(21_000, 3)))
    steps: list[tuple[int, int]] = []
    made = whole.make_whole(
        reading.Given(file.read_bytes(), file.name), lambda *step: steps.append(step)
    ).made
    assert steps == [(1, 3), (2, 3), (3, 3)]
    for draft in made.drafts:
        assert made.document.text[draft.start : draft.end] == draft.quote
    third = len(made.document.text) // 3
    assert {min(2, draft.start // third) for draft in made.drafts} == {0, 1, 2}

    moved: list[int] = []
    bar = cli_make._Bar(moved.append)
    for _ in range(2):
        for step in steps:
            bar.step(*step)
        bar.next()
    assert sum(moved) == 2 * cli_make._STEPS
    assert all(step >= 0 for step in moved)


def test_notes_about_a_client_are_refused_unless_one_says_to_go_on(tmp_path: Path) -> None:
    from tests.services.making.test_reading import NOTES

    file = tmp_path / "notes.txt"
    file.write_text(NOTES)
    refused = run(file)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "client" in refused.stderr
    result = run(file, "--no-client-data")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"]
