"""Two chapters may define the same thing: one draft of it is enough, the better one."""

from __future__ import annotations

from flashcards.making.twins import Said, Sorted, sort_out


def said(id_: int, front: str, back: str = "A strain.", quality: float = 0.5) -> Said:
    """Return a draft that asks and answers."""
    return Said(id_, front, back, "", quality)


def cloze(id_: int, text: str, quality: float = 0.5) -> Said:
    """Return a draft that hides words of a sentence."""
    return Said(id_, "", "", text, quality)


def test_the_same_question_is_asked_once_however_it_is_framed() -> None:
    first = said(1, "What is a rupture?")
    for front in ("Rupture", "What are ruptures?", "What does “rupture” mean?"):
        assert sort_out([first], [said(0, front, "A break in the bond.")]) == Sorted((), ())


def test_other_questions_about_the_same_thing_stay() -> None:
    first = said(1, "What is a rupture?")
    for front, back in (
        ("Why does a rupture matter?", "It shows what the bond can bear."),
        ("Who introduced the term rupture?", "Nobody knows."),
        ("What are the kinds of ruptures?", "Withdrawal and confrontation."),
        ("What is repair?", "The work that mends the bond."),
    ):
        assert sort_out([first], [said(0, front, back)]) == Sorted((0,), ())


def test_the_better_one_is_kept_and_must_be_clearly_better() -> None:
    first, other = said(1, "What is a rupture?", quality=0.5), said(2, "What is repair?", "Work.")
    for quality, expected in ((0.4, ((), ())), (0.52, ((), ())), (0.6, ((0,), (1,)))):
        later = said(0, "What is a rupture?", "A break.", quality)
        assert sort_out([first, other], [later]) == Sorted(*expected)


def test_what_a_person_decided_on_is_never_replaced() -> None:
    first = Said(1, "What is a rupture?", "A strain.", "", 0.1, decided=True)
    assert sort_out([first], [said(0, "Rupture", "A break.", 0.9)]) == Sorted((), ())


def test_sentences_that_say_the_same_are_twins_without_a_question() -> None:
    first = cloze(1, "A {{c1::rupture}} is a strain in the bond between therapist and client.")
    same = cloze(0, "A rupture is a {{c1::strain}} in the bond between therapist and client.", 0.9)
    other = cloze(0, "{{c1::Repair}} is the work by which both mend what was strained.")
    assert sort_out([first], [same, other]) == Sorted((0, 1), (1,))
    assert sort_out([], [same, other]) == Sorted((0, 1), ())
