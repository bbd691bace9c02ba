"""The demo: people, meetings, drafts; may be run at every start."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.services.demo import load_demo_accounts
from drafting.drafts.demo import load_demo_drafts
from drafting.frameworks.models import Framework
from drafting.meetings.demo import MEETINGS
from drafting.review.demo import load_demo_review


class Command(BaseCommand):
    help = "载入演示用的党组织、人员、会议和材料；正式环境不能使用，重复运行不会改动已有内容。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing. Refuses in production, where the public passwords of the demo have
        no place."""
        if settings.PRODUCTION:
            raise CommandError("正式环境不能载入演示数据。")
        wanted = {row.framework for row in MEETINGS}
        if Framework.objects.filter(key__in=wanted).count() < len(wanted):
            call_command("load_fixtures", stdout=StringIO())
        try:
            people = load_demo_accounts()
        except ValueError as error:
            raise CommandError(str(error)) from error
        meetings, drafts = load_demo_drafts(people)
        drafts += load_demo_review(people)
        self.stdout.write(
            f"演示人员 {len(people)} 名；新发起会议 {meetings} 次，新建材料 {drafts} 份。"
        )
