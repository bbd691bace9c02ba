"""Exports: the files that a person asks for, the job that makes each, its page and the download."""
