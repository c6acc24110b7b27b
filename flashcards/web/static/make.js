// While a document is being sent and read: says so, and sends it once.
const form = document.querySelector("[data-make]");
const busy = form.querySelector("[data-busy]");
let sent = false;

form.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
    return;
  }
  sent = true;
  busy.textContent = "Being read… A book takes up to half a minute.";
});

addEventListener("pageshow", () => {
  sent = false;
  busy.textContent = "";
});
