// A sitting: the next cards are in the page already; answers are kept here and sent behind.
import { alone, close, drill, focus, isTurned, part, remember, restore, turn } from "./card.js";
import { flush, onChange, put, waiting } from "./outbox.js";
import { whoami } from "./outbox-send.js";
import { answeredBefore, finish, recordOf } from "./study-journal.js";
import { listen } from "./study-keys.js";
import { draw, find, putLast } from "./study-shelf.js";
import { became, countLeft, keepFresh, leaveOut, prepareWays } from "./study-ways.js";
import { report, say, sayKept, words } from "./study-says.js";

const sitting = document.querySelector("[data-sitting]");
const undoForm = document.querySelector("[data-undo]");
const given = [];
const count = (change) => countLeft(sitting, change);
const PRACTICE = ["comes back", "done here"];
let shownAt = performance.now();
let isReady = false;
let hasAnswered = false;

if (sitting) begin();
listen({ current: () => sitting && isReady && first(), show, undoForm });

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
  say(sitting, words(alone(part(card, "answer"))));
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

function answer(card, button) {
  const again = button.dataset.again === "1";
  const record = recordOf(sitting, card, {
    grade: Number(button.value),
    scale: card.querySelectorAll(".grade").length === 6 ? "six" : "four",
    took: Math.round(performance.now() - shownAt),
    shift: Number(button.dataset.shift ?? 0),
    practice: "practice" in sitting.dataset,
  });
  put(record);
  move(card, record.id, again);
  hasAnswered = true;
  showFirst(became(button, again));
}

function move(card, id, again) {
  given.push({ id, card, again, past: remember(card) });
  card.remove();
  close(card);
  if (again) {
    drill(card, Number(sitting.dataset.drillBelow), "practice" in sitting.dataset ? PRACTICE : undefined);
    putLast(sitting, card);
  }
  count(again ? 0 : -1);
  undoForm.querySelector("button").disabled = false;
}

function takeBack() {
  const last = given.pop();
  if (last.putBack) return last.putBack();
  put(recordOf(sitting, last.card, { target: last.id }));
  last.card.remove();
  restore(last.card, last.past);
  sitting.insertBefore(last.card, part(sitting, "card") ?? part(sitting, "keys"));
  count(last.again ? 0 : 1);
  showFirst();
  show(last.card);
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
  shownAt = performance.now();
  sitting.dispatchEvent(new Event("next"));
  focusOn(next);
  say(sitting, `${told} ${words(part(next, "question"))}`);
}

// The server knows what comes after the cards of this page, once it has all answers. Where it cannot
// be asked, the page that was fetched ahead may hold more.
async function leave() {
  const state = await flush();
  if (part(sitting, "card")) return;
  const more = hasAnswered && Number(part(sitting, "left").textContent) && navigator.serviceWorker?.controller;
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
