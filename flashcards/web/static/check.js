// The check of a deck: keys move from note to note and press their buttons.
import "./evidence-keys.js";

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
  if (key !== "Enter" || target.closest("a, button")) return null;
  const button = notes[now].querySelector("[data-repair] button");
  return button && (() => { keep(now); button.click(); });
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

const kept = sessionStorage.getItem("check");
sessionStorage.removeItem("check");
if (kept !== null && notes.length) go(Number(kept));
