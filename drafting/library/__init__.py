"""The library: taxonomy of problems, causes and measures, and the reusable phrasing that hangs on
it."""
