"""Browser contexts that go from story to story. A new one reads seventy files and finds its fonts
anew, a seventh of what a story costs (docs/decisions/0050)."""

from collections.abc import Callable
from typing import Any

#: How many wait for a story at most; the one that has waited longest is closed.
WAITING = 6
#: What stays with a page or a context when its story has ended, and cannot be taken back.
LASTING = {
    "page": (
        "on",
        "once",
        "add_init_script",
        "expose_function",
        "expose_binding",
        "set_extra_http_headers",
    ),
    "context": (
        "on",
        "once",
        "add_init_script",
        "expose_function",
        "expose_binding",
        "new_cdp_session",
    ),
    "clock": ("install", "set_fixed_time"),
}


class Contexts:
    """The contexts of one browser (playwright's), each with one page, by their options."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._waiting: list[tuple[str, Any]] = []

    def take(self, **options: Any) -> Any:
        """The page of a context with these options (those of ``Browser.new_context``) that has no
        cookies, no stored text, no history and no routes: one that a story has given back, or a new
        one."""
        key = repr(sorted(options.items()))
        for place, (kept, page) in enumerate(self._waiting):
            if kept == key:
                del self._waiting[place]
                return page
        page = self._browser.new_context(**options).new_page()
        page.key = key
        page.options = options
        page.listeners = {}
        page.history = page.context.new_cdp_session(page)
        page.lasting = False
        for thing, names in LASTING.items():
            for name in names:
                _watch(page if thing == "page" else getattr(page, thing), name, page)
        return page

    def listen(self, page: Any, listeners: dict[str, Callable[[Any], None]]) -> None:
        """Have the context of the page call them until it is given back; by event."""
        page.listeners = listeners
        for event, listener in listeners.items():
            # not the method that `take` has put in its place
            type(page.context).on(page.context, event, listener)

    def give_back(self, page: Any) -> None:
        """Make a context as it was when it was new, or close it where something of the story would
        stay."""
        if page.lasting or page.is_closed() or not _made_new(page):
            page.context.close()
            return
        self._waiting.append((page.key, page))
        if len(self._waiting) > WAITING:
            self._waiting.pop(0)[1].context.close()


def _watch(thing: Any, name: str, page: Any) -> None:
    """Note on the page that the method was called."""
    method = getattr(thing, name)

    def noted(*arguments: Any, **options: Any) -> Any:
        page.lasting = True
        return method(*arguments, **options)

    setattr(thing, name, noted)


def _made_new(page: Any) -> bool:
    """Leave what the story had open and empty what it has stored; False when the app does not
    answer."""
    from playwright.sync_api import Error

    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    for event, listener in page.listeners.items():
        context.remove_listener(event, listener)
    context.set_offline(False)
    context.unroute_all()
    page.unroute_all()
    context.clear_permissions()
    context.clear_cookies()
    page.mouse.move(-1, -1)
    page.set_viewport_size(page.options["viewport"])
    page.emulate_media(media="null", reduced_motion=page.options.get("reduced_motion", "null"))
    try:
        # of the app, since another origin would begin a new process
        page.goto("/healthz/live")
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); window.name = '' }")
        page.history.send("Page.resetNavigationHistory")
    except Error:
        return False
    return True
