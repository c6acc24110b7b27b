// Answers that are typed before the card is turned, and how they differ; it informs, she grades.
import { alone, part } from "./card.js";
import { compared } from "./study-difference.js";

export function typing(sitting) {
  for (const box of sitting.querySelectorAll("[data-typing]")) box.hidden = false;
  sitting.addEventListener("turned", ({ target }) => show(target));
  sitting.addEventListener("answered", ({ target }) => clear(target));
  sitting.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-typed]") || event.isComposing) return;
    event.preventDefault();
    part(event.target.closest("[data-card]"), "turn").click();
  });
}

function show(card) {
  const input = part(card, "typed");
  if (!input) return;
  input.readOnly = true;
  input.blur();
  part(card, "typing").hidden = !input.value.trim();
  if (!input.value.trim()) return;
  const { verdict, typed, wanted } = compared(input.value.trim(), expected(card));
  const line = part(card, "difference");
  line.replaceChildren(said(verdict), ...(verdict === SAME ? [] : [row("You: ", typed, "del"), row("Answer: ", wanted, "ins")]));
}

const SAME = compared("a", "a").verdict;

function clear(card) {
  const input = part(card, "typed");
  if (!input) return;
  input.value = "";
  input.readOnly = false;
  part(card, "typing").hidden = false;
  part(card, "difference").replaceChildren();
}

// Of a sentence with hidden words these alone are asked for; a note type may say what is to be typed.
function expected(card) {
  const whole = part(card, "answer");
  const answer = whole.querySelector("code.typeans") ?? alone(whole);
  const hidden = [...answer.querySelectorAll(".cloze")].map((word) => word.textContent);
  return (hidden.length ? hidden.join(" ") : answer.textContent).replace(/\s+/g, " ").trim();
}

function said(words) {
  const line = document.createElement("span");
  line.textContent = words;
  return line;
}

function row(label, parts, name) {
  const line = said(label);
  for (const { text, same } of parts) {
    if (same) line.append(text);
    else line.append(Object.assign(document.createElement(name), { textContent: text }));
  }
  return line;
}
