// Takes pictures and sounds into the fields of a note: pasted, dropped or chosen, they are sent at once
// and named at the caret; a picture then asks for a description.
import { describe } from "./media-describes.js";

export function takes(root) {
  let field = null;
  for (const each of root.querySelectorAll("textarea")) {
    each.addEventListener("focus", () => { field = each; });
    each.addEventListener("paste", (event) => taken(event, each, event.clipboardData));
    each.addEventListener("drop", (event) => taken(event, each, event.dataTransfer));
    each.addEventListener("dragover", (event) => over(event, each));
    for (const name of ["dragleave", "drop"]) each.addEventListener(name, () => each.classList.remove("over"));
  }
  const input = root.querySelector("[data-takes] input[type=file]");
  if (!input) return;
  for (const part of root.querySelectorAll("[data-without-script]")) part.hidden = true;
  input.removeAttribute("name");
  input.addEventListener("change", async () => {
    const [...files] = input.files;
    input.value = "";
    const visible = [...root.querySelectorAll("textarea")].filter((each) => each.offsetParent);
    await put(visible.includes(field) ? field : visible[0], files);
  });
}

function over(event, field) {
  if (![...event.dataTransfer.items].some(({ kind }) => kind === "file")) return;
  event.preventDefault();
  field.classList.add("over");
}

// Words that were copied together with a picture of them are pasted as words.
function taken(event, field, data) {
  const files = [...data.files];
  if (!files.length || data.getData("text/plain")) return;
  event.preventDefault();
  put(field, files);
}

async function put(field, files) {
  for (const file of files) {
    const line = told(field, `Sending ${file.name} …`);
    try {
      const kept = await send(file);
      line.remove();
      if ("html" in field.dataset) kept.mark = kept.html;
      insert(field, kept.mark);
      if (kept.sort === "picture") describe(field, kept);
    } catch (error) {
      line.setAttribute("role", "alert");
      line.classList.add("error");
      line.textContent = error instanceof TypeError ? "This needs a connection." : error.message;
      field.addEventListener("input", () => line.remove(), { once: true });
    }
  }
}

async function send(file) {
  const body = new FormData();
  body.append("file", file);
  body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
  const response = await fetch("/media", { method: "POST", headers: { Accept: "application/json" }, body });
  if (response.redirected) throw new Error("You are logged out. Log in again, then try once more.");
  if (response.ok) return response.json();
  const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
  throw new Error(isOurs ? (await response.json()).message : "This file is too large, or could not be sent.");
}

function insert(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = start && !/\s$/.test(value.slice(0, start)) ? " " : "";
  const after = end < value.length && !/^\s/.test(value.slice(end)) ? " " : "";
  field.setRangeText(before + mark + after, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function told(field, words) {
  const line = document.createElement("p");
  line.className = "taking";
  line.setAttribute("role", "status");
  line.textContent = words;
  field.after(line);
  return line;
}
