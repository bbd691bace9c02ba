"""The writers of the desk: bundles and their files."""

from drafting.desk.services.asking import Nothing, ask_for_bundle
from drafting.desk.services.making import BUNDLES, carry_out
from drafting.desk.services.taking import expire, take

__all__ = ["BUNDLES", "Nothing", "ask_for_bundle", "carry_out", "expire", "take"]
