"""Which links an output may hold: those to the web and to addresses, and no other."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["safe_target"]

_WEB = frozenset({"http", "https"})
_ADDRESS = {"mailto": re.compile(r"mailto:[^@\s]+@[^@\s]+"), "tel": re.compile(r"tel:[-+().\d]+")}
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?(?::\d{1,5})?")


def safe_target(href: str) -> str | None:
    """A link's target with its characters escaped, None where it may not be followed.

    Any other target would break an output (a path that is not packed) or is unsafe (a script, a file
    of the reader's).
    """
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme in _WEB:
        if not _HOST.fullmatch(parts.netloc):
            return None
    elif not (parts.scheme in _ADDRESS and _ADDRESS[parts.scheme].fullmatch(href)):
        return None
    head, host, tail = href.partition(parts.netloc) if parts.netloc else ("", "", href)
    tail = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", tail)
    return head + host + quote(tail, safe="/?#&=:;,+@!$'()*~%-._", errors="replace")
