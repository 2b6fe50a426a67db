"""Who are the people of this installation?"""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in: a person, or a service account that acts by key."""
