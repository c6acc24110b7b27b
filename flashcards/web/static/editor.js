// The editor of a note: the fields of its kind, and its cards beside them while one types.
import { advise } from "./advice.js";
import { previewOf } from "./note-preview.js";
import { takes } from "./media-takes.js";
import { nodes } from "./safe-html.js";

const editor = document.querySelector("[data-editor]");
const form = editor.closest("form");
const preview = editor.querySelector("[data-preview]");
const advice = advise(editor, form, arrange, previewed);
const hide = editor.querySelector("[data-hide-selection]");
let timer;
let asked = 0;

form.elements.type.addEventListener("change", arrange);
form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
if (hide) {
  hide.hidden = false;
  hide.addEventListener("click", hideSelection);
}
takes(editor);
arrange();

function arrange() {
  for (const part of editor.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(form.elements.type.value);
  }
  show();
}

async function show() {
  const mine = ++asked;
  const reply = await previewed();
  if (reply && mine === asked) draw(reply);
  if (reply === null) preview.hidden = true;
}

function previewed(answering) {
  return previewOf(form, editor.dataset, answering);
}

function draw({ cards, extra, advice: found }) {
  preview.hidden = !cards.some((card) => card.question || card.answer);
  const title = cards.length === 1 ? "The card" : `The ${cards.length} cards`;
  preview.replaceChildren(heading(title), ...cards.map((card) => side(card, extra)));
  advice.show(preview.hidden ? [] : found);
}

function heading(words) {
  const title = document.createElement("h2");
  title.textContent = words;
  return title;
}

function side(card, extra) {
  const box = document.createElement("div");
  box.className = "side";
  for (const html of [card.question, card.answer]) {
    const part = document.createElement("div");
    part.append(...nodes(html));
    box.append(part);
  }
  if (extra) {
    const part = document.createElement("div");
    part.className = "extra";
    part.append(...nodes(extra));
    box.append(part);
  }
  return box;
}

function hideSelection() {
  const field = form.elements.text;
  const { selectionStart: start, selectionEnd: end, value } = field;
  const numbers = [...value.matchAll(/\{\{c(\d+)::/g)].map((match) => Number(match[1]));
  const next = Math.max(0, ...numbers) + 1;
  const chosen = value.slice(start, end) || "…";
  field.setRangeText(`{{c${next}::${chosen}}}`, start, end, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
