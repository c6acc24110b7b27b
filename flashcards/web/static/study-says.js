// What a sitting says beside its cards: to a screen reader, and about the connection.
import { part } from "./card.js";

const keptAt = Number(document.documentElement.dataset.kept ?? 0);

export function say(sitting, text) {
  part(sitting, "announce").textContent = text.replace(/\s+/g, " ").trim();
}

// What a side says: its text, and what its pictures show.
export function words(side) {
  const copy = side.cloneNode(true);
  for (const block of copy.querySelectorAll("br, div, p, li, td, hr")) block.before(" ");
  return [copy.textContent, ...[...side.querySelectorAll("img")].map(({ alt }) => alt)].join(" ");
}

// A page that was fetched ahead says as of when it is, calmly: one can study it as any other.
export function sayKept(sitting) {
  if (!keptAt) return;
  const then = new Date(keptAt);
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = then.toDateString() === new Date().toDateString() ? "today" : then.toLocaleDateString("en-GB", { weekday: "long" });
  show(sitting, `No connection. These cards were fetched ${day} at ${time}: you can go on.`, true);
}

export function report(sitting, state, left) {
  const kept = `${left} ${left === 1 ? "answer is" : "answers are"} kept in this browser`;
  const words = {
    offline: left ? `No connection. ${kept} and sent as soon as it is back. You can go on.` : "This needs a connection.",
    busy: left ? `The server is busy for a moment. ${kept} and sent as soon as it is done. You can go on.` : "The server is busy for a moment. Try again soon.",
    "logged-out": `You are logged out. ${kept}: log in again and they are sent.`,
    stale: `This page is too old to send your answers. ${kept}: load the page again.`,
    refused: "One answer was not taken: its card is no longer in your decks.",
  };
  if (state in words) show(sitting, words[state], (state === "offline" || state === "busy") && left > 0);
  else if (!keptAt || state === "sent") part(sitting, "connection").hidden = true;
}

function show(sitting, words, isCalm) {
  const line = part(sitting, "connection");
  line.classList.toggle("calm", isCalm);
  line.hidden = false;
  if (line.textContent !== words) line.textContent = words;
}
