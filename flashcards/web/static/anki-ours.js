// What this site is asked for while the browser speaks to Anki.
import { Trouble } from "./anki-connect.js";

const [SOON, LATEST] = [60, 1500];

export async function post(path, fields, signal) {
  const body = fields instanceof FormData ? fields : form(fields);
  body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
  return answered(fetch(path, { method: "POST", body, signal, headers: { Accept: "application/json" } }));
}

// Waits until an import is worked on no more; returns how it stands.
export async function rested(path, signal, tell = () => {}) {
  for (let wait = SOON; ; wait = Math.min(wait * 2, LATEST)) {
    const response = await answered(fetch(path, { signal, headers: { Accept: "application/json" } }));
    const found = await response.json();
    if (!["planning", "applying", "undoing"].includes(found.state)) return found;
    tell(found);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function answered(asked) {
  const response = await asked.catch((error) => {
    throw error.name === "AbortError" ? error : new Trouble("here");
  });
  if (response.ok && !(response.redirected && new URL(response.url).pathname === "/login")) return response;
  if (response.ok) throw new Trouble("login");
  const told = await response.json().catch(() => ({}));
  throw new Trouble(told.message ? "ours" : "here", told.message);
}

function form(fields) {
  const body = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) body.append(name, value);
  }
  return body;
}
