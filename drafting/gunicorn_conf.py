"""Gunicorn's settings: `gunicorn -c python:drafting.gunicorn_conf drafting.wsgi`."""

from pathlib import Path

from drafting import environment as env

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, minimum=1, maximum=65535)}"
workers = env.integer("WEB_WORKERS", 2, minimum=1, maximum=64)
worker_class = "drafting.gunicorn_worker.PatientWorker"
threads = env.integer("WEB_THREADS", 4, minimum=1, maximum=64)
# Idle connections cost no thread, and a browser that finds its connection closed has to open another, seconds.
keepalive = 30
timeout = 60  # seconds
graceful_timeout = 10  # seconds
max_requests = 5000
max_requests_jitter = 500
# Addresses of pages tell who writes what; the application logs what goes wrong.
accesslog = None
# The heartbeat file; on a disk a busy moment would look like a worker that hangs.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
