"""Somebody was faster. [pure]"""


class Overtaken(Exception):
    """What was to be changed had been changed by somebody else meanwhile (compare-and-swap).

    Each room has an exception of its own below this one, which says what of; nothing was written.
    """
