"""Pure statistics on arrays and series; no knowledge of children's services."""
