// The page that speaks to Anki: looks what differs, sends, brings back, and looks again.
import { Anki, Trouble } from "./anki-connect.js";
import { post, rested } from "./anki-ours.js";
import { read } from "./anki-reads.js";
import { many, words } from "./anki-says.js";
import { send } from "./anki-sends.js";
import { nodes } from "./safe-html.js";

const page = document.querySelector("[data-anki]");
const form = page.querySelector("form[data-look]");
const part = (name) => page.querySelector(`[data-${name}]`);
const anki = new Anki(page.dataset.addresses.split(" "));
const learner = document.querySelector("meta[name=learner]").content;
let looked = null;
let stops = null;

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  part("done").hidden = true;
  work(look);
});
part("cancel")?.addEventListener("click", () => stops?.abort());
part("plan")?.addEventListener("click", ({ target }) => {
  const back = target.closest("[data-back]");
  if (back) work(() => bring(back.dataset.back));
  else if (target.closest("[data-send]")) work(give);
});

// One thing at a time, in one window: the files that go to and fro have the same names.
async function work(task) {
  if (stops) return;
  stops = new AbortController();
  anki.signal = stops.signal;
  anki.key = part("key").querySelector("input").value;
  part("trouble").hidden = true;
  busy(true);
  try {
    const lock = navigator.locks;
    await (lock ? lock.request("flashcards-anki", { ifAvailable: true }, (held) => held ? task() : Promise.reject(new Trouble("busy"))) : task());
  } catch (error) {
    trouble(error, task !== look);
  } finally {
    stops = null;
    busy(false);
    if (document.activeElement === document.body) form.querySelector("button").focus();
  }
}

async function look() {
  part("plan").replaceChildren();
  looked = null;
  const decks = new FormData(form).getAll("deck");
  if (!decks.length) throw new Trouble("ours", "Choose at least one deck.");
  tell("Asking Anki. If a window comes up there, allow this page …");
  await anki.allow();
  const there = await read(anki, decks, tell);
  tell("Comparing …");
  const asked = { deck: decks, import: there.imports, found: there.found.join(" "), since: since(decks) };
  const found = await (await post("/anki/compare", asked, anki.signal)).json();
  looked = { decks, known: there.known, found };
  if (found.same) for (const deck of decks) localStorage.setItem(kept(deck), Math.floor(Date.now() / 1000));
  part("plan").replaceChildren(...nodes(found.html));
  tell("");
  part("plan").querySelector("h2").focus();
}

async function give() {
  const { decks, known, found } = looked;
  const done = await send(anki, decks, known, found, tell);
  show("Sent to Anki", [["note", done.notes], ["review", done.reviews], ["schedule", done.schedules]], done.cannot);
  await look();
}

async function bring(path) {
  tell("Bringing it here …");
  await post(`${path}/apply`, { progress: "y", usual: "" }, anki.signal);
  const { state, says, counts } = await rested(path, anki.signal, ({ done, steps }) => tell("Bringing it here …", done, steps));
  if (state !== "done") throw new Trouble("ours", says);
  const numbers = [["new note", counts.notes], ["edited note", counts.updated], ["review", counts.reviews]];
  show("Brought here", numbers, counts.left_out.map((line) => [line, ""]), path);
  await look();
}

function show(title, numbers, cannot, path) {
  const line = document.createElement("p");
  line.append(`${title}: ${numbers.map(([name, number]) => many(number, name)).join(", ")}. `);
  if (path) line.append(Object.assign(document.createElement("a"), { href: path, textContent: "What came, and how to take it back" }));
  const list = document.createElement("ul");
  for (const [says, why] of cannot) list.append(Object.assign(document.createElement("li"), { textContent: why ? `“${says}” ${why}` : says }));
  part("done").className = "notice";
  part("done").replaceChildren(line, ...(cannot.length ? [list] : []));
  part("done").hidden = false;
}

function trouble(error, isMiddle) {
  tell("");
  if (isMiddle) part("plan").replaceChildren();
  const line = document.createElement("p");
  line.textContent = words(error, isMiddle);
  part("trouble").replaceChildren(line);
  part("trouble").hidden = false;
  if (error.kind !== "key") return;
  part("key").hidden = false;
  part("key").querySelector("input").focus();
}

function tell(says, done = 0, of = 0) {
  part("says").textContent = says;
  part("bar").hidden = !says;
  if (of) Object.assign(part("bar"), { max: of, value: done });
  else part("bar").removeAttribute("value");
}

function busy(is) {
  part("cancel").hidden = !is;
  for (const button of page.querySelectorAll("button:not([data-cancel])")) button.disabled = is;
  part("plan").setAttribute("aria-busy", is);
}

// When both sides were the same last, as far as this browser knows: 0 where it does not.
const kept = (deck) => `flashcards.anki.${learner}.${deck}`;
const since = (decks) => Math.min(...decks.map((deck) => Number(localStorage.getItem(kept(deck))) || 0));
