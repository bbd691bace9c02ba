"""axe looks at pages at rest."""

from typing import Any

import pytest

from tests.e2e.axe import MOTION, serious_faults

pytestmark = pytest.mark.e2e

#: A button that is always on its way from one legible pair of colours to the other.
RESTLESS = """<!doctype html>
<html lang="zh"><title>照镜</title><style>
button { color: #fff; background: #900; }
button.over { color: #900; background: #fff; }
@media (prefers-reduced-motion: no-preference) { button { transition: all 1s linear; } }
</style><main><h1>照镜</h1><button>生成文件</button></main>
<script>
setInterval(() => document.querySelector("button").classList.toggle("over"), 500);
</script></html>"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_transition_that_begins_while_it_looks(browser: Any, motion: str) -> None:
    page = browser.new_page(reduced_motion=motion)
    page.set_content(RESTLESS)
    page.wait_for_timeout(750)
    assert serious_faults(page) == []
    assert page.evaluate(MOTION) == motion
    page.close()
