// How far an import is: asks every second, moves the bar, and loads the page when it is done.
const page = document.querySelector("[data-import]");
const bar = page.querySelector("[data-done]");
const [SOON, LATEST] = [1000, 15000];
let wait = SOON;

setTimeout(ask, SOON / 2);

async function ask() {
  try {
    const response = await fetch(page.dataset.import, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) return location.reload();
    const { state, done, steps } = await response.json();
    if (state !== page.dataset.state) return location.reload();
    if (steps && state === "applying") {
      bar.max = steps;
      bar.value = done;
    }
    wait = SOON;
  } catch {
    wait = Math.min(wait * 2, LATEST);
  }
  setTimeout(ask, wait);
}
