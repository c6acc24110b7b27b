// Swipes over a turned card grade it: each presses the button that it names while one drags.
import { isTurned, part } from "./card.js";

const GRADE = { left: 1, right: 4, up: 5, down: 3 };
const BEGINS = 12;
const SURE = 80;

export function swipes(sitting, first) {
  let drag = null;
  const hint = document.createElement("p");
  hint.className = "swipe-hint";
  hint.hidden = true;
  hint.setAttribute("aria-hidden", "true");
  sitting.append(hint);
  sitting.classList.add("swiping");
  for (const name of ["scroll", "resize"]) addEventListener(name, measure, { passive: true });
  sitting.addEventListener("turned", measure);
  sitting.addEventListener("pointerdown", begin);
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", cancel);
  measure();

  // What of the card is still out of sight is for scrolling, not for grading.
  function measure() {
    const card = first();
    if (!card) return;
    const { top, bottom } = card.getBoundingClientRect();
    const ends = bottom <= innerHeight + 1;
    card.classList.toggle("fits", ends && top >= 0);
    card.classList.toggle("at-end", ends);
  }

  function begin(event) {
    const card = first();
    if (drag || !event.isPrimary) return cancel();
    if (event.pointerType !== "touch" || !card || !isTurned(card) || !card.contains(event.target)) return;
    if (event.target.closest("audio, video")) return;
    if (!getSelection().isCollapsed) return;
    drag = { id: event.pointerId, card, x: event.clientX, y: event.clientY, way: null, sure: false };
  }

  function move(event) {
    if (event.pointerId !== drag?.id) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.way = wayOf(x, y, drag.card);
    drag.sure = Math.max(Math.abs(x), Math.abs(y)) >= SURE;
    const button = buttonOf(drag);
    hint.hidden = !button;
    if (!button) return;
    hint.classList.toggle("sure", drag.sure);
    hint.textContent = `${button.querySelector(".name").textContent} · ${part(button, "when").textContent}`;
  }

  function end(event) {
    if (event.pointerId !== drag?.id) return;
    const button = drag.sure ? buttonOf(drag) : null;
    cancel();
    button?.click();
  }

  function cancel() {
    drag = null;
    hint.hidden = true;
  }
}

function buttonOf({ way, card }) {
  return way && card.isConnected ? card.querySelector(`.grade.g${GRADE[way]}`) : null;
}

function wayOf(x, y, card) {
  if (Math.max(Math.abs(x), Math.abs(y)) < BEGINS) return null;
  if (Math.abs(x) > 1.5 * Math.abs(y)) return x < 0 ? "left" : "right";
  if (Math.abs(y) < 1.5 * Math.abs(x)) return null;
  if (y < 0) return card.matches(".fits, .at-end") ? "up" : null;
  return card.classList.contains("fits") ? "down" : null;
}
