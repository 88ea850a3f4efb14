"""Markup of bodies: what no page can show of a text, and images without words."""

from collections.abc import Iterator
from urllib.parse import unquote

from entraide.content.checks.project import Project, make_body_problem, to_warning
from entraide.errors import Problem


def check_markup(project: Project) -> Iterator[Problem]:
    """Yield what the parser could not make sense of in a text; minor faults are warnings."""
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
