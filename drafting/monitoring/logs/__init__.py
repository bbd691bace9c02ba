"""Log lines that a program reads: one for each request and each task, with what they have to do with
one another, and without texts, names and what people looked for (docs/decisions/0032)."""
