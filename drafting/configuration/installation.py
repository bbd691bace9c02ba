"""What kind of installation this is, where it keeps its files, its key and its addresses."""

import os
from pathlib import Path

from drafting import environment as env
from drafting.embedded import paths
from drafting.environment_names import refuse_misspelt

BASE_DIR = Path(__file__).resolve().parent.parent.parent

refuse_misspelt(os.environ)
MODE = env.choice("ZHAOJING_MODE", ("local", "demo", "test", "production"), "local")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = MODE == "local" and env.flag("DEBUG", True)

VAR = env.directory("ZHAOJING_VAR", BASE_DIR / "var")
# Files of exports: personal, handed out by a view that asks for permission, never served as static
# files.
PRIVATE_ROOT = env.directory("PRIVATE_ROOT", VAR / "private")

if MODE == "test":
    SECRET_KEY = "only-for-tests-" + "x" * 50
elif PRODUCTION:
    SECRET_KEY = env.key("SECRET_KEY")
else:
    SECRET_KEY = env.key("SECRET_KEY", "") or paths.kept_secret_key(VAR)
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", None if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

# The web server (drafting/gunicorn_conf.py). They are read here so that every process refuses the
# same mistakes.
HOST = env.host("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, minimum=1, maximum=65535)
WEB_WORKERS = env.integer("WEB_WORKERS", 2, minimum=1, maximum=64)
WEB_THREADS = env.integer("WEB_THREADS", 4, minimum=1, maximum=64)
