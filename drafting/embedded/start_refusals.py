"""Why `make run` does not start."""


class StartRefused(Exception):
    """The group cannot be started; the message is one sentence for the person at the keyboard."""
