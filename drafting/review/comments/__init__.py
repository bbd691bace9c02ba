"""Comments (批注) and their answers: on the words of a submitted paper, over rounds."""
