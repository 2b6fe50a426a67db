"""By which words is a question known to be about the calendar, or what a word of time means?

Data, not code. The phrases are compared in folded form: no case, no marks, no apostrophes.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import ASKS, IS
from semantic_layer.interpret.roles import Role

CALENDAR = """
    fiscal calendar | retail calendar | our calendar | your calendar | which calendar | what
    calendar | default calendar | 4 5 4 | 454 | nrf calendar | the calendar work | calendar
    works | calendar do you use | calendar do we use | calendar used | calendars | calendar is
    used | fiscal and calendar | kind of calendar | financial calendar | trading calendar |
    calendar do we follow | calendar do we run on | business calendar | company calendar |
    gregorian calendar | calendar are | calendar are the periods | calendar periods | calendar
    is it | normal calendar | standard calendar | usual calendar | everyday calendar
"""
LEAP = """
    53rd week | 53rd | week 53 | 53 weeks | 53 week | 53 week year | 53 week years | 53 weeks year |
    fifty third week | fifty three weeks | leap week | extra week | fifty third | 53 fiscal weeks |
    52 or 53 weeks | additional week
"""
BEGINS = """
    when does | when do | when did | when will | when is | when was | whens | what day does | what
    date does | which day does | on which day does | on what day does | what is the first day of |
    what is the last day of | what is the start of | what is the end of | first day of | last day of
    | start date of | end date of | start of | end of | beginning of | begin date of | what day did
    | what date did | on which date does | on what date does | which date does | first date of |
    last date of | first and last day of | start and end of | start and end dates of | start and end
    date of | when exactly does | when exactly is | on which day did | on what date did | since when
    are we in
"""
EDGE = """
    start | starts | started | begin | begins | began | end | ends | ended | finish | finishes |
    kick off | kicks off | over | close | closes | commence | commences | turn | run | fall | falls
    | starting | ending | run out | first day | last day | start date | end date
"""
NOW_IN = """
    is it now | is it | is it today | are we in | are we in now | is this | is today | are we | is
    today in | it is now | it is today | are we currently in | is the current | current | do we have
    now | do we have today | is running | is now | we are in | we in | is on | am i in | does today
    fall in | today fall | today belong to | at the moment | todays | today fiscal
"""
EDGES = """
    first day of | last day of | start date of | end date of | start of | end of | beginning of |
    first date of | last date of | first and last day of | start and end of | start and end dates of
    | start and end date of
"""
WHICH_UNIT = """
    which week | what week | which fiscal week | what fiscal week | which month | what month | which
    fiscal month | what fiscal month | which quarter | what quarter | which fiscal quarter | what
    fiscal quarter | which year | what year | which fiscal year | what fiscal year | which period |
    what period | which fiscal period | what fiscal period | week number | what is the date | which
    day | what day | what date | what is today | whats today | todays date | number of the week |
    fiscal week number | which retail week | what retail week | which week number | what week number
    | current fiscal week | current fiscal month | current fiscal quarter | current fiscal year |
    current week number | current fiscal period | whats the current week | fiscal week | fiscal
    month | fiscal quarter | fiscal year | what is the current week | what is the current quarter |
    what is the current month | which season | todays fiscal date | fiscal date
"""
WEEK = """
    week start | weeks start | week starts | week begin | weeks begin | week begins | start of the
    week | first day of the week | beginning of the week | end of the week | last day of the week |
    week end on | weeks end on | weeks end | week ends | week run from | weeks run from | weeks run
    | weeks go from | first day of a week | start of a week | a week start | a week begin | fiscal
    weeks start | fiscal week start | fiscal weeks begin | fiscal week begin | week kick off |
    retail week start | weeks starting | first of the week | first weekday
"""
YEAR = """
    fiscal year start | fiscal year begin | fiscal year end | fiscal year | fiscal years | financial
    year | business year | the year start | the year begin | the year end | our year start | our
    year begin | our year end | fy start | fy begin | fy end | our year | retail year | trading year
"""
UNITS = """
    months make up | months make | months are in | months belong to | months does | months fall in |
    months fall into | months form | months in | months of | weeks are in | weeks in | weeks does |
    weeks do | how many weeks | how many months | months are | months count as | weeks make up |
    weeks belong to | weeks has | months is | how long is | how long are | how long was | how many
    weeks has | which weeks | which months | what months | what weeks | quarters defined | months
    defined | pattern of weeks | length of | how many fiscal weeks | quarters are there | number of
    weeks in | number of days in | weeks are there in | which quarters | fiscal months of | months
    of the year | the fiscal months | fiscal quarters of
"""
DAYS = """
    which days | what days | what dates | which dates | cover | covers | covered by | span | spans |
    stretch | stretch over | run from | runs from | from when to when | from when until when | exact
    dates | exact days | date range | date range of | dates of | days of | dates for | dates are |
    days are | days do you | dates do you | which range | what range | count as | counts as |
    counted as | what is meant | understand | understand under | interpret | interpreted | take to
    be | treated as | treat | resolve | resolves to | translate to | correspond to | include |
    includes | included in | in dates | in days | what period is | what time is | which time is |
    which period is | mean by | do you mean | consider | considered | fall in | falls in | fall into
    | belong to | come under | actual dates | begin and end | start and end | dates exactly | days
    exactly | exactly | which months | what months | what weeks | which weeks | which weeks are |
    read | assume | use for | as dates | that is which | refer to | refers to | work | which quarter
    | what quarter | which year | what year
"""
SET_AGAINST = """
    compare | compares | compared | comparing | comparison | comparisons | against last year | vs
    last year | versus last year | with last year | to last year | year over year | year on year |
    yoy | prior year | last year comparison | over last year | like for like | against | vs ly |
    versus ly | vs | versus | same days last year | same period last year | the year before | lined
    up with | aligned with | matched with | matched to | set against | measured against | last year
    | line up | last years days
"""
HOW_SET = """
    how | how is | how are | how do you | how do we | how does | how did you | which days | what
    days | which dates | what dates | which day | by which rule | what rule | which rule | what
    basis | on what basis | on which basis | with what | with which | compared to what | with which
    days | to what | what does | what do you mean by | what is meant by | whats meant by | meaning
    of | what do you take | mean | means
"""
MEANS_RULE = """
    do you compare with last year | do you compare to last year | do you compare against last year |
    you compare with last year | you compare to last year | compare last year | compare years |
    compare periods | compared to what | compared with what | compared with which days | last year
    compared | comparison work | comparisons work | comparison done | comparisons done | comparison
    made | comparisons made | comparison calculated | comparison computed | comparison rule |
    comparison basis | comparison mean | vs last year mean | versus last year mean | against last
    year mean | year over year mean | year on year mean | yoy mean | yoy calculated | yoy computed |
    yoy defined | yoy stand for | yoy work | year over year calculated | year over year computed |
    year over year work | year over year defined | vs last year calculated | vs last year computed |
    vs last year work | last year comparison | last year comparisons | matched with last year |
    aligned with last year | matched to last year | lined up with last year | days last year | days
    of last year are | same days last year mean | same period last year mean | last year defined |
    comparisons with last year | comparison with last year | comparison to last year | comparisons
    to last year | year over year comparison | year over year comparisons | year on year comparisons
    | match last year | line up with last year | align last year | compared with last year mean |
    compared to last year mean | like for like mean
"""
DEFAULTS = """
    name no period | name no dates | name no date | name no time | without a period | without a
    date | without a time period | without dates | without any period | dont name a period | do
    not name a period | dont give a period | dont give a date | dont give dates | dont say when
    | do not say when | dont mention a period | dont mention a date | dont mention dates | dont
    specify a period | dont specify dates | dont specify a date | do not specify a period |
    leave out the period | leave out the date | leave out the dates | leave the period out |
    leave out a period | no period is named | no period is given | no date is given | no dates
    are given | no period named | no period is mentioned | default period | default date range |
    default time | default time period | default time frame | default dates | default timeframe
    | default range | period by default | by default | without naming a period | without saying
    when | no time is given | no time frame | no timeframe | period is assumed | period do you
    assume | period do you use if | period do you take if | dates do you assume | forget the
    period | forget to name a period | omit the period | omit the dates | dont tell you the
    period | dont set a period | no period at all | standard period | period is used when |
    period is meant when | dont specify one | dont specify any | do not specify one | dont name
    one | dont specify | dont say any | give no period | give no dates | no period | no dates |
    none is given | none is named | standard time range | standard time frame | standard range |
    dont ask for any | ask for none | ask for no | say none | name none | say nothing about time
    | say nothing of time | say no period
"""
TIMELY = frozenset({Role.PERIOD, Role.GRAIN, Role.TIME_UNIT})
SAID = f"""
    {ASKS} | {IS} | we | you | us | here | this | that | these | fiscal | calendar | our | your |
    year | years | week | weeks | month | months | quarter | quarters | day | days | date | dates |
    period | exactly | word | words | phrase | term | work | works | use | used | have | has | had |
    retailer | company | to | from | until | on | in | at | data | last | next | current | named |
    called | say | says | when i say | when you say | if i say | if i ask for | when i ask for | ask
    for | write | type | and | or | both | pattern | there | i | what it is | whats | next one |
    business | retail | it | kind of | sort of | with | by | expression | mean | means
"""
