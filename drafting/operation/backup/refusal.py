"""Why a backup is not made or not brought back. [pure]"""


class BackupRefused(Exception):
    """One sentence for the operator; nothing was changed."""


class Occupied(BackupRefused):
    """Another backup or restore is at work."""
