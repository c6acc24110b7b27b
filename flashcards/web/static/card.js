// One card on the page: turned, closed, marked for the drill and put back as it was.
import { painted } from "./painted.js";

export function part(card, name) {
  return card.querySelector(`[data-${name}]`);
}

// An answer without the question that one of Anki's note types shows again above it.
export function alone(answer) {
  const begins = answer.querySelector(".answer-begins");
  if (!begins) return answer;
  const rest = document.createRange();
  rest.selectNodeContents(answer);
  rest.setStartAfter(begins);
  return rest.cloneContents();
}

export function isTurned(card) {
  return card.classList.contains("turned");
}

// Under a finger a ring around a button that nobody chose is only in the way. Focus makes the browser
// lay the page out at once, so it comes when the card is on the screen; keys do not wait for it.
const hovers = matchMedia("(hover: hover)");
let wanted = null;

export async function focus(element) {
  if (!hovers.matches) return;
  wanted = element;
  await painted();
  if (element === wanted) element.focus({ preventScroll: true });
}

export function turn(card) {
  card.classList.add("turned");
  part(card, "back").hidden = false;
  part(card, "turn").hidden = true;
  focus(card.querySelector(".grade.g4") ?? card.querySelector(".grade"));
  card.dispatchEvent(new CustomEvent("turned", { bubbles: true }));
}

export function close(card) {
  card.classList.remove("turned");
  part(card, "back").hidden = true;
  part(card, "turn").hidden = false;
  const source = part(card, "evidence");
  if (source) source.open = false;
}

// A card below the bar comes back on the same day, and then a button only says whether it stays.
export function drill(card, below, words = ["again today", "done for today"]) {
  card.classList.add("drilling");
  card.querySelector(".state").textContent = words[0];
  for (const button of card.querySelectorAll(".grade")) {
    const stays = Number(button.value) < below;
    button.dataset.again = stays ? "1" : "0";
    part(button, "when").textContent = words[stays ? 0 : 1];
  }
}

export function remember(card) {
  return {
    drilling: card.classList.contains("drilling"),
    state: card.querySelector(".state").textContent,
    buttons: [...card.querySelectorAll(".grade")].map((button) => [button.dataset.again, part(button, "when").textContent]),
  };
}

export function restore(card, past) {
  card.classList.toggle("drilling", past.drilling);
  card.querySelector(".state").textContent = past.state;
  for (const [index, button] of card.querySelectorAll(".grade").entries()) {
    [button.dataset.again, part(button, "when").textContent] = past.buttons[index];
  }
}
