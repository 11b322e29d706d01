"""Pages leave compressed: a list is a fifth of itself then.

What stays the same in many compressed answers while something beside it changes can be guessed from their sizes
(BREACH). So the form token looks different in each, and what another site asks for is not compressed.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

LEAST = 1024  # bytes: what is smaller leaves in one packet as it is
LEVEL = 6  # half a millisecond for a list, a hundredth of what making it takes; 1 saves half of that and adds a tenth


def pack(response: Response) -> Response:
    """Only pages and parts of them: a file is sent as it was kept, an export while it is being written."""
    if response.mimetype != "text/html" or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= LEAST and "Content-Encoding" not in response.headers and asked():
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def asked() -> bool:
    """Whether the browser unpacks it, and did not ask because another site made it.

    Whoever can make it ask again and again with words of his own reads secrets off the sizes of compressed answers.
    """
    own = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    return own and request.accept_encodings.quality("gzip") > 0


def init_app(app: Flask) -> None:
    app.after_request(pack)
