// A list that comes in: whatever is chosen, the page shows at once what would come of it.
import { nodes } from "./safe-html.js";

const form = document.querySelector("[data-list]");
const outcome = form.querySelector("[data-outcome]");
const again = form.querySelector("[data-again]");
const WAIT = 250;
let timer = 0;
let asked = 0;

again.hidden = true;
form.addEventListener("input", ({ target }) => later(target.matches("input:not([type=checkbox])") ? WAIT * 2 : WAIT));

function later(wait) {
  clearTimeout(timer);
  outcome.setAttribute("aria-busy", "true");
  for (const button of outcome.querySelectorAll("button")) button.disabled = true;
  timer = setTimeout(look, wait);
}

async function look() {
  const mine = ++asked;
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!response.ok || response.redirected) throw new Error(response.status);
    const html = await response.text();
    if (mine === asked) show(html);
  } catch {
    if (mine !== asked) return;
    again.hidden = false;
    outcome.removeAttribute("aria-busy");
  }
}

// The form itself stays where it is, so that the keyboard does; its columns are others if the
// table is cut in another way.
function show(html) {
  const page = document.createElement("div");
  page.append(...nodes(html));
  outcome.replaceChildren(...page.querySelector("[data-outcome]").childNodes);
  outcome.removeAttribute("aria-busy");
  const seen = page.querySelector("[name=seen]").value;
  if (seen === form.elements.seen.value) return;
  form.elements.seen.value = seen;
  form.querySelector("[data-columns]").replaceWith(page.querySelector("[data-columns]"));
}
