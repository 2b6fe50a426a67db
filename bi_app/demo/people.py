"""Who signs in to the demo, and with which password?

The passwords are random, made once, and kept in a file that only the owner may read.
"""

import json
import os
import secrets
from pathlib import Path

NAME = "demo-sign-ins.json"
SIGN_INS = {
    "elena.exec": "executive: every region and department",
    "mara.merch": "merchandiser: Women's and Accessories, no labor cost",
    "sam.southwest": "regional manager: Southwest and West, no cost or margin",
    "owen.owner": "metric owner: sales, margin, plan",
    "olivia.owner": "metric owner: stock, supply, customers, returns",
    "ana.analyst": "analyst: every row and metric",
    "ada.admin": "administrator: the console, no sales figures",
}


def passwords(var: Path) -> dict[str, str]:
    """The password of each person of the demo."""
    path = var / NAME
    if path.is_file():
        found: dict[str, str] = json.loads(path.read_text())
        return found
    made = {name: secrets.token_urlsafe(9) for name in SIGN_INS}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(made, file, indent=1)
    return made
