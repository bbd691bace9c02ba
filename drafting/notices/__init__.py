"""Notices to people (提醒): in the app, and as a digest by e-mail."""
