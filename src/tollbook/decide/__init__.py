"""What people decided: which decisions stand, what they change, and what is to be decided next."""
