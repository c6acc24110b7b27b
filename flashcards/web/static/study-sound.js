// The sounds of a card: they play when it comes and when it is turned, if the learner wants that, and
// again at a key. Those of the next cards are fetched ahead.
import { isTurned, part } from "./card.js";

const AHEAD = 4;
let playing = [];

export function sounds(sitting) {
  const plays = "plays" in sitting.dataset;
  const key = sitting.querySelector("[data-replay-key]");
  if (key) key.hidden = !sitting.querySelector("audio, video");
  sitting.addEventListener("next", () => {
    stop();
    fetchAhead(sitting);
    const card = sitting.querySelector("[data-card]:not([hidden])");
    if (plays && card) play(within(part(card, "question")));
  });
  sitting.addEventListener("turned", ({ target }) => {
    stop();
    if (plays) play(ofAnswer(target));
  });
  sitting.addEventListener("replay", ({ target }) => play(heard(target)));
}

// Of a turned card those of the answer; where it has none of its own, those of the question.
function heard(card) {
  const answer = isTurned(card) ? ofAnswer(card) : [];
  return answer.length ? answer : within(part(card, "question"));
}

// What the question played already is not played again with the answer of a cloze.
function ofAnswer(card) {
  const before = new Set(within(part(card, "question")).map(({ src }) => src));
  const all = [...within(part(card, "answer")), ...within(part(card, "extra"))];
  return all.filter(({ src }) => !before.has(src));
}

function within(element) {
  return element ? [...element.querySelectorAll("audio, video")] : [];
}

// One after the other. A browser may want a press first: then the sound waits for its button.
async function play(list) {
  stop();
  playing = list;
  for (const sound of list) {
    sound.currentTime = 0;
    try {
      await sound.play();
      await over(sound);
    } catch {
      return;
    }
    if (playing !== list || !sound.ended) return;
  }
}

function over(sound) {
  return new Promise((resolve) => {
    for (const name of ["ended", "pause", "error"]) sound.addEventListener(name, resolve, { once: true });
  });
}

function stop() {
  const before = playing;
  playing = [];
  for (const sound of before) sound.pause();
}

function fetchAhead(sitting) {
  for (const card of [...sitting.querySelectorAll("[data-card]")].slice(0, AHEAD)) {
    for (const sound of within(card)) sound.preload = "auto";
  }
}
