"""The actions above a list of the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class WordedActions(admin.ModelAdmin):
    """Says 请选择 where Django has dashes, as forms do (field_sentences.py)."""

    def get_action_choices(self, request: HttpRequest, default_choices: Any = None) -> Any:
        return super().get_action_choices(request, [("", "请选择")])
