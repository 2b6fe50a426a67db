"""Django as a WSGI application: what pages and REST run on."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bi_app.settings")

application = get_wsgi_application()
