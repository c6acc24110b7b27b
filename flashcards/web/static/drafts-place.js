// Where one is in the document is kept on the server: the phone goes on where the laptop stopped.
import { formOf, sent } from "./drafts-send.js";

const LATER = 700;

export function keepPlace(page) {
  const form = page.querySelector("[data-place]");
  let draft = null;
  let timer = null;
  addEventListener("pagehide", () => timer && navigator.sendBeacon(form.action, body()));
  document.addEventListener("visibilitychange", () => document.hidden && timer && flush());
  return { at, flush };

  function at(id) {
    if (draft === null) { draft = id; return; }
    if (id !== draft) { draft = id; soon(); }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(flush, LATER);
  }

  function body() {
    return formOf({ chapter: page.dataset.chapter, ...(draft ? { draft } : {}) });
  }

  async function flush() {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    await sent(form.action, body()).catch(() => null);
  }
}
