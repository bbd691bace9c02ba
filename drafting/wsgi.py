"""The WSGI entry that gunicorn loads."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

# Gunicorn takes a worker that leaves with 3 as one that cannot boot and ends, instead of starting it again for ever.
WORKER_BOOT_ERROR = 3

try:
    application = get_wsgi_application()
    from drafting.guard import refuse_demo_accounts

    refuse_demo_accounts()
except ImproperlyConfigured as error:
    print(f"配置错误：{error}", file=sys.stderr, flush=True)
    sys.exit(WORKER_BOOT_ERROR)
