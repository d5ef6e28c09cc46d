"""Speed and memory of the parts, as ratios within one run: `python -m benchmarks`."""
