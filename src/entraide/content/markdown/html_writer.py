"""A writer that collects the parts of a text: HTML, and gaps that each page fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations
from html import escape

from markdown_it.token import Token

from entraide.content.markdown.callout_kinds import KINDS
from entraide.content.markdown.parts import PageParts, PartKind
from entraide.content.markdown.urgency import LATER, NOW
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.web_address import get_scheme

SENTENCES = frozenset({"paragraph_open", "list_item_open", "dd_open"})


def get_generated_words(catalog: NullTranslations) -> Mapping[str, str]:
    """Return the words that Markdown generates, in the language of `catalog`."""
    _ = catalog.gettext
    titles = (_("Note"), _("Tip"), _("Important"), _("Warning"), _("Caution"))
    return {
        **dict(zip(KINDS, titles, strict=True)),
        "footnote": _("Back to the text (note {})"),
        "table": _("Table"),
        "step": _("Step {} done"),
        NOW: _("Now"),
        LATER: _("Later"),
    }


ENGLISH = get_generated_words(NullTranslations())


@dataclass(frozen=True, slots=True)
class BorrowedTexts:
    """Passages that stand in the language of the source, by their digests; `lang` is its tag."""

    lang: str
    dir: str
    digests: tuple[str, ...]  # sorted


@dataclass(frozen=True, slots=True)
class RenderStyle:
    """How a text is rendered: in which language (a BCP 47 tag), with which generated words.

    `words` has the keys of ENGLISH. With `shows_hosts`, a link to another site shows its host.
    Passages that are `borrowed` have a language of their own.
    """

    lang: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)
    shows_hosts: bool = False
    borrowed: BorrowedTexts | None = None


@dataclass
class HtmlWriter:
    """Renders `tokens` into `parts`; `titles` are the words of each heading so far."""

    tokens: Sequence[Token]
    style: RenderStyle
    parts: PageParts = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # types of the blocks that are open
    urgency: str = ""  # of the section
    step: int = 0  # the number of the last step of its list
    folds: list[bool] = field(default_factory=list)  # of each open callout: whether it folds
    depth: int = 0  # how many links and tags are open within the text
    host: str = ""  # of the link that is open: where it leads, to be shown behind it

    def write(self, html: str) -> None:
        """Add HTML."""
        self.parts.append(html)

    def add(self, kind: PartKind, value: object) -> None:
        """Add a part that only a page can fill."""
        self.parts.append((kind, value))

    def write_words(self, text: str) -> None:
        """Add words of a sentence as a part of their own, in which a page looks for terms."""
        if self.depth or not self.around or self.around[-1] not in SENTENCES:
            self.write(escape(text, quote=False))
        else:
            self.add(PartKind.PROSE, text)

    def write_attribute(self, name: str, value: str) -> None:
        """Add an attribute, its placeholders as parts."""
        self.write(f' {name}="')
        self.write_template(escape(value))
        self.write('"')

    def write_template(self, html: str) -> None:
        """Add HTML of an attribute, with its placeholders as parts."""
        end = 0
        for match in PLACEHOLDER.finditer(html):
            self.write(html[end : match.start()])
            self.add(PartKind.PLAIN, match[1])
            end = match.end()
        self.write(html[end:])

    def begin_line(self) -> None:
        """End the line of HTML that is begun, so that a block starts its own."""
        last = self.parts[-1] if self.parts else "\n"
        if not (last[0] is PartKind.BELOW if isinstance(last, tuple) else last.endswith("\n")):
            self.write("\n")

    def write_address(self, address: str) -> None:
        """Add an address; one within the site, or with a placeholder, is a part of its own."""
        if "{{" in address or not get_scheme(address):
            self.add(PartKind.ADDRESS, address)
        else:
            self.write(escape(address))
