"""The wheel holds all that the app needs, and the lock files name no place on the network."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")
INSTALLED_AT = {
    "flashcards/web/templates": "flashcards/web/templates",
    "flashcards/web/static": "flashcards/web/static",
    "flashcards/texts": "flashcards/texts",
    "decks": "flashcards/shipped/decks",
    "migrations": "flashcards/shipped/migrations",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel of this tree, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--no-index", "--disable-pip-version-check", "-w", str(folder), "."],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def _text(wheel: zipfile.ZipFile, name: str) -> str:
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


@pytest.mark.long
@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize(("folder", "installed_at"), INSTALLED_AT.items())
def test_every_file_of_the_app_is_in_the_wheel(
    wheel: zipfile.ZipFile, folder: str, installed_at: str
) -> None:
    here = {
        f"{installed_at}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here, f"{folder} is empty"
    assert here <= set(wheel.namelist())


@pytest.mark.long
@pytest.mark.xdist_group("wheel")
def test_the_wheel_holds_the_app_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    folders = {name.split("/")[0] for name in names}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == {"flashcards"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".db", ".pyc"))]


@pytest.mark.long
@pytest.mark.xdist_group("wheel")
def test_the_wheel_names_its_licence_its_python_and_its_command(wheel: zipfile.ZipFile) -> None:
    metadata = Parser().parsestr(_text(wheel, "METADATA"))
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "MIT License" in _text(wheel, "licenses/LICENSE")
    assert "flashcards = flashcards.cli.start:main" in _text(wheel, "entry_points.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_place_on_the_network(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "http" not in text.lower()
    assert not re.search(r"(?m)^\s*(?:-i|-f|--(?:extra-)?index|--find-links|--trusted)", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            assert re.match(r"[\w.-]+(\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_the_tests_run_with_the_versions_that_the_app_runs_with() -> None:
    app, tests = (
        set(re.findall(r"(?m)^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8")))
        for lock in LOCKS
    )
    assert app <= tests
