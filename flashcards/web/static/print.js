// The page to print has a button that prints.
const row = document.querySelector("[data-print]");
row.hidden = false;
row.querySelector("button").addEventListener("click", () => print());
