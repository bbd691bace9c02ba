"""Reading .xlsx files that people upload, whoever made them: the one way in, with limits. Knows no
room and no Django."""
