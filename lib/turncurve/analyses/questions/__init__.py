"""One question each; none imports another."""
