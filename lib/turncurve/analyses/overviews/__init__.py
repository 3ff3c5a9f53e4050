"""Reports that cut across questions: progress report, board pack, scrutiny, peer review."""
