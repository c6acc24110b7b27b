// Resolves once what was changed is on the screen: the place for all that can wait until then. A tab
// that is put away in that very moment draws no frame; what waits is done as it goes.
const waiting = new Set();

document.addEventListener("visibilitychange", () => { for (const done of waiting) done(); });

export function painted() {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => { waiting.delete(done); resolve(); };
    waiting.add(done);
    requestAnimationFrame(() => setTimeout(done));
  });
}
