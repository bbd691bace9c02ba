"""The page of a draft under review as its author sees it."""
