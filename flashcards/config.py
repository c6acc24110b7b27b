"""The settings, read from environment variables that begin with FLASHCARDS_."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flashcards.core.errors import Invalid

PACKAGE = Path(__file__).parent
MEGABYTE = 1024 * 1024
CHAT = "/chat/completions"
LONGEST_ANSWER = 3_600
"""Seconds: the longest that a model may be waited for."""


@dataclass(frozen=True)
class Model:
    """A server that speaks the OpenAI chat-completions protocol, and what to ask it for.

    ``url`` ends in ``/chat/completions``; ``timeout`` is in seconds, for one whole answer.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: int = 60

    @property
    def host(self) -> str:
        """Return the host, with its port if it has one, that is asked."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True)
class Settings:
    """What the owner of an installation can set; every field has a working default."""

    instance: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    disclaimer: str = ""
    signup: bool = True
    trusted_proxy: str = ""
    max_upload: int = 32 * MEGABYTE
    media_file: int = 25 * MEGABYTE
    """The largest picture or sound that can be put into a note; ``max_upload`` bounds it, too."""
    media_quota: int = 2048 * MEGABYTE
    """How much all pictures and sounds of a learner may have."""
    import_size: int = 1200 * MEGABYTE
    """The largest package that can be imported."""
    workers: int = 1
    """How many long documents are drafted at once; 0 leaves that to ``flashcards work``."""
    inline: bool = False
    """Read and draft within the request, without bounds: for servers that may start no process."""

    model: Model | None = None
    """Asked for better questions and further cards, if somebody wants it; none: off."""

    @property
    def url(self) -> str:
        """Return the address under which people reach the app, without a final slash."""
        return self.base_url or f"http://{self.host}:{self.port}"

    @property
    def imports(self) -> Path:
        """Return the folder where packages lie until they are imported."""
        return self.instance / "imports"

    @property
    def https(self) -> bool:
        """Say whether people reach the app over https."""
        return self.url.startswith("https://")


def shipped(name: str) -> Path:
    """Return the folder ``name`` (decks, migrations) of the installed package or the checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises Invalid naming the variable that cannot be used."""

    def get(name: str, default: str = "") -> str:
        return environment.get(f"FLASHCARDS_{name}", default).strip()

    instance = Path(get("INSTANCE") or _default_instance()).expanduser().absolute()
    database = get("DATABASE_URL") or f"sqlite:///{(instance / 'flashcards.db').as_posix()}"
    return Settings(
        instance=instance,
        database_url=_driver(database),
        host=get("HOST", "127.0.0.1"),
        port=_whole("PORT", get("PORT", "8000")),
        base_url=get("BASE_URL").rstrip("/"),
        smtp_url=get("SMTP_URL"),
        mail_from=get("MAIL_FROM"),
        disclaimer=_disclaimer(get("DISCLAIMER_FILE")),
        signup=_yes_or_no("SIGNUP", get("SIGNUP", "yes")),
        trusted_proxy=get("TRUSTED_PROXY"),
        max_upload=_whole("MAX_UPLOAD_MB", get("MAX_UPLOAD_MB", "32")) * MEGABYTE,
        media_file=_whole("MEDIA_FILE_MB", get("MEDIA_FILE_MB", "25")) * MEGABYTE,
        media_quota=_whole("MEDIA_QUOTA_MB", get("MEDIA_QUOTA_MB", "2048")) * MEGABYTE,
        import_size=_whole("IMPORT_MB", get("IMPORT_MB", "1200")) * MEGABYTE,
        workers=_whole("WORKERS", get("WORKERS", "1")),
        inline=_yes_or_no("INLINE", get("INLINE", "no")),
        model=_model(get("MODEL_URL"), get("MODEL_NAME"), get("MODEL_KEY"), get("MODEL_TIMEOUT")),
    )


def _default_instance() -> Path:
    """Return ``instance/`` beside run.py in a checkout, else a folder in the person's home."""
    checkout = PACKAGE.parent
    if (checkout / "run.py").is_file():
        return checkout / "instance"
    return Path.home() / ".flashcards"


def _driver(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _disclaimer(file: str) -> str:
    path = Path(file) if file else PACKAGE / "texts" / "disclaimer.txt"
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"FLASHCARDS_DISCLAIMER_FILE cannot be read: {error}") from error


def _model(url: str, name: str, key: str, timeout: str) -> Model | None:
    if not url:
        return None
    if not _is_server(url):
        raise Invalid(
            f"FLASHCARDS_MODEL_URL is “{url}”: write an address such as"
            " http://127.0.0.1:11434/v1, without a name, a password, “?” or “#” in it."
        )
    if not name:
        raise Invalid("FLASHCARDS_MODEL_NAME is empty: write the name of the model to ask.")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise Invalid("FLASHCARDS_MODEL_KEY holds a character that no key has: copy it again.")
    seconds = _whole("MODEL_TIMEOUT", timeout or "60")
    if not 1 <= seconds <= LONGEST_ANSWER:
        raise Invalid(f"FLASHCARDS_MODEL_TIMEOUT is “{timeout}”: write 1 to {LONGEST_ANSWER}.")
    whole = url.rstrip("/").removesuffix(CHAT).rstrip("/") + CHAT
    return Model(whole, name, key, seconds)


def _is_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not set(url) & set(" ?#@\\")
    return known and plain and bool(parts.hostname)


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise Invalid(f"FLASHCARDS_{name} is “{value}”: write a whole number.")
    return int(value)


def _yes_or_no(name: str, value: str) -> bool:
    if value.lower() not in {"yes", "no"}:
        raise Invalid(f"FLASHCARDS_{name} is “{value}”: write yes or no.")
    return value.lower() == "yes"
