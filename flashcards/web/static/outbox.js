// Answers wait here until the server has them: kept in the browser before anything else happens,
// sent in order, dropped only when the server says what became of them.
const learner = document.querySelector('meta[name="learner"]')?.content;
const key = `flashcards.outbox.${learner}`;
const listeners = new Set();
let sending = null;

export function onChange(listener) {
  listeners.add(listener);
}

export function waiting() {
  return load().length;
}

export function put(event) {
  save([...load(), event]);
  return flush();
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One flight at a time, in all tabs where the browser has locks; a second call waits for the first.
export function flush() {
  sending ??= locked(send).finally(() => { sending = null; });
  return sending;
}

function locked(work) {
  return navigator.locks ? navigator.locks.request(key, work) : work();
}

async function send() {
  let state = "sent";
  while (load().length && state === "sent") state = await sendBatch(load().slice(0, 500));
  for (const listener of listeners) listener(state, waiting());
  return state;
}

async function sendBatch(batch) {
  let reply;
  try {
    const response = await fetch("/api/reviews", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
      },
      body: JSON.stringify({ events: batch }),
    });
    if (response.status === 401 || response.status === 403) return "logged-out";
    if (response.status === 400) return "stale";
    if (!response.ok) return "offline";
    reply = await response.json();
  } catch {
    return "offline";
  }
  const answered = new Set(reply.events.map((event) => event.id));
  save(load().filter((event) => !answered.has(event.id)));
  return reply.events.some((event) => !["taken", "repeated"].includes(event.status)) ? "refused" : "sent";
}

function load() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function save(events) {
  if (events.length) localStorage.setItem(key, JSON.stringify(events));
  else localStorage.removeItem(key);
}

addEventListener("online", () => flush());
addEventListener("pageshow", () => { if (waiting()) flush(); });
setInterval(() => { if (waiting() && learner) flush(); }, 5000);
