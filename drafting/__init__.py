"""照镜: the Django project package and its main app."""

#: As in pyproject.toml and at the head of CHANGELOG.md; the foot of every page names it.
VERSION = "0.2.0"
