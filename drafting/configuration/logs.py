"""What is logged, and how."""

from typing import Any

from drafting import environment as env

# text for people; json for programs, with a line for each request and each task.
LOG_FORMAT = env.choice("LOG_FORMAT", ("text", "json"), "text")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "drafting.monitoring.logs.formatter.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    },
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # its lines for those who look for errors have whole addresses, tokens and secrets included
        "urllib3": {"level": "WARNING"},
    },
}
if LOG_FORMAT == "json":
    # that nothing was found is in the line of the request
    LOGGING["loggers"]["django.request"] = {"level": "ERROR"}
