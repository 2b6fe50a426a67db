"""In which ways is it asked about the calendar, or what a word of time means?

Data, not code: the first way that explains all that is said is taken.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import MEANING
from semantic_layer.interpret.catalogue.cues_of_time import (
    BEGINS,
    CALENDAR,
    DAYS,
    DEFAULTS,
    EDGE,
    EDGES,
    HOW_SET,
    LEAP,
    MEANS_RULE,
    NOW_IN,
    SAID,
    SET_AGAINST,
    TIMELY,
    UNITS,
    WEEK,
    WHICH_UNIT,
    YEAR,
)
from semantic_layer.interpret.catalogue.way import Way
from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role

TIME = (
    Way(
        Topic.DEFAULT_PERIOD,
        (DEFAULTS,),
        beside=frozenset({Role.TIME_UNIT, Role.PERIOD, Role.NOT}),
        unknown=2,
        also=f"""
            {SAID} | range | time | assume | assumed | question | a question | name | happens |
            covers | cover | take | taken | show | do you show | answer | numbers | frame | nothing
            | else | apply | applied
        """,
    ),
    Way(
        Topic.COMPARISON,
        (MEANS_RULE,),
        beside=TIMELY | {Role.LAST_YEAR, Role.COMPARED, Role.COMPARE, Role.SAME},
        also=f"""
            {SAID} | {HOW_SET} | {SET_AGAINST} | rule | basis | numbers | figures | growth | same |
            periods
        """,
    ),
    Way(
        Topic.COMPARISON,
        (
            """
                how | how is | how do you | how are | does | which days | what days | which dates |
                what does | with which days | what do you mean by | by which rule | which day
            """,
            SET_AGAINST,
            """
                mean | means | calculate | compute | calculated | computed | done | made | work |
                works | worked out | defined | lined up | aligned | matched | match | rule | days |
                dates | handled | treated | figured out | compared
            """,
        ),
        beside=TIMELY | {Role.LAST_YEAR, Role.COMPARED, Role.COMPARE, Role.SAME},
        also=f"{SAID} | rule | numbers | figures | same",
    ),
    Way(
        Topic.COMPARISON,
        (
            """
                which days | what days | which dates | what dates | with which days | with what |
                which day
            """,
            SET_AGAINST,
            "compare | compares | compared | lined up | use | take | match | set",
        ),
        beside=TIMELY | {Role.LAST_YEAR, Role.COMPARED, Role.COMPARE, Role.SAME},
        also=f"{SAID} | same | against",
    ),
    Way(
        Topic.COMPARISON,
        (
            """
                which rule | what rule | by which rule | what basis | which basis | what logic
            """,
            SET_AGAINST,
        ),
        beside=TIMELY | {Role.LAST_YEAR, Role.COMPARED, Role.COMPARE, Role.SAME},
        also=f"{SAID} | apply | applies | basis | rule | for",
    ),
    Way(
        Topic.PERIOD,
        (
            "is | does | do | when you say | are",
            """
                calendar month | fiscal month | calendar or fiscal | fiscal or calendar | calendar
                quarter | fiscal quarter | calendar year | fiscal year | calendar months | fiscal
                months
            """,
        ),
        frozenset({Role.PERIOD}),
        1,
        2,
        opens=True,
        also=f"{SAID} | {MEANING} | fiscal month | calendar month",
    ),
    Way(
        Topic.CALENDAR,
        (LEAP,),
        beside=TIMELY | {Role.NUMBER, Role.FIRST, Role.COUNT},
        aspect="leap",
        also=f"""
            {SAID} | {UNITS} | extra | what is | which years | handle | handled | treat | treated |
            happens | fiscal years | does | long | about | compare | compared | affect | mean |
            means
        """,
    ),
    Way(
        Topic.CALENDAR,
        (WEEK,),
        beside=TIMELY,
        aspect="week",
        also=f"""
            {SAID} | start | starts | begin | begins | end | ends | sunday | monday | saturday |
            which day | what day | sunday or monday | monday or sunday | on sunday | on monday | on
        """,
    ),
    Way(
        Topic.CALENDAR,
        (UNITS,),
        frozenset({Role.PERIOD}),
        0,
        2,
        beside=TIMELY | {Role.WHICH} | {Role.COUNT, Role.NUMBER},
        aspect="units",
        also=f"""
            {SAID} | {YEAR} | up | belong | make | make up | included | consist of | contain | first
            | second | third | fourth | long | be | are there | comprise | a | each | every
        """,
    ),
    Way(
        Topic.CALENDAR,
        (BEGINS, EDGE),
        frozenset({Role.PERIOD}),
        1,
        2,
        beside=TIMELY,
        aspect="edge",
        also=f"{SAID} | {EDGE} | over | next | holiday",
    ),
    Way(
        Topic.CALENDAR,
        (EDGES,),
        frozenset({Role.PERIOD}),
        1,
        2,
        alone=True,
        aspect="edge",
        also=f"{SAID} | {BEGINS} | tell me",
    ),
    Way(
        Topic.CALENDAR,
        (
            """
                when | when is | when does | what day | what date | which day | on which day | first
                day | last day | start | end | beginning | begin
            """,
            YEAR,
        ),
        beside=TIMELY,
        aspect="edge",
        also=f"{SAID} | {EDGE} | {BEGINS} | first day | last day",
    ),
    Way(
        Topic.CALENDAR,
        (WHICH_UNIT, NOW_IN),
        beside=TIMELY,
        aspect="now",
        also=f"""
            {SAID} | now | today | right now | currently | number | fiscal | it | in now | of the
            year | it now
        """,
    ),
    Way(
        Topic.CALENDAR,
        (CALENDAR,),
        beside=TIMELY | {Role.NUMBER},
        also=f"""
            {SAID} | {MEANING} | explain | describe | 4 5 4 | follow | run on | work | works | based
            on | nrf | gregorian | go by | default | weeks are | structured | structure | set up |
            look like | normal | or
        """,
    ),
    Way(
        Topic.CALENDAR,
        (YEAR,),
        beside=frozenset({Role.TIME_UNIT}),
        also=f"""
            {SAID} | {MEANING} | explain | describe | work | works | defined | differ | structured
        """,
    ),
    Way(
        Topic.PERIOD,
        (f"{MEANING} | {DAYS}",),
        frozenset({Role.PERIOD}),
        1,
        2,
        beside=frozenset({Role.GRAIN, Role.TIME_UNIT}),
        also=f"""
            {SAID} | {DAYS} | {MEANING} | {EDGE} | {BEGINS} | time | range | months | explain |
            period | abbreviation | take | hear | read | happens | get | which
        """,
    ),
    Way(
        Topic.PERIOD,
        (
            """
                when is | when was | whens | when are | which week is | which week was | in which
                week is | date of | what date is | what day is | what date was | which day is |
                which date is | on what day is | on which day is | on which date is | on what date
                is | when does | when do | when did | what day does | what date does
            """,
        ),
        frozenset({Role.PERIOD}),
        1,
        1,
        also=f"{EDGE} | {SAID} | fall | falls | on | land",
    ),
    Way(
        Topic.PERIOD,
        ("what is | whats | what s | which is",),
        frozenset({Role.PERIOD}),
        1,
        1,
        bare=True,
        opens=True,
        alone=True,
    ),
)
