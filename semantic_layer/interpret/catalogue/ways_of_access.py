"""In which ways is it asked about rights, spending or privacy?

Data, not code: the first way that explains all that is said is taken.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_access import (
    ANYTHING,
    BESIDE,
    LEFT,
    LESS_THAN,
    MAY,
    MAY_SEE,
    MONEY,
    NARROWED,
    PRIVATE,
    ROWS,
    SAID,
    SEE,
    SET_BESIDE,
    SHUT,
    SHUT_FROM_ME,
    SMALL,
    SPEAKER,
    SPENDERS,
    SPENT,
    WHY,
)
from semantic_layer.interpret.catalogue.cues_of_meaning import ASKS, IS
from semantic_layer.interpret.catalogue.way import Way
from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role

ACCESS = (
    Way(
        Topic.CLOSED,
        (
            """
                what | which | whats | list | anything | something | is there anything | show me
                what | tell me what | are there
            """,
            SHUT,
        ),
        frozenset(),
        beside=BESIDE,
        also=SAID,
    ),
    Way(Topic.ACCESS, (WHY, NARROWED), ANYTHING, 0, 4, beside=BESIDE, also=SAID),
    Way(Topic.ACCESS, (MAY,), ANYTHING, 0, 4, beside=BESIDE, also=SAID),
    Way(Topic.ACCESS, (MAY_SEE,), ANYTHING, 0, 4, beside=BESIDE - {Role.BY}, also=SAID),
    Way(
        Topic.ACCESS,
        (ROWS,),
        ANYTHING,
        0,
        2,
        unknown=3,
        beside=BESIDE | SET_BESIDE,
        also=f"{SAID} | {LESS_THAN}",
    ),
    Way(Topic.ACCESS, (SHUT_FROM_ME,), ANYTHING, 1, 4, beside=BESIDE, also=SAID),
    Way(
        Topic.ACCESS,
        ("is | are | isnt | arent | whether", SHUT),
        ANYTHING,
        1,
        4,
        opens=True,
        beside=BESIDE,
        also=SAID,
    ),
    Way(
        Topic.ACCESS,
        (
            """
                what are my | which are my | which | list my | show my | name my | how many | whats
                my | which is my
            """,
            "my | mine",
        ),
        frozenset({Role.DIMENSION}),
        1,
        1,
        beside=frozenset({Role.WHICH, Role.COUNT}),
        also="are | is | of them | all | what are | have | there | exactly",
    ),
    Way(
        Topic.ACCESS,
        (
            """
                what are my | which are my | list my | show my | name my | what is my | whats my
            """,
        ),
        frozenset({Role.DIMENSION}),
        1,
        1,
    ),
    Way(
        Topic.ACCESS, (SEE,), ANYTHING - {Role.DIMENSION, Role.DATASET}, 1, 1, bare=True, opens=True
    ),
)
SPENDING = (
    Way(
        Topic.SPENDING,
        (SPENT,),
        beside=frozenset({Role.NUMBER, Role.UNIT, Role.TIME_UNIT, Role.PERIOD, Role.COUNT}),
        also=f"{SPENDERS} | {ASKS} | {IS}",
        aspect="this",
    ),
    Way(
        Topic.SPENDING,
        (SPEAKER, MONEY, LEFT),
        beside=frozenset({Role.UNIT, Role.PERIOD}),
        also=f"{SPENDERS} | {ASKS} | {IS}",
        aspect="this",
    ),
)
PRIVACY = (
    Way(
        Topic.SMALL_GROUPS,
        (
            "groups | group | segments | segment | cells",
            """
                hidden | hide | hides | left out | leave out | leaves out | suppressed | masked |
                withheld | few customers | few people | minimum | smallest | too few | blanked | at
                least | not shown | isnt shown | arent shown
            """,
        ),
        beside=BESIDE
        | {Role.LESS, Role.AT_LEAST, Role.LEFT_OUT, Role.LEAVE, Role.LOW, Role.LOWER, Role.DROP},
        also=f"""
            {SAID} | customers | customer | people | members | small | with | few | size | below |
            under | which size | must | need | have | do you | minimum | too | before | get | them |
            how small | was | were
        """,
    ),
    Way(
        Topic.SMALL_GROUPS,
        (
            "smallest | minimum | least | fewest | tiniest",
            "group | groups | segment | segments | sample | cell | bucket | number of",
            """
                show | shown | display | displayed | reveal | revealed | report | reported | answer
                | publish | published | give out | tell | allowed | permitted | disclose
            """,
        ),
        frozenset({Role.METRIC, Role.DIMENSION, Role.AMBIGUOUS}),
        0,
        2,
        beside=BESIDE | {Role.LOW, Role.LOWER},
        also=f"""
            {SAID} | people | customer | customers | shoppers | members | will | would | be | size
        """,
    ),
    Way(
        Topic.SMALL_GROUPS,
        (SMALL,),
        ANYTHING,
        0,
        2,
        unknown=2,
        beside=BESIDE
        | {Role.LESS, Role.AT_LEAST, Role.LEFT_OUT, Role.LEAVE, Role.HIGHER, Role.LOWER, Role.LOW},
        also=f"""
            {SAID} | people | small | groups | group | shows | answer | answered | minimum | below |
            size | why
        """,
    ),
    Way(
        Topic.PERSONAL,
        (PRIVATE,),
        ANYTHING,
        0,
        2,
        beside=BESIDE,
        unknown=3,
        also=f"""
            {SAID} | people | customers | customer | never | ever | handle | handled | treat |
            treated | happens | about | what about | how about | protect | protected | show | store
            | kept | with | contain | contains | use
        """,
    ),
)
