// The cards that come later wait beside the page: a small page is styled, laid out and drawn sooner.
import { part } from "./card.js";

const AT_HAND = 4;
const later = document.createDocumentFragment();

// All cards that are still to come, in their order.
export function all(sitting) {
  return [...sitting.querySelectorAll("[data-card]"), ...later.children];
}

export function find(sitting, id) {
  return all(sitting).find(({ dataset }) => dataset.card === String(id));
}

export function isThere(card) {
  return card.isConnected || card.parentNode === later;
}

export function putLast(sitting, card) {
  if (later.firstElementChild) later.append(card);
  else part(sitting, "keys").before(card);
}

// Sees to it that the next cards are in the page, and they alone.
export function draw(sitting) {
  const there = sitting.querySelectorAll("[data-card]");
  later.prepend(...[...there].slice(AT_HAND));
  const wanted = [...later.children].slice(0, Math.max(0, AT_HAND - there.length));
  if (wanted.length) part(sitting, "keys").before(...wanted);
}
