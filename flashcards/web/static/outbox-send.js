// Sends answers in batches, from a page and from the service worker alike, and only for the learner
// whose they are: the server is told whose they are, and says who is logged in.
const AT_ONCE = 500;

// One flight at a time, over all tabs and the worker, where the browser has locks.
export function alone(learner, work) {
  return navigator.locks ? navigator.locks.request(`flashcards-outbox-${learner}`, work) : work();
}

export async function send(learner, { load, settle, token }) {
  const answered = new Set();
  let refused = false;
  for (;;) {
    const batch = (await load()).filter((record) => !answered.has(record.id)).slice(0, AT_ONCE);
    if (!batch.length) return refused ? "refused" : "sent";
    const { state, replies } = await post(learner, batch.map((record) => record.event), token);
    if (state) return state;
    const named = replies.map((reply, index) => ({ ...reply, id: batch[index].id }));
    for (const { id } of named) answered.add(id);
    refused ||= named.some(({ status }) => status !== "taken" && status !== "repeated");
    await settle(named);
  }
}

// Who is logged in: undefined where nobody can be asked.
export async function whoami() {
  try {
    const response = await fetch("/offline/me", { headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

async function post(learner, events, token) {
  let response = token && await ask(learner, events, token);
  if (!token || response?.status === 400) {
    const me = await whoami();
    if (!me) return { state: "offline" };
    if (me.learner !== learner) return { state: "logged-out" };
    response = await ask(learner, events, me.token);
  }
  if (!response) return { state: "offline" };
  if (response.status === 401 || response.status === 403) return { state: "logged-out" };
  if (response.status === 400) return { state: "stale" };
  if (response.status === 503) return { state: "busy" };
  if (!response.ok) return { state: "offline" };
  return reply(response);
}

async function ask(learner, events, token) {
  try {
    return await fetch("/api/reviews", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ learner, events }),
    });
  } catch {
    return null;
  }
}

// A reply that breaks off is no reply: the same answers go once more, and count once.
async function reply(response) {
  try {
    return { replies: (await response.json()).events };
  } catch {
    return { state: "offline" };
  }
}
