"""The settings in parts; drafting/settings.py puts them together."""
