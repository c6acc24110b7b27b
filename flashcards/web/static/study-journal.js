// What this browser knows of a deck's day beside the page: which of its cards were answered since the
// page was made, and what was done when the last one is answered without a connection.
import { part } from "./card.js";
import { learner, newId, ready } from "./outbox.js";
import { since } from "./outbox-store.js";

const PASSED = 3;

// An event of a card with an id of its own, as it waits and as it is kept; of practice with its sitting.
export function recordOf(sitting, card, more) {
  const id = newId();
  const event = { id, card: Number(card.dataset.card), at: Date.now(), ...more };
  return { id, deck: Number(card.dataset.deck), practice: sitting.dataset.practice, event };
}

// The answers that the server did not have when it made this page, oldest first. One of an earlier day
// that failed leaves its card where it is: it is due again.
export async function answeredBefore(sitting) {
  const { kept } = document.documentElement.dataset;
  const asked = kept ? Number(kept) : performance.timeOrigin;
  const begins = Number(sitting.dataset.begins);
  const unknown = (await standing(sitting, 0)).filter((record) => record.waits || record.sent >= asked);
  return unknown.map((record) => ({
    ...record,
    stays: record.event.at < begins && record.event.grade < PASSED,
  }));
}

export async function finish(sitting) {
  const { practice, deck, begins } = sitting.dataset;
  const answers = (await standing(sitting, Number(begins))).filter((record) => practice || record.deck === Number(deck));
  const recalled = answers.filter((record) => record.event.grade >= PASSED).length;
  const finished = part(sitting, "finished");
  part(finished, "cards").textContent = new Set(answers.map((record) => record.event.card)).size;
  part(finished, "answers").textContent = answers.length;
  part(finished, "recalled").textContent = `${answers.length ? Math.round((100 * recalled) / answers.length) : 0} %`;
  part(sitting, "keys").hidden = true;
  finished.hidden = false;
  finished.querySelector("h2").focus();
}

// Practice counts in its own sitting alone, and what was scheduled in none of practice.
async function standing(sitting, from) {
  await ready;
  const records = await since(learner, from).catch(() => []);
  const takenBack = new Set(records.map((record) => record.event.target));
  const { practice } = sitting.dataset;
  return records.filter((record) => !record.event.target && !takenBack.has(record.id) && record.practice === practice);
}
