// Keys of a sitting: each presses what is on the page.
import { isTurned, part } from "./card.js";

export function listen({ current, show, undoForm }) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select") || isNative(event)) return;
    const action = actionFor(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function actionFor(key) {
    if (key === "u") return undo();
    const card = current();
    if (!card) return null;
    if (key === "e") return () => part(card, "edit").click();
    if (!isTurned(card)) return key === " " || key === "Enter" ? () => show(card) : null;
    if (key === "s") return source(card);
    if (key === "o") return openDocument(card);
    if (key === " ") return () => card.querySelector(".grade.g4").click();
    return grade(card, key);
  }

  function undo() {
    const button = undoForm?.querySelector("button");
    return button && !button.disabled ? () => undoForm.requestSubmit() : null;
  }
}

// Space and Enter on a button, a link or a summary do what they do everywhere.
function isNative(event) {
  if (event.key !== " " && event.key !== "Enter") return false;
  if (event.target.closest("button, summary")) return true;
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

function grade(card, key) {
  if (!/^[0-9]$/.test(key)) return null;
  const buttons = [...card.querySelectorAll(".grade")];
  const button = buttons[buttons.length === 6 ? Number(key) : Number(key) - 1];
  return button ? () => button.click() : null;
}
