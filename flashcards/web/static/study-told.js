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
  const isDue = !again && /\d/.test(when);
  return `${name}: ${again ? "again today" : isDue ? `due in ${when}` : when}. Next:`;
}

export function countLeft(left, change) {
  left.textContent = Math.max(0, Number(left.textContent) + change);
}
