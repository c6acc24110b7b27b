// Deciding on drafts beside their document: keys and fingers press the buttons, the text moves along.
import { choose } from "./drafts-choices.js";
import { deciding } from "./drafts-decide.js";
import { listen } from "./drafts-keys.js";
import { isPending, listOf } from "./drafts-list.js";
import { watch } from "./drafts-news.js";
import { open as openPanel } from "./drafts-panel.js";
import { keepPlace } from "./drafts-place.js";
import { selecting } from "./drafts-selection.js";
import { formOf, got, sent } from "./drafts-send.js";
import { hold } from "./drafts-sheet.js";
import { textOf } from "./drafts-text.js";
import { nodes } from "./safe-html.js";

const page = document.querySelector("[data-beside]");
const isEarlier = "earlier" in page.dataset;
const box = page.querySelector("[data-list]");
const source = page.querySelector("[data-source]");
const text = textOf(source, (id) => go(list.find(id)));
const place = keepPlace(page);
const sheet = hold(page, { decide: press });
const choices = choose(page, box, { changed });
const list = listOf(page, choices, text);
const { decide, undo } = deciding(page, list, go);
let now = null;

page.classList.add("live");
for (const part of page.querySelectorAll("[data-keys], [data-step], [data-fold]")) part.hidden = false;
for (const button of page.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => step(Number(button.dataset.step)));
}
for (const part of [box, source]) part.addEventListener("submit", submitted);
box.addEventListener("click", clicked);
box.addEventListener("focusin", (event) => follow(event.target));
const own = isEarlier ? null : selecting(page, source, (chosen) => edit(null, chosen));
listen({ press, step, undo: isEarlier ? null : undo, own, current: () => now, sheet });
watch(page, { refresh });
start();

function start() {
  list.arranged();
  const named = document.getElementById(location.hash.slice(1));
  const draft = named?.matches("[data-draft]") ? named : null;
  const quoted = named?.dataset.of?.split(" ").map(list.find).find(Boolean);
  show(draft ?? quoted ?? list.find(page.dataset.now) ?? list.seen()[0], {
    scroll: Boolean(draft ?? quoted) || "stopped" in page.dataset,
    smooth: false,
  });
  if (draft) focus(draft);
}

function show(draft, { scroll = true, smooth = true } = {}) {
  now?.classList.remove("now");
  now = draft ?? null;
  if (now) {
    now.hidden = false;
    now.classList.add("now");
    place.at(now.dataset.draft);
  }
  sheet.measure();
  text.mark(now, { scroll, smooth });
}

function focus(draft) {
  draft.focus({ preventScroll: true });
  sheet.reveal(draft);
}

function go(draft) {
  if (draft) { show(draft); focus(draft); }
}

function follow(target) {
  const draft = target.closest("[data-draft]");
  if (draft && draft !== now) show(draft);
}

function step(by) {
  const all = list.seen();
  go(all[Math.min(Math.max(all.indexOf(now) + by, 0), all.length - 1)]);
}

function press(name) {
  if (!now || !isPending(now)) return;
  now.querySelector(name === "edit" ? "[data-edit]" : `[data-do="${name}"] button`).click();
}

function changed() {
  list.arranged();
  if (now?.isConnected && !now.hidden) return;
  show(list.seen().find(isPending) ?? list.seen()[0], { scroll: false });
}

function clicked(event) {
  const link = event.target.closest("[data-edit]");
  follow(event.target);
  if (event.target.closest("a.its")) { event.preventDefault(); text.mark(now); }
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  edit(link.closest("[data-draft]"));
}

function edit(draft, chosen = null) {
  if (sheet.isSheet()) sheet.reveal(draft ?? now);
  openPanel({
    page, draft, chosen, list: box,
    done: (id) => refresh(id, draft ? "Accepted" : "Your card is in the deck"),
    closed: () => (draft ?? now)?.focus({ preventScroll: true }),
  });
}

function submitted(event) {
  const form = event.target;
  const act = "do" in form.dataset ? decide : form.matches("[data-mend], [data-bring-back]") && change;
  if (!act) return;
  event.preventDefault();
  act(form);
}

// A repair, or a passage that is taken in: the server knows what becomes of it.
async function change(form) {
  const button = form.querySelector("button");
  const id = form.closest("[data-draft]")?.dataset.draft;
  button.disabled = true;
  list.say("One moment …");
  try {
    const { ok, count } = await sent(form.action, formOf(Object.fromEntries(new FormData(form))));
    if (!ok) throw new Error("refused");
    const made = count ? `${count} new ${count === 1 ? "draft" : "drafts"}` : "The passage is in, no card could be made of it";
    await refresh(id, id ? "Mended" : made, !id);
  } catch {
    button.disabled = false;
    list.say("Not done: load the page again, then try once more.");
  }
}

async function refresh(id, words = "", isNew = false) {
  const known = new Set(list.drafts().map((draft) => draft.dataset.draft));
  const before = id ?? now?.dataset.draft;
  await place.flush();
  const reply = await got(`${page.dataset.document}?chapter=${page.dataset.chapter}`);
  if (!reply.ok) return location.reload();
  box.replaceChildren(...nodes(reply.drafts));
  text.lay(nodes(reply.text));
  page.dataset.newest = reply.newest;
  choices.arrange();
  list.arranged();
  const fresh = isNew && list.seen().find((draft) => !known.has(draft.dataset.draft));
  const same = fresh || list.find(before) || list.seen()[0];
  if (same) go(isPending(same) ? same : list.next(same));
  if (words) list.say(`${words}, ${list.left() || "none"} left`);
}
