"""Words of the interface that no page may show: broken catalogs, and markup that is not ours."""

from collections.abc import Iterator

from entraide.content.catalogs import check_catalog_safety
from entraide.content.checks.project import Project
from entraide.errors import Problem


def check_interface_words(project: Project) -> Iterator[Problem]:
    """Yield what keeps a build from using the catalogs; a build asks while it reads them."""
    yield from check_catalog_safety(project.settings)
