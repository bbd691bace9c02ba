"""Backups: one encrypted file with the database and the files of an installation, made while people
write, and brought back by one command."""
