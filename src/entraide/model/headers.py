"""The HTTP headers of all answers of site, desk and editor, one source for all servers.

They follow the OWASP Secure Headers Project and what our pages need; a test serves both with them.
"""

from collections.abc import Mapping

_NOTHING_ELSE = {
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _format_policy(scripts: str) -> str:
    directives = {"default-src": "'none'", "script-src": scripts} | _NOTHING_ELSE
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


SITE_POLICY = DESK_POLICY = _format_policy("'self'")

_EVERYWHERE = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}
SITE_HEADERS: Mapping[str, str] = {"Content-Security-Policy": SITE_POLICY} | _EVERYWHERE
# Nothing of the desk is kept by browsers or found by search engines.
DESK_HEADERS: Mapping[str, str] = (
    {"Content-Security-Policy": DESK_POLICY}
    | _EVERYWHERE
    | {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
)
# A page of the editor shows the draft beside the form.
EDITOR_POLICY = f"{DESK_POLICY}; frame-src 'self'"
EDITOR_HEADERS: Mapping[str, str] = {**DESK_HEADERS, "Content-Security-Policy": EDITOR_POLICY}
# For servers that speak HTTPS; on plain HTTP browsers ignore it, and the policy would break pages.
# A day at first: a browser that has seen it opens nothing of this host without HTTPS until then.
# The handbook says when to raise it (how-to/publish-the-site.md).
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=86400")
SITE_HEADERS_OVER_HTTPS: Mapping[str, str] = {
    **SITE_HEADERS,
    "Content-Security-Policy": f"{SITE_POLICY}; upgrade-insecure-requests",
    STRICT_TRANSPORT[0]: STRICT_TRANSPORT[1],
}


def make_style_policy(nonce: str) -> dict[str, str]:
    """Return the header for a page of the editor: its scripts may add styles that have the nonce.

    The text field of the editor makes its styles itself. A browser hides the nonce from style
    sheets.
    """
    policy = EDITOR_POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    return {"Content-Security-Policy": policy}
