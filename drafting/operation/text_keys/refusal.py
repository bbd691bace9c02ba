"""Why texts are not put under another key. [pure]"""


class KeysNotChanged(Exception):
    """One sentence for the operator."""
