// What a sitting tells of what was done: in sight, and after an answer to a screen reader.
import { part } from "./card.js";

export function tell(sitting, words) {
  const line = part(sitting, "told");
  line.hidden = false;
  line.textContent = words;
}

// “Good: due in 3 days.” – what the button that was pressed does to its card.
export function became(button, again) {
  const name = button.querySelector(".name").textContent.trim();
  const when = part(button, "when").textContent.trim();
  const isDay = /\d/.test(when);
  return `${name}: ${!isDay ? when : again ? "again today" : `due in ${when}`}. Next:`;
}

export function countLeft(sitting, change) {
  const left = part(sitting, "left");
  left.textContent = Math.max(0, Number(left.textContent) + change);
  const bar = part(sitting, "done");
  if (bar) bar.value = bar.max - Number(left.textContent);
}
