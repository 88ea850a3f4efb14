"""A desk for the tests, over a real store of either kind (stores.py), asked as a browser would.

- `settings`: those of a desk on `store_url`, beside a small published site (`site_folder`).
- `desk`: it, opened, with a clock that tests hold (`clock.now`); `clock_of_today` begins now.
- `runtime_dir`: a folder for the keys of the day, which `settings` does not name.
- `client`: asks its application in this process; `headers={...}` replace the browser's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from entraide.desk import proofs
from entraide.desk.app import build_app
from entraide.desk.cost_meter import CostMeter
from entraide.desk.desk import Desk, open_desk
from entraide.desk.settings import DeskSettings
from entraide.desk.staff import passwords
from support.paths import LOCALES
from support.published_site import make_row, publish

SECRET = "vX3q-0Zr9_LmT7uPfK2hQwYb8sNdJcGe"  # noqa: S105 - of the tests
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BROWSER = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class HeldClock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


COSTLY = (passwords.HASHER, proofs.CHALLENGE_COST)  # what a sign-in and words cost at a real desk


@pytest.fixture(scope="session", autouse=True)
def cheap_work() -> Iterator[None]:
    """Passwords and proofs of work cost next to nothing, but where a test asks for `full_work`."""
    with pytest.MonkeyPatch.context() as patch:
        set_costs(patch, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), 10)
        yield


@pytest.fixture
def full_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and proofs of work cost what they cost at a real desk."""
    set_costs(monkeypatch, *COSTLY)


def set_costs(patch: pytest.MonkeyPatch, hasher: PasswordHasher, rounds: int) -> None:
    patch.setattr(passwords, "HASHER", hasher)
    patch.setattr(proofs, "CHALLENGE_COST", rounds)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1029 in both locales, 1030 in English only, 1031 archived, 1032 sensitive."""
    return publish(
        tmp_path_factory.mktemp("site"),
        make_row(1029, "en"),
        make_row(1029, "fr"),
        make_row(1030, "en"),
        make_row(1030, "fr", state="missing"),
        make_row(1031, "en", status="archived"),
        make_row(1032, "en", sensitive=True),
        make_row(1032, "fr", sensitive=True),
    )


@pytest.fixture
def runtime_dir(tmp_path: Path) -> Path:
    """A folder for the keys of the day."""
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def settings(store_url: str, site_folder: Path) -> DeskSettings:
    return DeskSettings(
        database_url=store_url,
        secret=SECRET,
        site_dir=site_folder,
        locales_dir=LOCALES,
    )


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def clock_of_today(clock: HeldClock) -> None:
    """Begin now: a proof of work is checked by the machine's own clock too (by ALTCHA)."""
    clock.now = datetime.now(UTC)


@pytest.fixture
def desk(settings: DeskSettings, clock: HeldClock) -> Iterator[Desk]:
    opened = open_desk(settings, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def patient_meter(desk: Desk) -> None:
    """Lets nobody wait for a budget: what is tested are the limits behind it."""
    object.__setattr__(desk, "meter", CostMeter(1_000))


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(
        build_app(desk),
        base_url="https://help.example",
        headers=BROWSER,
        client=("192.0.2.7", 4711),
    ) as opened:
        yield opened
