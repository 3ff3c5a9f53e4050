"""Pictures, tables and sentences, made together from one released answer."""
