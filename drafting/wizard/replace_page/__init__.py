"""查找和替换 over the whole paper: the places, which of them, and back."""
