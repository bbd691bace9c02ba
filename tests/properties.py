"""How long hypothesis searches in all rooms: enough for every push, and as long as you like with
HYPOTHESIS_EXAMPLES=5000. A plugin, so that a file by itself is tried as it is among all."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "zhaojing",
    # other processes share the machine, so the time of one example says nothing
    deadline=None,
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("zhaojing")
