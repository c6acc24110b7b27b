// The pages that are fetched ahead, for pages and the service worker alike. Each learner has a cache
// of her own; a page goes in only if the server says that it is hers, with the time of asking.
import { changes, forgetBefore, isChange, PAGES } from "./offline-changes.js";
import { fetchMedia } from "./offline-media.js";
import { isPractice } from "./offline-practice.js";
import { whoami } from "./outbox-send.js";
import { decksLeft, forget, since } from "./outbox-store.js";

const AHEAD = [0, 1];
const FRESH = 10 * 60_000;
const STATE = "flashcards-state";
const WHO = "/learner";
const MEDIA = "flashcards-media-";
const TOKENS = /(name="csrf[_-]token" (?:content|value)=")[^"]*/g;

// The learner who was logged in when this browser last spoke to the server.
export async function current() {
  const found = await (await caches.open(STATE)).match(WHO);
  return found ? found.text() : null;
}

// Whoever is logged in now: what was fetched ahead for anybody else goes.
export async function setCurrent(learner) {
  const before = await current();
  if (before && before !== learner) await forget(before).catch(() => {});
  const state = await caches.open(STATE);
  if (learner) await state.put(WHO, new Response(learner));
  else await state.delete(WHO);
  const mine = [PAGES + learner, MEDIA + learner];
  for (const name of await caches.keys()) {
    if ((name.startsWith(PAGES) || name.startsWith(MEDIA)) && !mine.includes(name)) await caches.delete(name);
  }
}

// Fetches today and tomorrow of each deck that is kept, where what is here is old or where cards were
// answered since.
export async function freshen(learner) {
  const me = await whoami();
  if (me?.learner !== learner || (await current()) !== learner) return;
  const left = await decksLeft(learner).catch(() => new Set());
  const kept = me.decks.filter((deck) => !left.has(deck));
  const pages = await caches.open(PAGES + learner);
  const wanted = ["/offline", ...kept.flatMap(addresses)];
  for (const request of await pages.keys()) {
    if (!isChange(request.url) && !isPractice(request.url) && !wanted.includes(new URL(request.url).pathname)) await pages.delete(request);
  }
  const answered = await since(learner, Date.now() - FRESH).catch(() => []);
  const changed = Math.max(0, ...(await changes(learner)).map(({ at }) => at));
  for (const path of wanted) {
    if (!isFresh(await pages.match(path), answered, changed)) await fetchAhead(pages, path, learner);
  }
  const made = await Promise.all(wanted.map(async (path) => keptAt(await pages.match(path))));
  await forgetBefore(learner, Math.min(...made));
  await fetchMedia(pages, await caches.open(MEDIA + learner), learner);
}

// The page to show in place of one that cannot be reached: of a deck, the page of this study day,
// or the last one that there is; of everything else, the page that says what can be studied.
export async function kept(learner, path) {
  const pages = await caches.open(PAGES + learner);
  const deck = /^\/study\/(\d+)$/.exec(path)?.[1];
  const found = deck ? await ofToday(pages, deck) : null;
  return found ?? pages.match("/offline");
}

export async function isKept(learner, deck) {
  return Boolean(await (await caches.open(PAGES + learner)).match(addresses(deck)[0]));
}

export async function media(learner, url) {
  return (await caches.open(MEDIA + learner)).match(url);
}

// A page without the tokens of its session, marked as kept.
export async function marked(response, at) {
  const html = (await response.text()).replace(TOKENS, "$1");
  const headers = new Headers(response.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response(html.replace("<html ", `<html data-kept="${Number(at)}" `), { headers });
}

function addresses(deck) {
  return AHEAD.map((days) => `/offline/decks/${deck}/${days}`);
}

function isFresh(page, answered, changed) {
  const at = keptAt(page);
  const deck = Number(page?.headers.get("X-Deck") ?? 0);
  if (!deck || at < Date.now() - FRESH || at <= changed) return false;
  return !answered.some((record) => record.deck === deck && !record.practice && (record.sent ?? record.event.at) >= at);
}

function keptAt(page) {
  return Number(page?.headers.get("X-Kept") ?? 0);
}

async function ofToday(pages, deck) {
  const found = await Promise.all(addresses(deck).map((path) => pages.match(path)));
  const now = Date.now();
  const of = (page, name) => Number(page?.headers.get(`X-Day-${name}`));
  return found.find((page) => of(page, "Begins") <= now && now < of(page, "Ends"))
    ?? found.findLast((page) => of(page, "Ends") <= now) ?? found[0];
}

async function fetchAhead(pages, path, learner) {
  const asked = Date.now();
  const response = await fetch(path).catch(() => null);
  if (!response?.ok || response.headers.get("X-Learner") !== learner) return;
  const page = await marked(response, asked);
  page.headers.set("X-Kept", String(asked));
  page.headers.set("X-Deck", /^\/offline\/decks\/(\d+)/.exec(path)?.[1] ?? "0");
  await pages.put(path, page);
}
