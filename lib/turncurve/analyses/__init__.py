"""Answers to questions, as frozen values that rest on indicators."""
