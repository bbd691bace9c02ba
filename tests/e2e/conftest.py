import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.pages import Wizard
from tests.processes import App

#: Seconds that a story may take: four at once share two cores.
STORY = 480


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """A story may take longer than a test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(STORY))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: Any, call: Any) -> Any:
    outcome = yield
    item.failed_story = getattr(item, "failed_story", False) or outcome.get_result().failed


@pytest.fixture(autouse=True)
def shots(request: pytest.FixtureRequest, browser: Any, new_page: Any) -> Iterator[None]:
    """With ZHAOJING_SHOTS=DIRECTORY a story that fails leaves pictures of all its pages there."""
    yield
    directory = os.environ.get("ZHAOJING_SHOTS")
    if directory and getattr(request.node, "failed_story", False):
        Path(directory).mkdir(parents=True, exist_ok=True)
        pages = [page for context in browser.contexts for page in context.pages]
        for number, page in enumerate(pages):
            name = re.sub(r"\W+", "_", request.node.name)
            page.screenshot(path=f"{directory}/{name}-{number}.png", full_page=True)


@pytest.fixture
def open_wizard(shared_app: App, new_page: Callable[..., Any]) -> Callable[..., Wizard]:
    """A wizard in a browser of its own on the shared app: nobody is signed in yet."""

    def open_one(**options: Any) -> Wizard:
        return Wizard(new_page(shared_app, **options))

    return open_one
