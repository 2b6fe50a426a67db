"""A provider of single sign-on to sign in by: a real one, in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from tests.commands.demo import free_port

PATIENCE_SECONDS = 30.0


@contextmanager
def provider(people: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Gives its address; `people` are the claims of each, by the name that it has for them."""
    port = free_port()
    known = [
        f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in people.items()
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def change(address: str, sub: str, claims: Mapping[str, Any]) -> None:
    """From now on the provider says this of somebody."""
    requests.put(f"{address}/users/{sub}", json=claims, timeout=10).raise_for_status()


def _wait_for(address: str) -> None:
    begun = time.monotonic()
    while True:
        try:
            requests.get(address, timeout=5).raise_for_status()
        except requests.ConnectionError:
            assert time.monotonic() - begun < PATIENCE_SECONDS
            time.sleep(0.1)
        else:
            return
