"""In which ways is it asked about what a name means, whose it is, and whether it is certified?

Data, not code: the first way that explains all that is said is taken.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import (
    APART,
    ASKERS_WORDS,
    ASKS,
    CERTIFIED,
    FORMULA,
    HOW,
    INCLUDED,
    IS,
    MADE,
    MEANING,
    NAMES,
    OWNER,
    OWNS,
    WHAT,
    WHETHER,
    WHO,
)
from semantic_layer.interpret.catalogue.way import MEANT, MEASURED, Way
from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role

MEANINGS = (
    Way(
        Topic.DIFFERENCE,
        (APART,),
        MEANT,
        2,
        3,
        beside=frozenset({Role.VERSUS, Role.SAME, Role.BOTH, Role.CHANGE, Role.COMPARE}),
        also=f"""
            {ASKS} | {IS} | {NAMES} | {MEANING} | {FORMULA} | exactly | between | to | than | from |
            other | each other | one another | they | there | just | not | both | explain | describe
        """,
    ),
    Way(
        Topic.DIFFERENCE,
        ("sets | set | tells | tell | keeps | keep | telling", "apart"),
        MEANT,
        2,
        3,
        beside=frozenset({Role.VERSUS}),
        also=f"{ASKS} | {IS} | {NAMES} | them | these | those | two | from | i | you | we",
    ),
    Way(
        Topic.DEFINITION,
        (HOW, MADE),
        MEANT,
        1,
        3,
        also=f"{ASKS} | {IS} | {NAMES} | exactly | we | you | they | up | here | out",
    ),
    Way(
        Topic.DEFINITION,
        (FORMULA,),
        MEANT,
        1,
        3,
        also=f"""
            {ASKS} | {IS} | {NAMES} | {MEANING} | exactly | explain | use | used | behind | up |
            here | by | get | rate | underlying | it
        """,
    ),
    Way(
        Topic.DEFINITION,
        (MEANING,),
        MEANT | {Role.MEMBER},
        1,
        4,
        also=f"""
            {ASKS} | {IS} | {NAMES} | {FORMULA} | explain | exactly | word | us | here | when we say
            | when you say | by | use | used | retail | retailer | trade | people | someone says |
            if | difference | it | at | official | company | for | say | says | mentions | keep
            hearing | {ASKERS_WORDS}
        """,
    ),
    Way(
        Topic.DEFINITION,
        (IS, INCLUDED),
        MEANT,
        1,
        3,
        beside=frozenset({Role.NOT, Role.MEMBER}),
        opens=True,
        unless="me | please | can you | could you | would you | will you | kindly | pls",
        unknown=3,
        aspect="includes",
        also=f"{NAMES} | already | both | online | tax | only | amount | number | or",
    ),
    Way(
        Topic.DEFINITION,
        ("is | are | isnt | arent | are there any", "in | inside | within", WHETHER),
        MEASURED,
        1,
        2,
        opens=True,
        unknown=2,
        aspect="includes",
        also=f"{NAMES} | already | still",
    ),
    Way(
        Topic.DEFINITION,
        (WHAT, INCLUDED),
        MEANT,
        1,
        1,
        also=f"{NAMES} | exactly | all | get | gets | is | are | in",
    ),
    Way(
        Topic.DEFINITION,
        (
            """
                explain | explain to me | can you explain | could you explain | explain what
            """,
        ),
        MEANT,
        1,
        2,
        also=f"{ASKS} | {NAMES} | {IS} | {ASKERS_WORDS} | how it works | works | concept | term",
    ),
    Way(
        Topic.DEFINITION,
        (
            """
                version of | which version | what version | version number | current version
            """,
        ),
        MEASURED,
        1,
        2,
        also=f"{ASKS} | {IS} | {NAMES} | use | used | definition | live | in use | force",
    ),
    Way(
        Topic.DEFINITION,
        ("what is | whats | what s | what are",),
        frozenset({Role.METRIC, Role.CLOSED_METRIC}),
        1,
        1,
        bare=True,
        opens=True,
    ),
    Way(
        Topic.DEFINITION,
        ("what is a | whats a | what s a | what is an | whats an | what s an",),
        MEANT - {Role.AMBIGUOUS},
        1,
        1,
        bare=True,
        opens=True,
    ),
)
MORE_MEANINGS = (
    Way(
        Topic.DEFINITION,
        (
            "what does | what do | what is | what should",
            """
                tell me | tell us | tell | say | indicate | indicates | express | capture | reflect
                | measure | track | show us | stand for | for | good for | used for
            """,
        ),
        frozenset({Role.METRIC}),
        1,
        2,
        opens=True,
        also="exactly | actually | really | metric | number | figure | kpi | it",
    ),
    Way(
        Topic.DEFINITION,
        (
            """
                what is | what are | what | where does | where do | where is | which table | which
                dataset | what source | which source | which data | from where | from which
            """,
            """
                based on | derived from | computed from | taken from | come from | comes from |
                feeds | feed | fed from | sourced from | calculated from | drawn from | fed by |
                built on | rest on | rests on | source of | coming from | measured on | calculated
                on | stored | live in | lives in
            """,
        ),
        frozenset({Role.METRIC}),
        1,
        1,
        opens=True,
        also="""
            number | numbers | figure | figures | metric | data | does | do | is | are | it | table
        """,
    ),
    Way(
        Topic.DEFINITION,
        (
            """
                what unit | which unit | what units | which units | unit of measure | unit of
                measurement | unit of | unit for | what currency | which currency | currency of
            """,
        ),
        MEASURED,
        1,
        2,
        also="""
            what is | whats | in | is | are | measured | expressed | shown | the | given | stated |
            does | have | has | use | reported
        """,
    ),
    Way(
        Topic.DEFINITION,
        (
            "what | whats | what is | what does | what do | which",
            """
                hold | holds | contain | contains | in | stored in | kept in | consist of | about
            """,
        ),
        frozenset({Role.DATASET}),
        1,
        1,
        opens=True,
        also="information | data | is | are | the | exactly",
    ),
)
OWNERS = (
    Way(
        Topic.OWNER,
        (WHO, OWNS),
        MEANT,
        0,
        3,
        also=f"""
            {IS} | {NAMES} | {MEANING} | should i | do i | can i | must i | with | to | about | i |
            we | have | when | looks | look | seems | me | to me | doubtful | broken | strange |
            odd | weird | off | question | questions | problem | issue | wrong | if | here | for |
            {CERTIFIED}
        """,
    ),
    Way(
        Topic.OWNER,
        (OWNER,),
        MEANT,
        0,
        3,
        also=f"""
            {ASKS} | {IS} | {WHO} | {NAMES} | {MEANING} | has | name | named | have | please |
            somebody | anyone | any | there | for
        """,
    ),
)
TRUSTED = (
    Way(
        Topic.CERTIFICATION,
        (CERTIFIED,),
        MEASURED | {Role.DIMENSION},
        0,
        3,
        beside=frozenset({Role.NOT, Role.WHICH}),
        also=f"""
            {ASKS} | {IS} | {NAMES} | {WHO} | {MEANING} | i | we | not | still | any | no | yet |
            only | these | definition | version | all | are there | have | been | which ones | by
            whom | blindly | by anyone | by anybody | by someone | by somebody | officially |
            formally | properly | ever
        """,
    ),
)
