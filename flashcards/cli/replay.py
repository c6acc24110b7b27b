"""``flashcards replay``: the events of a card in, each resulting state out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from flashcards.core.errors import Unreadable
from flashcards.services.study.replaying import replayed


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def replay(file: Path) -> None:
    """Answer “why is this card due on that day?”.

    FILE.json holds a list of vectors (or an object with the list under "vectors"), each with
    "grades", or with "events" at instants, a "tz" and a "rollover_hour". They are printed with
    "expected" filled in.
    """
    vectors = _vectors(_read(file), file)
    out = []
    for number, vector in enumerate(vectors, start=1):
        try:
            states = replayed(vector)
        except Unreadable as error:
            name = vector.get("id", f"number {number}") if isinstance(vector, dict) else number
            raise Unreadable(f"{file.name}, vector {name}: {error}") from error
        out.append({**vector, "expected": states})
    click.echo(json.dumps(out, indent=1, ensure_ascii=False))


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {file}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file.name} is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{file.name}, line {error.lineno}: this is not JSON: {error.msg}."
        ) from error


def _vectors(value: Any, file: Path) -> list[Any]:
    if isinstance(value, dict) and isinstance(value.get("vectors"), list):
        return list(value["vectors"])
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return value
    raise Unreadable(f"{file.name} should hold a list of vectors.")
