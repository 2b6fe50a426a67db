"""In which ways is it asked about how fresh the data is, and how far it reaches?

Data, not code: the first way that explains all that is said is taken.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import (
    AHEAD,
    ARRIVED,
    ASKS,
    BACK,
    FRESH,
    IS,
    LOADED,
    NAMES,
    ON_A_DAY,
    WHEN,
)
from semantic_layer.interpret.catalogue.way import MEANT, Way
from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role

LOADED_DAYS = (
    Way(
        Topic.FRESHNESS,
        (
            """
                do we have | do you have | have we got | have you got | does the data include | do
                the numbers include | does the data cover | does the data have | do the figures
                include | are there | is there | is | are | has | have | does the data go up to
            """,
            "data | numbers | figures | snapshot",
        ),
        frozenset({Role.PERIOD}),
        1,
        1,
        opens=True,
        aspect="period",
        also="""
            already | yet | in | loaded | available | included | complete | final | there | been |
            still | provisional | closed | of | for | from | the | arrived | come in | any | all
        """,
    ),
    Way(
        Topic.FRESHNESS,
        (
            """
                does the data include | do the numbers include | does the data cover | does the data
                go up to | do the figures include | does the data have | is the data loaded until |
                is the data loaded through
            """,
        ),
        frozenset({Role.PERIOD}),
        1,
        1,
        opens=True,
        aspect="period",
        also="already | yet | all of | the whole of",
    ),
    Way(
        Topic.FRESHNESS,
        ("is | are | has | have", "loaded | uploaded | available | in the system | entered"),
        frozenset({Role.METRIC, Role.DATASET}),
        1,
        1,
        opens=True,
        beside=frozenset({Role.PERIOD}),
        aspect="plan",
        also="already | yet | been | for | data | numbers",
    ),
)
FRESHNESS = (
    Way(
        Topic.FRESHNESS,
        (
            "how old | what age",
            """
                data | numbers | figures | snapshot | snapshots | records | information | count |
                counts | dataset
            """,
        ),
        MEANT,
        0,
        1,
        also=f"{ASKS} | {IS} | {NAMES}",
    ),
    Way(
        Topic.FRESHNESS,
        (AHEAD, LOADED),
        frozenset({Role.METRIC, Role.DATASET}),
        1,
        1,
        aspect="plan",
        also=f"""
            {ASKS} | {IS} | {NAMES} | {WHEN} | ahead | out | into the future | future | been | for |
            to | up
        """,
    ),
    Way(
        Topic.FRESHNESS,
        ("how many | how much | how long a | which", "history | past data | historical data"),
        MEANT,
        0,
        1,
        opens=True,
        beside=frozenset({Role.TIME_UNIT, Role.COUNT, Role.WHICH}),
        aspect="history",
        also=f"""
            {IS} | {NAMES} | years | months | weeks | of | i | we | you | look at | see | get |
            kept | there | available | stored | for | ask about | go through
        """,
    ),
    Way(
        Topic.FRESHNESS,
        (BACK,),
        MEANT,
        0,
        1,
        aspect="history",
        also=f"""
            {ASKS} | {IS} | {NAMES} | {WHEN} | history | we have | you have | have | available | i |
            go | ask | records | reach | into the past | past | years | there | for
        """,
    ),
    Way(
        Topic.FRESHNESS,
        (FRESH,),
        MEANT,
        0,
        2,
        unless=ON_A_DAY,
        also=f"""
            {ASKS} | {IS} | {NAMES} | {WHEN} | {ARRIVED} | information | the day | how | warehouse |
            everything | all | from | these | this | last | or | today | records | much | feed
        """,
    ),
    Way(
        Topic.FRESHNESS,
        (WHEN, ARRIVED),
        MEANT,
        0,
        2,
        also=f"""
            {IS} | {NAMES} | information | warehouse | last | new | newest | latest | most recent |
            until | through | to | up to | {FRESH} | {ARRIVED} | we | you | have | get | gets | feed
            | records
        """,
    ),
    Way(
        Topic.FRESHNESS,
        ("is | are | hows | how is | how are | whether | if | how", "up to date | current"),
        MEANT,
        0,
        2,
        also=f"{NAMES} | information | still | really | today | all | everything",
    ),
)
