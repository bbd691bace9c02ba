"""Reminders (催交): of deadlines by the clock, and by hand."""
