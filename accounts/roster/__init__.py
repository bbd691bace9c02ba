"""A list of members (名单) in an .xlsx: read, compared with what is known, written. [pure]

`archive` and `sheet` read a file that may be hostile, `entries` says what its rows mean, `plan`
what would happen to whom; `workbook` writes. Nothing here knows of Django or of a database.
"""
