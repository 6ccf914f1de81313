"""Messages and web pages saved as messages: heads, bodies and what is attached."""
