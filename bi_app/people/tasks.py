"""What is done for people outside a request?"""

from django.contrib.sessions.backends.db import SessionStore

from bi_app.celery import app
from bi_app.people import attempts, reset


@app.task
def mail_links(email: str, site: str) -> int:
    return reset.mail_links(email, site)


@app.task
def clear_old_sign_ins() -> None:
    """Sessions that ran out, and counts of tries that count no more."""
    SessionStore.clear_expired()
    attempts.clear_old()
