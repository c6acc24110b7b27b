// Reads what Anki has of some decks: it writes packages, which this site reads as it reads any.
// They alone say by which guid Anki knows a note, and from which day it counts.
import { Trouble } from "./anki-connect.js";
import { post, rested } from "./anki-ours.js";

const FILE = "_flashcards-there.apkg";
const AT_ONCE = 1000;

// Returns the imports that wait now, the numbers of the notes Anki has, and the decks it lacks.
export async function read(anki, decks, tell) {
  tell("Looking what Anki has …");
  const { names, notes } = await (await post("/anki/notes", { deck: decks }, anki.signal)).json();
  const there = new Map((await anki.ask("deckNames")).map((name) => [fold(name), name]));
  const known = decks.filter((deck) => there.has(fold(names[deck])));
  const wanted = new Set(known.map((deck) => there.get(fold(names[deck]))));
  const found = [];
  for (let from = 0; from < notes.length; from += AT_ONCE) {
    const query = `nid:${notes.slice(from, from + AT_ONCE).join(",")}`;
    found.push(...await anki.ask("findNotes", { query }));
    const cards = await anki.ask("findCards", { query });
    for (const name of Object.keys(await anki.ask("getDecks", { cards }))) wanted.add(name);
  }
  const imports = [];
  const highest = [...wanted].filter((name) => ![...wanted].some((other) => name.startsWith(`${other}::`)));
  for (const [index, name] of highest.entries()) {
    tell(`Reading “${name}” in Anki …`, index, highest.length);
    const id = await take(anki, name);
    if (id) imports.push(id);
  }
  return { imports, found, known };
}

async function take(anki, deck) {
  const path = await place(anki, FILE);
  let data;
  try {
    if (!await anki.ask("exportPackage", { deck, path, includeSched: true })) return null;
    data = await anki.ask("retrieveMediaFile", { filename: FILE });
  } finally {
    await anki.clear(FILE);
  }
  if (!data) throw new Trouble("said", "the deck could not be read");
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const form = new FormData();
  form.append("name", deck);
  form.append("file", new Blob([bytes]), "there.apkg");
  const { id } = await (await post("/anki/there", form, anki.signal)).json();
  const { state, says } = await rested(`/imports/${id}`, anki.signal);
  if (state !== "planned") throw new Trouble("ours", says);
  return id;
}

// Returns where a file lies that Anki keeps among its pictures and sounds: there alone can a page
// put a file, and take one from.
export async function place(anki, name) {
  const folder = await anki.ask("getMediaDirPath");
  return `${folder}${folder.includes("\\") ? "\\" : "/"}${name}`;
}

const fold = (name) => name.normalize("NFC").toLowerCase();
