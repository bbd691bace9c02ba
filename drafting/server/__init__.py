"""The web server process: receiving requests, sending answers, and the checks before it starts."""
