"""From notebooks to signed releases: run, render, prove, release. Only this layer runs papermill and nbconvert."""
