// What only the writer can say of a note: her answers, and what they would make of it before she takes it.
export function asking({ preview, taken, offer, made }) {
  const said = {};
  return box;

  function box({ rule, asks, asksFor }) {
    const answers = said[rule] ??= {};
    const group = made("fieldset", "", "asking");
    const shown = made("div");
    shown.setAttribute("aria-live", "polite");
    const inputs = asks.map((question) => field(question, rule, answers));
    group.append(made("legend", asksFor), ...inputs, shown);
    let timer;
    let asked = 0;
    group.addEventListener("input", (event) => {
      event.stopPropagation();
      answers[event.target.dataset.say] = event.target.value;
      clearTimeout(timer);
      timer = setTimeout(look, 250);
    });
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.matches("button")) return;
      event.preventDefault();
      shown.querySelector("button")?.click();
    });
    if (Object.values(answers).some(Boolean)) look();
    return group;

    async function look() {
      const mine = ++asked;
      const reply = await preview({ rule, answers });
      if (mine !== asked || !reply) return;
      const { repair, problem } = reply.answered ?? {};
      shown.replaceChildren(...(problem ? [made("p", problem, "error")] : repair ? offer(repair, () => { said[rule] = {}; taken(repair); }) : []));
      if (repair) shown.querySelector("button").append(" ", made("kbd", "Enter"));
    }
  }

  function field({ name, label, hint, kind }, rule, answers) {
    const row = made("div", "", "field");
    const input = made("input");
    const id = `say-${rule}-${name}`;
    Object.assign(input, { id, type: kind, value: answers[name] ?? "", maxLength: 200 });
    input.dataset.say = name;
    const words = made("label", label);
    words.htmlFor = id;
    row.append(words);
    if (hint) {
      const line = made("p", hint, "hint");
      line.id = `${id}-hint`;
      input.setAttribute("aria-describedby", line.id);
      row.append(line);
    }
    row.append(input);
    return row;
  }
}

// A list that is drawn anew keeps the focus in the field where one was.
export function keepingFocus(place, draw) {
  const id = place.contains(document.activeElement) ? document.activeElement.id : "";
  draw();
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
