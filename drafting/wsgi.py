"""The WSGI entry that gunicorn loads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from drafting.server import startup

with startup.one_sentence():
    # Again, for a server that was started without drafting/gunicorn_conf.py.
    startup.check_web()
    _application = get_wsgi_application()
    # Every page's code is loaded here, once for all web processes, not by each of them while the
    # first person waits.
    _ = get_resolver().url_patterns
    from drafting.requests.unusable import with_readable_type
    from drafting.start_guard import guarded

    application = guarded(with_readable_type(_application))
