"""One package per output format; each takes a document and options and gives the finished file or markup."""
