"""The curator's pages of the formulations (提法): found, written, compared with their source (核对),
retired, several at once, and taken back."""
