"""The curator's editor of a framework (检查框架): everything that it says on one page, with what a
member will see of it, what differs from last year, and its publication."""
