"""The command: what it prints, what it writes, and that errors are one plain line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
import pytest

from flashcards import config
from flashcards.cli.command import flashcards, main
from flashcards.config import shipped
from flashcards.core.deckfile.reading import parse
from flashcards.services import accounts, logins, passwords, setup
from flashcards.store.models.accounts import Login
from tests.conftest import NOW

TEXT = """# The alliance

A **rupture** is a strain or a breakdown in the collaboration between therapist and patient.

**Repair** is the work by which therapist and patient mend a rupture and go on together.
"""


@dataclass(frozen=True)
class Run:
    """How a run of the command ended."""

    code: int
    out: str
    err: str
    raw: bytes


Command = Callable[..., Run]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Give a function that runs the command in a folder and an instance of the test's own."""
    for name in [name for name in os.environ if name.startswith("FLASHCARDS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FLASHCARDS_INSTANCE", str(tmp_path / "instance"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["flashcards", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        read = capfdbinary.readouterr()
        return Run(code, read.out.decode(errors="replace"), read.err.decode(), read.out)

    return run


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Give a small document that makes cards."""
    path = tmp_path / "alliance.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_document_becomes_json_on_the_standard_output(command: Command, document: Path) -> None:
    run = command("make", document)
    assert (run.code, run.err) == (0, "")
    made = json.loads(run.out)
    assert made["notes"]
    for note in made["notes"]:
        assert made["text"][note["start"] : note["end"]] == note["quote"]


def test_the_ending_of_the_target_chooses_the_format(
    command: Command, document: Path, tmp_path: Path
) -> None:
    wanted = len(json.loads(command("make", document).out)["notes"])
    for form in ("json", "md", "csv", "apkg"):
        target = tmp_path / "new" / f"cards.{form}"
        run = command("make", document, "-o", target)
        assert (run.code, run.out) == (0, "")
        assert f"{wanted} notes from alliance.md" in run.err
        assert target.stat().st_size > 0
    folder = tmp_path / "new"
    assert len(parse((folder / "cards.md").read_text("utf-8"), "cards.md").notes) == wanted
    rows = list(csv.DictReader(io.StringIO((folder / "cards.csv").read_text("utf-8-sig"))))
    assert len(rows) == wanted
    assert "collection.anki2" in zipfile.ZipFile(folder / "cards.apkg").namelist()


def test_a_package_gets_a_file_even_if_none_is_named(command: Command, document: Path) -> None:
    assert command("make", document, "--format", "apkg").code == 0
    assert zipfile.is_zipfile("alliance.apkg")


def test_the_same_document_gives_the_same_cards_every_time(
    command: Command, document: Path
) -> None:
    for form in ("json", "md", "csv"):
        first = command("make", document, "--format", form)
        assert command("make", document, "--format", form).raw == first.raw != b""


def test_several_documents_go_into_a_folder(
    command: Command, document: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("**", ""), encoding="utf-8")
    run = command("make", document, other, "--format", "csv", "-o", tmp_path / "out")
    assert run.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "alliance.csv",
        "other.csv",
    ]


def test_a_bad_document_is_told_and_the_others_are_made_all_the_same(
    command: Command, document: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    missing, folder = tmp_path / "missing.txt", tmp_path / "folder.txt"
    folder.mkdir()
    run = command("make", empty, missing, document, folder, "-o", tmp_path / "out")
    assert run.code == 1
    told = run.err.splitlines()
    assert len(told) == 4
    assert any("empty.txt" in line for line in told)
    assert any(str(missing) in line for line in told)
    assert any("no document in the folder" in line for line in told)
    assert "Traceback" not in run.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["alliance.json"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\0\0\0\0" * 50, b"PK\x03\x04" + b"\0" * 90]
)
def test_a_file_that_is_no_text_is_refused_in_one_line(
    command: Command, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    run = command("make", path)
    assert (run.code, run.out) == (1, "")
    assert "picture.txt" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize("arguments", [["make"], ["make", "x", "--format", "pdf"], ["nonsense"]])
def test_a_wrong_call_shows_how_to_call_it(command: Command, arguments: list[str]) -> None:
    run = command(*arguments)
    assert run.code == 2
    assert "Usage: " in run.err


def test_replay_fills_in_what_each_answer_did(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    path.write_text(json.dumps({"vectors": [{"id": "x", "grades": [5, 5, 5]}, {"grades": []}]}))
    run = command("replay", path)
    assert (run.code, run.err) == (0, "")
    first, second = json.loads(run.out)
    assert [state["interval"] for state in first["expected"]] == [1, 6, 17]
    assert second["expected"] == []
    path.write_text(json.dumps([{"grades": [4]}]))
    assert len(json.loads(command("replay", path).out)) == 1
    path.write_bytes(b"\xef\xbb\xbf" + b'{"grades": [4]}')
    assert len(json.loads(command("replay", path).out)) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"grades": [4,', "line 1"),
        (b"\xff\xfe", "UTF-8"),
        (b"4", "list of vectors"),
        (b'[{"grades": []}, {"id": "bad", "grades": [6]}]', "vector bad: answer 1"),
        (b'[{"grades": []}, 4]', "vector 2"),
        (b'[{"grades": [true]}]', "number 1"),
        (b'[{"grades": [], "profile": {}}]', "profile"),
    ],
)
def test_replay_tells_what_is_wrong_with_a_file(
    command: Command, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "vectors.json"
    path.write_bytes(content)
    run = command("replay", path)
    assert (run.code, run.out) == (1, "")
    assert "vectors.json" in run.err
    assert told in run.err
    assert "Traceback" not in run.err


def test_replay_tells_of_a_file_that_is_not_there(command: Command) -> None:
    run = command("replay", "nowhere.json")
    assert (run.code, run.out) == (1, "")
    assert run.err == "There is no file nowhere.json.\n"


def test_simulate_sets_the_schedulers_side_by_side(command: Command) -> None:
    short = ["--cards", "40", "--new", "5", "--days", "30", "--runs", "1"]
    first = command("simulate", *short, "--retention", "80", "--retention", "95")
    assert first.code == 0
    head, *lines = first.out.splitlines()
    assert head.split() == [
        "reviews",
        "a",
        "day",
        "minutes",
        "a",
        "day",
        "recalled",
        "known",
        "after",
    ]
    assert [line[:12].strip() for line in lines] == ["SM-2", "FSRS 80 %", "FSRS 95 %"]
    reviews = [float(line[12:].split()[0]) for line in lines]
    assert reviews[1] < reviews[2]
    assert command("simulate", *short, "--retention", "80", "--retention", "95").out == first.out
    assert command("simulate", "--retention", "99").code == 2


def test_the_decks_that_ship_pass_their_check_and_are_listed(command: Command) -> None:
    run = command("decks", "check")
    assert run.code == 0
    assert " 0 errors" in run.out.splitlines()[-1]
    listed = command("decks", "list")
    assert listed.code == 0
    assert "therapeutic-relationship: " in listed.out


def test_a_deck_with_faults_fails_its_check_with_file_and_line(
    command: Command, tmp_path: Path
) -> None:
    good = (shipped("decks") / "therapeutic-relationship.md").read_text("utf-8")
    bad, same = tmp_path / "bad.md", tmp_path / "decks"
    bad.write_text("---\ntitle: x\n---\n\nId: b\nQ: only a question\n", encoding="utf-8")
    run = command("decks", "check", bad)
    assert run.code == 1
    assert "bad.md, line " in run.out
    same.mkdir()
    (same / "one.md").write_text(good, encoding="utf-8")
    (same / "two.md").write_text(good, encoding="utf-8")
    doubled = command("decks", "check", same)
    assert doubled.code == 1
    assert "this id is taken in one.md." in doubled.out


def test_check_fails_on_an_error_and_shows_its_repair(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "cards.csv"
    table.write_text(
        "front,back,source\nIs empathy agreement?,No: one can follow without sharing.,Own words\n",
        encoding="utf-8",
    )
    run = command("check", table)
    assert run.code == 1
    assert "cards.csv, line 2: E R3 No yes or no: A yes or no can be guessed." in run.out
    assert "    - Front: Is empathy agreement?" in run.out
    assert "    + Front: Why isn’t empathy agreement?" in run.out
    assert run.out.splitlines()[-1] == "cards.csv: 1 note, 1 error, 0 warnings, 0 hints."
    (told,) = json.loads(command("check", "--format", "json", table).out)
    (finding,) = told["findings"]
    assert (finding["rule"], finding["level"], finding["line"]) == ("R3", "E", 2)
    assert finding["repair"]["notes"][0]["front"] == "Why isn’t empathy agreement?"


def test_check_takes_the_name_of_a_deck_and_a_document(command: Command, tmp_path: Path) -> None:
    named = command("check", "therapeutic-relationship")
    assert (named.code, named.out.count("\n")) == (0, 1)
    article = tmp_path / "article.md"
    article.write_text(TEXT, encoding="utf-8")
    assert command("check", article).code == 0
    nowhere = command("check", "no-such-deck")
    assert (nowhere.code, nowhere.out) == (1, "")
    assert "There is no file or deck no-such-deck" in nowhere.err
    package = tmp_path / "a.apkg"
    package.write_bytes(b"PK")
    refused = command("check", package)
    assert refused.code == 1
    assert "cannot be checked yet" in refused.err


def test_a_shipped_deck_and_a_deck_file_are_exported(command: Command, tmp_path: Path) -> None:
    run = command("export", "therapeutic-relationship")
    assert run.code == 0
    assert zipfile.is_zipfile("therapeutic-relationship.apkg")
    source = shipped("decks") / "therapeutic-relationship.md"
    own = tmp_path / "own.md"
    own.write_bytes(source.read_bytes())
    assert command("export", own, "-o", tmp_path / "x.apkg").code == 0
    assert zipfile.is_zipfile(tmp_path / "x.apkg")


def test_a_deck_that_is_not_there_is_told_by_name(command: Command) -> None:
    run = command("export", "no-such-deck")
    assert (run.code, run.out) == (1, "")
    assert "no-such-deck" in run.err
    assert "Traceback" not in run.err


def test_whoever_runs_it_can_list_accounts_and_help_a_learner_back_in(command: Command) -> None:
    database = setup.prepare(config.load())
    with database.write() as session:
        hashed = passwords.hashed("correct horse battery", "ann@b.org")
        user = accounts.sign_up(session, "ann@b.org", hashed, "UTC", "text", True, NOW)
        logins.open_login(session, user, "token", "browser", NOW)
    database.close()
    assert command("user", "list").out == "ann@b.org  since 2026-03-02\n"
    run = command("user", "reset", "ANN@b.org")
    assert run.code == 0
    assert run.out.startswith("http://127.0.0.1:8000/reset/")
    assert command("user", "password", "ann@b.org", "--password", "password").code == 1
    assert command("user", "password", "ann@b.org", "--password", "staple lantern fig").code == 0
    database = setup.prepare(config.load())
    with database.read() as session:
        assert session.get(Login, logins._hash("token")) is None
        assert accounts.log_in(session, "ann@b.org", "staple lantern fig", "::1", NOW) is not None
    database.close()
    for name in ("reset", "password"):
        extra = ["--password", "staple lantern fig"] if name == "password" else []
        run = command("user", name, "bob@b.org", *extra)
        assert (run.code, run.out) == (1, "")
        assert "bob@b.org" in run.err


def test_the_installed_command_answers_as_a_process_of_its_own(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "flashcards", "replay", str(tmp_path / "missing.json")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("There is no file ")


def test_every_command_that_there_is_or_that_is_written_of_can_be_called() -> None:
    root = Path(__file__).parents[1]
    pages = [root / "README.md", root / "CHANGELOG.md", *(root / "docs").rglob("*.md")]
    named = {
        name
        for page in pages
        for name in re.findall(
            r"`(?:python -m )?flashcards ([a-z][a-z-]*)", page.read_text("utf-8")
        )
    }
    written = {
        each
        for path in (root / "flashcards" / "cli").glob("*.py")
        for each in vars(import_module(f"flashcards.cli.{path.stem}")).values()
        if isinstance(each, click.Command)
    }
    there = _all_commands(flashcards)
    assert len(named) > 5
    assert named <= set(flashcards.list_commands(click.Context(flashcards)))
    assert not [each.name for each in written if each not in there]


def _all_commands(group: click.Group) -> list[click.Command]:
    context, found = click.Context(group), list[click.Command]([group])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        found += _all_commands(command) if isinstance(command, click.Group) else [command]
    return found
