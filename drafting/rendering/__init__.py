"""From a document to the files people print, and the jobs that make them."""
