"""What the secretary writes around a meeting (情况报告, 会议记录, 主持词): frames with what the desk knows."""
