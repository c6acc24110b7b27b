// Resolves once what was changed is on the screen: the place for all that can wait until then.
export function painted() {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
