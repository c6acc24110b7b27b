// What every page does for the time without a connection: installs the service worker, says how many
// answers wait, fetches ahead what is to study, and leaves nothing of a learner behind.
import { current, setCurrent } from "./offline-pages.js";
import { flush, learner, onChange, waiting } from "./outbox.js";
import { forget } from "./outbox-store.js";

const QUIET = 1500;
const AT_MOST_EVERY = 60_000;
const works = "serviceWorker" in navigator && "caches" in window;
const isKept = "kept" in document.documentElement.dataset;
const badge = document.querySelector("[data-waits]");
let showing = null;
let freshened = -AT_MOST_EVERY;
let planned = null;

export async function prepare() {
  if (learner) onChange(told);
  if (!works || isKept) return;
  if ((await current()) !== (learner ?? null)) await setCurrent(learner);
  if (!learner) return;
  await register();
  if (/^\/(study\/\d+)?$/.test(location.pathname)) fetchAhead();
}

// Sends what waits before the way out; what cannot be sent stays here for its learner alone.
export async function leave(form) {
  await flush();
  const left = await waiting();
  if (left && !form.querySelector(".warning")) return warn(form, left);
  if (works) await setCurrent(null);
  await forget(learner).catch(() => {});
  form.submit();
}

function warn(form, left) {
  const warning = document.createElement("p");
  warning.className = "warning";
  warning.role = "alert";
  warning.textContent = `${left} ${left === 1 ? "answer" : "answers"} could not be sent. They wait in this browser, `
    + "for you alone, until you log in here again.";
  form.prepend(warning);
  const button = form.querySelector("button");
  button.textContent = "Log out all the same";
  button.focus();
  form.scrollIntoView({ block: "nearest" });
}

// The worker does it, for it goes on when this page is left; resolves when all is there.
export async function fetchAhead() {
  clearTimeout(planned);
  planned = null;
  freshened = performance.now();
  const { active } = await navigator.serviceWorker.ready;
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    active.postMessage("freshen", [port2]);
  });
}

// A number that is there for a moment only is no news.
function told(state, left) {
  if (!left) {
    clearTimeout(showing);
    showing = null;
    badge.hidden = true;
  } else {
    badge.textContent = `${left} ${left === 1 ? "answer waits" : "answers wait"}`;
    showing ??= setTimeout(() => { badge.hidden = false; }, QUIET);
  }
  if (state === "sent" && works && !planned && !isKept) {
    planned = setTimeout(fetchAhead, Math.max(QUIET, freshened + AT_MOST_EVERY - performance.now()));
  }
}

// Trusted Types ask that a policy of our own says which script may serve as the worker.
async function register() {
  const only = (url) => {
    if (url !== "/sw.js") throw new TypeError("There is one service worker.");
    return url;
  };
  const policy = window.trustedTypes?.createPolicy("flashcards-worker", { createScriptURL: only });
  await navigator.serviceWorker.register(policy ? policy.createScriptURL("/sw.js") : "/sw.js", { type: "module" });
}
