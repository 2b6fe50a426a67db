"""Where do boards hold what a person typed, and how is it emptied?"""

from django.db.models import QuerySet

from bi_app.boards.models import Board, Note


def boards_of(person_id: int) -> int:
    return _boards(person_id).count()


def erase_boards(person_id: int) -> int:
    """With their tiles, whose titles and queries are words of the person as well."""
    found = _boards(person_id)
    many = found.count()
    found.delete()
    return many


def notes_of(person_id: int) -> int:
    return _notes(person_id).count()


def erase_notes(person_id: int) -> int:
    return _notes(person_id).delete()[0]


def _boards(person_id: int) -> QuerySet[Board]:
    return Board.objects.filter(owner=person_id)


def _notes(person_id: int) -> QuerySet[Note]:
    return Note.objects.filter(author=person_id)
