"""Packages of the real Anki, written once, and ways to spoil them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anki.package.made import GENERATIONS, Made, collection_of_every_kind, export


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give packages of every generation of a collection with cards of every kind."""
    folder: Path = tmp_path_factory.mktemp("made")
    collection, made = collection_of_every_kind(folder)
    try:
        export(collection, folder, *GENERATIONS)
    finally:
        collection.close()
    return made


@pytest.fixture(params=GENERATIONS)
def path(request: pytest.FixtureRequest, made: Made) -> Path:
    """Give the package of each generation."""
    name: str = request.param
    return made.folder / name
