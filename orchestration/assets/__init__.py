"""The assets of the nightly job, one module per layer: raw, core, out, release, people. Each is named as its table."""
