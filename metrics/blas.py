"""How is linear algebra kept to one thread a process?

A web process answers several questions at a time on its own threads; a matrix product that
spreads over all cores as well only makes them wait for one another. OPENBLAS_NUM_THREADS does
the same, but must be set before NumPy is first imported, which no module can promise.
"""

from __future__ import annotations

import ctypes
from importlib.metadata import files

# The names that builds of OpenBLAS give the same function.
SETTERS = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads")


def use_one_thread() -> bool:
    """Limit NumPy's OpenBLAS to one thread; false where NumPy brings another library."""
    for packaged in files("numpy") or ():
        if "openblas" in packaged.name and ".so" in packaged.name:
            library = ctypes.CDLL(str(packaged.locate()))
            for name in SETTERS:
                setter = getattr(library, name, None)
                if setter is not None:
                    setter(ctypes.c_int(1))
                    return True
    return False
