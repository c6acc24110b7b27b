// What could be better about the note in the editor: each repair before and after, one key to take it.
import { asking, keepingFocus } from "./advice-asks.js";
import { nodes } from "./safe-html.js";

const FIELDS = ["type", "front", "back", "text", "extra", "source", "tags"];

export function advise(editor, form, arrange, preview) {
  const place = editor.querySelector("[data-advice]");
  const said = editor.querySelector("[data-advice-said]");
  const also = editor.querySelector("[data-also]");
  const advised = form.elements.advised;
  const askBox = asking({ preview, taken: take, offer, made });
  let saying;
  let past = null;

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    place.querySelector("button:not(.link)")?.click();
  });
  form.addEventListener("input", () => {
    past = null;
    for (const button of place.querySelectorAll("button")) button.disabled = true;
  });
  return { show };

  function show(found) {
    place.hidden = !found.length && !past;
    keepingFocus(place, () => {
      place.replaceChildren(...(place.hidden ? [] : [made("h2", "To make it a better card")]), ...found.map(finding));
      place.querySelector("button")?.append(made("kbd", "Alt"), "+", made("kbd", "Enter"));
      if (past) place.append(takeBack());
    });
    if (advised) advised.value = found.map(({ rule }) => rule).join(" ");
    clearTimeout(saying);
    saying = setTimeout(() => say(found), 800);
  }

  // Only what is new is said, and only once one pauses.
  function say(found) {
    const words = found.map(({ levelName, message }) => `${levelName}: ${message}`).join(" ");
    if (said.textContent !== words) said.textContent = words;
  }

  function finding(each) {
    const { name, level, levelName, message, repair, asks } = each;
    const box = made("div", "", "finding");
    box.dataset.level = level;
    const title = made("p", "", "what");
    title.append(made("strong", name), " ", made("span", levelName, "level"));
    box.append(title, made("p", message));
    if (repair && canTake(repair)) box.append(...offer(repair));
    if (asks.length) box.append(askBox(each));
    return box;
  }

  function canTake({ fields, also: others }) {
    const sameKind = fields.type === form.elements.type.value || !("fixed" in editor.dataset);
    return sameKind && (also || !others.length);
  }

  function offer(repair, act = () => take(repair)) {
    const lists = [repair.changes, ...repair.added].map((changes, index) => changeList(changes, index));
    const button = made("button", `${repair.what} `, "button quiet small");
    button.type = "button";
    button.addEventListener("click", act);
    return [...lists, button];
  }

  function changeList(changes, index) {
    const list = made("dl", "", "change");
    for (const { label, before, after } of changes) {
      const row = made("div");
      row.append(made("dt", index ? `Another note: ${label}` : label));
      if (before) row.append(side("before", before));
      row.append(side(after ? "after" : "sr", after || "nothing"));
      list.append(row);
    }
    return list;
  }

  function side(name, html) {
    const part = made("dd", "", name);
    part.append(made("span", name === "before" ? "Before: " : "After: ", "sr"), ...nodes(html));
    return part;
  }

  function take(repair) {
    past = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value]));
    past.also = also ? [...also.querySelectorAll("fieldset")] : [];
    put(repair.fields);
    for (const pair of repair.also) also.append(another(pair));
    if (also) also.hidden = !also.querySelector("fieldset");
    landOn(repair);
  }

  function takeBack() {
    const button = made("button", "Take the repair back", "link");
    button.type = "button";
    button.addEventListener("click", () => {
      const before = past;
      past = null;
      put(before);
      if (also) {
        also.replaceChildren(also.querySelector("h2"), ...before.also);
        also.hidden = !before.also.length;
      }
      landOn({ changes: [] });
    });
    return button;
  }

  function put(values) {
    for (const name of FIELDS) {
      if (form.elements[name] && values[name] !== undefined) form.elements[name].value = values[name];
    }
    arrange();
  }

  function landOn({ changes }) {
    const name = changes.findLast(({ after }) => after)?.label.toLowerCase();
    const shown = FIELDS.slice(1).map((each) => form.elements[each]).filter((each) => each?.offsetParent);
    (shown.find((each) => each.name === name) ?? shown[0])?.focus();
  }
}

function another([front, back]) {
  const group = made("fieldset");
  group.append(made("legend", "Another note"), labelled("Front", "also_front", front), labelled("Back", "also_back", back));
  return group;
}

function labelled(words, name, value) {
  const label = made("label", `${words} `);
  const area = made("textarea");
  Object.assign(area, { name, value, rows: 2 });
  label.append(area);
  return label;
}

function made(tag, words = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = words;
  if (className) element.className = className;
  return element;
}
