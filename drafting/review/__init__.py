"""Handing in, reviewing and approving a draft (审核把关)."""
