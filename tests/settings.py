"""The settings of the test suite: the real ones, with servers of its own.

Each run has its own PostgreSQL and Redis under a folder of its own, so that two runs on one
machine never meet. `DATABASE_URL` and `REDIS_URL` name other servers where they are set.
"""

import os
import secrets
import tempfile

from tests.counts import LARKFIELD
from tests.servers import PREFIX

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
os.environ.setdefault("AUDIT_KEY", secrets.token_urlsafe(64))
os.environ.setdefault("CACHE_KEY", secrets.token_urlsafe(64))
if "AISLE_TEST_VAR" not in os.environ:  # the parallel workers inherit the first process's folder
    os.environ["AISLE_TEST_VAR"] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
os.environ["AISLE_VAR"] = os.environ["AISLE_TEST_VAR"]
os.environ["AISLE_EMBEDDED"] = "true"
os.environ["WAREHOUSE"] = (
    f"duckdb:///{os.environ['AISLE_VAR']}/warehouse/larkfield-{LARKFIELD}.duckdb"
)
os.environ["SECURE_COOKIES"] = "false"
os.environ["AISLE_GRACE_SECONDS"] = "0"  # no worker runs beside a test that does not start one
os.environ["AISLE_MAIL"] = "console:"

from bi_app.settings import *  # noqa: F403
from bi_app.settings import DATABASES, MIDDLEWARE

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = (
    "tests.static_files.SearchedOnce"
)
# Each parallel worker has a Redis database of its own, since tests empty theirs.
REDIS_CACHE = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 2
DATABASES["default"]["ENGINE"] = "tests.postgresql"
DATABASES["default"]["TEST"] = {"NAME": f"test_aisle_{os.environ['AISLE_TEST_VAR'][-8:]}"}
