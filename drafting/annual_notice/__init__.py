"""The year's notice (通知): pasted, cut into areas, mapped to the taxonomy, looked at as a member will
see it, and published."""
