"""照镜: the Django project package and its main app."""
