"""What people need who have a page read out: levels of headings in order, links that say enough.

A screen reader lists the headings of a page by level, and its links without the text around them
(WCAG 2.2, criteria 1.3.1 and 2.4.4).
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.errors import Problem
from entraide.model.locales import get_language

TITLE_LEVEL = 1  # the title of a page is its only heading of this level
# Language -> words that say nothing alone, in small letters and without other signs.
VAGUE_WORDS = {
    "en": frozenset(
        {
            *("here", "click", "click here", "tap here", "see here", "press here", "go here"),
            *("this", "this link", "this page", "this site", "this website", "link", "the link"),
            *("follow this link", "click this link", "more", "read more", "see more", "see"),
            *("learn more", "find out more", "know more", "read on", "continue", "details"),
        }
    ),
    "fr": frozenset(
        {
            *("ici", "cliquez ici", "cliquer ici", "clique ici", "appuyez ici", "voir ici"),
            *("par ici", "juste ici", "là", "ce lien", "le lien", "lien", "via ce lien"),
            *("suivez ce lien", "cliquez sur ce lien", "cette page", "ce site", "plus", "voir"),
            *("en savoir plus", "savoir plus", "voir plus", "lire plus", "lire la suite"),
            *("la suite", "suite", "plus d informations", "plus d infos", "détails"),
        }
    ),
}


def check_heading_levels(project: Project) -> Iterator[Problem]:
    """Warn of headings that leave out a level, as `####` below `##` does."""
    for page, outline in project.iter_outlines():
        above, written_above = TITLE_LEVEL, 0
        for heading in (each for each in outline.headings if not each.title):
            if heading.level > above + 1:
                signs = "#" * written_above
                before = f"stands below {signs}" if signs else "begins the page"
                mark = "#" * heading.written_level
                what = f"the heading “{heading.text}” leaves out a level: {mark} {before}"
                cure = f"Begin it with {'#' * max(written_above + 1, TITLE_LEVEL + 1)}"
                yield to_warning(make_body_problem(page, heading.line, what, cure))
            above, written_above = heading.level, heading.written_level


def check_link_words(project: Project) -> Iterator[Problem]:
    """Warn of links whose words do not say where they lead, such as “click here”."""
    for page, outline in project.iter_outlines():
        vague = VAGUE_WORDS.get(get_language(project.site.get_locale(page.locale).lang), ())
        for link in outline.links:
            if _fold_words(link.words) in vague:
                what = f"the words of the link, “{link.words}”, do not say where it leads"
                cure = "Take words that do, such as the title of the page"
                yield to_warning(make_body_problem(page, link.line, what, cure))


def _fold_words(text: str) -> str:
    """Return the words of `text` in small letters, with single spaces and no other signs."""
    letters = (sign if sign.isalnum() else " " for sign in text.casefold())
    return " ".join("".join(letters).split())
