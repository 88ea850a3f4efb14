"""The reference site as it is built: `docs/` and `data/` of this repository."""

import pytest

from support.browser import Serve
from support.built_site import BuildSite, BuiltSite
from support.paths import ROOT


@pytest.fixture(scope="session")
def reference_site(build_site: BuildSite) -> BuiltSite:
    """The site that `make build` builds."""
    return build_site(ROOT)


@pytest.fixture(scope="session")
def reference_url(reference_site: BuiltSite, serve: Serve) -> str:
    return serve(reference_site)
