"""The site of this repository with its desk, for tests of forms that visitors send."""

import pytest

from support.built_site import BuildSite
from support.desk_site import Origin, Serving


@pytest.fixture
def desk(origin: Serving, build_site: BuildSite) -> Origin:
    return origin(build_site("."))
