"""The page on which a reviewer reads a paper."""
