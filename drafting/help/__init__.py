"""The user guide (docs/guide/*.md) as pages of the product, readable without signing in."""
