"""Frameworks in the Django admin: enter a year's notice, copy last year's, check, publish."""

from drafting.frameworks.admin.frameworks import FrameworkAdmin

__all__ = ["FrameworkAdmin"]
