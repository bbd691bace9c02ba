"""The cast of the drafts, for meetings that somebody writes for."""

from tests.drafts.conftest import *  # noqa: F403
