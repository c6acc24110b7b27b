// What could be better about the note of a card that is changed in place, live, as in the editor.
import { advise } from "./advice.js";
import { previewOf } from "./note-preview.js";

export function adviseIn(panel) {
  const form = panel.querySelector("[data-editor]");
  const advice = advise(form, form, show, preview);
  let timer;
  let asked = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
  show();

  function preview(answering) {
    return previewOf(form, form.dataset, answering);
  }

  // Where the server cannot be asked there is no advice, and the note can be kept once it can.
  async function show() {
    const mine = ++asked;
    const reply = await preview();
    if (reply && mine === asked) advice.show(reply.advice);
  }
}
