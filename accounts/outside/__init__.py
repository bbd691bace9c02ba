"""Services outside that say who somebody is: what those have in common that people are led to and come back from."""
