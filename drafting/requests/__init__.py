"""What holds for every request, whatever it asks: sessions, limits, and the answers where no view
can answer."""
