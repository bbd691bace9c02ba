"""The page on which an import is looked over: the source beside the structure, and moving pieces of
it."""
