// What pages that are fetched ahead show beside their words: pictures, sounds, and the style sheets
// of note types with the pictures and fonts that these name.
const MOST = 300 * 2 ** 20;
const SOURCES = /<(?:img|audio|video|source)\b[^>]*?\ssrc="([^"]+)"|<link\b[^>]*?\shref="(\/note-types\/[^"]+)"/g;
const IN_SHEET = /url\("(\/media\/[^"]+)"\)/g;

// Today's before tomorrow's, as many as there is room for.
export async function fetchMedia(pages, into, learner) {
  const wanted = await named(pages);
  for (const url of [...wanted].filter((each) => new URL(each).pathname.startsWith("/note-types/"))) {
    const sheet = await into.match(url) ?? await fetched(url, learner);
    if (!sheet) continue;
    await into.put(url, sheet.clone());
    for (const [, source] of (await sheet.text()).matchAll(IN_SHEET)) wanted.add(new URL(source, location.origin).href);
  }
  for (const { url } of await into.keys()) if (!wanted.has(url)) await into.delete(url);
  let room = MOST;
  for (const url of wanted) {
    const there = await into.match(url);
    const file = there ?? (room > 0 ? await fetched(url, learner) : null);
    room -= Number(file?.headers.get("Content-Length") ?? 0);
    if (room <= 0) await into.delete(url);
    else if (file && !there) await into.put(url, file);
  }
}

async function named(pages) {
  const found = new Set();
  const keys = (await pages.keys()).sort((one, other) => one.url.endsWith("/1") - other.url.endsWith("/1"));
  for (const request of keys) {
    const html = await (await pages.match(request)).text();
    for (const [, source, sheet] of html.matchAll(SOURCES)) {
      const url = new URL((source ?? sheet).replaceAll("&amp;", "&"), location.origin);
      if (url.origin === location.origin && !url.pathname.startsWith("/static/")) found.add(url.href);
    }
  }
  return found;
}

async function fetched(url, learner) {
  const response = await fetch(url).catch(() => null);
  return response?.status === 200 && response.headers.get("X-Learner") === learner ? response : null;
}
