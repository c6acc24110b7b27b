// How far a long document is: asks every second or so, says what changed, and stops when it is done.
const page = document.querySelector("[data-progress]");
const says = page.querySelector("[data-says]");
const bar = page.querySelector("[data-done]");
const decide = page.querySelector("[data-decide]");
const chapters = [...page.querySelectorAll("[data-chapters] li")];
const WORDS = { now: "at work", waiting: "", failed: "could not be drafted" };
const [SOON, LATER, LATEST] = [1000, 4000, 30000];
let wait = SOON;

setTimeout(ask, SOON);

async function ask() {
  try {
    const response = await fetch(page.dataset.progress, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) return location.reload();
    const { state, done, says: words, lines } = await response.json();
    show(done, words, lines);
    if (state !== "working") return location.reload();
    wait = document.hidden ? LATER : SOON;
  } catch {
    say("The server cannot be reached just now. The work goes on as soon as it is back.");
    wait = Math.min(wait * 2, LATEST);
  }
  setTimeout(ask, wait);
}

function show(done, words, lines) {
  say(words);
  bar.value = done;
  if (decide) decide.hidden = !lines.some((line) => line.drafts);
  lines.forEach((line, index) => {
    chapters[index].className = line.state;
    chapters[index].querySelector(".meta").textContent =
      line.state === "done" ? `${line.drafts} ${line.drafts === 1 ? "draft" : "drafts"}` : WORDS[line.state];
  });
}

function say(words) {
  if (says.textContent !== words) says.textContent = words;
}
