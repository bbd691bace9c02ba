"""The curator's pages of the library: phrases (素材) as cards as the member sees them, found,
changed where they stand, approved, retired and tagged together, with their history."""
