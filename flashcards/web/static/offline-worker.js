// The service worker: static files from its own cache, pages from the server, and where that cannot
// be reached, from what was fetched ahead for the learner who is logged in here.
import { hasToBeRead, noteChange } from "./offline-changes.js";
import { current, freshen, kept, marked, media, setCurrent } from "./offline-pages.js";
import { isPractice, keepPractice, practiceKept } from "./offline-practice.js";
import { alone, send } from "./outbox-send.js";
import * as store from "./outbox-store.js";

const STATIC = "flashcards-static-";
const NOBODY = "/offline";
const PATIENCE = 4000;
let freshening = Promise.resolve();

export function serve(version, files) {
  const name = STATIC + version;
  addEventListener("install", (event) => event.waitUntil(install(name, files)));
  addEventListener("activate", (event) => event.waitUntil(activate(name)));
  addEventListener("fetch", (event) => {
    const { mode, method, destination, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (origin !== location.origin) return;
    if (method === "POST" && !pathname.startsWith("/api/")) event.respondWith(change(event.request, name));
    else if (mode === "navigate") event.respondWith(navigate(event.request, name));
    else if (method !== "GET") return;
    else if (pathname.startsWith("/static/")) event.respondWith(file(event.request, name));
    else if (["image", "audio", "video", "style", "font"].includes(destination)) event.respondWith(medium(event.request));
  });
  addEventListener("message", (event) => {
    if (event.data === "freshen") event.waitUntil(claim().then(freshenOnce).finally(() => event.ports[0]?.postMessage("done")));
  });
  addEventListener("sync", (event) => { if (event.tag === "answers") event.waitUntil(sendWaiting()); });
}

async function install(name, files) {
  const cache = await caches.open(name);
  await cache.addAll(files);
  const page = await fetch(NOBODY, { credentials: "omit" });
  if (page.ok) await cache.put(NOBODY, await marked(page, Date.now()));
  await skipWaiting();
}

async function activate(name) {
  for (const other of await caches.keys()) {
    if (other.startsWith(STATIC) && other !== name) await caches.delete(other);
  }
  await clients.claim();
}

// A page that was on its way when the worker began is not claimed by it: what is changed on it would
// not be noted.
function claim() {
  return clients.claim().catch(() => {});
}

// A page that was fetched ahead may ask for a file by an earlier version: better today's than none.
async function file(request, name) {
  const cache = await caches.open(name);
  const found = await cache.match(request);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const called = request.url.replace(/^.*\/static\/(v-[0-9a-z]+\/)?/, "/");
    const same = (await cache.keys()).find(({ url }) => url.endsWith(called));
    if (same) return cache.match(same);
    throw error;
  }
}

async function navigate(request, name) {
  const learner = await current();
  const { pathname } = new URL(request.url);
  const studies = request.method === "GET" && /^\/(study\/\d+)?$/.test(pathname);
  const practises = request.method === "GET" && isPractice(request.url);
  const ahead = !learner ? null : studies ? await kept(learner, pathname) : practises ? await practiceKept(learner, request.url) : null;
  const asked = Date.now();
  try {
    const response = await patient(fetch(request), ahead ? PATIENCE : 0);
    await note(response, learner);
    if (practises && response.ok && response.headers.get("X-Learner") === learner) {
      await keepPractice(learner, request.url, await marked(response.clone(), asked), asked);
    }
    if (ahead && [502, 503, 504].includes(response.status)) return ahead;
    return response;
  } catch {
    return ahead ?? (learner && await kept(learner, "")) ?? (await caches.open(name)).match(NOBODY);
  }
}

function patient(answer, time) {
  if (!time) return answer;
  return new Promise((resolve, reject) => {
    setTimeout(reject, time);
    answer.then(resolve, reject);
  });
}

// A form that was taken makes what was fetched ahead old; one that was not sends no redirect.
async function change(request, name) {
  const sent = hasToBeRead(request) ? request.clone() : request;
  const learner = await current();
  const response = await (request.mode === "navigate" ? navigate(request, name) : fetch(request));
  const isTaken = request.mode === "navigate" ? response.type === "opaqueredirect" : response.ok;
  if (learner && isTaken) await noteChange(learner, sent).catch(() => {});
  return response;
}

// Every page says who is logged in; when that is somebody else, what was kept for others goes.
async function note(response, learner) {
  const named = response.headers.get("X-Learner");
  const now = named === "nobody" ? null : named;
  if (named && now !== learner) await setCurrent(now);
}

async function medium(request) {
  const learner = await current();
  const found = learner ? await media(learner, request.url) : null;
  if (!found) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  return range ? part(found, Number(range[1]), range[2]) : found;
}

async function part(response, first, last) {
  const whole = await response.arrayBuffer();
  const end = last ? Math.min(Number(last) + 1, whole.byteLength) : whole.byteLength;
  const headers = new Headers(response.headers);
  headers.set("Content-Range", `bytes ${first}-${end - 1}/${whole.byteLength}`);
  headers.set("Content-Length", String(end - first));
  return new Response(whole.slice(first, end), { status: 206, headers });
}

// Background sync: it is asked for again by the browser as long as this fails.
async function sendWaiting() {
  const learner = await current();
  if (!learner) return;
  const state = await alone(learner, () => send(learner, {
    load: () => store.waiting(learner),
    settle: (replies) => store.settle(learner, replies),
  }));
  new BroadcastChannel(`flashcards-${learner}`).postMessage("changed");
  if (state === "offline" || state === "busy") throw new Error("The server takes nothing yet.");
  if (state === "sent") await freshenOnce();
}

function freshenOnce() {
  freshening = freshening.then(current).then((learner) => learner && freshen(learner)).catch(() => {});
  return freshening;
}
