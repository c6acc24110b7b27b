// What every page does: the learner's zone on sign-up, and all that has to do with the connection.
import { leave, prepare } from "./offline.js";

for (const input of document.querySelectorAll("[data-zone]")) {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

for (const form of document.querySelectorAll("[data-logout]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form);
  });
}

prepare();
