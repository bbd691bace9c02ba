"""Review (审核把关): handing in, comments, decisions and the record of a draft under review."""
