"""Moments as people say them on the day they read of them."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from drafting.common.days import day_from

register = template.Library()


@register.filter
def moment(when: datetime) -> str:
    """12月1日 05:09, and 2025年12月1日 05:09 once that year is over: a paper is read for years."""
    local = timezone.localtime(when)
    return f"{day_from(local.date(), timezone.localdate())} {local:%H:%M}"
