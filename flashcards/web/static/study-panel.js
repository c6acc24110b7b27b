// The panel over a sitting in which a card is changed: the forms of the card's own page.
import { takes } from "./media-takes.js";
import { nodes } from "./safe-html.js";
import { adviseIn } from "./study-advice.js";

const FIRST = {
  edit: "textarea",
  tags: 'input[name="tags"]',
  move: 'select[name="deck"]',
};
let dialog = null;

// Shows the panel, at the field that `name` asks for; false where the card has no such field.
export async function open(address, name, submit) {
  const response = await fetch(address);
  if (response.redirected || !response.ok) throw new Error("The card cannot be changed now. Load the page again.");
  const panel = found(nodes(await response.text()));
  const field = panel?.querySelector(FIRST[name]);
  if (!field) return false;
  show(panel, submit);
  field.focus();
  return true;
}

export function close() {
  dialog?.close();
}

// ``advised`` names the rules that she has been told of, so that she is not asked again.
export function problem(words, advised) {
  const line = dialog?.querySelector("[data-problem]");
  if (!line) return;
  line.hidden = false;
  line.textContent = words;
  if (advised) dialog.querySelector("[data-advised]").value = advised;
}

function found(parsed) {
  return parsed.map((node) => node.querySelector?.("[data-panel]")).find(Boolean);
}

function show(panel, submit) {
  const before = document.activeElement;
  dialog = document.createElement("dialog");
  dialog.className = "panel";
  dialog.setAttribute("aria-label", panel.getAttribute("aria-label"));
  dialog.append(closer(), line(), panel);
  panel.removeAttribute("id");
  panel.querySelector("[data-panel-keys]").hidden = false;
  dialog.addEventListener("close", () => {
    dialog.remove();
    dialog = null;
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      panel.querySelector('[data-act="note"]').requestSubmit();
    }
  });
  takes(panel);
  document.body.append(dialog);
  dialog.showModal();
  adviseIn(panel);
}

function closer() {
  const button = document.createElement("button");
  button.className = "link closer";
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", close);
  return button;
}

function line() {
  const words = document.createElement("p");
  words.className = "notice problem";
  words.setAttribute("role", "alert");
  words.dataset.problem = "";
  words.hidden = true;
  return words;
}
