"""The headers that every response carries."""

from __future__ import annotations

from flask import Response, g, request

from flashcards.web import files
from flashcards.web.current import settings

_RULES = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types flashcards flashcards-worker",
)
CONTENT_SECURITY_POLICY = "; ".join(_RULES)

KEPT = ("media.show", "note_types.style")
"""What browsers may keep of a learner's own: its address changes with what it is."""

BUSY_FOR = "5"
"""Seconds after which a script may try again where something long is being written."""


def connecting(*addresses: str) -> str:
    """Return the policy of a page that may also speak to these addresses."""
    return "; ".join((*_RULES, " ".join(("connect-src 'self'", *addresses))))


def add(response: Response) -> Response:
    """Add the security headers; pages of a learner are never kept by caches on the way.

    A static file whose address holds its version is kept for a year. Who is logged in stands in a
    header of its own, so that the service worker knows whose pages it may show.
    """
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if settings().https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static" and response.status_code < 400:
        for_ever = files.is_kept_for_ever()
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if for_ever else "no-cache"
        return response
    if response.status_code == 503:
        headers.setdefault("Retry-After", BUSY_FOR)
    headers["X-Learner"] = str(g.learner.id) if g.get("accepted") else "nobody"
    is_kept = request.endpoint in KEPT and "Cache-Control" in headers
    if not is_kept and (g.get("learner") is not None or request.method != "GET"):
        headers["Cache-Control"] = "no-store"
    return response
