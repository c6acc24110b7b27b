"""Start Flashcards with one command: `python3 run.py`, and test it with `python3 run.py test`.

The first start makes `.venv` beside this file and installs what `requirements.lock` lists into it.
Only the standard library, and syntax that older Pythons can read far enough to say what is wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file may meet any Python
    sys.exit(
        f"Flashcards needs Python 3.11 or newer; this is Python {sys.version.split()[0]}. "
        "Install a newer Python, then run this again with it."
    )

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
WHEN = {LOCK: "first start only", TEST_LOCK: "for the tests, once"}
CHROMIUM = "FLASHCARDS_TEST_CHROMIUM"
HELP = """\
python3 run.py               start Flashcards in the browser (options go to `flashcards serve`)
python3 run.py test          run every check and test (options go to pytest)
python3 run.py WORD ...      any other command of Flashcards, for example: make article.html
"""

CAUSES = {
    "do not match the hashes|hashes are required": (
        "a package is not the one that the lock file names; nothing of it was installed. "
        "Try again; if it stays so, tell the maintainers."
    ),
    "no space left|errno 28|not enough space": (
        "the disk is full. Make room (about 500 MB), then run this again."
    ),
    "permission denied|errno 13|read-only file system|access is denied": (
        "this folder cannot be written to. Move Flashcards to a folder of your own, "
        "then run this again."
    ),
    "ensurepip is not|no module named '?(venv|ensurepip)": (
        "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv; "
        "elsewhere install Python from its own installer. Then run this again."
    ),
    "name resolution|newconnectionerror|connection (refused|reset|broken|aborted)|read timed out"
    "|connecttimeout|proxyerror|sslerror|max retries|getaddrinfo|network is unreachable": (
        "no connection to where Python packages come from. Check the network or the proxy, "
        "then run this again: only the first start needs it."
    ),
    "no matching distribution|could not find a version": (
        "pip finds no build of a package for this Python on this machine. Check the network, "
        "or use a 64-bit Python, 3.11 or one of the next versions, then run this again."
    ),
}


class Failure(Exception):
    """Something that stops the start; its text says in one line what, and what to do."""


def main(argv: Sequence[str]) -> int:
    """Do what the command line says and return the exit code."""
    try:
        if list(argv) in (["-h"], ["--help"]):
            print(HELP, end="")
            return 0
        return test(argv[1:]) if list(argv[:1]) == ["test"] else start(argv)
    except Failure as failure:
        print(f"Flashcards cannot start: {failure}", file=sys.stderr)
    except OSError as error:
        print(f"Flashcards cannot start: {cause(str(error)) or error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def start(argv: Sequence[str]) -> int:
    """Run a command of Flashcards, `serve` if none is named, in the virtual environment."""
    python = ready([LOCK])
    words = list(argv) if argv and not argv[0].startswith("-") else ["serve", *argv]
    command = [str(python), "-m", "flashcards", *map(absolute, words)]
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - takes signals and the exit code with it
    return ended(subprocess.Popen(command))


def absolute(word: str) -> str:
    """Return `word`, made a full path if it names a file here: the command runs elsewhere."""
    return str(Path(word).resolve()) if Path(word).is_file() else word


def ended(process: "subprocess.Popen[bytes]") -> int:
    """Return the exit code of `process`; it gets Ctrl+C itself and is left to end in its way."""
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise


# --- the virtual environment ---------------------------------------------------------------------


def ready(locks: Sequence[str]) -> Path:
    """Return the Python of a virtual environment that has everything in `locks`."""
    venv = ROOT / ".venv"
    python = python_in(venv)
    whole = usable(venv)
    if not whole or (missing(venv, locks) and quiet([str(python), "-m", "pip", "-V"]) is None):
        make_venv(venv)
    for lock in missing(venv, locks):
        install(venv, lock)
    return python


def python_in(venv: Path) -> Path:
    """Return where the Python of `venv` is."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def usable(venv: Path) -> bool:
    """Return whether `venv` has a Python of this version; fast, as every start asks it."""
    try:
        config = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    version = re.search(r"(?m)^version(?:_info)?\s*=\s*(\d+)\.(\d+)", config)
    made_by = (int(version[1]), int(version[2])) if version else None
    return made_by == sys.version_info[:2] and python_in(venv).exists()


def make_venv(venv: Path) -> None:
    """Make `venv` anew, whatever was there."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Failure(cause("No module named venv"))
    if shutil.disk_usage(str(ROOT)).free < 200_000_000:
        raise Failure(cause("No space left"))
    print("Making .venv ...", flush=True)
    with piped([sys.executable, "-m", "venv", "--clear", str(venv)]) as made:
        said = made.communicate()[0]
    if made.returncode:
        raise Failure(cause(said) or f"making .venv failed: {last_error(said)}")


def missing(venv: Path, locks: Sequence[str]) -> list[str]:
    """Return those of `locks` that were not installed into `venv` as they are now."""
    known = installed(venv)
    return [lock for lock in locks if known.get(lock) != digest(lock)]


def digest(lock: str) -> str:
    """Return the SHA-256 of the file `lock`."""
    try:
        return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    except FileNotFoundError:
        raise Failure(f"{lock} is missing. Download Flashcards again.") from None


def installed(venv: Path) -> dict[str, str]:
    """Return the SHA-256 of each lock file that was installed into `venv`."""
    try:
        lines = (venv / ".installed").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split(None, 1) for line in lines)
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def install(venv: Path, lock: str) -> None:
    """Install what `lock` names into `venv`, say how far it is, and note that it is done."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    number = len(set(re.findall(r"(?m)^[\w.-]+(?= ?(?:==|@))", text)))
    known = installed(venv)
    when = "the list has changed" if lock in known else WHEN[lock]
    print(f"Installing {number} packages ({when}) ...", flush=True)
    command = [str(python_in(venv)), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", lock]
    said = []
    with piped(command) as pip:
        for line in pip.stdout or ():
            said.append(line)
            report(said, number)
    if pip.returncode:
        printed = "".join(said)
        raise Failure(cause(printed) or f"installing {lock} failed: {last_error(printed)}")
    known[lock] = digest(lock)
    lines = [f"{sha}  {name}\n" for name, sha in known.items()]
    (venv / ".installed").write_text("".join(lines), encoding="utf-8")


def report(said: Sequence[str], number: int) -> None:
    """Print how far pip is: every tenth package, and when it unpacks them."""
    found = ("Collecting ", "Processing ", "Requirement already ")
    count = sum(line.startswith(found) for line in said)
    if said[-1].startswith(found) and count % 10 == 0:
        print(f"  {count} of {number}", flush=True)
    elif said[-1].startswith("Installing collected"):
        print("  unpacking", flush=True)


def piped(command: Sequence[str]) -> "subprocess.Popen[str]":
    """Start `command` here, with all that it prints in one pipe."""
    return subprocess.Popen(
        command,
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUNBUFFERED": "1", "DEBIAN_FRONTEND": "noninteractive"},
    )


def quiet(command: Sequence[str], seconds: int = 900) -> "str | None":
    """Run `command` unseen and return what it printed, or None if it failed."""
    try:
        with piped(command) as process:
            try:
                said = process.communicate(timeout=seconds)[0]
            except subprocess.TimeoutExpired:
                process.kill()
                return None
    except OSError:
        return None
    return None if process.returncode else said.strip()


def cause(text: str) -> str:
    """Return in plain words why a program failed that printed `text`; empty if unknown."""
    found = (words for pattern, words in CAUSES.items() if re.search(pattern, text, re.IGNORECASE))
    return next(found, "")


def last_error(text: str) -> str:
    """Return the last error that `text` names, or else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason given"])[-1]


# --- the checks ----------------------------------------------------------------------------------


WORKERS = ["-n", "2", "--dist", "loadgroup"]
SLOWEST = ["--durations", "25", "--durations-min", "4"]
"""What takes long is named at the end: a suite that takes long is run less often."""


def test(pytest_args: Sequence[str]) -> int:
    """Run every check, also after one has failed; return 0 if all passed."""
    python = str(ready([LOCK, TEST_LOCK]))
    chromium = find_chromium(os.environ) or get_chromium(python)
    os.chdir(ROOT)
    environment = {**os.environ, CHROMIUM: chromium}
    results = [check(name, words, environment) for name, words in checks(python, pytest_args)]
    print("\nSummary")
    for name, passed, seconds in results:
        print(f"  {'ok' if passed else 'FAILED':6} {name} ({seconds:.1f} s)")
    if not chromium:
        print(f"  Without a browser: {NO_CHROMIUM}")
    failed = sum(not passed for _, passed, _ in results)
    print(f"{failed} of {len(results)} checks failed" if failed else "All checks passed")
    return 1 if failed else 0


def checks(python: str, pytest_args: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the name and the command of every check, in their order."""
    lint_imports = "from importlinter.cli import lint_imports_command as run; run()"
    words = {
        "ruff format --check .": ["-m", "ruff", "format", "--check", "."],
        "ruff check .": ["-m", "ruff", "check", "."],
        "mypy": ["-m", "mypy"],
        "lint-imports": ["-c", lint_imports],
        "flashcards check-migrations": ["-m", "flashcards", "check-migrations"],
        "pytest": ["-m", "pytest", *WORKERS, *SLOWEST, *pytest_args],
    }
    return [(name, [python, *rest]) for name, rest in words.items()]


def check(
    name: str, command: Sequence[str], environment: Mapping[str, str]
) -> tuple[str, bool, float]:
    """Run one check and return its name, whether it passed, and the seconds that it took."""
    print(f"\n--- {name}", flush=True)
    began = time.monotonic()
    code = ended(subprocess.Popen(command, env=environment))
    if code:
        print(f"--- FAILED: {name} (exit code {code})", flush=True)
    return name, code == 0, time.monotonic() - began


# --- a browser for the tests ---------------------------------------------------------------------

NO_CHROMIUM = f"no Chromium found. Install Chromium, Chrome or Edge, or set {CHROMIUM} to its path."
ON_PATH = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
]
ON_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
ON_WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_chromium(environment: Mapping[str, str]) -> str:
    """Return the path of a Chromium that runs, or an empty text."""
    chosen = environment.get(CHROMIUM, "")
    if chosen and not Path(chosen).is_file():
        raise Failure(f"{CHROMIUM} is set to {chosen}, but there is no such file.")
    return chosen or next((path for path in places(environment) if runs(path)), "")


def places(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths at which there is a Chromium, Chrome or Edge."""
    for name in ON_PATH:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield found
    usual = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in ON_MAC]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if environment.get(variable):
            usual += [Path(environment[variable]) / name for name in ON_WINDOWS]
    yield from (str(path) for path in usual if path.is_file())


def runs(path: str) -> bool:
    """Return whether the browser at `path` starts: Ubuntu, for one, has a stub in its place."""
    return os.name == "nt" or quiet([path, "--version"], seconds=30) is not None


def get_chromium(python: str) -> str:
    """Return the path of a Chromium that apt or Playwright installs, or an empty text."""
    own = playwright_chromium(python)
    if own:
        return own
    print("Installing Chromium for the tests in a browser (once) ...", flush=True)
    apt_chromium()
    own = find_chromium(os.environ)
    if not own:
        quiet([python, "-m", "playwright", "install", "chromium"])
        own = playwright_chromium(python)
    if not own:
        print(f"Without a browser: {NO_CHROMIUM}", flush=True)
    return own


def apt_chromium() -> None:
    """Install Chromium by apt if this is Linux with apt, and we are root."""
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        quiet(["apt-get", "update"])
        install = ["apt-get", "install", "-y", "--no-install-recommends"]
        quiet([*install, "chromium", "fonts-dejavu-core"])


def playwright_chromium(python: str) -> str:
    """Return the path of Playwright's own Chromium if it is installed and runs."""
    asked = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as started: print(started.chromium.executable_path)"
    )
    said = quiet([python, "-c", asked], seconds=60) or ""
    path = said.splitlines()[-1] if said else ""
    return path if Path(path).is_file() and runs(path) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
