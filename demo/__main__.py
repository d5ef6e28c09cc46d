"""`python -m demo build|serve|night`: the demo world from the command line."""

from __future__ import annotations

import argparse
import sys

from demo.world import WorldError, build_world, load_world


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    build = verbs.add_parser("build", help="write a world's folder")
    build.add_argument("--dir", required=True)
    build.add_argument("--programs", type=int, default=48)
    build.add_argument("--seed", type=int, default=7)
    build.add_argument("--port", type=int, default=8765)
    build.add_argument("--misbehaving", type=float, help="share of programs that misbehave, for load tests")
    serve = verbs.add_parser("serve", help="serve it on loopback until SIGTERM")
    serve.add_argument("--dir", required=True)
    serve.add_argument("--port", type=int, help="must be the port that the world was built for")
    serve.add_argument("--night", type=int)
    night = verbs.add_parser("night", help="switch the night, also while it is served")
    night.add_argument("--dir", required=True)
    night.add_argument("number", type=int)
    told = parser.parse_args(arguments)
    try:
        if told.verb == "build":
            world = build_world(told.dir, told.programs, told.seed, told.port, told.misbehaving)
            print(f"{len(world.listing(1))} programs listed at {world.listing_url}")
            if world.addressing == "port_per_site":
                print("only one loopback address can be bound here: a port per site instead of an address per site")
        elif told.verb == "serve":
            from demo.server import serve as serve_world

            built_for = load_world(told.dir).port
            if told.port is not None and told.port != built_for:
                raise WorldError(f"the world in {told.dir} was built for port {built_for}; build it again with --port")
            serve_world(told.dir, told.night)
        else:
            load_world(told.dir).set_night(told.number)
            print(f"night {told.number}")
    except WorldError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
