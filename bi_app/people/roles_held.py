"""Which sets of roles do people hold, of their own and by their teams?"""

from bi_app.people.models import User


def roles_held() -> frozenset[frozenset[str]]:
    people = User.objects.filter(is_active=True).prefetch_related("teams")
    return frozenset(
        frozenset(person.roles).union(*(team.roles for team in person.teams.all()))
        for person in people
    )
