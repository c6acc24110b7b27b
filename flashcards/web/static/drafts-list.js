// The drafts on the page, and what is said of them all.
const STATES = ["pending", "accepted", "rejected"];

export function listOf(page, choices, text) {
  const list = page.querySelector("[data-list]");
  const said = page.querySelector("[data-said]");
  return { drafts, seen, find, left, next, settle, arranged, say, problem };

  function drafts() { return [...list.querySelectorAll("[data-draft]")]; }
  function seen() { return drafts().filter((draft) => !draft.hidden); }
  function find(id) { return list.querySelector(`[data-draft="${id}"]`); }
  function left() { return drafts().filter((draft) => isPending(draft) && choices.counts(draft)).length; }

  function next(from) {
    const all = seen();
    const at = all.indexOf(from);
    return [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(isPending) ?? from;
  }

  function settle(draft, state) {
    draft.classList.remove(...STATES);
    draft.classList.add(state);
    draft.querySelector("[data-problem]").textContent = "";
    draft.querySelector(".state").textContent = { accepted: "In the deck", rejected: "Rejected" }[state] ?? "";
    text.state(draft.dataset.draft, state);
    arranged();
  }

  function arranged() {
    const all = drafts();
    const count = left();
    const decided = all.filter((draft) => draft.matches(".accepted, .rejected")).length;
    page.querySelector("[data-pending]").textContent = count;
    page.querySelector("[data-decided]").textContent = decided;
    page.querySelector("[data-accept-all]").hidden = !count;
    page.querySelector("[data-undo] button").disabled = !decided;
    list.querySelector("[data-all-decided]").hidden = count > 0 || !decided;
    list.querySelector("[data-nothing]").hidden = !all.length || seen().length > 0;
    text.dim(new Set(all.filter((draft) => draft.hidden).map((draft) => draft.dataset.draft)));
  }

  function say(words) { said.textContent = words; }

  function problem(draft) {
    if (draft) {
      draft.hidden = false;
      draft.querySelector("[data-problem]").textContent = "Not saved: the server cannot be reached, or you are logged out. Try again.";
    }
    say("Not saved");
  }
}

export function isPending(draft) {
  return draft.classList.contains("pending");
}

export function stateOf(draft) {
  return STATES.find((state) => draft.classList.contains(state));
}
