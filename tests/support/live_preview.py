"""A project under preview without a server: it is asked, edited, and says what is wrong."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.types import Message

from entraide.errors import select_errors
from entraide.preview.app import PreviewApp
from entraide.preview.live_preview import LivePreview
from entraide.preview.search_index import SearchIndex
from support.built_site import DAY, copy_site
from support.coroutines import run

HOST = "127.0.0.1"


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class ProjectPreview:
    """A project under preview at `/in/here/`."""

    project: Path
    preview: LivePreview
    search: SearchIndex
    app: PreviewApp

    def get(self, path: str, method: str = "GET", hosts: Sequence[str] = (HOST,)) -> Answer:
        return run(self._ask(f"/in/here/{path}", method, hosts))

    def get_from_top(self, path: str) -> Answer:
        return run(self._ask(path, "GET", (HOST,)))

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        self.preview.take_over([file]).result()

    def save(self, *texts: tuple[str, str]) -> None:
        """Write files, by their paths, together."""
        for path, text in texts:
            file = self.project / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        self.preview.take_over([self.project / path for path, _ in texts]).result()

    def remove(self, path: str) -> str:
        """Remove a file; its text is the result."""
        file = self.project / path
        text = file.read_text("utf-8")
        file.unlink()
        self.preview.take_over([file]).result()
        return text

    def close(self) -> None:
        self.search.close()
        self.preview.close()

    def list_mistakes(self) -> list[str]:
        return [str(problem) for problem in select_errors(self.preview.problems)]

    async def _ask(self, path: str, method: str, hosts: Sequence[str]) -> Answer:
        answer, has_come = Answer(), asyncio.Event()
        headers = [(b"host", each.encode()) for each in hosts]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}

        async def receive() -> Message:
            await has_come.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                answer.body += message["body"]
                has_come.set()

        await self.app({**scope, "query_string": b"", "server": ("127.0.0.1", 80)}, receive, send)
        return answer


def preview_project(config: Path, folder: Path) -> ProjectPreview:
    """A project that is not opened yet, with `folder` for temporary files."""
    folder.mkdir()
    preview = LivePreview(config, f"http://{HOST}", folder, lambda: None)
    search = SearchIndex(preview, lambda: None)
    return ProjectPreview(config.parent, preview, search, PreviewApp(preview, search))


@pytest.fixture
def closed_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProjectPreview]:
    """The states site, before its preview has opened it."""
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    config = copy_site("states", tmp_path / "project")
    text = re.sub("site_url: .*", "site_url: https://help.example/in/here/", config.read_text())
    config.write_text(text)
    one = preview_project(config, tmp_path / "temporary")
    yield one
    one.close()


@pytest.fixture
def live(closed_project: ProjectPreview) -> ProjectPreview:
    """The states site under preview."""
    assert closed_project.preview.open().result()
    return closed_project
