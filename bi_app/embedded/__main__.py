"""Start, stop or show the embedded servers by hand: `python -m bi_app.embedded up|down|status`."""

import argparse
import os

from bi_app.demo.file import var_folder, write_demo_file
from bi_app.embedded import postgres, redis, servers
from bi_app.embedded.places import Places


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bi_app.embedded")
    parser.add_argument("action", choices=("up", "down", "status"))
    action = parser.parse_args().action
    places = Places(var_folder(os.environ))
    if action == "up":
        write_demo_file(places.root)
        servers.start(places, os.environ)
        print(*(server.process_id(places) for server in servers.wanted(os.environ)))
    elif action == "down":
        redis.stop(places)
        postgres.stop(places)
    else:
        print("postgres", postgres.process_id(places) or "stopped")
        print("redis", redis.process_id(places) or "stopped")


main()
