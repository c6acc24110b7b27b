// What every page does: the learner's zone on sign-up, and answers sent before the way out. What
// cannot be sent stays in the browser under its learner's own keys until she comes back.
import { flush, waiting } from "./outbox.js";

for (const input of document.querySelectorAll("[data-zone]")) {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

for (const form of document.querySelectorAll("[data-logout]")) {
  form.addEventListener("submit", async (event) => {
    if (!waiting()) return;
    event.preventDefault();
    await flush();
    form.submit();
  });
}

if (waiting()) flush();
