import gc
import os
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings

pytest_plugins = ["tests.services", "tests.browser", "tests.properties"]

NO_SKIP = os.environ.get("ZHAOJING_NO_SKIP") == "1"
# A tool of the acceptance that lies beside the repository where it is developed; nobody can install
# it elsewhere.
OUTSIDE = "not part of the project"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: Any, call: Any) -> Any:
    """With ZHAOJING_NO_SKIP=1 a test that is skipped has failed: where everything is installed,
    everything runs."""
    outcome = yield
    report = outcome.get_result()
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if OUTSIDE in reason:
            return
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} must not be skipped here (ZHAOJING_NO_SKIP=1): {reason}"


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: Any) -> Any:
    """The same for a whole module that is skipped when it is collected."""
    outcome = yield
    report = outcome.get_result()
    if NO_SKIP and report.skipped:
        report.outcome = "failed"
        report.longrepr = (
            f"{collector.nodeid} must not be skipped here (ZHAOJING_NO_SKIP=1): {report.longrepr}"
        )


def pytest_collection_finish() -> None:
    """The pages are loaded here, so that no test is timed with it; what is loaded stays, and to look
    through it for garbage took a tenth of the time of all tests."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _is_slow(item: Any) -> bool:
    return bool(item.get_closest_marker("e2e") or item.get_closest_marker("slow"))


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Files that wait for processes and browsers come first: two processes share the files out
    whole, and a long one at the end would leave the other without work."""
    long = {item.path for item in items if _is_slow(item)}
    items.sort(key=lambda item: item.path not in long)
