// How two short answers differ, letter by letter; case, punctuation and spaces are forgiven.
const ALIKE = 0.5;

export function compared(typed, wanted) {
  const [a, b] = [letters(typed), letters(wanted)];
  const pairs = common(a, b);
  const missed = Math.max(a.length, b.length) - pairs.length;
  if (!missed) return { verdict: "As in the answer.", ...whole(typed, wanted, true) };
  if (2 * pairs.length < ALIKE * (a.length + b.length)) {
    return { verdict: "Something else than the answer.", ...whole(typed, wanted, false) };
  }
  return {
    verdict: missed === 1 ? "One letter differs." : `${missed} letters differ.`,
    typed: marked(typed, a, new Set(pairs.map(([i]) => i))),
    wanted: marked(wanted, b, new Set(pairs.map(([, j]) => j))),
  };
}

function whole(typed, wanted, same) {
  return { typed: [{ text: typed, same }], wanted: [{ text: wanted, same }] };
}

// The letters and digits of a text, each with where it stands.
function letters(text) {
  return [...text.matchAll(/[\p{L}\p{N}]\p{M}*/gu)].map((match) => ({
    key: match[0].normalize("NFC").toLowerCase(),
    at: match.index,
    end: match.index + match[0].length,
  }));
}

// The longest common subsequence, as pairs of places.
function common(a, b) {
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i][j] = a[i].key === b[j].key ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i].key === b[j].key) pairs.push([i++, j++]);
    else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

// The text in runs of letters that are common and letters that are not.
function marked(text, found, kept) {
  const runs = [];
  let from = 0;
  for (const [index, { at, end }] of found.entries()) {
    add(runs, text.slice(from, at), runs.at(-1)?.same ?? true);
    add(runs, text.slice(at, end), kept.has(index));
    from = end;
  }
  add(runs, text.slice(from), true);
  return runs;
}

function add(runs, text, same) {
  if (!text) return;
  if (runs.at(-1)?.same === same) runs.at(-1).text += text;
  else runs.push({ text, same });
}
