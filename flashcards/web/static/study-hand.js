// What one does to the card by hand in the middle of a sitting; one stays where one is.
import { part } from "./card.js";
import { nodes } from "./safe-html.js";
import { close, open, problem } from "./study-panel.js";
import { all, isThere } from "./study-shelf.js";
import { tell } from "./study-told.js";

const LEAVES = { bury: "buried", suspend: "suspended", suspendNote: "suspended", move: "deck" };

export function byHand({ sitting, given, showFirst, count, undoForm }) {
  sitting.addEventListener("by-hand", ({ target, detail }) => act(target.closest("[data-card]"), detail));
  for (const event of ["submit", "answered"]) sitting.addEventListener(event, () => { part(sitting, "told").hidden = true; });
  sitting.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    act(link.closest("[data-card]"), "edit");
  });
  return act;

  function act(card, name) {
    if (name === "flag") return flag(card, part(card, "flag").hidden);
    if (name === "bury") return leave(card, [card], "bury", { buried: "yes" });
    if (name === "suspend") return leave(card, [card], "suspend", { suspended: "yes" });
    if (name === "suspendNote") return leave(card, siblings(card), name, { suspended: "yes", of: "note", note: card.dataset.note });
    return panel(card, name);
  }

  async function panel(card, name) {
    const reply = await asked(() => open(part(card, "why").href, name, (form) => submit(card, form)));
    if (reply === false) tell(sitting, "There is nothing like that for this card.");
    return reply;
  }

  async function submit(card, form) {
    const { act: name } = form.dataset;
    const sent = Object.fromEntries(new FormData(form));
    if (name === "note") return keep(card, sent);
    close();
    if (name === "flag") return flag(card, sent.flagged === "yes");
    return leave(card, name === "move" || name === "suspendNote" ? siblings(card) : [card], name, sent);
  }

  async function keep(card, sent) {
    const reply = await asked(() => post(card, "note", sent), problem);
    if (!reply) return;
    close();
    for (const each of siblings(card)) {
      const face = reply.cards[each.dataset.card];
      if (face) reword(each, face);
      else takeOut([each]);
    }
    tell(sitting, reply.done);
  }

  async function flag(card, flagged) {
    const reply = await asked(() => post(card, "flag", { flagged: flagged ? "yes" : "no" }));
    if (!reply) return;
    part(card, "flag").hidden = !flagged;
    tell(sitting, reply.done);
  }

  async function leave(card, cards, name, sent) {
    const reply = await asked(() => post(card, name, sent));
    if (!reply) return false;
    const back = { ...sent, [LEAVES[name]]: name === "move" ? card.dataset.deck : "no" };
    takeOut(cards, () => post(card, name, back));
    tell(sitting, `${reply.done} Undo brings it back.`);
    return true;
  }

  function takeOut(cards, reverse) {
    sitting.dispatchEvent(new Event("settle"));
    const there = cards.filter(isThere);
    for (const card of there) card.remove();
    count(-there.length);
    if (reverse) {
      given.push({ putBack() { putBack(there, reverse, this); } });
      undoForm.querySelector("button").disabled = false;
    }
    showFirst();
  }

  async function putBack(cards, reverse, entry) {
    const reply = await asked(reverse);
    if (!reply) return void given.push(entry);
    sitting.dispatchEvent(new Event("settle"));
    for (const card of cards.toReversed()) sitting.insertBefore(card, part(sitting, "card") ?? part(sitting, "keys"));
    count(cards.length);
    showFirst();
    tell(sitting, reply.done);
  }

  function siblings(card) {
    return all(sitting).filter(({ dataset }) => dataset.note === card.dataset.note);
  }

  async function asked(request, say = (words) => tell(sitting, words)) {
    try {
      return await request();
    } catch (error) {
      say(error instanceof TypeError ? "This needs a connection." : error.message, error.advised);
      return null;
    }
  }
}

async function post(card, name, sent) {
  const body = new FormData();
  for (const [field, value] of Object.entries(sent)) if (field !== "csrf_token") body.append(field, value);
  body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
  const action = `/cards/${card.dataset.card}/${name === "suspendNote" ? "suspend" : name}`;
  const response = await fetch(action, { method: "POST", headers: { Accept: "application/json" }, body });
  if (response.redirected) throw new Error("You are logged out. Log in again, then try once more.");
  if (response.ok) return response.json();
  if (response.status === 503) throw new Error("Nothing was changed: the server is busy for a moment. Try again soon.");
  if (response.status !== 422) throw new Error("This could not be done. Load the page again and try once more.");
  const { fields, problems, advised } = await response.json();
  throw Object.assign(new Error([...problems, ...Object.values(fields).flat()].join(" ")), { advised });
}

function reword(card, { question, answer, extra }) {
  part(card, "question").replaceChildren(...nodes(question));
  part(card, "answer").replaceChildren(...nodes(answer));
  const shown = part(card, "extra");
  shown.replaceChildren(...nodes(extra));
  shown.hidden = !extra;
}
