// Answers in IndexedDB, a database for each learner: those that wait, and for three days those that
// were sent, so that a page which was fetched ahead knows what was answered since.
const KEPT_FOR = 3 * 24 * 3600 * 1000;
const connections = new Map();

// The answer is there when the promise resolves, also after a power cut. An id is kept once.
export function keep(learner, record) {
  return write(learner, "events", (events) => {
    const found = events.get(record.id);
    found.onsuccess = () => { if (!found.result) events.add({ ...record, waits: 1 }); };
  });
}

export function waiting(learner, limit) {
  return read(learner, "events", (events) => events.index("waits").getAll(null, limit));
}

export function count(learner) {
  return read(learner, "events", (events) => events.index("waits").count());
}

// What the server said of each is kept with it; what was sent long ago is let go.
export function settle(learner, replies) {
  const now = Date.now();
  return write(learner, "events", (events) => {
    for (const { id, status, leech } of replies) {
      each(events.openCursor(id), (cursor) => {
        const { waits, ...record } = cursor.value;
        cursor.update({ ...record, sent: now, status, ...(leech && { leech }) });
      });
    }
    each(events.index("at").openCursor(IDBKeyRange.upperBound(now - KEPT_FOR)), (cursor) => {
      if (!cursor.value.waits) cursor.delete();
    });
  });
}

// What was answered since an instant, the oldest first.
export function since(learner, at) {
  return read(learner, "events", (events) => events.index("at").getAll(IDBKeyRange.lowerBound(at)));
}

// The answers by which cards became leeches since an instant, as long as nobody has heard of it.
export async function asking(learner, at) {
  return (await since(learner, at)).filter((record) => record.leech);
}

export function heard(learner, id) {
  return write(learner, "events", (events) => {
    each(events.openCursor(id), (cursor) => {
      const { leech, ...record } = cursor.value;
      cursor.update(record);
    });
  });
}

// The decks that the learner does not keep for offline use in this browser.
export async function decksLeft(learner) {
  return new Set(await read(learner, "left", (left) => left.getAllKeys()));
}

export function leaveDeck(learner, deck, left) {
  return write(learner, "left", (decks) => (left ? decks.put(true, deck) : decks.delete(deck)));
}

// On the way out: what was sent goes. Answers that wait, and which decks are not kept, stay for this
// learner alone; where there are none, nothing stays.
export async function forget(learner) {
  if (await count(learner) || (await decksLeft(learner)).size) {
    return write(learner, "events", (events) => each(events.openCursor(), (cursor) => {
      if (!cursor.value.waits) cursor.delete();
    }));
  }
  (await open(learner)).close();
  connections.delete(learner);
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(nameOf(learner));
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
}

function nameOf(learner) {
  return `flashcards-${learner}`;
}

function open(learner) {
  if (!connections.has(learner)) {
    const made = connect(learner);
    connections.set(learner, made);
    made.catch(() => connections.delete(learner));
  }
  return connections.get(learner);
}

function connect(learner) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(nameOf(learner), 1);
    asked.onupgradeneeded = () => {
      const events = asked.result.createObjectStore("events", { keyPath: "id" });
      events.createIndex("waits", ["waits", "event.at"]);
      events.createIndex("at", "event.at");
      asked.result.createObjectStore("left");
    };
    asked.onsuccess = () => {
      const database = asked.result;
      database.onversionchange = database.onclose = () => {
        database.close();
        connections.delete(learner);
      };
      resolve(database);
    };
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

async function write(learner, store, work) {
  const database = await open(learner);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    work(transaction.objectStore(store));
  });
}

async function read(learner, store, work) {
  const database = await open(learner);
  return new Promise((resolve, reject) => {
    const asked = work(database.transaction(store).objectStore(store));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function each(asked, work) {
  asked.onsuccess = () => {
    if (!asked.result) return;
    work(asked.result);
    asked.result.continue();
  };
}
