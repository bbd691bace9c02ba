"""The order of the patterns decides how soon an address is found, and nothing else."""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from tests.access.test_sweep import addresses

SAMPLES = (UUID("12345678-1234-5678-1234-567812345678"), 7, "wort-2")


@pytest.mark.parametrize(("name", "parameters"), [*addresses()])
def test_an_address_is_of_one_page(name: str, parameters: tuple[str, ...]) -> None:
    paths = set()
    for values in product(SAMPLES, repeat=len(parameters)):
        try:
            paths.add(reverse(name, kwargs=dict(zip(parameters, values, strict=True))))
        except NoReverseMatch:
            continue  # not of the kind that the pattern takes
    assert paths
    assert {resolve(path).view_name for path in paths} == {name}
