"""The bundle (打包): the papers of a meeting to take away, as a zip and as tables."""
