// Answers given in a sitting: each is kept and the next card shown at once; the rest of what an answer
// changes waits until that card is on the screen, or until anything else is done.
import { close, drill, part, remember, restore } from "./card.js";
import { put } from "./outbox.js";
import { painted } from "./painted.js";
import { recordOf } from "./study-journal.js";
import { putLast } from "./study-shelf.js";
import { became } from "./study-told.js";

const PRACTICE = ["comes back", "done here"];
const OTHERWISE = ["keydown", "pointerdown", "click", "submit", "pagehide", "settle"];

export function answering({ sitting, undoForm, count, showFirst, show }) {
  const given = [];
  let shownAt = performance.now();
  let own = 0;
  let unfinished = null;
  if (sitting) for (const event of OTHERWISE) addEventListener(event, settle, { capture: true });
  return { given, answer, hasAnswered: () => own > 0, move, takeBack, starts };

  function starts() {
    shownAt = performance.now();
  }

  function answer(card, button) {
    const again = button.dataset.again === "1";
    const record = recordOf(sitting, card, {
      grade: Number(button.value),
      scale: card.querySelectorAll(".grade").length === 6 ? "six" : "four",
      took: Math.round(performance.now() - shownAt),
      shift: Number(button.dataset.shift ?? 0),
      practice: "practice" in sitting.dataset,
    });
    put(record);
    own += 1;
    unfinished = () => {
      card.hidden = false;
      card.dispatchEvent(new Event("answered", { bubbles: true }));
      move(card, record.id, again);
      showFirst(became(button, again));
    };
    const next = card.nextElementSibling;
    if (!next?.matches("[data-card]")) return settle();
    card.hidden = true;
    next.hidden = false;
    starts();
    painted().then(settle);
  }

  function settle() {
    const finish = unfinished;
    unfinished = null;
    finish?.();
  }

  function move(card, id, again) {
    given.push({ id, card, again, past: remember(card) });
    card.remove();
    close(card);
    if (again) {
      drill(card, Number(sitting.dataset.drillBelow), "practice" in sitting.dataset ? PRACTICE : undefined);
      putLast(sitting, card);
    }
    count(again ? 0 : -1);
    undoForm.querySelector("button").disabled = false;
  }

  function takeBack() {
    const last = given.pop();
    if (last.putBack) return last.putBack();
    put(recordOf(sitting, last.card, { target: last.id }));
    last.card.remove();
    restore(last.card, last.past);
    sitting.insertBefore(last.card, part(sitting, "card") ?? part(sitting, "keys"));
    count(last.again ? 0 : 1);
    showFirst();
    show(last.card);
  }
}
