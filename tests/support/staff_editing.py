"""The editor of a server in tests: a desk, a clone with another repository, browsers of staff.

`open_staff_project` makes them; the editor asks the desk in this process.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from entraide.desk.app import build_app as build_desk
from entraide.desk.desk import Desk
from entraide.editor.app import build_app
from entraide.editor.desk_access import STAFF_ROOT
from entraide.editor.desk_line import DeskAnswer, DeskLine
from entraide.editor.editor import Editor
from entraide.editor.server import EditorPlan, open_staff_editor
from support.built_site import copy_site
from support.desk import BROWSER
from support.editing import read_form_fields
from support.git import commit_all, run_git
from support.staff import find_csrf_token, sign_in_as

SITE = "https://help.example"
ROOT = f"/{STAFF_ROOT}"


class ShortLine(DeskLine):
    """A line to a desk in this process; `is_cut` while it does not answer."""

    def __init__(self, client: TestClient) -> None:
        super().__init__("http://127.0.0.1:1")
        self.client, self.is_cut = client, False
        self.seen: list[Mapping[str, str]] = []  # the headers of what was asked

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: str | None
    ) -> DeskAnswer | None:
        self.seen.append(headers)
        if self.is_cut:
            return None
        self.client.cookies.clear()
        answer = self.client.request(
            method, path, content=body, headers=dict(headers), follow_redirects=False
        )
        return DeskAnswer(answer.status_code, answer.content)


@dataclass
class StaffBrowser:
    """A browser of somebody who is signed in at the desk, at the editor."""

    client: TestClient

    @property
    def csrf(self) -> str:
        page = self.client.get(ROOT)
        return find_csrf_token(page.text) if page.status_code == 200 else ""

    def get(self, path: str) -> tuple[int, str]:
        answer = self.client.get(ROOT + path, follow_redirects=False)
        return answer.status_code, answer.text

    def post(self, path: str, fields: Mapping[str, object], **headers: str) -> tuple[int, str]:
        data = {"csrf": self.csrf, **fields}
        answer = self.client.post(ROOT + path, data=data, headers=headers, follow_redirects=False)
        return answer.status_code, answer.headers.get("location", answer.text)

    def save(self, old: str, new: str, path: str = "1/en/") -> tuple[int, str]:
        """Save the text of a version with `new` in the place of `old`, as its form does."""
        form = read_form_fields(self.get(path)[1])
        assert old in form["body"][0]
        return self.post(path, form | {"body": form["body"][0].replace(old, new)})

    def publish(self, path: str = "1/en/", **fields: str) -> tuple[int, str]:
        """Publish what is written of a source, as its form does."""
        page = self.get(f"{path}publish/")[1]
        number = re.search(r'name="number" value="(\d+)"', page)
        said = {"number": number[1] if number else "", "significance": "minor", "note": "Better"}
        return self.post(f"{path}publish/", said | fields)


@dataclass
class StaffProject:
    """A clone with its editor, what it was cloned from, and the desk beside it."""

    folder: Path
    other: Path
    editor: Editor
    app: ASGIApp
    desk: Desk
    line: ShortLine

    def open_browser(self, role: str) -> StaffBrowser:
        """A browser that has signed in at the desk as `role`; its account has that name."""
        at_desk = TestClient(build_desk(self.desk), base_url=SITE, headers=BROWSER)
        client = TestClient(self.app, base_url=SITE, headers=BROWSER)
        client.cookies = sign_in_as(at_desk, self.desk, role).cookies
        return StaffBrowser(client)

    def read(self, path: str = "docs/en/harassment/current.md") -> str:
        return (self.folder / path).read_text("utf-8")

    def log(self, folder: Path | None = None) -> list[str]:
        return run_git(folder or self.folder, "log", "--format=%an <%ae>: %s").split("\n")

    def commit_elsewhere(self, old: str, new: str, path: str) -> None:
        """Let somebody with git change a file, and send it."""
        theirs = self.other.with_name("theirs")
        if not theirs.exists():
            run_git(self.other.parent, "clone", "-q", str(self.other), str(theirs))
        run_git(theirs, "pull", "-q")
        text = (theirs / path).read_text("utf-8")
        assert old in text
        (theirs / path).write_text(text.replace(old, new), "utf-8")
        run_git(theirs, "commit", "-q", "-a", "-m", "Elsewhere")
        run_git(theirs, "push", "-q")


def open_staff_project(folder: Path, desk: Desk, *, with_remote: bool = True) -> StaffProject:
    """The states site in a clone below `folder`, with its editor beside `desk`."""
    config = copy_site("states", folder / "first")
    config.write_text(re.sub("site_url: .*", f"site_url: {SITE}/", config.read_text()))
    commit_all(config.parent)
    other, clone = folder / "other.git", folder / "clone"
    run_git(folder, "clone", "-q", "--bare", str(config.parent), str(other))
    run_git(folder, "clone", "-q", str(other), str(clone))
    if not with_remote:
        run_git(clone, "remote", "remove", "origin")
    line = ShortLine(TestClient(build_desk(desk), base_url=SITE))
    temporary = folder / "temporary"
    temporary.mkdir()
    editor = open_staff_editor(EditorPlan(clone / config.name, line), temporary)
    return StaffProject(clone, other, editor, build_app(editor), desk, line)
