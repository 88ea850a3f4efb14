"""The program for Apertium in the handbook gives back what Apertium must leave alone.

In the place of Apertium, a program changes the letters outside of brackets, as it does.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from support.paths import ROOT

PAGE = ROOT / "handbook/how-to/translate.md"
STAND_IN = """\
#!{python}
import re, sys
text = sys.stdin.read()
assert text.endswith("\\n"), "Apertium ends its answer with another sign then"
pieces = re.split(r"(\\[(?:\\\\.|[^\\]\\\\])*\\])", text)
print("".join(part if at % 2 else part.upper() for at, part in enumerate(pieces)), end="")
"""


def test_what_is_to_keep_comes_back_and_the_words_are_translated(tmp_path: Path) -> None:
    code = re.search(r"```python\n(import json\n.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code
    program, apertium = tmp_path / "program.py", tmp_path / "apertium"
    program.write_text(code[1], "utf-8")
    apertium.write_text(STAND_IN.format(python=sys.executable), "utf-8")
    apertium.chmod(0o755)
    text = r"**Call** [us](../a/b.md#c) at {{channel.x}} in 48 hours: `ls $a^b` \ end"
    keep = ["../a/b.md", "{{channel.x}}", "48", "`ls $a^b`"]
    question = {
        "from": "en",
        "to": "es",
        "texts": [{"name": "1/title", "text": text, "keep": keep}],
    }
    result = subprocess.run(
        [sys.executable, program],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )
    (answer,) = json.loads(result.stdout)["texts"]
    assert answer == r"**CALL** [US](../a/b.md#c) AT {{channel.x}} IN 48 HOURS: `ls $a^b` \ END"
