"""Configurations of web servers for a site below a path, as in https://example.org/help/.

They are the shipped ones, with the path added; files that programs expect at the top of the host
are mapped to those of the site.
"""

from collections.abc import Mapping, Sequence

# By file, what stands there and what takes its place. BELOW is the path, without a last slash.
CHANGES: Mapping[str, Sequence[tuple[str, str]]] = {
    "desk-away.html": (('href="/', 'href="BELOW/'),),
    "entraide-desk.service": (
        (
            "Environment=ENTRAIDE_TRUSTED_PROXIES=127.0.0.1\n",
            "Environment=ENTRAIDE_TRUSTED_PROXIES=127.0.0.1\nEnvironment=ENTRAIDE_BASE_PATH=BELOW/\n",
        ),
    ),
    "nginx.conf": (
        # The path of a page of a removed entry is without BELOW when nginx adds its headers.
        ('"~^/([A-Za-z-]+/)?e/"', '"~^(BELOW)?/([A-Za-z-]+/)?e/"'),
        ("try_files ${uri}index.html =410;", "rewrite ^BELOW(/.*)$ $1index.html break;"),
        ("error_page 404 /404.html;", "error_page 404 BELOW/404.html;"),
        (
            "\t\tlocation / {\n\t\t\ttry_files $uri $uri/ =404;\n\t\t}\n",
            (
                "\t\tlocation BELOW/ {\n\t\t\talias /srv/entraide/site/;\n\t\t}\n\n"
                "\t\tlocation = BELOW {\n\t\t\treturn 301 BELOW/;\n\t\t}\n\n"
                "\t\t# What programs look for at the top of a host. Put a site of your own here.\n"
                "\t\tlocation = /robots.txt {\n\t\t}\n\n"
                "\t\tlocation = /.well-known/security.txt {\n\t\t}\n\n"
                "\t\tlocation / {\n\t\t\treturn 404;\n\t\t}\n"
            ),
        ),
        ("\t\tlocation /desk/ {", "\t\tlocation BELOW/desk/ {"),
        ("location ~ ^/desk/(proposals$|propose/)", "location ~ ^BELOW/desk/(proposals$|propose/)"),
        ("location /desk/staff/write/ {", "location BELOW/desk/staff/write/ {"),
    ),
    "Caddyfile": (
        ("\thandle /desk/* {", "\tredir BELOW BELOW/\n\thandle BELOW/desk/* {"),
        (
            "@proposal path /desk/proposals /desk/propose/*\n",
            "@proposal path BELOW/desk/proposals BELOW/desk/propose/*\n",
        ),
        (
            "@words not path /desk/proposals /desk/propose/* /desk/staff/write/*\n",
            "@words not path BELOW/desk/proposals BELOW/desk/propose/* BELOW/desk/staff/write/*\n",
        ),
        ("@editor path /desk/staff/write/*\n", "@editor path BELOW/desk/staff/write/*\n"),
        ("\thandle {\n\t\troot", "\thandle_path BELOW/* {\n\t\troot"),
        ("map {path} ", "map {http.request.orig_uri.path} "),
        (
            "\n\thandle_errors {",
            (
                "\n\t# What programs look for at the top of a host. Put a site of your own here.\n"
                "\t@top path /robots.txt /.well-known/security.txt\n"
                "\thandle @top {\n\t\troot * {$SITE_DIR:/srv/entraide/site}\n"
                "\t\timport site_headers\n\t\timport site_files\n\t}\n"
                "\thandle {\n\t\terror 404\n\t}\n"
                "\n\thandle_errors {"
            ),
        ),
    ),
}


def move_below(name: str, text: str, path: str) -> str:
    """Return the text of a shipped configuration for a site below `path`, as in `/help/`."""
    for old, new in CHANGES.get(name, ()):
        if old not in text:
            raise ValueError(f"{name} has no “{old}”")
        text = text.replace(old, new.replace("BELOW", path.rstrip("/")))
    return text
