// While a document is being drafted: new drafts are announced, and come when one asks for them.
import { got } from "./drafts-send.js";

const [SOON, LATEST] = [4000, 60000];

export function watch(page, { refresh }) {
  const button = page.querySelector("[data-news]");
  let wait = SOON;
  let chapters = [];
  if (!("working" in page.dataset)) return;
  button.addEventListener("click", show);
  setTimeout(ask, wait);

  async function ask() {
    try {
      const reply = await got(`${page.dataset.document}/news?after=${page.dataset.newest}`);
      if (reply.ok) announce(reply);
      if (reply.ok && !reply.working) return;
      wait = SOON;
    } catch {
      wait = Math.min(wait * 2, LATEST);
    }
    setTimeout(ask, document.hidden ? LATEST : wait);
  }

  // What a model said, too, once it is done: it may have reworded drafts, or failed.
  function announce({ count, chapters: where, working, says }) {
    const answer = working ? "" : says;
    chapters = where;
    button.hidden = !count && !answer;
    const words = count ? `${count} new ${count === 1 ? "draft" : "drafts"}` : "Show what came of it";
    if (!button.hidden && button.textContent !== words) {
      button.textContent = words;
      page.querySelector("[data-said]").textContent = answer || words;
    }
  }

  async function show() {
    const here = Number(page.dataset.chapter);
    button.hidden = true;
    if (!chapters.length || chapters.includes(here)) await refresh(null, "", true);
    else location.assign(`${page.dataset.document}?chapter=${chapters[0]}`);
  }
}
