"""What the desk's code may not do at all: build statements of strings, send mail, ask anybody.

Mail relay: CVE-2024-22208. SQL injection: CVE-2026-46364, -76205, -46359, CVE-2024-27299, -28107.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from support.offenders import assert_none
from support.source_code import PACKAGE, get_relative_path, iter_imports, parse

DESK = sorted((PACKAGE / "desk").rglob("*.py"))
# `socket` is there to listen, in the one module that does.
OUTWARD = {
    *("smtplib", "email", "ftplib", "telnetlib", "poplib", "imaplib", "nntplib", "xmlrpc"),
    *("http.client", "urllib.request", "httpx", "httpx2", "requests", "urllib3", "aiohttp"),
    *("websockets", "socket", "ssl", "webbrowser"),
}
LISTENING = {name: {"socket"} for name in ("connections.py", "listeners.py", "server.py")}
UNTRUSTED_CODE = {"pickle", "marshal", "shelve", "subprocess", "ctypes"}
STATEMENTS = {"text", "exec_driver_sql", "execute", "executescript", "executemany", "op"}
CONNECTING = {"urlopen", "open_connection", "create_connection"}
EVALUATORS = {"eval", "exec", "compile", "__import__"}


def iter_calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", "") or getattr(node.func, "id", ""), node


def is_built(node: ast.expr) -> bool:
    """Whether a string is put together here: f"…", +, %, format, join."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod)
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", "") in {"format", "join", "replace"}
    return False


def list_constants(path: Path) -> set[str]:
    """Names that stand for values of a visible list of strings, in a loop over it."""
    return {
        node.target.id
        for node in ast.walk(parse(path))
        if isinstance(node, ast.For | ast.comprehension)
        and isinstance(node.target, ast.Name)
        and isinstance(node.iter, ast.Tuple)
        and all(isinstance(one, ast.Constant) for one in node.iter.elts)
    }


def is_constant(node: ast.expr, known: set[str]) -> bool:
    return all(
        getattr(part.value, "id", "") in known
        or (isinstance(part.value, ast.Call) and ast.unparse(part.value.func) == "quote_name")
        for part in ast.walk(node)
        if isinstance(part, ast.FormattedValue)
    ) and isinstance(node, ast.JoinedStr)


def test_no_statement_is_built_of_strings() -> None:
    built = [
        f"{get_relative_path(path)}:{call.lineno}"
        for path in DESK
        if path.parent.name != "versions"  # a step of the migrations names its own tables only
        for name, call in iter_calls(path)
        if name in STATEMENTS
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        if is_built(argument) and not is_constant(argument, list_constants(path))
    ]
    assert_none(built)


def test_a_statement_that_is_built_would_be_found() -> None:
    for source in ('f"SELECT {x}"', '"SELECT " + x', '"%s" % x', '"{}".format(x)', '",".join(x)'):
        assert is_built(ast.parse(source, mode="eval").body), source
    assert not is_built(ast.parse('f"SELECT 1"', mode="eval").body)


def test_the_desk_imports_nothing_that_asks_anybody() -> None:
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in DESK
        for name in iter_imports(path)
        for module in OUTWARD - LISTENING.get(path.name, set())
        if name == module or name.startswith(f"{module}.")
    ]
    assert_none(offenders)


def test_the_desk_opens_no_connection() -> None:
    assert_none(find_calls(CONNECTING))


def find_calls(names: set[str], *, bare: bool = False) -> list[str]:
    """Where the desk calls one of `names`; only as a plain name where `bare`."""
    return [
        f"{get_relative_path(path)}:{call.lineno}: {name}"
        for path in DESK
        for name, call in iter_calls(path)
        if name in names and (isinstance(call.func, ast.Name) or not bare)
    ]


def test_nothing_that_was_sent_is_run() -> None:
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in DESK
        for name in iter_imports(path)
        if name.split(".")[0] in UNTRUSTED_CODE
    ]
    assert_none(offenders)
    assert_none(find_calls(EVALUATORS, bare=True))


def test_no_weak_digest_and_no_weak_chance() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in DESK}
    weak = ("hashlib.md5", "hashlib.sha1")
    assert_none([get_relative_path(path) for path in DESK if "random" in iter_imports(path)])
    assert_none(
        [get_relative_path(path) for path, text in texts.items() if any(w in text for w in weak)]
    )
