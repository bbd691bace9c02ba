"""批评意见: what a member heard at the meeting, and what they prepare to say to colleagues there."""
