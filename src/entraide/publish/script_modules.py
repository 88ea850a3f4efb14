"""JavaScript modules that hold HTML: what a script shows and no page contains, per language."""

import json

from entraide.model.locales import Locale


def make_module_url(script: str, locale: Locale) -> str:
    """Return where `<script>.js` imports the module of a language from."""
    return f"assets/scripts/{script}.{locale.lang}.js"


def build_script_module(html: str) -> str:
    return f"export default {json.dumps(html, ensure_ascii=False)};\n"
