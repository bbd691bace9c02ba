"""Large bodies, judged by the head that announces them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from gunicorn import http, util

from drafting.server.request_arrival import Arrival


def is_taken(arrival: Arrival, cfg: Any, client: Any) -> bool:
    """Whether the application takes the body that the head announces; ``cfg`` is gunicorn's
    configuration and ``client`` the address of the other side. A thread asks: a session is read."""
    from drafting.requests.body_limits import admits

    try:
        request = next(http.get_parser(cfg, iter([arrival.head()]), client))
    except (http.errors.ParseException, StopIteration):
        return False
    cookies = "; ".join(value for name, value in request.headers if name == "COOKIE")
    return admits(
        {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": util.unquote_to_wsgi_str(request.path),
            "CONTENT_LENGTH": str(arrival.length),
            "HTTP_COOKIE": cookies,
            "wsgi.input": BytesIO(),
        }
    )
