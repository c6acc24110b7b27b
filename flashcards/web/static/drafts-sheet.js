// On a phone the drafts are a sheet at the bottom: swiped to decide, pulled down to read.
const FAR = 90;
const narrow = matchMedia("(max-width: 59.99rem)");

export function hold(page, { decide }) {
  const sheet = page.querySelector("[data-drafts]");
  const bar = page.querySelector("[data-bar]");
  const fold = page.querySelector("[data-fold]");
  let from = null;

  fold.addEventListener("click", toggle);
  pull(bar);
  sheet.addEventListener("pointerdown", begin);
  sheet.addEventListener("pointermove", drag);
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", () => rest());
  new ResizeObserver(measure).observe(sheet);
  return { isSheet, toggle, reveal, measure };

  // The text ends as far above its end as the sheet is high.
  function measure() {
    document.documentElement.style.setProperty("--sheet", `${isSheet() ? sheet.offsetHeight : 0}px`);
  }

  function isSheet() { return narrow.matches; }

  function toggle() {
    const away = sheet.classList.toggle("away");
    fold.setAttribute("aria-expanded", String(!away));
    fold.querySelector(".sr").textContent = away ? "Show the drafts" : "Put the drafts away to read";
  }

  function reveal(draft) {
    if (isSheet()) {
      if (sheet.classList.contains("away")) toggle();
      return;
    }
    const [box, inside] = [sheet.parentElement.getBoundingClientRect(), draft.getBoundingClientRect()];
    const top = bar.getBoundingClientRect().bottom;
    if (inside.top < top) sheet.parentElement.scrollBy({ top: inside.top - top - 8 });
    else if (inside.bottom > box.bottom) sheet.parentElement.scrollBy({ top: Math.min(inside.bottom - box.bottom + 16, inside.top - top - 8) });
  }

  function begin(event) {
    const draft = event.target.closest(".draft.now.pending");
    if (!isSheet() || !draft || event.pointerType === "mouse" || event.target.closest("button, a, summary, details[open]")) return;
    from = { x: event.clientX, y: event.clientY, draft, id: event.pointerId };
  }

  function drag(event) {
    if (!from || event.pointerId !== from.id) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(y) > 40 && Math.abs(y) > Math.abs(x)) return rest();
    from.draft.classList.toggle("to-accept", x > FAR);
    from.draft.classList.toggle("to-reject", x < -FAR);
    from.draft.style.setProperty("--pulled", `${x}px`);
  }

  function end(event) {
    if (!from || event.pointerId !== from.id) return;
    const x = event.clientX - from.x;
    rest();
    if (Math.abs(x) > FAR) decide(x > 0 ? "accepted" : "rejected");
  }

  function rest() {
    from?.draft.classList.remove("to-accept", "to-reject");
    from?.draft.style.removeProperty("--pulled");
    from = null;
  }

  function pull(handle) {
    let y = null;
    handle.addEventListener("pointerdown", (event) => { y = isSheet() ? event.clientY : null; });
    handle.addEventListener("pointerup", (event) => {
      if (y === null || Math.abs(event.clientY - y) < 24) return;
      if ((event.clientY > y) !== sheet.classList.contains("away")) toggle();
      y = null;
    });
  }
}
