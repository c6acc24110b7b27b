// A card that was forgotten once too often asks for its rewrite: beside the cards that it may be taken
// for, above the next card, and never in the middle of one.
import { focus, isTurned, part } from "./card.js";
import { learner, onLeech, ready } from "./outbox.js";
import { asking, heard } from "./outbox-store.js";
import { nodes } from "./safe-html.js";
import { find } from "./study-shelf.js";

const AT_ONCE = 1000;
const LATELY = 12 * 3_600_000;

export function leeches({ sitting, first, hand }) {
  const place = part(sitting, "leech-place");
  const said = part(sitting, "leech-said");
  const waiting = new Map();
  let fetched = null;
  let shown = null;
  let cardAt = performance.now();

  onLeech((records) => add(records));
  if (!("practice" in sitting.dataset)) {
    ready.then(() => asking(learner, Date.now() - LATELY)).then(add, () => {});
  }
  sitting.addEventListener("next", () => { cardAt = performance.now(); offer(); });
  sitting.addEventListener("leech", () => place.querySelector("button")?.focus());
  addEventListener("online", offer);

  function add(records) {
    for (const { id, event } of records) waiting.set(event.card, id);
    offer();
  }

  // Shown with the next card or right after it, so that nothing moves under a finger.
  async function offer() {
    if (shown || !waiting.size) return;
    fetched ??= await fetchFirst();
    const card = first();
    if (shown || !fetched || (card && (isTurned(card) || performance.now() - cardAt > AT_ONCE))) return;
    [shown, fetched] = [fetched, null];
    place.replaceChildren(shown.section);
    const question = shown.section.querySelector("strong").textContent.trim();
    said.textContent = `“${question}” does not stick. Rewrite it, suspend it, or later: the buttons are above the card.`;
  }

  async function fetchFirst() {
    const [card] = waiting.keys();
    try {
      const response = await fetch(`/cards/${card}`);
      if (response.redirected) return null;
      const section = response.ok && found(nodes(await response.text()));
      if (section) return prepared(card, section);
      forget(card);
    } catch {
      // Without a connection it waits for the next card.
    }
    return null;
  }

  function prepared(card, section) {
    section.removeAttribute("id");
    section.querySelector(".alike").tabIndex = 0;
    const row = section.querySelector("[data-buttons]");
    row.replaceChildren(
      button("Rewrite now", "button small", () => act(card, section, "edit")),
      button("Suspend", "button quiet small", () => act(card, section, "suspend")),
      button("Later", "button quiet small", () => close(card)),
      keyHint(sitting),
    );
    section.addEventListener("keydown", (event) => { if (event.key === "Escape") close(card); });
    return { card, section };
  }

  async function act(card, section, name) {
    const there = find(sitting, card) ?? standIn(card, section);
    if (!(await hand(there, name))) return;
    const panel = name === "edit" && document.querySelector("dialog.panel");
    if (panel) panel.addEventListener("close", () => close(card));
    else close(card);
  }

  function close(card) {
    forget(card);
    shown = null;
    place.replaceChildren();
    said.textContent = "";
    const next = first();
    if (next) focus(isTurned(next) ? next.querySelector(".grade.g4") : part(next, "turn"));
    offer();
  }

  function forget(card) {
    heard(learner, waiting.get(card)).catch(() => {});
    waiting.delete(card);
  }
}

function found(parsed) {
  return parsed.map((node) => node.querySelector?.("[data-leech]")).find(Boolean);
}

// For a card that is not in the page any more: what acts by hand needs of it.
function standIn(card, section) {
  const article = document.createElement("article");
  Object.assign(article.dataset, { card, note: section.dataset.note });
  const why = document.createElement("a");
  why.href = `/cards/${card}`;
  why.dataset.why = "";
  article.append(why);
  return article;
}

function keyHint(sitting) {
  const hint = document.createElement("span");
  const key = document.createElement("kbd");
  hint.className = "keys";
  key.textContent = JSON.parse(sitting.dataset.keyboard).leech;
  hint.append(key, " goes here, ", Object.assign(document.createElement("kbd"), { textContent: "Esc" }), " later");
  return hint;
}

function button(words, className, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words, className });
  made.addEventListener("click", act);
  return made;
}
