"""The only writers of jobs and their files; what is common to all kinds of jobs is in ``jobs`` and ``recovery``."""

from drafting.rendering.services.asking import OpenHoles, ask_again, ask_for_export
from drafting.rendering.services.recovery import note_missing, recover, sweep, tidy
from drafting.rendering.services.work import EXPORTS, carry_out, claim

__all__ = [
    "EXPORTS",
    "OpenHoles",
    "ask_again",
    "ask_for_export",
    "carry_out",
    "claim",
    "note_missing",
    "recover",
    "sweep",
    "tidy",
]
