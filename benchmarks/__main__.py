"""`make bench`: run the benchmarks named, or all, each printing its figures as ratios within one run.

Usage: python -m benchmarks [--quick] [NAME ...]
"""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path


def main() -> None:
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller inputs: shows that it runs, not how fast it is")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; by default all")
    arguments = parser.parse_args()
    for name in arguments.names or names:
        if name not in names:
            parser.error(f"no benchmark {name!r}; there are {', '.join(names)}")
        print(f"== {name}", flush=True)
        started = time.monotonic()
        importlib.import_module(f"benchmarks.{name}").main(arguments.quick)
        print(f"   ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
