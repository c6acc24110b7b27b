"""HTML as a tree of tags and texts: lxml parses it, and only what reading needs is kept.

Beautiful Soup makes the same tree, but takes longer to load than a chapter takes to read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]

_KEEP_SPACES = ("pre", "textarea")
_SPACES = " \n\t\f\r"


class Aside(str):
    """A comment, a document type or an instruction: it stands in the tree and is not read."""

    __slots__ = ()


class Tag:
    """A tag with what stands in it, in order; the whole text is a tag without a name."""

    __slots__ = ("_attributes", "children", "gone", "name", "parent")

    def __init__(self, name: str, attributes: Mapping[str, str], parent: Tag | None) -> None:
        self.name, self._attributes, self.parent = name, attributes, parent
        self.children: list[Tag | str] = []
        self.gone = False

    @property
    def body(self) -> Tag | None:
        """Return the first tag named body."""
        return self.find("body")

    def get(self, attribute: str) -> str:
        """Return an attribute; an empty text if it has none of that name."""
        return self._attributes.get(attribute, "")

    def has(self, attribute: str) -> bool:
        """Say whether it has an attribute of that name."""
        return attribute in self._attributes

    def tags(self) -> Iterator[Tag]:
        """Yield the tags in it, in order."""
        waiting = [iter(self.children)]
        while waiting:
            for child in waiting[-1]:
                if isinstance(child, Tag):
                    yield child
                    waiting.append(iter(child.children))
                    break
            else:
                waiting.pop()

    def find_all(self, *names: str) -> list[Tag]:
        """Return the tags in it with one of these names, in order; all if none is given."""
        return [tag for tag in self.tags() if not names or tag.name in names]

    def find(self, *names: str) -> Tag | None:
        """Return the first tag in it with one of these names."""
        return next((tag for tag in self.tags() if tag.name in names), None)

    def cells(self, *names: str) -> list[Tag]:
        """Return the tags with one of these names that stand in it, but in no other tag in it."""
        return [tag for tag in self.children if isinstance(tag, Tag) and tag.name in names]

    def texts(self, without: Collection[str] = ()) -> Iterator[str]:
        """Yield the texts in it, asides too, but nothing under tags of the names ``without``."""
        waiting = [iter(self.children)]
        while waiting:
            for child in waiting[-1]:
                if isinstance(child, str):
                    yield child
                elif child.name not in without:
                    waiting.append(iter(child.children))
                    break
            else:
                waiting.pop()

    def words(self, between: str = "") -> str:
        """Return the text in it as it stands, with ``between`` its pieces."""
        return between.join(text for text in self.texts() if not isinstance(text, Aside))

    def stripped(self) -> str:
        """Return the text in it, each piece without the spaces around it."""
        return "".join(text.strip() for text in self.texts() if not isinstance(text, Aside))

    def is_under(self, name: str) -> bool:
        """Say whether it stands in a tag of that name."""
        tag = self.parent
        while tag is not None and tag.name != name:
            tag = tag.parent
        return tag is not None

    def remove(self) -> None:
        """Take it, and all that stands in it, out of the tree."""
        if self.parent is not None:
            self.parent.children.remove(self)
        for tag in [self, *self.tags()]:
            tag.gone = True
            tag.parent = None
        self.children = []


def parsed(text: str) -> Tag:
    """Return the tree of an HTML text; what is damaged is mended as browsers do it."""
    builder = _Builder()
    parser = etree.HTMLParser(target=builder, recover=True)
    try:
        parser.feed(text.removeprefix("\ufeff"))
        parser.close()
    except etree.ParserError:
        builder.close()
    return builder.root


class _Builder:
    """Makes the tree of what the parser meets."""

    def __init__(self) -> None:
        self.root = Tag("", {}, None)
        self._at = self.root
        self._heard: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._text()
        tag = Tag(name, dict(attributes), self._at)
        self._at.children.append(tag)
        self._at = tag

    def end(self, name: str) -> None:
        self._text()
        tag: Tag | None = self._at
        while tag is not None and tag.name != name:
            tag = tag.parent
        if tag is not None and tag.parent is not None:
            self._at = tag.parent

    def data(self, text: str) -> None:
        self._heard.append(text)

    def comment(self, text: str) -> None:
        self._text()
        self._at.children.append(Aside(text))

    def doctype(self, name: str, public: str, system: str) -> None:
        self.comment(name)

    def pi(self, target: str, data: str | None = None) -> None:
        self.comment(f"{target} {data or ''}")

    def close(self) -> Tag:
        self._text()
        return self.root

    def _text(self) -> None:
        text = "".join(self._heard)
        if not text:
            return
        self._heard = []
        if not text.strip(_SPACES) and not self._keeps_spaces():
            text = "\n" if "\n" in text else " "
        self._at.children.append(text)

    def _keeps_spaces(self) -> bool:
        return self._at.name in _KEEP_SPACES or any(map(self._at.is_under, _KEEP_SPACES))
