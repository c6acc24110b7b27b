// Asks the server what a note in a form would give: its cards, and what could be better about it.
// The fields of a note of one of Anki's note types are named by their places.
const NAMES = ["type", "front", "back", "text", "extra", "source", "tags"];

// undefined where the server refuses, null where it cannot be reached.
export async function previewOf(form, { quote, section, ofNote: note }, asked) {
  const names = [...NAMES, ...of(form)].filter((name) => form.elements[name]);
  const fields = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  try {
    const response = await fetch("/api/preview", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
      },
      body: JSON.stringify({ ...fields, quote, section, note, asked }),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return null;
  }
}

function of(form) {
  return [...form.elements].map(({ name }) => name).filter((name) => /^field-\d+$/.test(name));
}
