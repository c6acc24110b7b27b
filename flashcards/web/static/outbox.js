// Answers wait here until the server has them: each is kept in the browser under a key of its own
// before anything else happens, and dropped only when the server says what became of it.
const learner = document.querySelector('meta[name="learner"]')?.content;
const prefix = `flashcards.outbox.${learner}.`;
const memory = new Map();
const listeners = new Set();
let sending = null;

export function onChange(listener) {
  listeners.add(listener);
}

export function waiting() {
  return load().length;
}

export function put(event) {
  const kept = JSON.stringify(event);
  try {
    localStorage.setItem(prefix + event.id, kept);
  } catch {
    memory.set(event.id, kept);
  }
  return flush();
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One flight at a time, over all tabs where the browser has locks; a second call joins the first.
export function flush() {
  sending ??= alone(send).finally(() => { sending = null; });
  return sending;
}

function alone(work) {
  return navigator.locks ? navigator.locks.request(prefix, work) : work();
}

async function send() {
  let state = "sent";
  let refused = false;
  while (waiting() && (state === "sent" || state === "refused")) {
    state = await sendBatch(load().slice(0, 500));
    refused ||= state === "refused";
  }
  if (state === "sent" && refused) state = "refused";
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
  for (const [index, event] of reply.events.entries()) drop(batch[index]?.id ?? event.id);
  return reply.events.every((event) => ["taken", "repeated"].includes(event.status)) ? "sent" : "refused";
}

function load() {
  const kept = [...memory.values()];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) kept.push(localStorage.getItem(key));
    }
  } catch {
    // A browser that keeps nothing: the answers of this page are in memory.
  }
  return kept.map(read).filter(Boolean).sort((one, other) => one.at - other.at);
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function drop(id) {
  memory.delete(id);
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Nothing was kept there.
  }
}

if (learner) {
  addEventListener("online", () => flush());
  addEventListener("pageshow", () => { if (waiting()) flush(); });
  setInterval(() => { if (waiting()) flush(); }, 5000);
}
