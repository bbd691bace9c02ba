"""Frameworks as values, for tests that need parts and areas and nothing else."""

from __future__ import annotations

from drafting.frameworks.spec import FrameworkSpec, PartSpec


def spec_with(*parts: PartSpec) -> FrameworkSpec:
    """A framework of these parts; what it is called and for which meeting does not matter."""
    return FrameworkSpec(
        key="x", year=2023, meeting_kind="zuzhi", name="框架", theme="", title="标题", parts=parts
    )
