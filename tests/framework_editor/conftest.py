"""The cast of the annual notice: the framework of 2025 and what is prepared for 2026."""

from tests.annual_notice.conftest import *  # noqa: F403
