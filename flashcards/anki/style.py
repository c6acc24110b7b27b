"""The look of our cards in Anki: calm as a book page, by day and by night, on every screen.

Anki sets ``nightMode`` (AnkiDroid also ``night_mode``) beside ``card`` on the page's body.
"""

from __future__ import annotations

CSS = """\
.card {
  --page: #fdfcf9; --ink: #24262a; --quiet: #5f646b; --line: #d8d4ca; --accent: #1f5f8b;
  box-sizing: border-box;
  max-width: 36rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem;
  background: var(--page);
  color: var(--ink);
  font-family: Charter, "Iowan Old Style", "Palatino Linotype", Georgia, "Noto Serif", serif;
  font-size: 1.25rem;
  line-height: 1.5;
  text-align: left;
  overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode {
  --page: #1f2022; --ink: #e6e3db; --quiet: #a8a69f; --line: #44464a; --accent: #8dc3ea;
  color-scheme: dark;
}
html:has(.card) { background: #fdfcf9; }
html:has(.card.nightMode), html:has(.card.night_mode) { background: #1f2022; }
.side > :first-child { margin-top: 0; }
.side > :last-child { margin-bottom: 0; }
hr { height: 0; margin: 1.25rem 0; border: 0; border-top: 1px solid var(--line); }
a, .cloze { color: var(--accent); }
.cloze { font-weight: bold; }
.extra { margin-top: 1.25rem; font-size: 1.0625rem; }
.source { margin-top: 1rem; color: var(--quiet); font-size: 0.9375rem; }
.source + .source { margin-top: 0.25rem; }
summary { cursor: pointer; }
blockquote { margin: 0.5rem 0; padding-left: 0.875rem; border-left: 2px solid var(--line); }
img, video { max-width: 100%; height: auto; }
pre { overflow-x: auto; }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.875em; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.5rem; border: 1px solid var(--line); }
ul, ol { padding-left: 1.5rem; }
"""
