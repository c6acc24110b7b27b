"""The pages of exams: added, planned, changed, removed."""

from __future__ import annotations

import pytest

from flashcards.store.engine import Database
from tests.web.library import Library, add_exam
from tests.web.visitor import Visitor, dump, form_of, one, parsed, sqlite_only, text_of, wrong


def test_an_exam_gets_a_plan(ana: Visitor, hers: Library) -> None:
    exam = add_exam(ana, hers.deck, hers.shared, title="Oral exam", day="2026-04-10")
    page = ana.page(f"/exams/{exam}")
    shown = text_of(one(page, "main"))
    assert "in 39 days" in shown
    assert "You will have met all" in shown
    assert len(page.select("table.figures tbody tr")) == 2
    assert "Oral exam in 39 days" in text_of(one(ana.page("/"), "main"))


def test_an_exam_is_changed_and_removed(ana: Visitor, hers: Library) -> None:
    path = f"/exams/{hers.exam}"
    kept = form_of(ana.page(path), path)
    assert (kept["title"], kept["day"], kept["decks"]) == ("Finals", "2026-06-01", str(hers.deck))
    changed = {"title": "Later", "day": "2026-07-01", "last_look": "0", "decks": str(hers.shared)}
    assert ana.post(path, changed).status_code == 302
    assert text_of(one(ana.page(path), "h1")) == "Later"
    assert ana.post(f"{path}/remove").status_code == 302
    assert ana.get(path).status_code == 404


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "2020-01-01"}, "day"),
        ({"day": "soon"}, "day"),
        ({"last_look": "99"}, "last_look"),
        ({"decks": "999999"}, "decks"),
        ({"decks": "x"}, "decks"),
    ],
)
@sqlite_only
def test_an_exam_that_cannot_be_is_told_and_not_kept(
    ana: Visitor, hers: Library, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    said = {"title": "Finals", "day": "2026-06-01", "last_look": "3", "decks": str(hers.deck)}
    for path in ("/exams", f"/exams/{hers.exam}"):
        response = ana.post(path, {**said, **fields})
        assert response.status_code == 422
        assert list(wrong(parsed(response))) == [field]
    assert dump(stored) == before
