"""Markup of bodies: what no page can show of a text, and images without words."""

from collections.abc import Iterator
from urllib.parse import unquote

from entraide.content.checks.project import Project, advice, in_body
from entraide.errors import Problem


def unshowable_markup(project: Project) -> Iterator[Problem]:
    """Yield what the parser could not make sense of in a text; minor faults are warnings."""
    for page, outline in project.outlined():
        for fault in outline.faults:
            problem = in_body(page, fault.line, fault.what, fault.cure)
            yield advice(problem) if fault.minor else problem


def undescribed_images(project: Project) -> Iterator[Problem]:
    """Yield images that have no alternative text and are not marked as decoration."""
    for page, outline in project.outlined():
        for image in outline.images:
            if not image.described:
                what = f"the image “{unquote(image.text)}” has no words for who cannot see it"
                cure = 'Write ![what it shows](…), or ![](…){alt=""} where it is decoration'
                yield in_body(page, image.line, what, cure)
