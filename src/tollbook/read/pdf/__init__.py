"""PDF: letters by their places to lines, blocks and passages in the order in which a person reads them."""
