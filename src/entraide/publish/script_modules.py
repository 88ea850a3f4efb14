"""JavaScript modules that hold HTML: what a script shows and no page contains, per language."""

import json
from pathlib import Path

from entraide.model.locales import Locale


def write_script_module(html: str, script: str, locale: Locale, site_dir: Path) -> None:
    """Write `html` where `<script>.js` imports it from: `assets/scripts/<script>.<lang>.js`."""
    folder = site_dir / "assets" / "scripts"
    folder.mkdir(parents=True, exist_ok=True)
    text = f"export default {json.dumps(html, ensure_ascii=False)};\n"
    (folder / f"{script}.{locale.lang}.js").write_text(text, encoding="utf-8")
