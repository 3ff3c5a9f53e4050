"""Column specifications of every file format: shared by what reads files and what writes the example's."""
