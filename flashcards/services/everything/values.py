"""Values of columns as JSON has them, and back; what does not fit a column is named."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Integer, String
from sqlalchemy.orm import Mapped

from flashcards.core.errors import Invalid
from flashcards.core.notes import keepable
from flashcards.core.scheduling import day
from flashcards.services.everything.tables import Rows
from flashcards.store.models.base import Instant

EARLIEST, LATEST = -62_135_596_800_000, 253_402_300_799_999
"""The first millisecond of the year 1 and the last one of the year 9999."""


def written(value: Any) -> Any:
    """Return a value of a row as JSON has it: instants as milliseconds, days as 2026-03-02."""
    if isinstance(value, datetime):
        return day.milliseconds(value)
    return value.isoformat() if isinstance(value, date) else value


def read(rows: Rows, name: str, value: Any) -> Any:
    """Return what JSON has as a value of a column; raises Invalid naming the column."""
    column: Column[Any] = rows.table.columns[name]
    if value is None:
        if not column.nullable:
            raise Invalid(f"“{name}” is empty.", name)
        return None
    if name in rows.allowed and value not in rows.allowed[name]:
        raise Invalid(f"“{name}” cannot be {str(value)[:80]!r}.", name)
    try:
        return _read(rows, column, value)
    except (ValueError, TypeError, OverflowError) as error:
        raise Invalid(f"“{name}” holds what does not belong there.", name) from error


def _read(rows: Rows, column: Column[Any], value: Any) -> Any:
    kind = column.type
    if isinstance(kind, Instant):
        return day.instant(_whole(value, EARLIEST, LATEST))
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Boolean):
        return _of_type(value, bool)
    if isinstance(kind, Integer):
        bits = 63 if isinstance(kind, BigInteger) else 31
        return _whole(value, -(2**bits), 2**bits - 1)
    if isinstance(kind, Float):
        return _finite(value)
    if isinstance(kind, String):
        return _text(value, kind.length)
    if not _fits(value, _hints(rows.model)[column.name]):
        raise ValueError(column.name)
    return _clean(value)


def _of_type(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _whole(value: Any, least: int, most: int) -> int:
    number: int = _of_type(value, int)
    if not least <= number <= most:
        raise ValueError(number)
    return number


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def _text(value: Any, length: int | None) -> str:
    text: str = _of_type(value, str)
    if keepable(text) != text or (length is not None and len(text) > length):
        raise ValueError("text")
    return text


def _clean(value: Any) -> Any:
    """Return a JSON value if no database refuses its texts and numbers."""
    if isinstance(value, str):
        return _text(value, None)
    if isinstance(value, float):
        return _finite(value) if not value.is_integer() else value
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {_text(key, None): _clean(each) for key, each in value.items()}
    return value


@cache
def _hints(model: type) -> Mapping[str, Any]:
    hints = get_type_hints(model)
    return {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is Mapped}


def _fits(value: Any, hint: Any) -> bool:
    """Say whether a JSON value has the type that its column is declared with."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin in (Union, types.UnionType):
        return any(_fits(value, each) for each in args)
    if origin is list:
        return isinstance(value, list) and all(_fits(each, args[0]) for each in value)
    if origin is dict:
        return isinstance(value, dict) and all(_fits(each, args[1]) for each in value.values())
    if hint is float:
        return type(value) in (int, float)
    return type(value) is hint
