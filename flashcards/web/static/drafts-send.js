// What is sent to the server: one after another, in the order in which it was done.
let last = Promise.resolve();

export function sent(action, body) {
  const mine = last.then(() => post(action, body));
  last = mine.catch(() => null);
  return mine;
}

async function post(action, body) {
  const response = await fetch(action, { method: "POST", headers: { Accept: "application/json" }, body });
  if (response.redirected || (!response.ok && response.status !== 422)) throw new Error(response.status);
  return { ok: response.ok, ...await response.json() };
}

export async function got(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (response.redirected) throw new Error("logged out");
  const reply = await response.json().catch(() => ({}));
  return { ok: response.ok, ...reply };
}

export function formOf(values) {
  const body = new FormData();
  body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return body;
}
