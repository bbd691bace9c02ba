"""The only writers of frameworks. What is published never changes: drafts keep the version they were begun with."""

from drafting.frameworks.services.copying import NEW_AREA_GUIDANCE, area_heading, copy_to_year
from drafting.frameworks.services.editing import (
    begin_framework,
    problems_part,
    remove_section,
    save_framework,
    save_section,
    tidy_sections,
)
from drafting.frameworks.services.errors import FrameworkError, NotPublishable
from drafting.frameworks.services.life import confirm, publish, retire, withdraw_confirmation

__all__ = [
    "NEW_AREA_GUIDANCE",
    "FrameworkError",
    "NotPublishable",
    "area_heading",
    "begin_framework",
    "confirm",
    "copy_to_year",
    "problems_part",
    "publish",
    "remove_section",
    "retire",
    "save_framework",
    "save_section",
    "tidy_sections",
    "withdraw_confirmation",
]
