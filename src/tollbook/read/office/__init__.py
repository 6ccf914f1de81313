"""Word documents, workbooks and tables of values, unpacked within bounds."""
