"""How numbers, days and times are said on the pages."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from flashcards.core.scheduling import day
from flashcards.services import comfort, rendering
from flashcards.web import current, files
from flashcards.web.media import files_of


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        interval=interval,
        day=long_day,
        moment=moment,
        count=count,
        markdown=markdown,
        safe_html=safe_html,
        cloze_shown=cloze_shown,
        plain=rendering.plain,
        sentence=sentence,
    )
    app.jinja_env.globals.update(
        static=files.address, token=token, somebody=current.somebody, settings=current.settings
    )
    app.jinja_env.globals.update(comfort=lambda: comfort.classes(current.somebody()))
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def interval(days: int) -> str:
    """Return a number of days as people say it: 1 day, 3 weeks, 5 months, 1.2 years."""
    if days < 14:
        return count(days, "day")
    if days < 60:
        return count(round(days / 7), "week")
    if days < 365:
        return count(round(days / 30.4), "month")
    years = round(days / 365.25, 1)
    return f"{years:g} year" if years == 1 else f"{years:g} years"


def long_day(value: date, today: date | None = None) -> str:
    """Return a day as people say it, from ``today`` on: tomorrow, Friday, 3 March, 3 March 2028."""
    if today is None:
        return f"{value.day} {value:%B %Y}"
    ahead = (value - today).days
    if ahead <= 1:
        return "tomorrow" if ahead == 1 else "today"
    if ahead < 7:
        return f"on {value:%A}"
    year = "" if value.year == today.year else f" {value.year}"
    return f"on {value.day} {value:%B}{year}"


def sentence(words: str) -> str:
    """Return ``words`` with a capital at their beginning, and the others as they are."""
    return words[:1].upper() + words[1:]


def moment(value: datetime) -> str:
    """Return an instant in the learner's own zone."""
    who = current.somebody()
    local = value.astimezone(day.zone(who.zone if who else "UTC"))
    return f"{local.day} {local:%B %Y, %H:%M}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 card, 2 cards, 1,000 cards."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def markdown(text: str) -> Markup:
    """Return Markdown as safe HTML: the one place where a page trusts HTML."""
    return Markup(rendering.field(text, files_of(text)))  # noqa: S704 - cleaned by nh3 in rendering


def safe_html(html: str) -> Markup:
    """Return HTML that came out of ``rendering`` as it is."""
    return Markup(html)  # noqa: S704 - cleaned by nh3 in rendering


def cloze_shown(text: str) -> Markup:
    """Return a cloze text with everything that it hides shown and marked."""
    return Markup(rendering.cloze_shown(text, files_of(text)))  # noqa: S704 - cleaned by nh3 in rendering


def token() -> Markup:
    """Return the hidden field against forged requests."""
    field = '<input type="hidden" name="csrf_token" value="{}">'
    return Markup(field).format(generate_csrf())  # noqa: S704 - a constant, its gap escaped
