// Speaks to AnkiConnect, the add-on of an Anki that is open on this computer: API version 6.
const VERSION = 6;
const KEY = "valid api key must be provided";
const CLOSED = "collection is not available";
const UNKNOWN = "unsupported action";

// What went wrong, as a word that anki-says.js has words for; `detail` is what Anki said of it.
export class Trouble extends Error {
  constructor(kind, detail = "") {
    super(detail || kind);
    this.kind = kind;
  }
}

export class Anki {
  constructor(addresses) {
    this.addresses = addresses;
    this.address = addresses[0];
    this.key = "";
    this.signal = null;
  }

  // Asks for the permission that the add-on gives a page once and for all; it may ask the person.
  async allow() {
    let granted;
    for (const address of this.addresses) {
      this.address = address;
      try {
        granted = await this.ask("requestPermission");
        break;
      } catch (error) {
        const isLast = address === this.addresses.at(-1);
        if (error.kind === "unknown") throw new Trouble("version");
        if (!error.kind?.startsWith("silent") || isLast) throw error;
      }
    }
    if (granted?.permission !== "granted") throw new Trouble("refused");
    if (granted.version !== VERSION) throw new Trouble("version", String(granted.version));
    if (granted.requireApikey && !this.key) throw new Trouble("key");
  }

  async ask(action, params = {}, signal = this.signal) {
    return read(await this.#send(this.#request(action, params), signal));
  }

  // Takes a file away that lay there for a moment, also when all else was stopped.
  async clear(filename) {
    await this.ask("deleteMediaFile", { filename }, null).catch(() => {});
  }

  // Asks for several things in one request; each has its own result or Trouble.
  async askAll(requests) {
    const actions = requests.map(([action, params]) => this.#request(action, params));
    const replies = await this.ask("multi", { actions });
    return replies.map((reply) => {
      try {
        return { result: read(reply) };
      } catch (trouble) {
        return { trouble };
      }
    });
  }

  #request(action, params) {
    return { action, version: VERSION, params, ...(this.key && { key: this.key }) };
  }

  // The words go as plain text, so that the browser asks nothing beforehand: Anki looks for
  // requests forty times a second, and a question more is a wait more.
  async #send(request, signal) {
    let response;
    try {
      response = await fetch(this.address, { method: "POST", body: JSON.stringify(request), signal });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Trouble(await whySilent(this.address));
    }
    if (!response.ok) throw new Trouble("refused");
    try {
      return await response.json();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Trouble("other");
    }
  }
}

function read(reply) {
  if (reply === null || typeof reply !== "object" || !("error" in reply) || !("result" in reply)) throw new Trouble("other");
  const { result, error } = reply;
  if (error === null) return result;
  if (error === KEY) throw new Trouble("key");
  if (error === CLOSED) throw new Trouble("profile");
  if (error === UNKNOWN) throw new Trouble("unknown");
  throw new Trouble("said", error);
}

// A browser does not tell a page why a request came to nothing: it is found out from outside.
async function whySilent(address) {
  for (const name of ["loopback-network", "local-network-access"]) {
    const asked = await navigator.permissions?.query({ name }).catch(() => null);
    if (asked?.state === "denied") return "blocked";
  }
  try {
    await fetch(address, { mode: "no-cors" });
    return "other";
  } catch {
    const isSafari = /^((?!chrome|chromium|android|firefox).)*safari/i.test(navigator.userAgent);
    if (isSafari && location.protocol === "https:") return "safari";
    return location.protocol === "https:" ? "silent-https" : "silent";
  }
}
