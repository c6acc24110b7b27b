// A sitting: the cards are in the page already; keys press the buttons that are on it.
import { flush, newId, onChange, put, waiting } from "./outbox.js";

const sitting = document.querySelector("[data-sitting]");
const find = (name, within = sitting) => within.querySelector(`[data-${name}]`);
const undoForm = document.querySelector("[data-undo]");
const given = [];
let shownAt = performance.now();

if (sitting) start();
addEventListener("keydown", press);

function start() {
  find("keys").hidden = false;
  sitting.addEventListener("submit", submit);
  sitting.addEventListener("click", click);
  onChange(report);
  if (waiting()) flush();
  focusOn(current());
}

function current() {
  return [...sitting.querySelectorAll("[data-card]")].find((card) => !card.hidden);
}

function click(event) {
  const card = event.target.closest("[data-card]");
  if (!card || card.classList.contains("turned")) return;
  if (event.target.closest("a:not([data-turn])")) return;
  event.preventDefault();
  turn(card);
}

function turn(card) {
  card.classList.add("turned");
  find("back", card).hidden = false;
  find("turn", card).hidden = true;
  say(find("answer", card).textContent);
  (card.querySelector(".grade.g4") ?? card.querySelector(".grade")).focus({ preventScroll: true });
}

function submit(event) {
  if (event.target === undoForm && given.length) {
    event.preventDefault();
    takeBack();
  } else if (event.target.matches("[data-grades]")) {
    event.preventDefault();
    answer(event.target.closest("[data-card]"), event.submitter);
  }
}

function answer(card, button) {
  const grade = Number(button.value);
  const id = newId();
  const next = card.nextElementSibling;
  given.push({ id, card, wasDrilling: card.classList.contains("drilling"), next });
  put({
    id,
    card: Number(card.dataset.card),
    at: Date.now(),
    grade,
    scale: card.querySelectorAll(".grade").length === 6 ? "six" : "four",
    took: Math.round(performance.now() - shownAt),
  });
  const again = button.dataset.again === "1";
  card.remove();
  close(card);
  if (again) drill(card);
  count(again ? 0 : -1);
  undoForm.querySelector("button").disabled = false;
  showNext();
}

// A card below the bar comes back after all others of the day.
function drill(card) {
  card.classList.add("drilling");
  find("keys").before(card);
  card.querySelector(".state").textContent = "again today";
  for (const button of card.querySelectorAll(".grade")) {
    const stays = Number(button.value) < Number(sitting.dataset.drillBelow);
    button.dataset.again = stays ? "1" : "0";
    find("when", button).textContent = stays ? "again today" : "done for today";
  }
}

function showNext() {
  const card = sitting.querySelector("[data-card]");
  if (!card) return leave();
  for (const other of sitting.querySelectorAll("[data-card]")) other.hidden = other !== card;
  shownAt = performance.now();
  focusOn(card);
  say(find("question", card).textContent);
}

async function leave() {
  const state = await flush();
  if (state === "sent" || state === undefined) location.replace(location.pathname);
  else report(state, waiting());
}

function takeBack() {
  const last = given.pop();
  const label = last.card;
  put({ id: newId(), card: Number(label.dataset.card), at: Date.now(), target: last.id });
  if (!label.isConnected || last.next === null) label.remove();
  close(label);
  sitting.insertBefore(label, sitting.querySelector("[data-card]") ?? find("keys"));
  count(label.classList.contains("drilling") && !last.wasDrilling ? 0 : 1);
  if (!last.wasDrilling && label.classList.contains("drilling")) return reload(label);
  showNext();
  turn(label);
}

// What its buttons said before the drill is known to the server alone.
async function reload(card) {
  await flush();
  location.replace(`${location.pathname}?card=${card.dataset.card}&turned=1`);
}

function close(card) {
  card.classList.remove("turned");
  find("back", card).hidden = true;
  find("turn", card).hidden = false;
  const source = find("evidence", card);
  if (source) source.open = false;
}

function count(change) {
  const left = find("left");
  left.textContent = Math.max(0, Number(left.textContent) + change);
}

function report(state, left) {
  const line = find("connection");
  const words = {
    offline: `No connection. ${left} ${left === 1 ? "answer is" : "answers are"} kept in this browser and sent as soon as it is back.`,
    "logged-out": `You are logged out. ${left} ${left === 1 ? "answer is" : "answers are"} kept in this browser: log in again and they are sent.`,
    stale: "This page is too old to send your answers. Load it again: they are kept.",
    refused: "One answer was not taken: its card is no longer in your decks.",
  };
  const was = line.hidden;
  line.hidden = !(state in words);
  line.textContent = words[state] ?? "";
  if (!was && state === "sent" && !sitting.querySelector("[data-card]")) leave();
}

function say(text) {
  find("announce").textContent = text.replace(/\s+/g, " ").trim();
}

function focusOn(card) {
  if (card && !card.classList.contains("turned")) find("turn", card).querySelector("a").focus({ preventScroll: true });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const card = sitting && current();
  const action = actionFor(event.key, card);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionFor(key, card) {
  if (key === "u") return undoForm && !undoForm.querySelector("button").disabled ? () => undoForm.requestSubmit() : null;
  if (!card) return null;
  const turned = card.classList.contains("turned");
  if (key === "e") return () => { turn(card); find("edit", card).click(); };
  if (!turned) return key === " " || key === "Enter" ? () => turn(card) : null;
  if (key === "s") return () => { const source = find("evidence", card); if (source) source.open = !source.open; };
  if (key === " ") return () => card.querySelector(".grade.g4").click();
  const buttons = [...card.querySelectorAll(".grade")];
  const button = buttons.length === 6 ? buttons[Number(key)] : buttons[Number(key) - 1];
  return /^[0-9]$/.test(key) && button ? () => button.click() : null;
}
