// The editor beside the text: for a draft in its place, or for an own card of a passage.
import { got, sent } from "./drafts-send.js";

const panel = document.querySelector("[data-panel]");
const form = panel.querySelector("form");
const problem = panel.querySelector("[data-panel-problem]");
const editor = panel.querySelector("[data-editor]");
let at = null;

form.addEventListener("submit", save);
panel.querySelector("[data-panel-close]").addEventListener("click", () => close());
form.elements.type.addEventListener("change", begin);
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.stopPropagation(); close(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  if (event.altKey && event.code === "KeyC" && form.elements.type.value === "cloze") {
    event.preventDefault();
    editor.querySelector("[data-hide-selection]").click();
  }
});

export async function open(what) {
  if (at) close(false);
  const { draft, chosen, list } = what;
  const editorIsThere = import("./editor.js");
  at = { ...what, action: draft ? draft.querySelector("[data-edit]").href : form.dataset.actionOwn };
  try {
    const { fields, quote, section } = draft ? await got(at.action) : { fields: { type: "basic", text: "" }, ...chosen };
    fill(fields, quote, section);
  } catch {
    if (draft) location.assign(at.action);
    return;
  }
  panel.querySelector("[data-panel-title]").textContent = draft ? "Edit this draft" : "Your own card";
  panel.querySelector("[data-panel-save]").textContent = draft ? "Accept it like this" : "Put it into the deck";
  tell(null);
  draft ? draft.after(panel) : list.before(panel);
  draft?.classList.add("edited");
  at.page.classList.add("editing");
  await editorIsThere;
  panel.hidden = false;
  form.elements.type.dispatchEvent(new Event("change", { bubbles: true }));
  (form.elements.type.value === "cloze" ? form.elements.text : form.elements.front).focus({ preventScroll: true });
  reveal();
}

// Only what holds the panel is scrolled: the text stays where it is.
function reveal() {
  const holder = [panel.closest(".drafts"), panel.closest(".side")].find((each) => each.scrollHeight > each.clientHeight && getComputedStyle(each).overflowY === "auto");
  const top = panel.getBoundingClientRect().top - holder?.getBoundingClientRect().top - 56;
  holder?.scrollBy({ top });
}

function fill(fields, quote, section) {
  for (const name of ["type", "front", "back", "text", "extra", "tags"]) form.elements[name].value = fields[name] ?? "";
  form.elements.start.value = at.chosen?.start ?? "";
  form.elements.quote.value = quote;
  editor.dataset.quote = quote;
  editor.dataset.section = section;
  panel.querySelector("[data-panel-quote]").textContent = quote;
}

// A cloze begins with the passage itself: select what to hide in it.
function begin() {
  if (form.elements.type.value === "cloze" && !form.elements.text.value) form.elements.text.value = editor.dataset.quote;
}

async function save(event) {
  event.preventDefault();
  const button = panel.querySelector("[data-panel-save]");
  button.disabled = true;
  try {
    const reply = await sent(at.action, new FormData(form));
    if (!reply.ok) return tell(reply);
    const { done } = at;
    close(false);
    done(String(reply.draft));
  } catch {
    tell({ problems: ["Not saved: the server cannot be reached, or you are logged out. What you wrote is still here: try again."] });
  } finally {
    button.disabled = false;
  }
}

function tell(reply) {
  const fields = reply?.fields ?? {};
  const words = [...(reply?.problems ?? []), ...Object.values(fields).flat()];
  for (const name of ["type", "front", "back", "text", "extra", "tags"]) {
    form.elements[name].toggleAttribute("aria-invalid", name in fields);
    if (name in fields) form.elements[name].setAttribute("aria-invalid", "true");
  }
  problem.hidden = !words.length;
  problem.textContent = words.join(" ");
  const wrong = Object.keys(fields).find((name) => form.elements[name]?.focus);
  if (wrong) form.elements[wrong].focus();
}

function close(told = true) {
  if (!at) return;
  const { draft, closed, page } = at;
  at = null;
  panel.hidden = true;
  page.after(panel);
  page.classList.remove("editing");
  draft?.classList.remove("edited");
  if (told) closed();
}
