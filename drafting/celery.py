"""The Celery app; its settings are the CELERY_* names in drafting/settings.py."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

app = Celery("drafting")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def refuse_to_start(**_kwargs: Any) -> None:
    """End a worker or beat of a production installation that has demo accounts.

    Celery only logs an exception of a signal's receiver; SystemExit gets through.
    """
    from drafting.guard import refuse_demo_accounts

    try:
        refuse_demo_accounts()
    except ImproperlyConfigured as error:
        sys.exit(f"配置错误：{error}")
