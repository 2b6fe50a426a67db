"""What is this installation made of, and what are its limits?

Each file answers for one part. Every variable of the environment goes through `bi_app.env`, which
stops the process on a wrong value; `docs/settings.md` lists them all, in the order of these files.
"""

# isort: off
from bi_app.settings.installation import *  # noqa: F403
from bi_app.settings.servers import *  # noqa: F403
from bi_app.settings.limits import *  # noqa: F403
from bi_app.settings.costs import *  # noqa: F403
from bi_app.settings.language import *  # noqa: F403
from bi_app.settings.record import *  # noqa: F403
from bi_app.settings.application import *  # noqa: F403
from bi_app.settings.people import *  # noqa: F403
from bi_app.settings.mail import *  # noqa: F403
from bi_app.settings.rest import *  # noqa: F403
from bi_app.settings.jobs import *  # noqa: F403
