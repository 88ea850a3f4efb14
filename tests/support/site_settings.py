"""Settings of a small site, for tests of what each may be and does."""

from pathlib import Path

from entraide.content.settings import Settings, read_settings


def read_site_settings(folder: Path, ours: str, *others: str, default: str = "en") -> Settings:
    """The settings of a site in `default` and `others`, with `ours` in `data/settings.yml`."""
    languages = [f"{{locale: {default}, default: true}}", *(f"{{locale: {it}}}" for it in others)]
    (folder / "mkdocs.yml").write_text(
        "site_url: https://help.example/\n"
        f"plugins: [{{i18n: {{languages: [{', '.join(languages)}]}}}}, entraide]\n",
        encoding="utf-8",
    )
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data/settings.yml").write_text(f"# Ours.\n{ours}\n", encoding="utf-8")
    return read_settings(folder / "mkdocs.yml")
