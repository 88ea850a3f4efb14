"""An object store at work: moto’s server, which speaks S3, as a process of its own."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bench.ports import find_free_port
from bench.web_servers import run_process
from support.paths import ROOT

BUCKET = "help.example.org"


GUIDE = ROOT / "handbook" / "how-to" / "publish-to-an-object-store.md"


@dataclass(frozen=True)
class ObjectStore:
    """Where a store listens, and what it wrote of the requests to it."""

    address: str
    log: Path
    start: int = 0  # where what it wrote begins

    def get(self, key: str) -> Any:
        """The answer to whoever asks for an object of the bucket."""
        return httpx2.get(f"{self.address}/{BUCKET}/{key}")

    def put(self, key: str, content: str) -> None:
        """Write an object that is none of ours."""
        httpx2.put(f"{self.address}/{BUCKET}/{key}", content=content).raise_for_status()

    def list_requests(self) -> list[tuple[str, str]]:
        """The method and the path of each request so far, in order."""
        lines = [line.split('"') for line in self.log.read_text("utf-8")[self.start :].split("\n")]
        words = [line[1].split() for line in lines if len(line) > 2 and "HTTP/" in line[1]]
        return [(method, path.partition("?")[0]) for method, path, _ in words]


@pytest.fixture(scope="session")
def object_store_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    port, log = find_free_port(), tmp_path_factory.mktemp("object-store") / "log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with run_process(command, log, port):
        yield ObjectStore(f"http://127.0.0.1:{port}", log)


@pytest.fixture
def object_store(object_store_server: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    """An empty bucket, readable as the guide says; commands of the test find it."""
    address = object_store_server.address
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "eu-west-3",
        "AWS_ENDPOINT_URL": address,
    }.items():
        monkeypatch.setenv(name, value)
    [policy] = re.findall(
        r"^```json\n(.+?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    bucket = f"{address}/{BUCKET}"
    httpx2.post(f"{address}/moto-api/reset").raise_for_status()
    httpx2.put(bucket).raise_for_status()
    policy = policy.replace("help-example-org", BUCKET)
    httpx2.put(f"{bucket}?policy", content=policy).raise_for_status()
    log = object_store_server.log
    return ObjectStore(address, log, len(log.read_text("utf-8")))
