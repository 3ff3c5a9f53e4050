"""From raw files to canonical tables: recognise, parse at the door, refuse what cannot be trusted, merge, store."""
