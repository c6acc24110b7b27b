// A passage that one selects in the text: its exact place, and the way to an own card of it.
import { got } from "./drafts-send.js";

export function selecting(page, source, chosen) {
  const button = document.querySelector("[data-own]");
  document.addEventListener("selectionchange", offer);
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", make);
  return make;

  function offer() {
    button.hidden = !range();
  }

  function range() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const found = selection.getRangeAt(0);
    return source.contains(found.commonAncestorContainer) && found.toString().trim() ? found : null;
  }

  async function make() {
    const found = range();
    const ends = found && place(found);
    if (!ends) return say("Select a passage of the document first, then press n.");
    const [start, end] = ends;
    try {
      const reply = await got(`${page.dataset.document}/own?start=${start}&end=${end}`);
      if (!reply.ok) return say("This passage is too long for one card: select a sentence or two.");
      getSelection().removeAllRanges();
      button.hidden = true;
      chosen(reply);
    } catch {
      say("The server cannot be reached just now. Try again.");
    }
  }

  function say(words) {
    page.querySelector("[data-said]").textContent = words;
  }

  function place(found) {
    const lines = [...source.querySelectorAll("[data-at]")].filter((line) => line.getClientRects().length && found.intersectsNode(line));
    if (!lines.length) return null;
    const [first, last] = [lines[0], lines.at(-1)];
    const start = first.contains(found.startContainer) ? before(first, found.startContainer, found.startOffset) : 0;
    const end = last.contains(found.endContainer) ? before(last, found.endContainer, found.endOffset) : length(last.textContent);
    return [Number(first.dataset.at) + start, Number(last.dataset.at) + end];
  }

  function before(line, node, offset) {
    const part = document.createRange();
    part.setStart(line, 0);
    part.setEnd(node, offset);
    return length(part.toString());
  }
}

// The server counts characters, not halves of those outside of the first plane.
function length(text) {
  return [...text].length;
}
