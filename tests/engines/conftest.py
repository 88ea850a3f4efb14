"""Firefox and WebKit, one of each for all tests of a module, and a site with every part.

- `visit`: a page in one of them, on a phone of 360 × 740, at the site with its desk. Every test
  that takes it runs in both.
- `bare_visit`: the same without scripts, in a dark look.
- `engine_url`: the same site without a desk.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.browser import Serve
from support.built_site import BuiltSite
from support.desk_site import Origin, Serving
from support.engine_page import Engine, EnginePage
from support.engines import start_engine

NewHome = Callable[[], Path]
ENGINES = ["firefox", "webkit"]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, new_home: NewHome) -> Iterator[Engine]:
    with start_engine(request.param, new_home()) as engine:
        yield engine


@pytest.fixture(scope="module", params=ENGINES)
def bare_engine(request: pytest.FixtureRequest, new_home: NewHome) -> Iterator[Engine]:
    with start_engine(request.param, new_home(), scripts=False, dark=True) as engine:
        yield engine


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> NewHome:
    """Makes a folder for what one browser writes, downloads too."""
    return lambda: tmp_path_factory.mktemp("engine")


@pytest.fixture
def desk(origin: Serving, engine_site: BuiltSite) -> Origin:
    return origin(engine_site)


@pytest.fixture(scope="session")
def engine_url(serve: Serve, engine_site: BuiltSite) -> str:
    return serve(engine_site)


@pytest.fixture
def visit(engine: Engine, desk: Origin) -> Iterator[EnginePage]:
    yield EnginePage(engine, desk.url)
    engine.open("about:blank")


@pytest.fixture
def bare_visit(bare_engine: Engine, desk: Origin) -> Iterator[EnginePage]:
    yield EnginePage(bare_engine, desk.url)
    bare_engine.open("about:blank")
