"""What others said: opinions asked for (征求意见) and talks (谈心谈话) before a meeting, claimed into a point
of the paper (认领) or answered."""
