"""Reference texts (参考文本): what an organisation has its papers compared with beside one another."""
