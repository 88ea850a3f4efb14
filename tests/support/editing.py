"""A project in git under its editor, and a browser that has been let in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from entraide.content.settings import read_settings
from entraide.editor.access import LocalAccess
from entraide.editor.app import build_app
from entraide.editor.editor import Editor, open_editor
from entraide.preview.app import PreviewApp
from entraide.preview.live_preview import LivePreview
from entraide.preview.search_index import SearchIndex
from support.built_site import copy_site
from support.git import commit_all, run_git

HOST = "127.0.0.1:8000"
BASE = "/in/here/"
ROOT = f"{BASE}.edit/"
SOURCE = "docs/en/harassment/current.md"
TRANSLATION = "docs/fr/harassment/current.md"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
WRITER = "Ada Example"


OpenProject = Callable[..., "EditedProject"]  # by what `open_project` takes


@dataclass
class EditedProject:
    """A project, its editor, and a browser in a session of it."""

    folder: Path
    editor: Editor
    app: PreviewApp
    browser: TestClient
    token: str

    @property
    def csrf(self) -> str:
        """The token of the forms, as a page has it."""
        match = re.search(r'name="csrf" value="([^"]+)"', self.get("").text)
        return match[1] if match else ""

    def get(self, path: str, **headers: str) -> "Answer":
        return Answer.from_response(self.browser.get(ROOT + path, headers=headers))

    def post(self, path: str, fields: Mapping[str, object], *, script: bool = False) -> "Answer":
        """Send a form of ours, or what a script makes of it."""
        headers = SAME_ORIGIN | ({"Accept": "application/json"} if script else {})
        data = {"csrf": self.csrf, **fields}
        return Answer.from_response(
            self.browser.post(ROOT + path, data=data, headers=headers, follow_redirects=False)
        )

    def send_image(self, data: bytes, name: str = "A photo.png", **fields: str) -> "Answer":
        """Send an image of entry 1, in English, as the script of its page does."""
        headers = SAME_ORIGIN | {"Accept": "application/json"}
        form = {"csrf": self.csrf, "alt": "A door", **fields}
        files = {"file": (name, data, "image/png")}
        address = f"{ROOT}1/en/image/"
        response = self.browser.post(address, data=form, files=files, headers=headers)
        return Answer.from_response(response)

    def read(self, path: str = SOURCE) -> str:
        return (self.folder / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file as somebody else does, and let the preview know."""
        text = self.read(path)
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), "utf-8")
        self.note_change(path)

    def note_change(self, path: str = SOURCE) -> None:
        self.editor.preview.take_over([self.folder / path]).result()

    def save(self, old: str, new: str, path: str = "1/en/", **fields: object) -> "Answer":
        """Save the text of a version with `new` in the place of `old`, as its form does."""
        form = read_form_fields(self.get(path).text)
        assert old in form["body"][0]
        body = form["body"][0].replace(old, new)
        return self.post(path, fields=form | {"body": body} | fields)

    def log(self) -> list[str]:
        return run_git(self.folder, "log", "--format=%an: %s").split("\n")


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]
    content: bytes

    @classmethod
    def from_response(cls, response: object) -> "Answer":
        values = {name: getattr(response, name) for name in ("status_code", "text", "content")}
        headers = dict(getattr(response, "headers", {}))
        return cls(values["status_code"], values["text"], headers, values["content"])


def read_form_fields(page: str) -> dict[str, list[str]]:
    """The fields of the form of a version, as a browser would send them back."""
    fields: dict[str, list[str]] = {}
    form = page.partition('id="form">')[2].partition("</form>")[0]
    for name, value in re.findall(r'<input[^>]* name="([^"]+)"[^>]*? value="([^"]*)"', form):
        tag = re.search(rf'<input[^>]* name="{name}"[^>]* value="{re.escape(value)}"[^>]*>', form)
        assert tag
        if 'type="checkbox"' not in tag[0] or " checked" in tag[0]:
            fields.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL
    ):
        fields[name] = [unescape(value)]
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = [chosen[1] if chosen else ""]
    return fields


def open_project(folder: Path, *, with_git: bool = True) -> EditedProject:
    """The states site below `folder`, in a git repository, with its editor at BASE."""
    config = copy_site("states", folder / "project")
    text = re.sub("site_url: .*", f"site_url: https://help.example{BASE}", config.read_text())
    config.write_text(text)
    if with_git:
        commit_all(config.parent)
        run_git(config.parent, "config", "user.name", WRITER)
        run_git(config.parent, "config", "user.email", "ada@example.org")
    temporary = folder / "temporary"
    temporary.mkdir()
    preview = LivePreview(config, f"http://{HOST}", temporary, lambda: None)
    preview.open().result()
    access = LocalAccess(8000, BASE)
    editor = open_editor(read_settings(config), preview, (BASE, ROOT), access)
    app = PreviewApp(preview, SearchIndex(preview, lambda: None))
    app.editor = build_app(editor)
    browser = TestClient(app, base_url=f"http://{HOST}")
    browser.get(f"{ROOT}enter/", params={"token": access.token})
    return EditedProject(config.parent, editor, app, browser, access.token)
