"""The shared cast, with the framework of 2025 and what is prepared for 2026."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from drafting.frameworks.loader import load_framework
from drafting.frameworks.models import Framework
from tests.cast import *  # noqa: F403
from tests.cast import published

PREPARED = settings.BASE_DIR / "fixtures" / "frameworks" / "prepared" / "2026-zuzhi-prepared.json"


@pytest.fixture
def base(db: None) -> Framework:
    """What is prepared for 2026, beside the framework of 2025."""
    published("2025-zuzhi")
    load_framework(json.loads(PREPARED.read_text("utf-8")))
    return Framework.objects.get(key="2026-zuzhi-prepared")
