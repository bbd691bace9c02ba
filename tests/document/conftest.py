"""How long hypothesis searches: enough for every push, and as long as you like with
HYPOTHESIS_EXAMPLES=5000."""

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
