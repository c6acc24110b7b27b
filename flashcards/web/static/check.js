// The check of a deck: keys move from note to note and press their buttons.
import "./evidence-keys.js";

const BUTTONS = { l: "[data-leave] button", u: "[data-take-up] button" };
const WAYS = ["Enter", ..."123456789"];
const notes = [...document.querySelectorAll("[data-note]")];

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) return;
  const now = notes.indexOf(document.activeElement?.closest("[data-note]"));
  const action = actionFor(event, now);
  if (!action) return;
  event.preventDefault();
  action();
});

function actionFor({ key, target }, now) {
  if (key === "j") return () => go(now + 1);
  if (key === "k") return () => go(now - 1);
  if (now < 0) return null;
  if (key === "e") return () => notes[now].querySelector("[data-edit]").click();
  if (key === "Enter" && target.closest("a, button, summary")) return null;
  if (WAYS.includes(key)) return take(now, notes[now].querySelectorAll("[data-way]")[Math.max(0, key - 1 || 0)]);
  const wanted = BUTTONS[key];
  if (!wanted) return null;
  const button = notes[now].querySelector(wanted);
  return button && (() => { keep(now); button.click(); });
}

// What asks for something is gone to; anything else is done.
function take(now, way) {
  if (!way) return null;
  if (!way.matches("details")) return () => { keep(now); way.click(); };
  return () => { way.open = true; way.querySelector("input").focus(); };
}

function go(index) {
  const note = notes[Math.min(Math.max(index, 0), notes.length - 1)];
  note?.focus({ preventScroll: true });
  note?.scrollIntoView({ block: "nearest" });
}

// After a repair the page comes anew: go on where one was.
function keep(index) {
  sessionStorage.setItem("check", String(index));
}

for (const key of document.querySelectorAll("[data-key]")) key.hidden = false;
for (const form of document.querySelectorAll("[data-ask]")) {
  form.addEventListener("submit", () => keep(notes.indexOf(form.closest("[data-note]"))));
}
const kept = sessionStorage.getItem("check");
sessionStorage.removeItem("check");
if (kept !== null && notes.length) go(Number(kept));
