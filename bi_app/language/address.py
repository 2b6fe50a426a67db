"""Can this be the base URL of a language model's endpoint?"""

from ipaddress import ip_address
from urllib.parse import urlsplit


def read_address(text: str, *, inside: bool = False) -> str:
    """The same text; raises ValueError, which says what is wrong with it.

    Questions leave this machine encrypted, unless the endpoint is in the house (`inside`).
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no address of the web")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("holds more than an address: the key has a setting of its own")
    if parts.scheme == "http" and not (inside or _is_of_this_machine(parts.hostname)):
        raise ValueError("would send questions unencrypted")
    return text


def _is_of_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
