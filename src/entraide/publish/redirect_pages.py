"""The pages of redirects: drawn once for each of a few shapes, with gaps, and filled as a format.

A site has two or more for each of its entries, and they differ in a few words. The template is
asked once for those that differ in more: in how deep they stand, in whether the entry has moved, in
whether its text is in another language. A project's own template may do what it likes with any
value, so it is asked for every page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jinja2 import Environment, meta
from markupsafe import escape

from entraide.publish.redirects import Redirect
from entraide.shipped_folders import get_theme_folder

TEMPLATE = "redirect.html"
GAP = re.compile("gap-([a-z]+)-gap")
# What a gap stands for. Only templates of ours are drawn with gaps: they print these as they are.
FIELDS: Mapping[str, Callable[[Redirect], str]] = {
    "url": lambda redirect: redirect.link.url,
    "title": lambda redirect: redirect.link.title,
    "lang": lambda redirect: redirect.link.lang,
    "dir": lambda redirect: redirect.link.dir,
    "language": lambda redirect: redirect.link.language,
    "canonical": lambda redirect: redirect.canonical,
    "number": lambda redirect: redirect.number,
}
Draw = Callable[[Redirect], str]


@dataclass(frozen=True, slots=True)
class _RedirectForm:
    """A page of a redirect with gaps: the text between them, and the name of each value."""

    pieces: tuple[str, ...]
    fields: tuple[str, ...]

    def fill(self, redirect: Redirect) -> str:
        """Return the page of `redirect`, whose shape is that of the form."""
        values = [str(escape(FIELDS[name](redirect))) for name in self.fields]
        words = [word for pair in zip(self.pieces, values, strict=False) for word in pair]
        return "".join((*words, self.pieces[-1]))


def iter_redirect_pages(
    redirects: Iterable[Redirect], environment: Environment
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of each of `redirects`, and what draws its page in HTML."""
    draw = _make_drawing(environment)
    if not _is_ours(environment):
        yield from ((redirect.url, partial(draw, redirect)) for redirect in redirects)
        return
    forms: dict[tuple[int, bool, bool], _RedirectForm] = {}
    for redirect in redirects:
        shape = (redirect.url.count("/"), redirect.moved, redirect.link.fallback)
        if shape not in forms:
            forms[shape] = _make_form(redirect, draw)
        yield redirect.url, partial(forms[shape].fill, redirect)


def _make_drawing(environment: Environment) -> Draw:
    template = environment.get_template(TEMPLATE)

    def draw(redirect: Redirect) -> str:
        base_url = "/".join(".." for _ in range(redirect.url.count("/")))
        return template.render(redirect=redirect, page=None, base_url=base_url)

    return draw


def _make_form(redirect: Redirect, draw: Draw) -> _RedirectForm:
    """Make the form of the pages that have the shape of `redirect`."""
    gaps = {name: f"gap-{name}-gap" for name in FIELDS}
    link = replace(
        redirect.link,
        url=gaps["url"],
        title=gaps["title"],
        lang=gaps["lang"],
        dir=gaps["dir"],
        language=gaps["language"],
    )
    blank = replace(redirect, link=link, canonical=gaps["canonical"], number=gaps["number"])
    parts = GAP.split(draw(blank))
    return _RedirectForm(tuple(parts[::2]), tuple(parts[1::2]))


def _is_ours(environment: Environment) -> bool:
    """Return whether the template, and each that it includes, comes with Entraide."""
    waiting, seen = [TEMPLATE], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        assert environment.loader  # noqa: S101 - it has found the template
        source, file, _ = environment.loader.get_source(environment, name)
        if not file or not Path(file).is_relative_to(get_theme_folder().resolve()):
            return False
        for each in meta.find_referenced_templates(environment.parse(source)):
            if each is None:  # a name that only drawing the page would tell
                return False
            waiting.append(each)
    return True
