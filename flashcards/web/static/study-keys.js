// Keys of a sitting, those that the learner chose: each presses what is on the page.
import { isTurned, part } from "./card.js";

const GRADES = ["again", "hard", "good", "easy"];
const BY_HAND = ["edit", "tags", "flag", "bury", "suspend", "suspendNote", "move"];
const { keyboard } = document.querySelector("[data-keyboard]")?.dataset ?? {};
const actions = new Map(Object.entries(JSON.parse(keyboard ?? "{}")).map(([action, key]) => [key, action]));

export function listen({ current, show, answer, undoForm }) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, dialog") || isNative(event)) return;
    const action = actionFor(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function actionFor(key) {
    const name = actions.get(key === " " ? "space" : key.toLowerCase());
    if (name === "undo") return undo();
    const card = current();
    if (!card) return null;
    if (name === "leech") return () => card.parentElement.dispatchEvent(new Event("leech"));
    if (BY_HAND.includes(name)) return () => card.dispatchEvent(new CustomEvent("by-hand", { bubbles: true, detail: name }));
    if (name === "replay") return () => card.dispatchEvent(new CustomEvent("replay", { bubbles: true }));
    if (!isTurned(card)) return name === "turn" || key === "Enter" ? () => show(card) : null;
    if (name === "source") return source(card);
    if (name === "document") return openDocument(card);
    if (name === "turn") return () => answer(card, card.querySelector(".grade.g4"));
    const button = graded(card, key, name);
    return button ? () => answer(card, button) : null;
  }

  function undo() {
    const button = undoForm?.querySelector("button");
    return button && !button.disabled ? () => undoForm.requestSubmit() : null;
  }
}

// Space and Enter on a button, a link or a summary do what they do everywhere; not on one of a card
// that was answered and has left, where the focus may still be.
function isNative(event) {
  if (event.key !== " " && event.key !== "Enter") return false;
  if (!event.target.isConnected || event.target.closest("[hidden]")) return false;
  if (event.target.closest("button, summary, audio, video")) return true;
  return event.key === "Enter" && Boolean(event.target.closest("a"));
}

function source(card) {
  const details = part(card, "evidence");
  return details && (() => { details.open = !details.open; });
}

// A card without a document of its own shows in place where it comes from.
function openDocument(card) {
  const link = part(card, "document");
  return link ? () => link.click() : source(card);
}

// Six buttons are always 0 to 5; four have the keys that she chose.
function graded(card, key, name) {
  const buttons = [...card.querySelectorAll(".grade")];
  if (buttons.length === 6) return /^[0-5]$/.test(key) && buttons[Number(key)];
  return buttons[GRADES.indexOf(name)];
}
