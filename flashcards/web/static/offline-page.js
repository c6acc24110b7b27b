// The page that stands in for one that cannot be reached: as of when it is, which decks can be
// studied, and what was answered since. It gives way as soon as there is a connection again.
import { isKept } from "./offline-pages.js";
import { whoami } from "./outbox-send.js";
import { learner, ready } from "./outbox.js";
import { since } from "./outbox-store.js";

const at = Number(document.documentElement.dataset.kept ?? 0);
const kind = { "/": "home", "/logout": "logout", "/logout-everywhere": "logout" }[location.pathname] ?? "other";

for (const element of document.querySelectorAll("[data-only-for]")) {
  element.hidden = element.dataset.onlyFor !== kind;
}
for (const link of document.querySelectorAll("[data-again]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    retry();
  });
}
for (const element of document.querySelectorAll("[data-as-of]")) {
  if (at) element.textContent = `, as of ${moment(new Date(at))}`;
}
if (at) {
  addEventListener("online", look);
  addEventListener("focus", look);
  setInterval(look, 4000);
}
if (learner) showDecks();

// A browser that says that it is online may be so only half.
async function look() {
  if (!document.hidden && (await whoami())) retry();
}

// What was sent with a form is not sent again: the page before it is shown anew.
function retry() {
  if (kind === "logout") location.assign("/");
  else location.replace(location.href);
}

async function showDecks() {
  await ready;
  const answered = await since(learner, at).catch(() => []);
  for (const line of document.querySelectorAll("[data-deck]")) {
    const deck = Number(line.dataset.deck);
    const cards = new Set(answered.filter((one) => one.deck === deck && !one.event.target && !one.practice).map((one) => one.event.card));
    const said = line.querySelector("[data-answered]");
    said.hidden = !cards.size;
    said.textContent = `${cards.size} ${cards.size === 1 ? "card" : "cards"} answered since`;
    const there = await isKept(learner, deck);
    line.querySelector("[data-study]").hidden = !there;
    line.querySelector("[data-not-kept]").hidden = there;
  }
}

function moment(then) {
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isToday = then.toDateString() === new Date().toDateString();
  return isToday ? `today at ${time}` : `${then.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })}, ${time}`;
}
