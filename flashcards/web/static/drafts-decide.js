// A decision is shown at once and sent behind it; what cannot be saved is put back, and said.
import { stateOf } from "./drafts-list.js";
import { sent } from "./drafts-send.js";

const WORDS = { accepted: "Accepted", rejected: "Rejected", pending: "Undone" };

export function deciding(page, list, go) {
  const undoForm = page.querySelector("[data-undo]");
  undoForm.addEventListener("submit", (event) => { event.preventDefault(); undo(); });
  return { decide, undo };

  async function decide(form) {
    const draft = form.closest("[data-draft]");
    const before = stateOf(draft);
    const state = form.dataset.do;
    const body = new FormData(form);
    list.settle(draft, state);
    go(state === "pending" ? draft : list.next(draft));
    tell(state);
    try {
      const { ok, deck } = await sent(form.action, body);
      if (!ok) throw new Error("refused");
      nameDeck(deck);
    } catch {
      list.settle(draft, before);
      list.problem(draft);
      go(draft);
    }
  }

  async function undo() {
    try {
      const { drafts: back } = await sent(undoForm.action, new FormData(undoForm));
      if (!back?.length) return list.say("Nothing is left to undo");
      if (!back.every(({ id }) => list.find(id))) return location.reload();
      for (const { id, state } of back) list.settle(list.find(id), state);
      go(list.find(back[0].id));
      tell("pending");
    } catch {
      list.problem(null);
    }
  }

  function tell(state) {
    list.say(`${WORDS[state]}, ${list.left() || "none"} left`);
  }
}

function nameDeck(id) {
  const where = document.querySelector("[data-no-deck]");
  if (!where || !id) return;
  const link = document.createElement("a");
  Object.assign(link, { href: `/decks/${id}`, textContent: document.querySelector("h1").textContent });
  where.replaceChildren("Into ", link);
  where.removeAttribute("data-no-deck");
}
