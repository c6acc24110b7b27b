"""``flashcards check``: decks, tables of cards and documents, by the rules for good cards."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from flashcards import config
from flashcards.core.errors import FlashcardsError
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Level, Repair
from flashcards.making.checking.rules import name
from flashcards.services import checked_files, shipped
from flashcards.services.checked_files import CheckedFile, Found

_WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "hint"}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--shared", is_flag=True, help="Others will see it: warn of long quotes, too.")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
def check(files: tuple[Path, ...], form: str, shared: bool, strict: bool) -> None:
    """Check FILE… by the rules for good cards: what is wrong, and what would mend it.

    A FILE is a deck that ships (its name), a deck file, a folder of deck files, a table of cards
    (CSV or TSV with front, back and tags), or a document, whose drafts are checked.
    """
    checked = []
    for path in _expanded(files):
        checked.append(checked_files.check(path, shared=shared))
        if form == "text":
            _tell(checked[-1])
    if form == "json":
        click.echo(json.dumps(_as_json(checked), ensure_ascii=False, indent=1))
    errors, warnings = (
        sum(each.count(level) for each in checked) for level in (Level.ERROR, Level.WARNING)
    )
    failed = any(each.problem for each in checked)
    sys.exit(1 if errors or failed or (strict and warnings) else 0)


def _expanded(files: Sequence[Path]) -> Iterator[Path]:
    for file in files:
        named = config.shipped("decks") / f"{file.name}.md"
        if file.is_dir():
            yield from shipped.files(file)
        elif file.exists():
            yield file
        elif file.parent == Path() and not file.suffix and named.is_file():
            yield named
        else:
            raise FlashcardsError(f"There is no file or deck {file}: see “flashcards decks list”.")


def _tell(checked: CheckedFile) -> None:
    if checked.problem:
        click.echo(checked.problem, err=True)
        return
    for each in checked.found:
        place = f", line {each.line}" if each.line else ""
        about = f" “{_short(each.note)}”" if each.note and not each.line else ""
        finding = each.finding
        click.echo(
            f"{checked.name}{place}{about}: {finding.level.value} {finding.rule}"
            f" {name(finding.rule)}: {finding.message}"
        )
        if finding.repair and each.note:
            for line in _repair_lines(each.note, finding.repair):
                click.echo(f"    {line}")
    counts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in (
            (checked.notes, "note"),
            *((checked.count(level), word) for level, word in _WORDS.items()),
        )
    ]
    click.echo(f"{checked.name}: {', '.join(counts)}.")


def _repair_lines(note: Note, repair: Repair) -> Iterator[str]:
    yield f"Repair: {repair.what}"
    if repair.notes:
        yield from (f"- {line}" for line in _said(note, repair.notes[0]))
    for after in repair.notes:
        yield from (f"+ {line}" for line in _said(after, note))


def _said(note: Note, other: Note) -> Iterator[str]:
    """Yield the fields of a note that differ from those of another, a line each."""
    for field in ("front", "back", "text", "extra", "source", "quote"):
        value = getattr(note, field)
        if value and value != getattr(other, field):
            yield f"{field.capitalize()}: {' / '.join(value.split(chr(10)))}"


def _short(note: Note) -> str:
    text = " ".join((note.text if note.type is NoteType.CLOZE else note.front).split())
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _as_json(checked: Sequence[CheckedFile]) -> list[dict[str, Any]]:
    return [
        {
            "file": each.name,
            "notes": each.notes,
            "problem": each.problem or None,
            "findings": [_finding_as_json(found) for found in each.found],
        }
        for each in checked
    ]


def _finding_as_json(found: Found) -> dict[str, Any]:
    finding, repair = found.finding, found.finding.repair
    return {
        "rule": finding.rule,
        "name": name(finding.rule),
        "level": finding.level.value,
        "message": finding.message,
        "line": found.line,
        "note": _fields(found.note) if found.note else None,
        "field": finding.field or None,
        "repair": repair and {"what": repair.what, "notes": [_fields(n) for n in repair.notes]},
    }


def _fields(note: Note) -> dict[str, str]:
    names = ("front", "back", "text", "extra", "source")
    return {"type": note.type.value, **{field: getattr(note, field) for field in names}}
