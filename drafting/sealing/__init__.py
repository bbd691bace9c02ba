"""What people wrote, encrypted where it lies (docs/decisions/0041): the keys, the columns, the files.
Off unless TEXT_KEYS_FILE names a file with keys."""
