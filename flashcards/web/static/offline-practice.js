// The last sitting of practice is kept as it was opened, so that it opens again without a connection.
import { PAGES } from "./offline-changes.js";

export const isPractice = (url) => new URL(url).pathname === "/practice/cards";

export async function keepPractice(learner, url, page, asked) {
  const pages = await caches.open(PAGES + learner);
  for (const other of await pages.keys()) if (isPractice(other.url)) await pages.delete(other);
  page.headers.set("X-Kept", String(asked));
  await pages.put(url, page);
}

export async function practiceKept(learner, url) {
  return (await caches.open(PAGES + learner)).match(url);
}
