// Deciding on drafts beside their document: keys press the buttons, the text scrolls along.
const list = document.querySelector("[data-drafts]");
const drafts = [...list.querySelectorAll("[data-draft]")];
const text = document.querySelector("[data-source]");
const decided = [];
let now = 0;

if (drafts.length) {
  list.querySelector("[data-keys]").hidden = false;
  list.addEventListener("submit", decide);
  list.addEventListener("focusin", (event) => follow(event.target));
  list.addEventListener("click", (event) => follow(event.target));
  addEventListener("keydown", press);
  const named = drafts.findIndex((draft) => `#${draft.id}` === location.hash);
  const open = drafts.findIndex((draft) => draft.classList.contains("pending"));
  go(named >= 0 ? named : Math.max(open, 0), named >= 0 || !location.hash);
}

function follow(target) {
  const index = drafts.indexOf(target.closest("[data-draft]"));
  if (index >= 0 && index !== now) go(index, false);
}

function go(index, focus = true) {
  now = Math.min(Math.max(index, 0), drafts.length - 1);
  drafts.forEach((draft, other) => draft.classList.toggle("now", other === now));
  const id = drafts[now].dataset.draft;
  let first = null;
  for (const mark of text.querySelectorAll("mark")) {
    const of = mark.dataset.of.split(" ").includes(id);
    mark.classList.toggle("now", of);
    if (of) first ??= mark;
  }
  if (first && text.scrollHeight > text.clientHeight) {
    text.scrollTo({ top: first.offsetTop - text.offsetTop - text.clientHeight / 3 });
  }
  if (focus) {
    drafts[now].focus({ preventScroll: true });
    drafts[now].scrollIntoView({ block: "nearest" });
  }
}

async function decide(event) {
  event.preventDefault();
  const form = event.target;
  const draft = form.closest("[data-draft]");
  const before = stateOf(draft);
  show(draft, form.dataset.do);
  if (form.dataset.do !== "pending") {
    decided.push(draft);
    go(nextPending(drafts.indexOf(draft)));
  }
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    });
    if (!response.ok) throw new Error(response.status);
    nameDeck((await response.json()).deck);
  } catch {
    show(draft, before);
    draft.querySelector("[data-problem]").textContent = "Not saved: the server cannot be reached. Try again.";
  }
}

function nameDeck(id) {
  const place = document.querySelector("[data-no-deck]");
  if (!place || !id) return;
  const link = document.createElement("a");
  link.href = `/decks/${id}`;
  link.textContent = document.querySelector("h1").textContent;
  place.replaceChildren("Into ", link);
  place.removeAttribute("data-no-deck");
}

function stateOf(draft) {
  return ["pending", "accepted", "rejected"].find((state) => draft.classList.contains(state));
}

function show(draft, state) {
  draft.classList.remove("pending", "accepted", "rejected");
  draft.classList.add(state);
  draft.querySelector("[data-problem]").textContent = "";
  draft.querySelector(".state").textContent = { accepted: "In the deck", rejected: "Rejected" }[state] ?? "";
  const left = drafts.filter((other) => other.classList.contains("pending")).length;
  document.querySelector("[data-pending]").textContent = left;
  const all = document.querySelector("[data-accept-all]");
  if (all) all.hidden = left === 0;
}

function nextPending(from) {
  const order = [...drafts.keys()].map((step) => (from + 1 + step) % drafts.length);
  return order.find((index) => drafts[index].classList.contains("pending")) ?? from;
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const button = (name) => drafts[now].querySelector(`[data-do="${name}"] button`);
  const pending = drafts[now].classList.contains("pending");
  const actions = {
    j: () => go(now + 1),
    k: () => go(now - 1),
    a: () => pending && button("accepted").click(),
    r: () => pending && button("rejected").click(),
    e: () => pending && drafts[now].querySelector("[data-edit]").click(),
    u: undo,
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function undo() {
  const draft = decided.pop() ?? drafts[now];
  if (draft.classList.contains("pending")) return;
  go(drafts.indexOf(draft));
  draft.querySelector('[data-do="pending"] button').click();
}
