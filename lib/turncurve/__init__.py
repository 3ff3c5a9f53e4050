"""Turning the Curve: reproducible analysis for children's services."""
