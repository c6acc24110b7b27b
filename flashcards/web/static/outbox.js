// Answers wait here until the server has said what became of each. Each is written into this
// browser twice: before anything else happens into localStorage, and behind the next frame into the
// database, after which the first copy goes. A tab that is killed between the two leaves the first,
// and the next page takes it over.
import { alone, send } from "./outbox-send.js";
import * as store from "./outbox-store.js";
import { painted } from "./painted.js";

export const learner = document.querySelector('meta[name="learner"]')?.content;
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const prefix = `flashcards.outbox.${learner}.`;
const memory = new Map();
const listeners = new Set();
const leechListeners = new Set();
const channel = learner && "BroadcastChannel" in window ? new BroadcastChannel(`flashcards-${learner}`) : null;
let keeping = Promise.resolve();
let sending = null;

// What earlier pages left in localStorage, taken over; resolves also where there is no database.
export const ready = learner ? takeOver() : Promise.resolve();

// A listener gets what became of a flight, or null where only the number changed; and the number.
export function onChange(listener) {
  listeners.add(listener);
}

// A listener gets the answers that made their cards ask for a rewrite.
export const onLeech = (listener) => leechListeners.add(listener);

export async function waiting() {
  return (await load()).length;
}

// The first copy is made at once; the second, and what else can wait, when the next card is on the
// screen. Where there can be no first copy nothing waits for the second.
export function put(record) {
  const only = remember(record) ? null : keep(record);
  keeping = Promise.all([keeping, painted().then(() => only ?? keep(record))]);
  return keeping.then(() => { tell(null); return flush(); });
}

// Resolves once all that was put is in the database.
export function kept() {
  return keeping;
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A second call joins the first; what came in meanwhile goes with it or right after.
export function flush() {
  sending ??= ready.then(() => alone(learner, () => send(learner, { load, settle, token })))
    .catch(() => "offline")
    .then(landed)
    .finally(() => { sending = null; });
  return sending;
}

async function landed(state) {
  if (state === "offline" || state === "busy") askForSync();
  channel?.postMessage("changed");
  if (await tell(state) && state === "sent") setTimeout(flushIfAny);
  return state;
}

async function tell(state) {
  const left = await waiting();
  for (const listener of listeners) listener(state, left);
  return left;
}

// Where the browser can, it sends by itself once there is a connection, also without a page.
function askForSync() {
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("answers")).catch(() => {});
}

async function load() {
  const kept = await store.waiting(learner).catch(() => []);
  const there = new Set(kept.map((record) => record.id));
  const others = [...remembered(), ...memory.values()].filter((record) => !there.has(record.id));
  return [...kept, ...others].sort((one, other) => one.event.at - other.event.at);
}

async function settle(replies) {
  await store.settle(learner, replies).catch(() => {});
  const asking = replies.filter(({ leech }) => leech).map(({ id, card }) => ({ id, event: { card } }));
  if (asking.length) for (const listener of leechListeners) listener(asking);
  for (const { id } of replies) {
    memory.delete(id);
    drop(id);
  }
}

async function keep(record) {
  try {
    await store.keep(learner, record);
    drop(record.id);
    memory.delete(record.id);
  } catch {
    // No database: the answer goes from where it is.
  }
}

async function takeOver() {
  await Promise.all(remembered().map(keep));
}

function remember(record) {
  try {
    localStorage.setItem(prefix + record.id, JSON.stringify(record));
    return true;
  } catch {
    memory.set(record.id, record);
    return false;
  }
}

function remembered() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.map((key) => parse(localStorage.getItem(key))).filter((record) => record?.id);
  } catch {
    return [];
  }
}

// Earlier versions kept the bare event.
function parse(text) {
  try {
    const value = JSON.parse(text);
    return value.event ? value : { id: value.id, event: value };
  } catch {
    return null;
  }
}

function drop(id) {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Nothing was kept there.
  }
}

async function flushIfAny() {
  if (await waiting()) flush();
}

if (learner) {
  ready.then(async () => { await tell(null); flushIfAny(); });
  channel?.addEventListener("message", () => tell(null));
  for (const event of ["online", "focus", "pageshow"]) addEventListener(event, flushIfAny);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flushIfAny(); });
  setInterval(flushIfAny, 5000);
}
