"""The wizard: one page per step through the framework's parts and areas, with autosave."""
