// Which drafts are shown, and in which order: at once here, and kept on the server for the next time.
import { sent } from "./drafts-send.js";

const NAMES = ["essentials", "normal", "thorough"];

export function choose(page, list, { changed }) {
  const form = page.querySelector("[data-place]");
  const box = page.querySelector("[data-choices]");
  const volume = form.querySelector("[data-volume]");
  const ordered = form.querySelector("[data-ordered]");
  const shown = form.querySelector("[data-shown]");
  const least = volume.dataset.least.split(" ").map(Number);
  let timer;
  form.querySelector("[data-apply]").hidden = true;
  if (matchMedia("(max-width: 59.99rem)").matches) box.open = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    arrange();
    changed();
    clearTimeout(timer);
    timer = setTimeout(() => sent(form.action, new FormData(form)).catch(() => null), 300);
  });
  arrange();
  return { arrange, counts };

  function counts(draft) {
    return Number(draft.dataset.quality) >= least[volume.value];
  }

  function arrange() {
    const name = NAMES[volume.value];
    volume.setAttribute("aria-valuetext", name[0].toUpperCase() + name.slice(1));
    [...form.querySelectorAll(".stops span")].forEach((stop, index) => stop.classList.toggle("chosen", index === Number(volume.value)));
    page.querySelector("[data-volume-name]").value = name;
    const by = ordered.value === "text" ? ["start", "position"] : ["position"];
    const drafts = [...list.querySelectorAll("[data-draft]")];
    const sorted = drafts.toSorted((one, other) => compare(one, other, by));
    const focused = document.activeElement;
    if (sorted.some((draft, index) => draft !== drafts[index])) list.prepend(...sorted);
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
    for (const draft of drafts) draft.hidden = !isShown(draft);
  }

  function isShown(draft) {
    if (shown.value !== "all" && !draft.classList.contains(shown.value)) return false;
    return !draft.classList.contains("pending") || counts(draft);
  }
}

function compare(one, other, by) {
  for (const name of by) {
    const difference = Number(one.dataset[name]) - Number(other.dataset[name]);
    if (difference) return difference;
  }
  return 0;
}
