// The text of the document: its quotes are marked, scrolled to, and lead to their drafts.
const still = matchMedia("(prefers-reduced-motion: reduce)");

export function textOf(source, chosen) {
  let current = null;
  source.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to]");
    const mark = event.target.closest("mark");
    if (link) { event.preventDefault(); chosen(link.dataset.to); }
    else if (mark && !mark.classList.contains("off") && getSelection().isCollapsed) chosen(after(mark.dataset.of.split(" ")));
  });
  return { mark, state, dim, lay };

  // A quote that several drafts share goes round them.
  function after(ids) {
    const shown = ids.filter((id) => !document.getElementById(`draft-${id}`)?.hidden);
    return shown[(shown.indexOf(current) + 1) % shown.length];
  }

  function marks(id) { return [...source.querySelectorAll("mark")].filter((mark) => mark.dataset.of.split(" ").includes(id)); }

  function mark(draft, { scroll = true, smooth = true } = {}) {
    current = draft?.dataset.draft ?? null;
    for (const old of source.querySelectorAll("mark.now")) old.classList.remove("now");
    if (!current) return;
    const now = marks(current);
    for (const each of now) each.classList.add("now");
    if (now[0]) {
      const folded = now[0].closest("details:not([open])");
      if (folded) folded.open = true;
      if (scroll) reach(now[0], now.at(-1), smooth);
    }
  }

  // The quote stands a third from the top of what the sheet leaves free; one that is seen stays.
  function reach(first, last, smooth) {
    const sheet = document.querySelector("[data-drafts]");
    const below = getComputedStyle(sheet).position === "fixed" ? sheet.offsetHeight : 0;
    const free = innerHeight - below;
    const top = first.getBoundingClientRect().top;
    const bottom = last.getBoundingClientRect().bottom;
    if (top > 24 && bottom < free - 24) return;
    const behavior = smooth && !still.matches ? "smooth" : "instant";
    scrollBy({ top: top - Math.max(24, Math.min(free / 3, free - (bottom - top) - 24)), behavior });
  }

  function state(id, name) {
    for (const link of source.querySelectorAll(`[data-to="${id}"]`)) {
      link.classList.remove("pending", "accepted", "rejected");
      link.classList.add(name);
    }
  }

  function dim(hidden) {
    for (const link of source.querySelectorAll("[data-to]")) link.classList.toggle("off", hidden.has(link.dataset.to));
    for (const mark of source.querySelectorAll("mark")) {
      mark.classList.toggle("off", mark.dataset.of.split(" ").every((id) => hidden.has(id)));
    }
  }

  // What was unfolded stays so.
  function lay(nodes) {
    const open = new Set([...source.querySelectorAll("details[open]")].map((each) => each.id));
    source.replaceChildren(...nodes);
    for (const each of source.querySelectorAll("details")) each.open = open.has(each.id);
  }
}
