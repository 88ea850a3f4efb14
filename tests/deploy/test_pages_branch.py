"""The handbook's page on the Pages of a forge: its command puts a built site into a branch."""

import os
import re
import subprocess
import sys
from pathlib import Path

from entraide.content.site_folder import close_site_folder, open_site_folder
from support.paths import ROOT

GUIDE = ROOT / "handbook" / "how-to" / "publish-to-pages.md"
FILES = ("index.html", "fr/index.html", ".well-known/security.txt", "assets/site.css")


PERSON = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def run_git(*words: str, folder: Path) -> str:
    environment = os.environ | PERSON
    command = ["git", *words]
    return subprocess.check_output(command, cwd=folder, env=environment, text=True)


def test_a_branch_holds_the_newest_site_and_no_history(tmp_path: Path) -> None:
    forge, project = tmp_path / "forge.git", tmp_path / "project"
    run_git("init", "-q", "--bare", str(forge), folder=tmp_path)
    run_git("clone", "-q", str(forge), str(project), folder=tmp_path)
    (project / "mkdocs.yml").write_text("site_name: Help\n", "utf-8")
    run_git("add", ".", folder=project)
    run_git("commit", "-q", "-m", "Start", folder=project)
    [command] = re.findall(r"^ghp-import .+$", GUIDE.read_text("utf-8"), re.MULTILINE)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for word in ("first", "second"):
        open_site_folder(project / "site")
        for name in FILES if word == "first" else FILES[:-1]:
            file = project / "site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(word, "utf-8")
        if word == "second":
            (project / "site" / FILES[-1]).unlink()
        close_site_folder(project / "site")
        subprocess.run(
            command.split(), cwd=project, check=True, env=os.environ | PERSON | {"PATH": path}
        )
    names_there = run_git("ls-tree", "-r", "--name-only", "pages", folder=forge).split("\n")
    assert {*names_there} - {""} == {*FILES[:-1], ".nojekyll", ".entraide-build"}
    assert run_git("show", "pages:fr/index.html", folder=forge) == "second"
    assert run_git("rev-list", "--count", "pages", folder=forge) == "1\n"
