"""Metrics for Prometheus: none unless a token or addresses say who may read them."""

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.installation import VAR
from drafting.embedded import paths

_SHORTEST_TOKEN = 20  # characters
METRICS_TOKEN = env.secret("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < _SHORTEST_TOKEN:
    # The value is not repeated.
    raise ImproperlyConfigured(
        f"METRICS_TOKEN 太容易猜到：至少要 {_SHORTEST_TOKEN} 个字符，可用 {env.NEW_KEY} 生成。"
    )
METRICS_NETWORKS = env.networks("METRICS_NETWORKS")
METRICS = bool(METRICS_TOKEN or METRICS_NETWORKS)
# Where the processes of the web server of this machine add up what they count.
METRICS_DIRECTORY = paths.counter_directory(VAR)
