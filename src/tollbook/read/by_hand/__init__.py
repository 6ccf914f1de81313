"""What people write down beside the documents: facts of sources, receipts, and claims of their own."""
