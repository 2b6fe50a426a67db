"""On which machine was it measured?"""

import os
import platform
from pathlib import Path


def machine() -> dict[str, str]:
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "CPU": _first("/proc/cpuinfo", "model name", ":"),
        "OS": _first("/etc/os-release", "PRETTY_NAME", "=").strip('"'),
        "kernel": platform.release(),
        "Python": platform.python_version(),
    }


def _first(path: str, key: str, separator: str) -> str:
    for line in Path(path).read_text().splitlines():
        if line.startswith(key):
            return line.partition(separator)[2].strip()
    return "unknown"
