"""What people are given: the dossier, its pages, its proofs."""
