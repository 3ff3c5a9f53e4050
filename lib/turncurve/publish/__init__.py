"""Notebooks run, pages made, and a release proved."""
