// Asks what a picture shows, for those who cannot see it and for lists; the words go into its mark.
export function describe(field, { mark, name, address }) {
  const row = document.createElement("div");
  row.className = "describes";
  const label = document.createElement("label");
  label.append(`What does ${name} show?`, input());
  row.append(image(address), label, button(done));
  field.after(row);
  const words = label.querySelector("input");
  words.focus();
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") done(event);
    else if (event.key === "Escape") done(event, "");
  });

  function done(event, said = words.value) {
    event.preventDefault();
    event.stopPropagation();
    const text = said.replace(/\s+/g, " ").trim();
    const place = field.value.lastIndexOf(mark);
    if (text && place >= 0) field.setRangeText(described(mark, text), place, place + mark.length, "end");
    row.remove();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// In Markdown, or in the HTML of a note from Anki.
function described(mark, words) {
  const inHtml = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  if (mark.startsWith("<")) return mark.replace('alt=""', () => `alt="${inHtml}"`);
  return mark.replace("![]", () => `![${words.replace(/[\\[\]`*_<&~!]/g, "\\$&")}]`);
}

function input() {
  const made = document.createElement("input");
  made.maxLength = 300;
  made.autocomplete = "off";
  return made;
}

function image(address) {
  const made = document.createElement("img");
  made.src = address;
  made.alt = "";
  return made;
}

function button(action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet small";
  made.textContent = "Done";
  made.addEventListener("click", action);
  return made;
}
