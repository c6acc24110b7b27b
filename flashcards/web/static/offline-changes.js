// What was changed in this browser since the pages that were fetched ahead: they are old then, and
// cards that were left out, that rest or that are gone are not shown again without a connection.
export const PAGES = "flashcards-pages-";
const PATH = "/changed/";
const CARD = /^\/cards\/(\d+)\/(bury|suspend)$/;
const NOTE = /^\/notes\/(\d+)\/(suspend|delete)$/;
const WITHIN_A_SITTING = /^\/(api|study|practice|anki)\//;

// Only what says which card it changes has to be read.
export const hasToBeRead = ({ url }) => CARD.test(new URL(url).pathname) || NOTE.test(new URL(url).pathname);

// Notes what a form did, once the server has taken it; `sent` is its request, not read yet.
export async function noteChange(learner, sent) {
  const { pathname } = new URL(sent.url);
  if (WITHIN_A_SITTING.test(pathname)) return;
  const change = await changeOf(pathname, sent).catch(() => null);
  const record = { at: Date.now(), ...change };
  const pages = await caches.open(PAGES + learner);
  await pages.put(PATH + (change?.of ?? "any"), new Response(JSON.stringify(record)));
}

export async function changes(learner) {
  const pages = await caches.open(PAGES + learner);
  const found = (await pages.keys()).filter(({ url }) => isChange(url));
  return Promise.all(found.map(async (request) => (await pages.match(request)).json()));
}

export function isChange(url) {
  return new URL(url).pathname.startsWith(PATH);
}

// What is older than every page says nothing any more.
export async function forgetBefore(learner, at) {
  const pages = await caches.open(PAGES + learner);
  for (const request of await pages.keys()) {
    if (isChange(request.url) && (await (await pages.match(request)).json()).at < at) await pages.delete(request);
  }
}

// Says of a card of a page that was made at an instant for a day whether it has left since.
export function leaves(records, { card, note }, { at, begins }) {
  const isGone = ({ of, out, rests, at: then }) => out && then > at
    && (of === `card-${card}` || of === `note-${note}`) && (!rests || then >= begins);
  return records.some(isGone);
}

async function changeOf(pathname, sent) {
  const [, note, did] = NOTE.exec(pathname) ?? [];
  const [, card, way] = CARD.exec(pathname) ?? [];
  if (did === "delete") return { of: `note-${note}`, out: true };
  if (!note && !card) return null;
  const form = await sent.formData();
  if (way === "bury") return { of: `card-${card}`, out: form.get("buried") === "yes", rests: true };
  const out = form.get("suspended") === "yes";
  return { of: note || form.get("of") === "note" ? `note-${note ?? form.get("note")}` : `card-${card}`, out };
}
