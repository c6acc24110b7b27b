// A page that was fetched ahead may show cards that left since: those that left in this browser go at
// once, all others as soon as the server can be asked.
import { isTurned, part } from "./card.js";
import { changes, leaves } from "./offline-changes.js";
import { fetchAhead } from "./offline.js";
import { learner, onChange } from "./outbox.js";
import { nodes } from "./safe-html.js";
import { all } from "./study-shelf.js";

const { kept } = document.documentElement.dataset;

export async function leaveOut(sitting, count) {
  if (!kept || !("caches" in window)) return;
  const records = await changes(learner).catch(() => []);
  const page = { at: Number(kept), begins: Number(sitting.dataset.begins) };
  takeOut(sitting, count, (card) => leaves(records, card.dataset, page));
}

export function keepFresh({ sitting, first, showFirst, count }) {
  if (!kept) return;
  let asks = false;
  addEventListener("online", look);
  addEventListener("focus", look);
  onChange((state) => { if (state === "sent") look(); });
  look();

  async function look() {
    if (asks) return;
    asks = true;
    const { deck, goesOn } = sitting.dataset;
    const there = await cardsNow(goesOn ?? `/offline/decks/${deck}/0`).catch(() => null);
    asks = Boolean(there);
    if (!there) return;
    sitting.dispatchEvent(new Event("settle"));
    part(sitting, "connection").hidden = true;
    const shown = first();
    takeOut(sitting, count, (card) => !there.has(card.dataset.card) && !(card === shown && isTurned(card)));
    if (first() !== shown || !shown?.isConnected) showFirst();
    if ("serviceWorker" in navigator) fetchAhead();
  }
}

function takeOut(sitting, count, isGone) {
  const gone = all(sitting).filter(isGone);
  for (const card of gone) card.remove();
  count(-gone.length);
}

// The cards that the server would show today; of somebody else's nothing is asked.
async function cardsNow(address) {
  const response = await fetch(address);
  if (!response.ok || response.headers.get("X-Learner") !== learner) return null;
  const page = nodes(await response.text()).filter((node) => node.querySelectorAll);
  const cards = page.flatMap((node) => [...node.querySelectorAll("[data-card]")]);
  return new Set(cards.map((card) => card.dataset.card));
}
