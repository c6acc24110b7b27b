// Sends to Anki what differs: notes as small packages, then reviews and schedules of cards it has.
// Every step can be the last one: what was not done is found again at the next look.
import { post } from "./anki-ours.js";
import { place } from "./anki-reads.js";

const FILE = "_flashcards-here.apkg";
const AT_ONCE = 50;
const NEAR = 50;
const CHANGED = "was changed in Anki after the look. Look again.";

// Returns what was done, in numbers, and the cards for which it could not be.
export async function send(anki, decks, known, { parts, cards }, tell) {
  const done = { notes: 0, reviews: 0, schedules: 0, cannot: [] };
  const steps = parts.length + cards.length / AT_ONCE;
  for (const [index, notes] of parts.entries()) {
    tell("Sending notes …", index, steps);
    await sendNotes(anki, { deck: decks, known, notes: JSON.stringify(notes) });
    done.notes += Object.keys(notes).length;
  }
  for (let from = 0; from < cards.length; from += AT_ONCE) {
    tell("Sending reviews and schedules …", parts.length + from / AT_ONCE, steps);
    await sendCards(anki, cards.slice(from, from + AT_ONCE), done);
  }
  return done;
}

async function sendNotes(anki, fields) {
  const blob = await (await post("/anki/package", fields, anki.signal)).blob();
  const filename = await anki.ask("storeMediaFile", { filename: FILE, data: await base64(blob) });
  try {
    await anki.ask("importPackage", { path: await place(anki, filename) });
  } finally {
    await anki.clear(filename);
  }
}

// A card that was answered or changed there since the look keeps what it has.
async function sendCards(anki, cards, done) {
  const now = await anki.ask("cardsModTime", { cards: cards.map(({ card }) => card) });
  const same = cards.filter((each, index) => {
    if (now[index].mod === each.modified) return true;
    done.cannot.push([each.says, CHANGED]);
    return false;
  });
  await sendSchedules(anki, same.filter(({ values }) => Object.keys(values).length), done);
  await sendReviews(anki, same.flatMap(({ says, reviews }) => reviews.map((row) => [says, row])), done);
}

// First the schedule, then the reviews: were it the other way round and Anki closed between, an
// answer that came from Anki would look as if it had led to the schedule there.
async function sendSchedules(anki, cards, done) {
  if (!cards.length) return;
  const results = await anki.askAll(cards.map(({ card, values }) => {
    const [keys, newValues] = [Object.keys(values), Object.values(values)];
    return ["setSpecificValueOfCard", { card, keys, newValues, warning_check: true }];
  }));
  for (const [index, { result, trouble }] of results.entries()) {
    const refused = trouble?.message ?? (result?.[0] === true ? null : String(result?.[0]?.[1] ?? "no reason was given"));
    if (refused === null) done.schedules += 1;
    else done.cannot.push([cards[index].says, `Its schedule could not be set: ${refused}`]);
  }
}

async function sendReviews(anki, rows, done) {
  if (!rows.length) return;
  try {
    await anki.ask("insertReviews", { reviews: rows.map(([, row]) => row) });
    done.reviews += rows.length;
  } catch (error) {
    if (error.kind !== "said") throw error;
    for (const [says, row] of rows) await sendReview(anki, says, row, done);
  }
}

// Another card may have been answered in the same millisecond: then the next one that is free.
async function sendReview(anki, says, [at, ...rest], done) {
  let trouble;
  for (let later = 0; later < NEAR; later += 1) {
    try {
      await anki.ask("insertReviews", { reviews: [[at + later, ...rest]] });
      done.reviews += 1;
      return;
    } catch (error) {
      if (error.kind !== "said") throw error;
      trouble = error;
      if (!/UNIQUE/i.test(error.message)) break;
    }
  }
  done.cannot.push([says, `A review could not be written: ${trouble.message}`]);
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",", 2)[1]);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
