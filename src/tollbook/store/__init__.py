"""What is kept between builds: a cache of derived rows, which may be deleted at any time."""
