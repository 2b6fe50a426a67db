"""By which words is a question known to be about what a name means, whose it is, how fresh?

Data, not code. The phrases are compared in folded form: no case, no marks, no apostrophes.
"""

from __future__ import annotations

WHAT = """
    what | what is | whats | what s | what are | what re | what does | what do | which | which is
"""
HOW = """
    how | how is | hows | how are | how do | how does | how did | how can | how would | how to | in
    what way | in which way | by what method | by which method | the way
"""
WHO = """
    who | whos | who is | who s | whom | whose | which person | what person | which team | what team
    | which people | which colleague | which department | which group | who else
"""
ASKS = f"{WHAT} | {HOW} | why | when | where"
IS = """
    is | are | does | do | did | was | can | could | should | may | isnt | arent | doesnt | has |
    have | havent | hasnt
"""
# nouns for what the catalogue holds
NAMES = """
    metric | metrics | measure | measures | kpi | kpis | number | numbers | figure | figures | term
    | terms | word | words | dimension | dimensions | attribute | attributes | field | fields |
    column | data | dataset | datasets | table | report | catalogue | catalog | dashboard | system |
    tool
"""

MEANING = """
    mean | means | meaning | meaning of | meant by | mean by | is meant | stand for | stands for
    | short for | abbreviation | acronym | definition | definition of | definitions | define |
    defines | defined | defining | defined as | description | description of | describe |
    understand by | understood by | refer to | refers to | referring to | denote | denotes |
    what exactly is | what exactly are | is exactly | are exactly | exactly mean | what counts
    as | counts as | count as | counted as | qualifies as | qualify as | terminology | glossary
    | glossary entry | jargon | in plain english | in plain words | in plain language | in
    layman's terms | in simple terms | in your words | how do we call | what do we call | what
    do you call | what is called | what do people call | call it | called here | interpreted as
    | supposed to be | all about | tells me | tell us | signify | signifies | represents |
    concept of | the idea behind | notion of | unpack | clarify | new here | never heard of |
    heard of | not familiar with | familiar with | remind me what | metric about | official
    wording | spell out | wording of | considered a | considered | capture | captures | purpose
    of | the point of | english for | long form of | dont understand | dont know what |
    understand what | for us | to us | the idea of | used to say | wording | read | what on
    earth is | what on earth are | what the heck is | what in the world is | whatever is
"""
# with which words somebody says whose meaning is asked, or that it is asked again
ASKERS_WORDS = """
    again | once more | once again | that | this | uses | uses the term | use the term | the
    term | uses the word | use the word | as used | as we use it | as you use it | uses it |
    around here | in our company | in our business | in this company | in our world | in this
    context | in short | in one sentence | in a sentence | for a beginner | for beginners | for
    a newcomer | to a newcomer | for the new joiner | for dummies | actually | really |
    precisely | like im five | like i am five | like im 5 | please | to me
"""
WHETHER = "or not | or no | already | or is it not | or isnt it | or out | or are they not"
FORMULA = """
    formula | formula for | formula of | formula behind | calculated | calculate | calculation |
    calculation of | calculating | calculations | computed | compute | computation | computing |
    worked out | work out | derived | derive | derivation | arrived at | arrive at | come up with |
    maths behind | math behind | mathematics of | logic behind | logic of | made up of | made of |
    consist of | consists of | composed of | composition of | ingredients | components of | built up
    | numerator | denominator | numerator of | denominator of | divided by what | equation |
    equation for | goes into | go into | going into | feeds into | behind the number | behind the
    metric | behind the figure | by which formula
"""
MADE = """
    measured | measure | measuring | determined | determine | built | constructed | counted | count
    | put together | figured out | figure out | get to | got to | obtained | produced | worked |
    work | arrive | tallied | quantified | calculated | computed | derived | assessed
"""
INCLUDED = """
    included in | include | includes | including | included | part of | contain | contains |
    contained in | cover | covers | counted in | counted towards | count towards | counts towards |
    count toward | counted | taken into account | take into account | take account of | factor in |
    factored in | deducted | deducted from | subtracted from | excluded from | exclude | excludes |
    excluded | net of | before or after | inclusive of | exclusive of | with or without | taken out
    of | left out of | baked into | reflected in | accounted for in | in there | figure in | count |
    taken off | taken off of | already in | comprise | comprises
"""
APART = """
    difference | differences | difference between | differences between | differ | differs |
    differ from | differs from | different | different from | different to | different than |
    distinguish | distinguishes | distinction | distinction between | distinct from | same as |
    the same as | same thing as | the same thing as | the same thing | same thing | one and the
    same | the same metric | the same number | identical | identical to | equivalent |
    equivalent to | equal to | synonym for | synonyms | synonymous | interchangeable |
    interchangeably | another word for | another name for | confuse | confused | mix up | tell
    apart | apart from each other | as opposed to | or the same | unlike | equals | just another
    word for | is the same | are the same | contrast | diff | diff between | the diff |
    separates | separate | something else than | another thing than | sets apart | vary from |
    not the same as | overlap | mean the same | means the same | b w | compare the definitions |
    compare the definition | between each other | not the same | not the same thing
"""
OWNS = """
    own | owns | owned | responsible | responsible for | in charge | in charge of | accountable
    | accountable for | maintains | maintain | maintaining | looks after | look after | takes
    care of | taking care of | belong to | belongs to | define | defines | defined | decides |
    decide on | decides on | approves | approved | signs off | sign off | signed off | signs off
    on | certified | certifies | certify | keeps | answers for | answer for | answerable for |
    behind | ask about | i ask about | turn to | go to | contact | talk to | speak to | speak
    with | talk with | write to | call about | reach out to | reach out | email about | complain
    to | complain about | ping | message | bother | tell about | handles | handle | runs |
    manages | manage | stewards | governs | questions about | wrote | came up with | set up | is
    it | ask | i ask | the steward | the owner | bug | bug about | pester | nag | tell | i tell
    | alert | inform | escalate to | raise it with
"""
OWNER = """
    owner | owners | owner of | owners of | owned by | data owner | metric owner | steward |
    stewards | steward of | data steward | custodian | custodian of | contact person | contact for |
    point of contact | go to person | person responsible | responsible person | person in charge |
    ownership | ownership of | accountable person | whose metric | whose number | whose baby |
    maintainer | responsible for | in charge of | whose responsibility | data owners
"""
CERTIFIED = """
    certified | certification | uncertified | non certified | not certified | certify | trust |
    trusted | trustworthy | trustable | reliable | reliability | rely on | official | approved |
    verified | governed | dependable | depend on | signed off | draft | drafts | believe | have
    faith in | seal of approval | vetted | validated | kosher | safe to use | quality seal | count
    on | provisional | experimental | unofficial | gold standard | authoritative | by its owner
"""
FRESH = """
    fresh | freshness | fresh is | how recent | how current | stale | staleness | last updated |
    last update | latest update | last loaded | last load | latest load | last refresh | last
    refreshed | latest refresh | refreshed | data through | data until | data up to | data
    cutoff | data cut off | cut off date | cutoff date | cutoff | cut off | last day of data |
    latest day of data | last day of the data | most recent day of data | most recent data |
    latest data | newest data | as of date | real time | realtime | live data | time lag | data
    lag | lag behind | latency | how old is the data | how old are the numbers | how old are the
    figures | how old the data | age of the data | watermark | latest day in the data | last day
    in the data | last day with data | most recent day | last loaded day | out of date |
    outdated | up to the minute | last day loaded | last day in | last date loaded | latest day
    loaded | day of the last load | last day that is in | last day you have | last day we have |
    through when | up till when | timestamp | data available until | data is available until |
    data as of | loaded through | loaded up to | loaded until | how old is the snapshot | how
    old is the count | last stock count | last inventory count | latest stock count | last
    stocktake | last count of stock | latest date | newest date | new data | last time | latest
    day in there | last day in there | most recent day in there | last day there
"""
# what names a day to ask a number of
ON_A_DAY = """
    on the last loaded day | of the last loaded day | for the last loaded day | on the last day
    loaded | of the last day loaded | for the last day loaded | on the most recent day | of the
    most recent day | for the most recent day | on the latest day | on the last day with data
"""
WHEN = """
    when | when was | when were | when did | when is | when are | when does | when do | which day |
    what day | which date | what date | on which day | date of | day of | since when | until when |
    till when | up to when | as of when | from when | how often | how frequently | through when |
    through what date | through which date | up to what date | up to which day | until what day |
    until which day | until which date | to what date | how long ago | how up to date | as of what
    date | what time | how regularly | up to which date | what is the date | to which day
"""
ARRIVED = """
    last counted | counted last | counted | count | last count | latest count | last stock count |
    last snapshot | latest snapshot | most recent snapshot | snapshot | snapshots | stock take |
    stocktake | last taken | taken | taken last | updated | update | refresh | refreshes | refreshed
    | loaded | load | loads | reloaded | arrive | arrived | arrives | come in | came in | comes in |
    land | landed | imported | synced | sync | available | available until | end | ends | stop |
    stops | latest | last record | last entry | data for | data go | data goes | data run | data
    runs | goes to | go to | goes up to | go up to | reach | reaches | recorded last | last recorded
    | last day | most recent | figures from | numbers from | data from | current | good for | in the
    system | do we have | do you have | we have | you have | brought in | published | pulled |
    ingested | up to date | complete | is complete | stock count | inventory count | counts | count
    of stock | in | are in
"""
BACK = """
    how far back | how much history | how many years of data | how many years of history | how many
    months of data | how long back | earliest data | oldest data | earliest date | earliest day |
    oldest date | first day of data | first day of the data | first date | start of the data |
    beginning of the data | data start | data starts | data begin | data begins | data beginning |
    history start | history begin | history go back | history goes back | go back to | go back |
    goes back | reach back | reaches back | look back | from when on | since when | history
    available | historical data | history do we have | history do you have | history is there |
    depth of history | date range of the data | range of the data | what history | time span of the
    data | span of the data | period of the data | dates are covered by the data | dates does the
    data cover | period does the data cover | time frame of the data | years are in the data | years
    do you have | years of data | how far does the history | history reach | how far in the past |
    how long ago does
"""
AHEAD = """
    how far | how far ahead | how far out | until when | till when | up to when | until which |
    until what | up to which | through when | through which | to when | when does | when do | how
    long | last day of | last week of | last date of | end of | how many weeks ahead | how many
    months ahead | through what | to what | how many weeks
"""
LOADED = """
    loaded | uploaded | reach | reaches | go | goes | run | runs | extend | extends | end | ends |
    available | entered | filled in | in the system | planned for | cover | covers | stop | stops |
    exist | exists | last | lasts | stretch | stretches | in place | set
"""
