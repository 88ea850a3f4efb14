"""Whether a request was sent by a page of the same origin, so that it may change something."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

SAFE_METHODS = frozenset({"GET", "HEAD"})


def is_same_origin(headers: Headers) -> bool:
    """Return whether a browser sent the request from a page of the same origin.

    `Sec-Fetch-Site` says so. For a browser without it, the `Origin` must be the host of the
    request, with the scheme that our web server names.
    """
    sites = headers.getlist("sec-fetch-site")
    if sites:
        return sites == ["same-origin"]
    origins, hosts = headers.getlist("origin"), headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1:
        return False
    try:
        origin = urlsplit(origins[0])
    except ValueError:
        return False
    schemes = headers.getlist("x-forwarded-proto") or ["http", "https"]
    return origin.scheme in schemes and origin.netloc == hosts[0]
