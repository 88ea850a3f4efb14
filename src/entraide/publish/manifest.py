"""The web manifest of a locale: how a phone names the site that somebody keeps on its screen.

It opens in the browser, with its address and its way back: nothing is installed.
"""

import json
from collections.abc import Mapping

from entraide.model.locales import Locale
from entraide.model.site import TypesetSite

# File below assets/, sizes, type, purpose.
ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/maskable-512.png", "512x512", "image/png", "maskable"),
)


def make_manifest_url(locale: Locale) -> str:
    return f"{locale.prefix}manifest.webmanifest"


def build_manifest(site: TypesetSite, locale: Locale, tokens: Mapping[str, str]) -> str:
    """Build the manifest as JSON; its addresses are relative to its own."""
    assets = "../assets/" if locale.prefix else "assets/"
    value = {
        "name": locale.site_name,
        "short_name": locale.site_name,
        "description": site.homes[locale.code].summary,
        "lang": locale.lang,
        "dir": locale.dir,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": tokens["band"],
        "background_color": tokens["paper"],
        "icons": [
            {"src": f"{assets}{file}", "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
