"""Modules form no circles; what is imported for types alone counts too."""

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_module_needs_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("drafting", "accounts", cache_dir=None)
    needed = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert needed["drafting.proofing.located_findings"] >= {"drafting.proofing.core.base"}
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        circle = " -> ".join(reversed(error.args[1]))
        raise AssertionError(f"these modules need each other: {circle}") from None
