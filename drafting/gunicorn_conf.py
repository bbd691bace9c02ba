"""Gunicorn's settings: `gunicorn -c python:drafting.gunicorn_conf drafting.wsgi`. Gunicorn reads
them before anything else."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

from django.conf import settings

from drafting.embedded import preflight
from drafting.server import startup

with startup.one_sentence():
    startup.check_web()

_address = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
bind = f"{_address}:{settings.PORT}"
workers = settings.WEB_WORKERS
worker_class = "drafting.server.gunicorn_worker.PatientWorker"
threads = settings.WEB_THREADS
# Loaded once, before the workers: what stands in the way is said once, and a worker that is
# replaced needs no database to start.
preload_app = True
# Idle connections cost no thread, and a browser that finds its connection closed has to open
# another, seconds.
keepalive = 30
timeout = 60  # seconds
graceful_timeout = 10  # seconds
max_requests = 5000
max_requests_jitter = 500
# Addresses of pages tell who writes what; the application logs what goes wrong.
accesslog = None
if settings.LOG_FORMAT == "json":
    _own = {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}}
    logconfig_dict: dict[str, Any] = {
        **settings.LOGGING,
        "loggers": {**settings.LOGGING["loggers"], **_own},
    }
# The heartbeat file; on a disk a busy moment would look like a worker that hangs.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - gunicorn makes a file of its own there
control_socket_disable = True


def on_starting(_arbiter: Any) -> None:
    """Refuse an address on which nobody can listen, before gunicorn tries it five times."""
    if "GUNICORN_FD" in os.environ or "LISTEN_FDS" in os.environ:
        # the sockets were handed over, and are in use
        return
    with startup.one_sentence():
        preflight.check_port(settings.HOST, settings.PORT)


def when_ready(_arbiter: Any) -> None:
    """Before the first worker is forked."""
    # its models can be imported only now that the application is loaded
    from drafting.server.common_data import read_ahead

    read_ahead()
