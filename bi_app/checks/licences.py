"""May each pinned package be used and passed on with this project?

The licence is what the installed package declares: its SPDX expression, else its classifiers,
else its licence field. Whatever is not on the list needs an exception that says why.
"""

import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from bi_app.checks.requirements import pinned

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache Software License",
        "BSD 3-Clause",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT License",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Python Software Foundation License",
        "Zlib",
    }
)
_LGPL = "a library used unchanged through its public interface, installed beside the project"
_MPL = "file-level copyleft on files that are used unchanged, in development only"
_MPL_DATA = "file-level copyleft on a list (of certificates, of domains) that is used unchanged"
_AXE = "declares none; its LICENSE is MIT, that of the axe-core inside MPL-2.0; development only"
_MIXED_MPL = "BSD License AND Apache Software License AND Mozilla Public License 2.0 (MPL 2.0)"
_MARK = "BSD; the other class names the trade mark of the code that it draws"
EXCEPTIONS = {
    "psycopg": ("LGPL-3.0-only", _LGPL),
    "psycopg-binary": ("LGPL-3.0-only", _LGPL),
    "psycopg-pool": ("LGPL-3.0-only", _LGPL),
    "axe-playwright-python": ("", _AXE),
    "hypothesis": ("MPL-2.0", _MPL),
    "certifi": ("Mozilla Public License 2.0 (MPL 2.0)", _MPL_DATA),
    "fido2": (_MIXED_MPL, _MPL_DATA),
    "qrcode": ("BSD License AND Other/Proprietary License", _MARK),
    "pathspec": ("Mozilla Public License 2.0 (MPL 2.0)", _MPL),
}


def faults(requirements: Path) -> list[str]:
    """One line for each pinned package whose licence is not allowed, or that is not installed."""
    found = []
    for name in pinned(requirements):
        try:
            declared = declared_licence(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            found.append(f"{name} is pinned and not installed: make test installs what is pinned")
            continue
        if EXCEPTIONS.get(name, ("", ""))[0] != declared and not is_allowed(declared):
            found.append(f"{name}: {declared or 'no licence declared'}")
    return found


def declared_licence(package: metadata.PackageMetadata) -> str:
    if "License-Expression" in package:
        return package["License-Expression"]
    classifiers = [
        text.split(" :: ")[-1]
        for text in package.get_all("Classifier") or []
        if text.startswith("License :: ")
    ]
    if classifiers:
        return " AND ".join(classifiers)
    return package["License"] or ""  # None where the field is missing, whatever the types say


def is_allowed(expression: str) -> bool:
    """Whether one of the alternatives is made of allowed licences only; doubt is a refusal."""
    alternatives = re.split(r"\s+OR\s+", expression.replace("(", "").replace(")", ""))
    return any(_all_allowed(re.split(r"\s+AND\s+", each)) for each in alternatives)


def _all_allowed(licences: Iterable[str]) -> bool:
    return all(licence.strip() in ALLOWED for licence in licences)
