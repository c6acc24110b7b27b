// Keys of deciding: each presses what is on the page.
export function listen({ press, step, undo, own, current, sheet }) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
    if (event.target.closest("input:not([type=range]), textarea, select, [data-panel]")) return;
    const action = {
      j: () => step(1),
      k: () => step(-1),
      a: current() && (() => press("accepted")),
      r: current() && (() => press("rejected")),
      e: current() && (() => press("edit")),
      w: current() && (() => current().querySelector("[data-take] button")?.click()),
      u: undo,
      n: own,
      Escape: sheet.isSheet() && sheet.toggle,
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
