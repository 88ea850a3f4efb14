"""Spanish questions that nothing opens: `entraide check` names their lines."""

from pathlib import Path

from support.commands import Run
from support.projects import write_site

BODY = """\
Cómo lo denuncio? Ve a la página.

Si no llega, qué hago?

- ¿Y si [no llega](../scams/signs.md)?
- Lo has **enviado**?
"""


def test_a_question_is_named_where_only_its_writer_knows_its_beginning(
    project: Path, run_entraide: Run
) -> None:
    write_site(project, {"docs/en/scams/signs.md": {}})
    run_entraide("locale", "add", "es")
    file = project / "docs/es/scams/signs.md"
    file.parent.mkdir(parents=True)
    file.write_text(
        f"---\nid: 1\ntitle: Señales\nsummary: Las señales.\nsource_revision: 1\n---\n\n{BODY}",
        "utf-8",
    )
    output = run_entraide("check").output
    said = "warning: a sentence ends here that no “¿” opens. Write “¿” where it begins."
    assert [line for line in output.splitlines() if "opens" in line] == [
        f"docs/es/scams/signs.md:10: {said}",
        f"docs/es/scams/signs.md:13: {said}",
    ]
