"""Sites with their desks, for tests of forms that visitors send."""

import pytest

from support.built_site import BuildSite
from support.desk_site import Origin, Serving


@pytest.fixture
def desk(origin: Serving, build_site: BuildSite) -> Origin:
    """The site of tests/sites/square with its desk."""
    return origin(build_site("square"))


@pytest.fixture
def states(origin: Serving, build_site: BuildSite) -> Origin:
    """The site of tests/sites/states with its desk."""
    return origin(build_site("states"))
