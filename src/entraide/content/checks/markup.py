"""Markup that no page can show, in a body, a field or a message; and images without words."""

from collections.abc import Iterator
from urllib.parse import unquote

from entraide.content.catalogs import check_catalog_safety
from entraide.content.checks.project import (
    Project,
    make_body_problem,
    make_field_problem,
    to_warning,
)
from entraide.content.checks.prose_fields import iter_prose_fields
from entraide.content.missing_words import check_missing_words as find_missing_words
from entraide.content.plain_text import find_page_signs
from entraide.errors import Problem
from entraide.model.foreign_markup import find_foreign_parts
from entraide.model.markdown_damage import UNSEEN_SIGN, UNSEEN_SIGNS

LONGEST_TITLE = 200  # signs


def check_markup(project: Project) -> Iterator[Problem]:
    """Yield what the parser could not read in a text; minor faults are warnings."""
    for page, outline in project.iter_outlines():
        for fault in outline.faults:
            problem = make_body_problem(page, fault.line, fault.what, fault.cure)
            yield to_warning(problem) if fault.minor else problem


def check_image_descriptions(project: Project) -> Iterator[Problem]:
    """Yield images that have no alternative text and are not marked as decoration."""
    for page, outline in project.iter_outlines():
        for image in outline.images:
            if not image.described:
                what = f"the image “{unquote(image.text)}” has no words for who cannot see it"
                cure = 'Write ![what it shows](…), or ![](…){alt=""} where it is decoration'
                yield make_body_problem(page, image.line, what, cure)


def check_field_markup(project: Project) -> Iterator[Problem]:
    """Yield signs of Markdown, HTML or dialects in fields: pages would show them as typed.

    Keywords are on no page.
    """
    for field in iter_prose_fields(project):
        page_signs = (
            () if field.kind == "keywords" else find_page_signs(field.text, f"a {field.kind}")
        )
        for what, cure in dict.fromkeys(page_signs):
            yield Problem(field.location, what, cure)


def check_unseen_signs(project: Project) -> Iterator[Problem]:
    """Warn of signs that no reader sees, and that search and screen readers stumble over."""
    for _, version in project.versions:
        lines = version.body.split("\n") if UNSEEN_SIGN.search(version.body) else ()
        for number, line in enumerate(lines):
            for sign in find_foreign_parts(UNSEEN_SIGNS, "", line):
                what = f"there is a sign that nobody sees, {sign}"
                yield to_warning(make_body_problem(version, number, what, "Type this part again"))
    for field in iter_prose_fields(project):
        signs = UNSEEN_SIGNS if UNSEEN_SIGN.search(field.text) else ()
        for sign in find_foreign_parts(signs, "", field.text):
            what = f"the {field.kind} has a sign that nobody sees, {sign}"
            yield to_warning(Problem(field.location, what, "Type it again"))


def check_title_lengths(project: Project) -> Iterator[Problem]:
    """Warn of titles that no list and no search result can show."""
    for _, version in project.versions:
        if len(version.title) > LONGEST_TITLE:
            what = f"the title has {len(version.title)} signs, more than {LONGEST_TITLE}"
            yield to_warning(make_field_problem(version, "title", what, "Say it in fewer words"))


def check_interface_words(project: Project) -> Iterator[Problem]:
    """Yield what keeps a build from using the catalogs; a build asks while it reads them."""
    yield from check_catalog_safety(project.settings)


def check_missing_words(project: Project) -> Iterator[Problem]:
    """Warn of words of the interface that a locale lacks: readers see them in English."""
    yield from find_missing_words(project.settings)
