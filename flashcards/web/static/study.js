// A sitting: the next cards are in the page already; answers are kept here and sent behind.
import { close, drill, focus, isTurned, part, remember, restore, turn } from "./card.js";
import { flush, newId, onChange, put, waiting } from "./outbox.js";
import { listen } from "./study-keys.js";

const sitting = document.querySelector("[data-sitting]");
const undoForm = document.querySelector("[data-undo]");
const given = [];
let shownAt = performance.now();

if (sitting) {
  part(sitting, "keys").hidden = false;
  sitting.addEventListener("submit", submit);
  sitting.addEventListener("click", click);
  onChange(report);
  if (waiting()) flush();
  focusOn(first());
}
listen({ current: () => sitting && first(), show, undoForm });

function first() {
  return sitting.querySelector("[data-card]:not([hidden])");
}

function click(event) {
  const card = event.target.closest("[data-card]");
  if (!card || isTurned(card) || event.target.closest("a:not([data-turn])")) return;
  event.preventDefault();
  show(card);
}

function show(card) {
  turn(card);
  say(part(card, "answer").textContent);
}

function submit(event) {
  if (event.target.matches("[data-grades]")) {
    event.preventDefault();
    answer(event.target.closest("[data-card]"), event.submitter);
  } else if (event.target === undoForm && (given.length || waiting())) {
    event.preventDefault();
    if (given.length) takeBack();
    else flush().then((state) => { if (state === "sent") undoForm.submit(); });
  }
}

function answer(card, button) {
  const id = newId();
  const again = button.dataset.again === "1";
  given.push({ id, card, again, past: remember(card) });
  put({
    id,
    card: Number(card.dataset.card),
    at: Date.now(),
    grade: Number(button.value),
    scale: card.querySelectorAll(".grade").length === 6 ? "six" : "four",
    took: Math.round(performance.now() - shownAt),
  });
  card.remove();
  close(card);
  if (again) {
    drill(card, Number(sitting.dataset.drillBelow));
    part(sitting, "keys").before(card);
  }
  count(again ? 0 : -1);
  undoForm.querySelector("button").disabled = false;
  showFirst();
}

function takeBack() {
  const last = given.pop();
  put({ id: newId(), card: Number(last.card.dataset.card), at: Date.now(), target: last.id });
  last.card.remove();
  restore(last.card, last.past);
  sitting.insertBefore(last.card, part(sitting, "card") ?? part(sitting, "keys"));
  count(last.again ? 0 : 1);
  showFirst();
  show(last.card);
}

function showFirst() {
  const cards = [...sitting.querySelectorAll("[data-card]")];
  cards.forEach((card, index) => { card.hidden = index > 0; });
  if (!cards.length) return leave();
  shownAt = performance.now();
  focusOn(cards[0]);
  say(part(cards[0], "question").textContent);
}

// The server knows what comes after the cards of this page, once it has all answers.
async function leave() {
  const state = await flush();
  if (state === "sent" || state === "refused") location.replace(location.pathname);
}

function count(change) {
  const left = part(sitting, "left");
  left.textContent = Math.max(0, Number(left.textContent) + change);
}

function report(state, left) {
  const kept = `${left} ${left === 1 ? "answer is" : "answers are"} kept in this browser`;
  const words = {
    offline: `No connection. ${kept} and sent as soon as it is back. You can go on.`,
    "logged-out": `You are logged out. ${kept}: log in again and they are sent.`,
    stale: `This page is too old to send your answers. ${kept}: load the page again.`,
    refused: "One answer was not taken: its card is no longer in your decks.",
  };
  const line = part(sitting, "connection");
  const wasStuck = !line.hidden;
  line.hidden = !(state in words);
  line.textContent = words[state] ?? "";
  if (wasStuck && state === "sent" && !part(sitting, "card")) leave();
}

function say(text) {
  part(sitting, "announce").textContent = text.replace(/\s+/g, " ").trim();
}

function focusOn(card) {
  if (card && !isTurned(card)) focus(part(card, "turn"));
}
