"""What requests meet when the ground under the application gives way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def read_only(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=1")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=0")
