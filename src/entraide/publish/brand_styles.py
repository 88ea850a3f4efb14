"""The end of the style sheet: what the brand of a project changes, as CSS.

It comes last in `assets/site.css`, which the pages of the desk load too.
"""

import re
from collections.abc import Iterator, Mapping

from entraide.model.brand import Brand, Icon, Mark
from entraide.publish.icons import FAVICON

MARK = ".header-home::before,.plain-header .header-row::before"
DARK = "@media screen and (prefers-color-scheme:dark)"
UNSEEN = (
    "position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap"
)
# On paper, a brand has its name above the text; a mark made for the band would not be seen there.
PRINT = (
    "@media print{.header{display:block;background:none;color:inherit}"
    ".header-row{padding-inline:0}.header-row>:not(.header-home),.header-home::before{display:none}"
    ".header>:not(.header-row){display:none}.header-home>span{position:static;inline-size:auto;"
    "block-size:auto;overflow:visible;clip-path:none}}"
)
# Families that are no names of fonts: in quotes they would be.
GENERIC = re.compile(r"(?:ui-)?(?:sans-serif|serif|monospace|rounded)|system-ui|cursive|fantasy")


def build_brand_styles(brand: Brand) -> str:
    """Return the CSS of the brand; "" where it changes nothing."""
    return "".join(f"{line}\n" for line in _iter_rules(brand))


def _iter_rules(brand: Brand) -> Iterator[str]:
    for font in brand.font_files:
        yield (
            f"@font-face{{font-family:{_quote(font.family)};src:url({_quote(font.url)});"
            f"font-weight:{font.weight};font-style:{font.style};font-display:swap}}"
        )
    light = dict(brand.light)
    if brand.fonts:
        light["font"] = ",".join(map(_format_family, brand.fonts))
    if light:
        yield f":root{{{_format_tokens(light)}}}"
    if brand.dark:
        yield f"{DARK}{{:root{{{_format_tokens(brand.dark)}}}}}"
    yield from _iter_mark_rules(brand)
    if brand.names:
        yield PRINT
    if brand.css:
        yield brand.css


def _iter_mark_rules(brand: Brand) -> Iterator[str]:
    """Yield what shows the mark at the top: the logo, else the icon, else ours."""
    if logo := brand.logo:
        yield _show_mark(logo.light)
        if logo.dark != logo.light:
            yield f"{DARK}{{{_show_mark(logo.dark)}}}"
        if logo.wordmark:
            yield f".header-home>span{{{UNSEEN}}}"
    elif brand.icon:
        yield _show_mark(_make_icon_mark(brand.icon))


def _make_icon_mark(icon: Icon) -> Mark:
    return Mark(FAVICON, icon.ratio)


def _show_mark(mark: Mark) -> str:
    """Return the rule that shows a mark as high as a line of the band, and as wide as it is."""
    return (
        f"{MARK}{{background-image:url({_quote(mark.url)});aspect-ratio:{mark.ratio:g};"
        "inline-size:auto;block-size:2rem;max-inline-size:min(100%,14rem)}"
    )


def _format_tokens(tokens: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


def _format_family(family: str) -> str:
    return family if GENERIC.fullmatch(family) else _quote(family)


def _quote(text: str) -> str:
    """Return `text` as a string of CSS, in quotes."""
    escaped = re.sub(r'[\\"\n\r\f]', lambda sign: f"\\{ord(sign[0]):x} ", text)
    return f'"{escaped}"'
