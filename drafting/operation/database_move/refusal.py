"""Why a database is not moved. [pure]"""


class MoveRefused(Exception):
    """One sentence for the operator; both databases are as they were."""
