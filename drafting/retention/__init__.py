"""Retention: what becomes of papers so many months after their meeting, as the unit decides; told before,
done by a worker, recorded after."""
