"""佐证文件: files that a member lays beside an item of the own ledger, where the unit takes them."""
