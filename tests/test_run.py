"""run.py makes, renews and reuses its virtual environment, and says plainly what stops it."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import run

RUN = Path(run.__file__)
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs scripts that a shell can start")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder in the place of the repository."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / run.LOCK).write_text("")
    return tmp_path


@pytest.fixture
def venv(root: Path) -> Path:
    """Give what looks like a whole virtual environment of this Python."""
    python = run.python_in(root / ".venv")
    python.parent.mkdir(parents=True)
    python.write_text("")
    major, minor = sys.version_info[:2]
    (root / ".venv" / "pyvenv.cfg").write_text(f"home = x\nversion = {major}.{minor}.99\n")
    return root / ".venv"


def script(path: Path, text: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_python_too_old_for_the_app_can_still_read_the_file() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(RUN.read_text(encoding="utf-8"))
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


def test_an_old_python_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 1))
    monkeypatch.setattr(sys, "version", "3.8.1 (old)")
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer; this is Python 3\.8\.1\."):
        exec(compile(RUN.read_text(encoding="utf-8"), str(RUN), "exec"), {"__name__": "old"})


def test_a_virtual_environment_of_this_python_is_usable(venv: Path) -> None:
    assert run.usable(venv)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda venv: (venv / "pyvenv.cfg").unlink(),
        lambda venv: (venv / "pyvenv.cfg").write_text("version = 3.9.1\n"),
        lambda venv: (venv / "pyvenv.cfg").write_text("home = somewhere\n"),
        lambda venv: (venv / "pyvenv.cfg").write_bytes(b"\xff\xfe"),
        lambda venv: run.python_in(venv).unlink(),
        lambda venv: shutil.rmtree(venv),
    ],
)
def test_a_missing_broken_or_foreign_one_is_not(
    venv: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(venv)
    assert not run.usable(venv)


def test_an_unchanged_lock_file_is_not_installed_again(root: Path, venv: Path) -> None:
    empty = hashlib.sha256(b"").hexdigest()
    (venv / ".installed").write_text(f"{empty}  {run.LOCK}\nnonsense\n")
    assert run.missing(venv, [run.LOCK]) == []
    assert run.ready([run.LOCK]) == run.python_in(venv)
    (root / run.LOCK).write_text("changed")
    assert run.missing(venv, [run.LOCK]) == [run.LOCK]


def test_a_start_says_in_one_line_that_a_lock_file_is_missing(
    root: Path, venv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / run.LOCK).unlink()
    assert run.main([]) == 1
    assert capsys.readouterr().err == (
        "Flashcards cannot start: requirements.lock is missing. Download Flashcards again.\n"
    )


def test_a_python_without_venv_is_told_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run.main(["serve"]) == 1
    said = capsys.readouterr().err
    assert "sudo apt install python3-venv" in said
    assert said.count("\n") == 1


def test_a_full_disk_is_named_before_anything_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=1_000_000))
    assert run.main([]) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert not (root / ".venv").exists()


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE",
            "not the one that the lock",
        ),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Error: [Errno 13] Permission denied: '/x/.venv'", "cannot be written to"),
        ("[Errno 30] Read-only file system: '.venv'", "cannot be written to"),
        ("not created successfully because ensurepip is not\navailable.", "venv module is missing"),
        (
            "WARNING: NewConnectionError: name resolution\nERROR: No matching distribution found",
            "Check the network",
        ),
        ("ERROR: No matching distribution found for lxml==6.1.3", "no build of a package"),
        ("Collecting async-timeout\nSomething else", ""),
    ],
)
def test_what_pip_printed_is_told_in_plain_words(printed: str, said: str) -> None:
    cause = run.cause(printed)
    assert said in cause
    assert bool(cause) == bool(said)


def test_an_unknown_failure_shows_the_last_error() -> None:
    assert run.last_error("start\nERROR: first\nERROR: second\nbye\n") == "ERROR: second"
    assert run.last_error("start\nbye\n") == "bye"
    assert run.last_error("") == "no reason given"


def test_every_check_runs_after_one_has_failed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(run, "ready", lambda locks: Path(sys.executable))
    monkeypatch.setattr(run, "find_chromium", lambda environment: "/somewhere/chromium")
    browser = f"import os; assert os.environ['{run.CHROMIUM}'] == '/somewhere/chromium'"
    checks = [
        ("first", [sys.executable, "-c", "raise SystemExit(3)"]),
        ("second", [sys.executable, "-c", browser]),
    ]
    monkeypatch.setattr(run, "checks", lambda python, arguments: checks)
    assert run.main(["test"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert "--- FAILED: first (exit code 3)" in lines
    assert lines[-3].startswith("  FAILED first (")
    assert lines[-2].startswith("  ok     second (")
    assert lines[-1] == "1 of 2 checks failed"


def test_words_after_test_go_to_pytest() -> None:
    name, command = run.checks("python", ["-k", "anki"])[-1]
    assert name == "pytest"
    assert command == ["python", "-m", "pytest", *run.WORKERS, *run.SLOWEST, "-k", "anki"]


@posix_only
def test_the_first_browser_on_the_path_that_starts_is_taken(tmp_path: Path) -> None:
    script(tmp_path / "chromium", "exit 1")
    works = script(tmp_path / "google-chrome", "echo Chrome 150")
    assert run.find_chromium({"PATH": str(tmp_path)}) == str(works)


def test_a_browser_that_was_chosen_is_taken_unseen(tmp_path: Path) -> None:
    chosen = tmp_path / "my-browser"
    chosen.write_text("")
    assert run.find_chromium({run.CHROMIUM: str(chosen), "PATH": ""}) == str(chosen)
    with pytest.raises(run.Failure, match="no such file"):
        run.find_chromium({run.CHROMIUM: str(chosen) + "x", "PATH": ""})


def test_a_browser_is_found_where_windows_keeps_it(tmp_path: Path) -> None:
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.write_text("")
    assert str(edge) in list(run.places({"PROGRAMFILES(X86)": str(tmp_path), "PATH": ""}))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has apt")
def test_without_a_browser_root_gets_one_from_apt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "chromium"
    copies = f'[ "$1" = update ] || {shutil.which("cp")} {tmp_path}/ready {browser}'
    script(tmp_path / "ready", "exit 0")
    script(tmp_path / "apt-get", copies)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(run.CHROMIUM, raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert run.get_chromium(str(script(tmp_path / "python", "exit 1"))) == str(browser)


@posix_only
def test_a_missing_browser_is_named_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(run.CHROMIUM, raising=False)
    monkeypatch.setattr(run, "ON_MAC", ())
    assert run.get_chromium(str(script(tmp_path / "python", "exit 1"))) == ""
    assert capsys.readouterr().out.splitlines()[-1] == f"Without a browser: {run.NO_CHROMIUM}"


def test_a_file_named_on_the_command_line_is_found_from_the_apps_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.html").write_text("")
    assert run.absolute("article.html") == str((tmp_path / "article.html").resolve())
    assert run.absolute("make") == "make"


def test_help_installs_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    assert "python3 run.py test" in capsys.readouterr().out
    assert not (root / ".venv").exists()


def wheel(folder: Path) -> Path:
    """Write a package of one line, whole enough for pip."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("tiny.py", "answer = 42\n")
        package.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        package.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        package.writestr(f"{info}/RECORD", "")
    return path


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the copy of run.py in ``folder``, without a network."""
    return subprocess.run(
        [sys.executable, str(folder / "run.py"), *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PIP_NO_INDEX": "1"},
        check=False,
    )


@pytest.mark.long
def test_a_first_start_installs_and_a_second_does_not(tmp_path: Path) -> None:
    shutil.copy(RUN, tmp_path)
    (tmp_path / "flashcards").mkdir()
    (tmp_path / "flashcards" / "__main__.py").write_text(
        "import sys, tiny; print(tiny.answer, *sys.argv[1:]); sys.exit(7)"
    )
    built = wheel(tmp_path)
    sha = hashlib.sha256(built.read_bytes()).hexdigest()
    (tmp_path / run.LOCK).write_text(f"tiny @ {built.as_uri()} \\\n    --hash=sha256:{sha}\n")

    first = started(tmp_path)
    assert "Installing 1 packages (first start only)" in first.stdout
    assert (first.stdout.splitlines()[-1], first.returncode) == ("42 serve", 7)
    second = started(tmp_path, "make", "article.html")
    assert (second.stdout, second.stderr, second.returncode) == ("42 make article.html\n", "", 7)

    (tmp_path / run.LOCK).write_text(f"tiny @ {built.as_uri()} --hash=sha256:{'0' * 64}\n")
    shutil.rmtree(tmp_path / ".venv")
    wrong = started(tmp_path, "--port", "8000")
    assert wrong.returncode == 1
    assert "not the one that the lock file names" in wrong.stderr
    assert "Traceback" not in wrong.stdout + wrong.stderr
