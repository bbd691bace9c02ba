"""Pages of proofreading. Only the author gets them; no text of a paper is ever part of an address,
since addresses are logged."""
