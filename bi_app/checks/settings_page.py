"""The page of settings, written from the declarations that `bi_app.settings` makes."""

from bi_app import settings
from bi_app.env import declared

HEAD = """# Settings

Written by `make docs` from `bi_app/settings/`; do not edit. Every setting is a variable of the
environment. A wrong value stops the process with one line that names the variable, the value
and the expected form. `make demo` writes its own into `var/demo.env`, which is read where the
environment sets no `SECRET_KEY`.

| variable | expected | default | meaning |
| --- | --- | --- | --- |
"""


def page() -> str:
    assert settings.BASE_DIR  # noqa: S101  (reading the settings is what declares them)
    rows = (f"| `{v.name}` | {v.form} | {v.default} | {v.meaning} |\n" for v in declared)
    return HEAD + "".join(rows)
