"""事实本: what a person notes of things that happened, for their own eyes, and how a paper is begun from
them."""
