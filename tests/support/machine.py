"""Programs that translate, as a site may name one."""

import json
import sys
from pathlib import Path

REVERSE = """\
import json, sys
question = json.load(sys.stdin)
json.dump(question, open("../question.json", "w"))
texts = ["«" + each["text"] + "»" for each in question["texts"]]
print(json.dumps({"texts": texts}))
"""


def set_program(project: Path, script: str, seconds: int = 60) -> None:
    (project.parent / "program.py").write_text(script, "utf-8")
    command = json.dumps([sys.executable, "../program.py"])
    setting = f"machine_translation: {{command: {command}, seconds: {seconds}}}\n"
    file = project / "data/settings.yml"
    text = file.read_text("utf-8") if file.is_file() else ""
    file.write_text(text + setting, "utf-8")
