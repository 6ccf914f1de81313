"""Archives of files and of web pages, taken apart within bounds."""
