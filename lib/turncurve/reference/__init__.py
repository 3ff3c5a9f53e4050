"""Facts about the world: periods, working days, vocabulary, thresholds, timescales and file formats."""
