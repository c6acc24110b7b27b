"""``flashcards simulate``: what SM-2 and FSRS would ask of an average learner, side by side."""

from __future__ import annotations

import click

from flashcards import clock
from flashcards.core.scheduling import fsrs
from flashcards.core.simulation.simulate import Course, Result, Scheduler, by_fsrs, by_sm2, simulate

_HEAD = f"{'':12}{'reviews a day':>15}{'minutes a day':>15}{'recalled':>10}{'known after':>13}"


@click.command(name="simulate")
@click.option("--cards", default=1000, show_default=True, type=click.IntRange(1, 20_000))
@click.option("--new", default=20, show_default=True, type=click.IntRange(1, 1000), help="A day.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650))
@click.option(
    "--retention",
    "retentions",
    multiple=True,
    default=(85, 90),
    show_default=True,
    type=click.IntRange(fsrs.LOWEST_RETENTION, fsrs.HIGHEST_RETENTION),
    help="What FSRS aims at, in per cent; may be given more than once.",
)
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1, 100), help="Averaged.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same figures.")
def simulate_command(
    cards: int, new: int, days: int, retentions: tuple[int, ...], runs: int, seed: int
) -> None:
    """Simulate a learner's days with SM-2 and with FSRS.

    The learner forgets as FSRS-6 says of the average user, and answers as fast as she does.
    """
    course = Course(cards, new, days)
    schedulers: dict[str, Scheduler] = {"SM-2": by_sm2}
    for wanted in retentions:
        schedulers[f"FSRS {wanted} %"] = by_fsrs(fsrs.Settings(wanted))
    click.echo(_HEAD)
    for name, scheduler in schedulers.items():
        results = [
            simulate(course, scheduler, clock.chance(seed + number)) for number in range(runs)
        ]
        click.echo(_line(name, results))


def _line(name: str, results: list[Result]) -> str:
    def mean(*values: float) -> float:
        return sum(values) / len(values)

    return (
        f"{name:12}"
        f"{mean(*(one.reviews for one in results)):15.1f}"
        f"{mean(*(one.minutes for one in results)):15.1f}"
        f"{mean(*(100 * one.retention for one in results)):8.1f} %"
        f"{mean(*(one.remembered for one in results)):13.0f}"
    )
