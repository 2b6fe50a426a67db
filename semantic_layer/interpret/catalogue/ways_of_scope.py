"""In which ways is it asked about what may be asked, by what, with which members?

Data, not code: the first way that explains all that is said is taken.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import ASKS, IS, NAMES, WHAT
from semantic_layer.interpret.catalogue.cues_of_scope import (
    ASKABLE,
    BARE_LIST,
    BREAKDOWNS,
    BY_EACH,
    BY_WHAT,
    DETAIL,
    IS_THERE_A_WAY,
    KNOWN_OF,
    LISTED,
    LISTS,
    MAY_PART,
    METRICS,
    OF_THEM,
    ORDERS,
    PARTED,
    PARTED_BY,
    PLACES,
    SUBJECTS,
    THERE,
    VIEWED,
)
from semantic_layer.interpret.catalogue.way import MEANT, MEASURED, Way
from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role

SCOPE = (
    Way(
        Topic.DIMENSIONS,
        (BREAKDOWNS, LISTS),
        MEASURED,
        0,
        2,
        beside=frozenset({Role.BY, Role.WHICH}),
        also=f"""
            {ASKS} | {IS} | {NAMES} | {PARTED} | {LISTS} | for | of | possible | supported | support
            | supports | allow | allowed | use | used | there | i | we | by | with | me | different
            | to | apply
        """,
    ),
    Way(
        Topic.DIMENSIONS,
        (BREAKDOWNS,),
        MEASURED,
        1,
        2,
        alone=True,
        also=f"{NAMES} | for | of | possible | supported | available",
    ),
    Way(
        Topic.DIMENSIONS,
        (BY_EACH, VIEWED),
        MEASURED,
        0,
        2,
        beside=frozenset({Role.BY}),
        also=f"""
            {NAMES} | i | we | can | could | may | be | it | dimensions | at | by | all
        """,
    ),
    Way(
        Topic.DIMENSIONS,
        (DETAIL,),
        MEASURED,
        1,
        2,
        also=f"{NAMES} | {PARTED} | is | are | can | i | available | kept",
    ),
    Way(
        Topic.DIMENSIONS,
        (BY_WHAT, PARTED),
        MEASURED,
        0,
        2,
        beside=frozenset({Role.BY}),
        also=f"""
            {NAMES} | i | we | you | be | it | by | can | could | may | am i able to | possible |
            able | else | up | down | into | dimensions | attributes | allowed | into groups |
            further | to
        """,
    ),
    Way(
        Topic.SPLIT,
        (MAY_PART, PARTED_BY),
        (MEANT - {Role.DATASET}) | {Role.GRAIN, Role.TIME_UNIT},
        2,
        4,
        opens=True,
        unless=ORDERS,
        beside=frozenset({Role.BY, Role.EACH}),
        also=f"""
            {NAMES} | even | also | it | down | by | at | level | into | across | up | out | i | we
            | only by | only at | only per | only | just by | just at | just per | just
        """,
    ),
    Way(
        Topic.SPLIT,
        ("can you | could you | would you | will you", PARTED),
        (MEANT - {Role.DATASET}) | {Role.GRAIN, Role.TIME_UNIT},
        2,
        4,
        opens=True,
        beside=frozenset({Role.BY}),
        aspect="order",
        also=f"""
            {NAMES} | even | also | it | down | by | into | across | up | out | please | me | per
        """,
    ),
    Way(
        Topic.SPLIT,
        (IS_THERE_A_WAY, f"{PARTED} | see | show | get | have | view | look at"),
        (MEANT - {Role.DATASET}) | {Role.GRAIN, Role.TIME_UNIT},
        2,
        4,
        opens=True,
        beside=frozenset({Role.BY}),
        aspect="order",
        also=f"{NAMES} | even | also | it | down | by | into | across | up | out | me | per",
    ),
    Way(
        Topic.METRICS,
        (ASKABLE,),
        SUBJECTS,
        0,
        4,
        unknown=3,
        beside=frozenset({Role.PERSON, Role.SELL, Role.BY}),
        also=f"""
            {ASKS} | {IS} | {NAMES} | {METRICS} | about | on | regarding | concerning | around | i |
            you | us | me | sort of things | things | kind of | anything | for | performance | topic
            | area | to
        """,
    ),
    Way(
        Topic.METRICS,
        (
            """
                metrics for | kpis for | metrics about | metrics on | measures for | kpis about |
                kpis on | metrics around | metrics regarding | measures about | indicators for |
                metrics of
            """,
        ),
        MEANT,
        1,
        2,
        alone=True,
        also="and | our | the | any | please",
    ),
    Way(
        Topic.METRICS,
        (KNOWN_OF, OF_THEM),
        SUBJECTS,
        1,
        3,
        beside=frozenset({Role.PERSON, Role.SELL}),
        also="and | please | our | any | all | exactly | in here | here | in the system",
    ),
    Way(
        Topic.METRICS,
        (METRICS, LISTS),
        SUBJECTS,
        0,
        3,
        beside=frozenset({Role.PERSON, Role.WHICH, Role.SELL}),
        also=f"""
            {ASKS} | {IS} | {NAMES} | {LISTS} | about | on | for | regarding | related to |
            concerning | around | i | we | us | have to do with | do with | deal with | describe |
            of | cover | there | ask | use | track | measure | tracked | measured | in | exactly |
            all of | support | keep | kept | hold | held | follow | followed | watch | monitor |
            monitored | report | reported | report on | collect | collected | record | recorded |
            publish | maintain | maintained | you | they | carry | run | offer
        """,
    ),
    Way(
        Topic.METRICS,
        (METRICS, "about | on | for | regarding | concerning | around", LISTS),
        unknown=2,
        beside=frozenset({Role.PERSON, Role.WHICH, Role.SELL}),
        also=f"""
            {ASKS} | {IS} | {LISTS} | i | we | you | us | there | in | carry | keep | track | run
        """,
    ),
)
MEMBERS = (
    Way(
        Topic.MEMBERS,
        (LISTED, THERE),
        frozenset({Role.DIMENSION}),
        1,
        1,
        beside=frozenset({Role.PERSON, Role.WHICH}),
        also=f"""
            {NAMES} | {LISTED} | {PLACES} | different | our | all | in total | of | on | in | for |
            to | i | you | me | choose | from | kinds of | types of | sorts of | kind of | type of |
            there | currently | distinct | possible | existing | known
        """,
    ),
    Way(
        Topic.MEMBERS,
        (THERE,),
        frozenset({Role.DIMENSION}),
        1,
        1,
        opens=True,
        also=f"{WHAT} | different | all | other | several | various",
    ),
    Way(
        Topic.MEMBERS,
        (LISTED,),
        frozenset({Role.DIMENSION}),
        1,
        1,
        opens=True,
        beside=frozenset({Role.WHICH}),
        also=f"""
            {LISTED} | {PLACES} | does | has | have | our | all | different | kinds of | types of |
            sorts of | kind of | type of | the | of | for | me | please | names of | name of | in
            full | by name | alphabetically | out | you use | we use | you have | possible |
            existing | known | various
        """,
    ),
    Way(
        Topic.MEMBERS,
        (BARE_LIST,),
        frozenset({Role.DIMENSION}),
        1,
        1,
        opens=True,
        alone=True,
        also="our",
    ),
    Way(
        Topic.MEMBERS,
        (),
        frozenset({Role.DIMENSION}),
        1,
        1,
        alone=True,
        bare=True,
        also="our | the | all | all the",
        aspect="fragment",
    ),
)
