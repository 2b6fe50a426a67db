"""How is each address of the installation called when everything is tried?

A route that is not declared here fails the test that calls them all: whoever adds a page says here
how to reach it, and it is searched for what nobody may see like all others. Pages of the console
are found from its own registry, with a row of each kind that is there.
"""

from collections.abc import Iterator, Mapping

from django.contrib import admin

from tests.routes import Route

CONSOLE = "admin/"
# As the route stands, with a sample in each place of it.
PLAIN = frozenset(
    {
        "favicon.ico",
        "health/live",
        "health/ready",
        "api/v1/ask",
        "api/v1/query",
        "api/v1/",
        "api/v1/<path:address>",
        "sign-in/",
        "sign-in/code/",
        "sign-in/by/<provider_id>/",
        "sign-in/by/<provider_id>/back/",
        "sign-in/again/",
        "sign-in/again/code/",
        "sign-in/forgotten/",
        "sign-in/forgotten/sent/",
        "sign-in/forgotten/<uidb64>/<token>/",
        "sign-out/",
        "account/",
        "account/second-factor/",
        "account/second-factor/on/",
        "account/second-factor/off/",
        "account/second-factor/codes/",
        "account/second-factor/codes/new/",
        "account/sign-ins/",
        "account/sign-ins/others/end/",
        "account/sign-ins/<uuid:sign_in>/end/",
        "account/password/",
        "account/keys/",
        "account/keys/<str:prefix>/end/",
        "api/v1/suggest",
        "api/v1/usage",
        "usage/",
        "usage/costs/",
        "usage/more/",
        "usage/more/<int:request_id>/",
        "",
        "ask/",
        "suggest/",
        "conversations/",
        "boards/",
        "notes/",
        "notes/<int:note_id>/take-back/",
        "catalogue/",
        "learning/",
        "learning/choices/<int:choice_id>/take-back/",
        "learning/not-meant/<uuid:question_id>/",
        "learning/right/<uuid:question_id>/",
        "learning/seen/",
        "learning/queue/",
        "learning/queue/<int:lesson_id>/",
        "learning/verified/",
        "learning/verified/<int:verified_id>/",
    }
)
# With what is there in place of the sample: each name is one that the test fills in.
FILLED: Mapping[str, tuple[str, ...]] = {
    "conversations/<uuid:conversation_id>/": (
        "/conversations/{own}/",
        "/conversations/{elenas}/",
        "/conversations/{nobodys}/",
    ),
}
ANSWERS = ("{own_answer}", "{elenas_answer}", "{nobodys}")
FILLED = {
    **FILLED,
    "answers/<uuid:question_id>/chips/add/": tuple(
        f"/answers/{each}/chips/add/" for each in ANSWERS
    ),
    "answers/<uuid:question_id>/chips/<slug:part>/<int:at>/": tuple(
        f"/answers/{each}/chips/{part}/{at}/"
        for each in ANSWERS
        for part, at in (("metric", 0), ("dimension", 0), ("filter", 0), ("period", 0))
    ),
    "api/v1/questions/<uuid:question_id>/export": tuple(
        f"/api/v1/questions/{each}/export?format={form}"
        for each in ANSWERS
        for form in ("csv", "svg")
    ),
    "answers/<uuid:question_id>/": tuple(f"/answers/{each}/" for each in ANSWERS),
    "answers/<uuid:question_id>/share/": tuple(f"/answers/{each}/share/" for each in ANSWERS),
    "shared/<slug:token>/": ("/shared/{elenas_link}/", "/shared/{nobodys}/"),
    "shared/<slug:token>/export/<slug:form>/": (
        "/shared/{elenas_link}/export/csv/",
        "/shared/{nobodys}/export/csv/",
    ),
    "shared/<slug:token>/export/<slug:form>/waiting/": (
        "/shared/{elenas_link}/export/csv/waiting/",
        "/shared/{nobodys}/export/csv/waiting/",
    ),
    "answers/<uuid:question_id>/export/<slug:form>/waiting/": tuple(
        f"/answers/{each}/export/csv/waiting/" for each in ANSWERS
    ),
    "shared/<slug:token>/take-back/": (
        "/shared/{elenas_link}/take-back/",
        "/shared/{nobodys}/take-back/",
    ),
    "conversations/<uuid:conversation_id>/rename/": (
        "/conversations/{own}/rename/",
        "/conversations/{elenas}/rename/",
    ),
    "conversations/<uuid:conversation_id>/delete/": (
        "/conversations/{elenas}/delete/",
        "/conversations/{nobodys}/delete/",
    ),
    "answers/<uuid:question_id>/waiting/": tuple(f"/answers/{each}/waiting/" for each in ANSWERS),
    "answers/<uuid:question_id>/cancel/": tuple(f"/answers/{each}/cancel/" for each in ANSWERS),
    "answers/<uuid:question_id>/change/": tuple(f"/answers/{each}/change/" for each in ANSWERS),
    "answers/<uuid:question_id>/export/<slug:form>/": tuple(
        f"/answers/{each}/export/{form}/" for each in ANSWERS for form in ("csv", "svg")
    ),
}
# Of what is open to everybody, closed to some, closed to everybody, and of no such name.
METRICS = ("net_sales", "gross_margin", "labor_cost", "inventory_value", "no_such_metric")
DIMENSIONS = ("region", "store_name", "product_name", "supplier_name", "sku", "no_such_dimension")
FILLED = {
    **FILLED,
    "catalogue/metrics/<slug:name>/": tuple(f"/catalogue/metrics/{each}/" for each in METRICS),
    "catalogue/metrics/<slug:name>/preview/": tuple(
        f"/catalogue/metrics/{each}/preview/" for each in METRICS
    ),
    "catalogue/dimensions/<slug:name>/": tuple(
        f"/catalogue/dimensions/{each}/" for each in DIMENSIONS
    ),
}
BOARD, TILES = "boards/<uuid:board_id>/", "boards/<uuid:board_id>/tiles/<uuid:tile_id>/"
BOARDS = ("{elenas_board}", "{nobodys}")
FILLED = {
    **FILLED,
    "boards/pin/<uuid:question_id>/": tuple(f"/boards/pin/{each}/" for each in ANSWERS),
    BOARD: tuple(f"/boards/{each}/{whole}" for each in BOARDS for whole in ("", "?whole")),
    f"{BOARD}share/": tuple(f"/boards/{each}/share/" for each in BOARDS),
    f"{BOARD}change/": tuple(f"/boards/{each}/change/" for each in BOARDS),
    TILES: tuple(f"/boards/{each}/tiles/{{elenas_tile}}/" for each in BOARDS),
    f"{TILES}changed/": tuple(f"/boards/{each}/tiles/{{elenas_tile}}/changed/" for each in BOARDS),
    f"{TILES}figure/": tuple(f"/boards/{each}/tiles/{{elenas_tile}}/figure/" for each in BOARDS),
    f"{TILES}arrange/": tuple(f"/boards/{each}/tiles/{{elenas_tile}}/arrange/" for each in BOARDS),
    f"{TILES}go-on/": tuple(f"/boards/{each}/tiles/{{elenas_tile}}/go-on/" for each in BOARDS),
}
# Asking has bodies of its own, beside the empty ones that every address gets.
ASKED_IN_WORDS, ASKED_BY_FORM, ASKED_BY_QUERY = "/api/v1/ask", "/ask/", "/api/v1/query"
TYPED_TO_THE_API, TYPED_ON_THE_PAGE = "/api/v1/suggest?q={}", "/suggest/?question={}"


def addresses(route: Route, ids: Mapping[str, str]) -> Iterator[str]:
    """Raises LookupError for a route that nobody declared."""
    if route.pattern.startswith(CONSOLE):
        yield from _console(route)
    elif route.pattern in FILLED:
        yield from (each.format(**ids) for each in FILLED[route.pattern])
    elif route.pattern in PLAIN:
        yield route.path
    else:
        raise LookupError(f"Say in {__name__} how “{route.pattern}” ({route.name}) is called.")


def declared() -> set[str]:
    return {*PLAIN, *FILLED}


def _console(route: Route) -> Iterator[str]:
    yield route.path
    for model in admin.site._registry:
        about = f"admin/{model._meta.app_label}/{model._meta.model_name}/<path:object_id>/"
        if not route.pattern.startswith(about):
            continue
        row = model._default_manager.order_by("-pk").first()
        if row is not None:
            yield "/" + route.pattern.replace("<path:object_id>", str(row.pk))
