"""The canonical tables: what one row is, what each column means, and where they are kept."""
