"""Where do costs hold what a person typed, and how is it emptied?"""

from django.db.models import QuerySet

from bi_app.costs.models import MoreAsked


def reasons_of(person_id: int) -> int:
    return _reasons(person_id).count()


def erase_reasons(person_id: int) -> int:
    """That more was asked for, and what was decided, stays."""
    return _reasons(person_id).update(reason="")


def _reasons(person_id: int) -> QuerySet[MoreAsked]:
    return MoreAsked.objects.filter(user_id=person_id).exclude(reason="")
