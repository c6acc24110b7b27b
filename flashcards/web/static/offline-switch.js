// The switch of a deck: whether its cards are kept in this browser for the time without a connection.
import { fetchAhead } from "./offline.js";
import { learner } from "./outbox.js";
import { decksLeft, leaveDeck } from "./outbox-store.js";

const section = document.querySelector("[data-offline-switch]");

if (section && learner && "serviceWorker" in navigator && "caches" in window) show();

async function show() {
  const deck = Number(section.dataset.offlineSwitch);
  const input = section.querySelector("input");
  input.checked = !(await decksLeft(learner)).has(deck);
  section.hidden = false;
  input.addEventListener("change", async () => {
    const said = section.querySelector("[data-said]");
    said.textContent = "";
    await leaveDeck(learner, deck, !input.checked);
    await fetchAhead();
    said.textContent = input.checked ? "Its cards are kept in this browser." : "Its cards are gone from this browser.";
  });
}
