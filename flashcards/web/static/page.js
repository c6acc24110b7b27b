// What every page does: the learner's zone on sign-up, and no answer lost on the way out.
import { flush, waiting } from "./outbox.js";

for (const input of document.querySelectorAll("[data-zone]")) {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

for (const form of document.querySelectorAll("[data-logout]")) {
  form.addEventListener("submit", async (event) => {
    if (!waiting()) return;
    event.preventDefault();
    await flush();
    const left = waiting();
    const question = `${left} answers have not reached the server and would be lost. Log out all the same?`;
    if (!left || confirm(question)) form.submit();
  });
}

if (waiting()) flush();
