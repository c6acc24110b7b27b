// A sitting: the next cards are in the page already; answers are kept here and sent behind.
import { alone, focus, isTurned, part, turn } from "./card.js";
import { flush, kept, onChange, waiting } from "./outbox.js";
import { whoami } from "./outbox-send.js";
import { painted } from "./painted.js";
import { answering } from "./study-answer.js";
import { answeredBefore, finish } from "./study-journal.js";
import { listen } from "./study-keys.js";
import { draw, find } from "./study-shelf.js";
import { countLeft, keepFresh, leaveOut, prepareWays } from "./study-ways.js";
import { report, say, sayKept, words } from "./study-says.js";

const sitting = document.querySelector("[data-sitting]");
const undoForm = document.querySelector("[data-undo]");
const count = (change) => countLeft(sitting, change);
const { given, answer, hasAnswered, move, takeBack, starts } = answering({ sitting, undoForm, count, showFirst, show });
let isReady = false;

if (sitting) begin();
listen({ current: () => sitting && isReady && first(), show, answer, undoForm });

// What was answered already but was not known when this page was made is taken out of it first.
async function begin() {
  sitting.addEventListener("submit", submit);
  sitting.addEventListener("click", click);
  onChange(changed);
  sayKept(sitting);
  prepareWays({ sitting, given, first, showFirst, count, undoForm });
  await leaveOut(sitting, count);
  for (const { id, event, stays } of await answeredBefore(sitting)) {
    const card = find(sitting, event.card);
    if (card && !stays) move(card, id, card.querySelector(`.grade.g${event.grade}`)?.dataset.again === "1");
  }
  isReady = true;
  sitting.dataset.ready = "";
  showFirst();
  keepFresh({ sitting, first, showFirst, count });
}

function first() {
  return sitting.querySelector("[data-card]:not([hidden])");
}

function click(event) {
  const card = event.target.closest("[data-card]");
  if (!card || isTurned(card) || event.target.closest("a:not([data-turn]), [data-typing], audio, video")) return;
  event.preventDefault();
  show(card);
}

function show(card) {
  turn(card);
  painted().then(() => {
    if (card === first() && isTurned(card)) say(sitting, words(alone(part(card, "answer"))));
  });
}

function submit(event) {
  if (event.target.matches("[data-grades]")) {
    event.preventDefault();
    answer(event.target.closest("[data-card]"), event.submitter);
  } else if (event.target === undoForm) {
    event.preventDefault();
    if (given.length) takeBack();
    else undoThere();
  }
}

// What this page does not know the server takes back, once it has all answers.
async function undoThere() {
  const state = await flush();
  if (state === "sent" && (await whoami())) undoForm.submit();
  else report(sitting, state === "sent" ? "offline" : state, await waiting());
}

function showFirst(told = "") {
  draw(sitting);
  const shown = sitting.querySelectorAll("[data-card]:not([hidden])");
  const next = part(sitting, "card");
  for (const card of shown) card.hidden = card !== next;
  part(sitting, "finished").hidden = true;
  part(sitting, "keys").hidden = !next;
  if (!next) return leave();
  next.hidden = false;
  starts();
  sitting.dispatchEvent(new Event("next"));
  focusOn(next);
  say(sitting, `${told} ${words(part(next, "question"))}`);
}

// The server knows what comes after the cards of this page, once it has all answers. Where it cannot
// be asked, the page that was fetched ahead may hold more.
async function leave() {
  await kept();
  const state = await flush();
  if (part(sitting, "card")) return;
  const more = hasAnswered() && Number(part(sitting, "left").textContent) && navigator.serviceWorker?.controller;
  if (state === "sent" || state === "refused" || more) location.replace(sitting.dataset.goesOn ?? location.pathname);
  else finish(sitting);
}

function changed(state, left) {
  if (state !== null || !left) report(sitting, state ?? "sent", left);
  if (state === "sent" && !left && !part(sitting, "finished").hidden) leave();
}

function focusOn(card) {
  if (card && !isTurned(card)) focus(part(card, "typed") ?? part(card, "turn"));
}
