// One key leads from a note to its sentence: in its document, or else in place.
addEventListener("keydown", (event) => {
  if (event.key !== "o" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) return;
  const of = document.activeElement?.closest("[data-note]") ?? document;
  const link = of.querySelector("[data-document]");
  const place = of.querySelector("[data-evidence]");
  if (!link && !place) return;
  event.preventDefault();
  if (link) return link.click();
  if (place.matches("details")) place.open = !place.open;
  else place.scrollIntoView({ block: "nearest" });
  place.focus();
});

for (const keys of document.querySelectorAll("[data-keys]")) keys.hidden = false;
