"""The settings of a model: off without an address, and readable errors."""

from __future__ import annotations

import pytest

from flashcards import config
from flashcards.config import Model
from flashcards.core.errors import Invalid


def load(**given: str) -> Model | None:
    return config.load({f"FLASHCARDS_MODEL_{name}": value for name, value in given.items()}).model


def test_without_an_address_there_is_no_model() -> None:
    assert load() is None
    assert load(NAME="tiny", KEY="secret", TIMEOUT="nonsense") is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://127.0.0.1:11434/v1/",
        "http://127.0.0.1:11434/v1/chat/completions",
        "http://127.0.0.1:11434/v1/chat/completions/",
    ],
)
def test_the_address_may_end_as_servers_tell_it(url: str) -> None:
    model = load(URL=url, NAME="tiny", KEY="secret")
    assert model == Model("http://127.0.0.1:11434/v1/chat/completions", "tiny", "secret", 60)
    assert model.host == "127.0.0.1:11434"
    assert "secret" not in repr(model)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("URL", {"URL": "ftp://host/v1"}),
        ("URL", {"URL": "file:///etc/passwd"}),
        ("URL", {"URL": "host/v1"}),
        ("URL", {"URL": "http://"}),
        ("URL", {"URL": "http://name:word@host/v1"}),
        ("URL", {"URL": "http://host/v1?key=1"}),
        ("URL", {"URL": "http://host:99999/v1"}),
        ("URL", {"URL": "http://ho st/v1"}),
        ("NAME", {"NAME": ""}),
        ("KEY", {"KEY": "two words"}),
        ("KEY", {"KEY": "clé"}),
        ("TIMEOUT", {"TIMEOUT": "0"}),
        ("TIMEOUT", {"TIMEOUT": "soon"}),
        ("TIMEOUT", {"TIMEOUT": "99999"}),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, given: dict[str, str]) -> None:
    with pytest.raises(Invalid, match=f"FLASHCARDS_MODEL_{name}"):
        load(**{"URL": "https://host/v1", "NAME": "tiny", **given})
