"""Web pages: blocks of the tree with their zones, tables, addresses, and the files that furnish a saved page."""
