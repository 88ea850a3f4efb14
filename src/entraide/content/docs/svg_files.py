"""Refuse an SVG that is more than a drawing: a browser that opens one runs its scripts.

Elements are those of a list. Addresses lead into the file itself, or hold an image (`data:`).
Elements and attributes of drawing programs are inert in a browser, and stay.
"""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# Namespaces that drawing programs write, and browsers do not know.
EDITORS = re.compile(
    r"http://(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|www\.serif\.com|ns\.adobe\.com"
    r"|www\.bohemiancoding\.com|www\.w3\.org/1999/02/22-rdf-syntax-ns|purl\.org/dc"
    r"|creativecommons\.org|web\.resource\.org/cc|boxy-svg\.com)\b.*|https://boxy-svg\.com"
)
ELEMENTS = frozenset(
    """
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop style
    svg switch symbol text textPath title tspan use view
    """.split()  # noqa: SIM905 - read as a text
)
INSIDE = re.compile(
    r"\s*(?:#.*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*)?", re.DOTALL
)
# What leads out of a file, or hides that it does, where a value is read as CSS.
FETCHES = re.compile(
    r"""url\s*\(\s*["']?\s*(?![\s#"'])|\\|\b(?:image-set|image|src|element|expression)\s*\("""
    r"""|cross-fade\s*\(|-moz-binding|\bbehavior\s*:|javascript:""",
    re.IGNORECASE,
)
AT_RULE = re.compile(r"@(?!media\b)", re.IGNORECASE)
DEEPEST = 200  # levels of elements
SVG_CURE = "Save it as a plain SVG without this, or as a PNG"


class _RefusedSvgError(Exception):
    """Raised for an SVG that is more than a drawing; it has the line and what is wrong."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(line, what)
        self.line, self.what = line, what


class _SvgReader:
    """Reads an SVG with expat, and stops at the first thing that is no drawing."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.style: list[str] | None = None  # the text of the style element that is being read
        self.is_first = True
        self.depth = 0
        self.parser.StartElementHandler = self._start_element
        self.parser.EndElementHandler = self._end_element
        self.parser.CharacterDataHandler = self._read_text
        self.parser.EntityDeclHandler = lambda *_: self._refuse("it declares an entity")
        self.parser.ProcessingInstructionHandler = self._refuse_instruction
        self.parser.XmlDeclHandler = self._check_encoding

    def _refuse(self, what: str) -> NoReturn:
        raise _RefusedSvgError(self.parser.CurrentLineNumber, what)

    def _refuse_instruction(self, target: str, _data: str) -> None:
        self._refuse(f"it has the instruction “{target}”")

    def _check_encoding(self, _version: str, encoding: str | None, _alone: int) -> None:
        if (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
            self._refuse("it is not in UTF-8")

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.is_first and (space, local) != (SVG, "svg"):
            self._refuse(f"it begins with <{local}> and is no SVG")
        self.is_first = False
        self.depth += 1
        if self.depth > DEEPEST:
            self._refuse(f"its elements are nested more than {DEEPEST} deep")
        known = local in ELEMENTS if space == SVG else EDITORS.fullmatch(space)
        if not known or self.style is not None:
            self._refuse(f"it has the element <{local}>")
        if local == "style":
            self.style = []
        for each, value in attributes.items():
            self._check_attribute(each, value)

    def _check_attribute(self, name: str, value: str) -> None:
        space, _, local = name.rpartition(" ")
        if space not in ("", XLINK, XML):
            return
        lower = local.lower()
        if lower.startswith("on"):
            self._refuse(f"it has the event handler {local}")
        if lower in {"href", "src", "base"}:
            leads_out = not INSIDE.fullmatch(value)
        elif lower == "style":
            leads_out = _is_loading(value)
        else:
            leads_out = not lower.startswith(("aria-", "data-")) and bool(FETCHES.search(value))
        if leads_out:
            self._refuse(f"its attribute {local} may lead elsewhere")

    def _read_text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def _end_element(self, _name: str) -> None:
        self.depth -= 1
        if self.style is not None and _is_loading("".join(self.style)):
            self._refuse("its style may load from elsewhere")
        self.style = None


def _is_loading(style: str) -> bool:
    return bool(FETCHES.search(style) or AT_RULE.search(style))


def check_svg(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and what is wrong with an SVG that is more than a drawing."""
    reader = _SvgReader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 - expat's: it is all
    except _RefusedSvgError as refused:
        yield refused.line, refused.what
    except expat.ExpatError as error:
        yield error.lineno, f"it is no XML: {expat.ErrorString(error.code)}"
