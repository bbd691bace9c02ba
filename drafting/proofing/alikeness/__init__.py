"""雷同: which stretches of a paper stand in papers that it may be compared with. Kept here are what is
compared of each text, and what was found; nothing of it but places in the own text reaches an
author."""
