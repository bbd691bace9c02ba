"""The only writers of export jobs and their files."""

from drafting.rendering.services.asking import OpenHoles, ask_again, ask_for_export
from drafting.rendering.services.recovery import note_missing, recover, sweep, tidy
from drafting.rendering.services.work import carry_out, claim

__all__ = [
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
