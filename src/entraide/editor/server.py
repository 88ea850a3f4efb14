"""The editor as a service of its own: a clone, a line to the desk, and a socket to answer at.

It has no public route: whoever is not signed in at the desk is led there. It never has the store or
the secret of the desk, and the desk never has the clone.
"""

import os
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import uvicorn

from entraide.content.settings import check_texts_folder, find_project, read_settings
from entraide.editor.app import build_app
from entraide.editor.clone import Clone
from entraide.editor.desk_access import STAFF_ROOT, DeskAccess
from entraide.editor.desk_line import DeskLine
from entraide.editor.desk_proposals import DeskProposals
from entraide.editor.desk_questions import DeskQuestions
from entraide.editor.editor import DeskService, Editor, open_editor
from entraide.editor.git_remote import GitRemote
from entraide.editor.git_repository import GitRepository
from entraide.errors import ContentError, EnvironmentVariable, Problem, SettingsError
from entraide.model.environment import DESK_ADDRESS, REPOSITORY
from entraide.preview.live_preview import LivePreview

GRACE_PERIOD = 20  # seconds that requests under way have when the service stops


@dataclass(frozen=True, slots=True)
class EditorPlan:
    """What is served: the project of `config_file`, for whom the desk behind `line` lets in."""

    config_file: Path
    line: DeskLine


def read_editor_plan(environment: Mapping[str, str] | None = None) -> EditorPlan:
    """Return what the environment says, or the project here; SettingsError."""
    variables = os.environ if environment is None else environment
    named = variables.get(REPOSITORY.name, "")
    folder = Path(named) if named else Path.cwd()
    if not folder.is_dir():
        cure = "Make a clone of the project there, as its own user"
        raise SettingsError(
            Problem(EnvironmentVariable(REPOSITORY.name), f"{folder} is no folder", cure)
        )
    config_file = find_project(folder)
    check_texts_folder(read_settings(config_file))
    if not GitRepository(config_file.parent).has_history:
        what = f"{config_file.parent} is no clone that git can read"
        cure = "Clone the project there as the user who runs this, and install git"
        raise SettingsError(Problem(EnvironmentVariable(REPOSITORY.name), what, cure))
    address = variables.get(DESK_ADDRESS.name) or DESK_ADDRESS.default
    return EditorPlan(config_file, DeskLine(address))


def open_staff_editor(plan: EditorPlan, folder: Path) -> Editor:
    """Open the editor of the clone, with temporary files in `folder`; ContentError if broken."""
    settings = read_settings(plan.config_file)
    url = urlsplit(settings.site_url)
    base = url.path or "/"
    remote = GitRemote(settings.root)
    remote.mend(settings.docs, settings.data)
    preview = LivePreview(plan.config_file, f"{url.scheme}://{url.netloc}", folder, lambda: None)
    if not preview.open().result():
        raise ContentError(*preview.problems)
    clone = Clone(preview, remote, settings.time_zone)
    places = base, base + STAFF_ROOT
    line = plan.line
    editor = open_editor(settings, preview, places, DeskAccess(line, base))
    service = DeskService(clone, DeskProposals(line, base), DeskQuestions(line, base))
    return replace(editor, desk=service)


def serve_editor(plan: EditorPlan, listener: socket.socket) -> None:
    """Serve until somebody stops it; what is under way is finished first."""
    os.environ.setdefault("GIT_TERMINAL_PROMPT", "0")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with TemporaryDirectory(prefix="entraide-", ignore_cleanup_errors=True) as folder:
        editor = open_staff_editor(plan, Path(folder))
        assert editor.clone  # noqa: S101 - it has just been made
        editor.clone.begin_upkeep()
        try:
            uvicorn.Server(_make_config(editor)).run(sockets=[listener])
        finally:
            editor.clone.close()
            editor.preview.close()


def _make_config(editor: Editor) -> uvicorn.Config:
    return uvicorn.Config(
        build_app(editor),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_PERIOD,
    )
