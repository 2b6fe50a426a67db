"""By which words is a question known to be about what may be asked, by what, with which members?

Data, not code. The phrases are compared in folded form: no case, no marks, no apostrophes.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.way import MEANT
from semantic_layer.interpret.roles import Role

ASKABLE = """
    what i can ask | what we can ask | what i could ask | what i may ask | what you can answer |
    what you know about | whats available | what is available | in the catalogue | in the
    catalog | in your catalogue | can i look up | could i look up | anything on | which figures
    are there | what can i ask | what could i ask | what may i ask | what can we ask | what can
    one ask | what can you answer | what do you answer | what can you tell me about | what can
    you tell me | what can you tell us about | what else can i ask | what should i ask | what
    sort of questions | what kind of questions | what kinds of questions | which questions |
    what questions | what do you know about | what do you know of | what do you have about |
    what information do you have | what information is there | what data do you have | what data
    do we have | what data is there | what data is available | which data do you have | what can
    i find out about | what can i learn about | what can be asked | what can i query | what
    topics | which topics | what areas | what subjects | can i ask about | can i ask you about |
    may i ask about | could i ask about | am i able to ask about | is it possible to ask about |
    do you know anything about | do you know about | do you have anything on | do you have
    anything about | do you have data on | do you have data about | do you have numbers on | do
    you have information on | do you have information about | do we have data on | do we have
    data about | is there data on | is there data about | is there anything on | is there
    anything about | is there anything in the catalogue | anything about | what is possible
    around | what is there to ask | what are you able to answer | what are you able to tell me
    about | what do you cover | what can you do | what are you good for | how can you help |
    what can you help with | what can you help me with | questions about | things to ask | what
    can i look up | what can i look at | what can i get about | what can i see about | tell me
    what you know about | help | answer questions about | can you answer questions about |
    examples of questions | example questions | sample questions | suggest questions | what can
    i do here | what is in the catalogue | what is in the catalog | show me the catalogue | show
    the catalogue | browse the catalogue | what is available on | what is available about | what
    is available for | what is there on | what is there about | what do we track about | what do
    we measure about | what do we track for | what do we measure for | what do we track | what
    do we measure | what numbers do you have | what figures do you have | what numbers are there
    | what figures are there | which numbers do you have | which figures do you have | what
    numbers do we have | what figures do we have | what numbers can i get | which numbers are
    there | what could you tell me | what can you tell me on | what is measured about | whats
    possible | what is possible | which numbers can i get | what figures can i get | which
    figures can i get | whats there to ask | is there anything in here about | is there anything
    in here on | is there anything in there about | is there anything in there on | is there
    anything here about | is there anything here on | is there anything in this system about |
    is there anything in this system on | is there something in here about | is there something
    in here on | is there something in there about | is there something in there on | is there
    something here about | is there something here on | is there something in this system about
    | is there something in this system on | do you have anything in here about | do you have
    anything in here on | do you have anything in there about | do you have anything in there on
    | do you have anything here about | do you have anything here on | do you have anything in
    this system about | do you have anything in this system on | have you got anything in here
    about | have you got anything in here on | have you got anything in there about | have you
    got anything in there on | have you got anything here about | have you got anything here on
    | have you got anything in this system about | have you got anything in this system on | got
    anything in here about | got anything in here on | got anything in there about | got
    anything in there on | got anything here about | got anything here on | got anything in this
    system about | got anything in this system on | is there any data on | is there any data
    about | is there any information on | is there any information about | is there something
    about | is there something on | have you got anything on | have you got anything about |
    anything in here about | anything in here on | anything here about | do you have any data on
    | do you have any data about | what all can you tell me about | what all can i ask about |
    all you know about | everything you know about | what do we report on | what do you report
    on | what do we report for
"""
KNOWN_OF = """
    what do you have | what do we have | what have you got | what have we got | what do you know
    | what can you tell me | what can you say | what is there | whats there | anything | what
    can i ask | what could i ask | what can i get | what do you track | what do we track | what
    do you keep | what do we keep | what do you measure | what do we measure | what data do you
    have | what data is there
"""
OF_THEM = "on them | about them | on it | about it | on that | about that | on those | about those"
METRICS = """
    metric | metrics | measures | kpis | kpi | indicators | key figures | key indicators | key
    metrics | available measures | business metrics | performance indicators | metrics catalogue |
    measure
"""
LISTS = """
    what | which | list | list of | list all | list the | all | show | show me | give me | name |
    tell me | are there | exist | do you have | do we have | have you got | available | what are |
    what is | enumerate | any | can i | overview of | overview | names of | offer | offered |
    catalogue of | know | how many
"""
BREAKDOWNS = """
    dimensions | dimension | attributes | breakdowns | breakdown options | splits | cuts | slices |
    groupings | drilldowns | drill downs | ways to split | ways to slice | ways to cut | ways to
    break | ways of splitting | ways of slicing | segmentations | axes | levels of detail |
    granularities | available breakdowns | possible breakdowns | possible splits | ways to view |
    ways to group | ways to look at | slicers | group bys | filters
"""
BY_WHAT = """
    by what | by which | by what else | by which dimensions | by what dimensions | along which |
    along what | in which ways | in what ways | which ways | what ways | what can i | what can we |
    what could i | how can i | how could i | how may i | how else can i | how can we | how can | how
    could | how else | how many ways | what else can i | on which dimensions | at which level | at
    what level | at which levels | how finely | how granular | per what | what all can i | what are
    the ways | what levels | which levels
"""
PARTED = """
    split | split by | splitting | break down | broken down | breakdown | break down by | broken
    down by | broken out | break out | slice | slice by | sliced | sliced by | slicing | cut | cut
    by | group | grouped | group by | grouped by | filter | filtered | filter by | filtered by |
    drill | drill into | drill down | segment | segmented | segmented by | segment by | dissect |
    slice and dice | disaggregated | break it down | split it | split it by | cut it | slice it |
    break up | split up | broken up | dice | divided | divide | narrow down | narrowed | break
"""
VIEWED = "look at | see | analyse | analyze | view | viewed | ask for | show"
BY_EACH = """
    by what | by which | by what else | along which | along what | at which level | at what
    level | what levels | which levels | how else | per what | on which dimensions | by which
    dimensions | by what dimensions | levels at which | level at which
"""
DETAIL = """
    how granular | how detailed | at what level of detail | granularity of | level of detail of |
    how finely | at which level of detail | finest level of
"""
MAY_PART = """
    can | could | may | is it possible to | is it possible | would it be possible to | possible to |
    am i able to | are we able to | able to | does it make sense to | is there a way to | are | is |
    do you | do we | does | do | is there | are there | it possible to
"""
PARTED_BY = """
    be split | be split by | be broken down | be broken down by | be sliced | be sliced by | be
    grouped | be grouped by | be cut | be cut by | be filtered | be filtered by | be viewed | be
    viewed by | be seen by | be shown by | be segmented by | be analysed by | be analyzed by | be
    broken out by | be divided by | be drilled into | be separated by | be narrowed to | be reported
    by | i split | i split by | i break down | i break | i slice | i cut | i group | i filter | i
    drill into | i segment | we split | we break down | we break | we slice | we cut | we group | we
    filter | one split | one slice | to split | to break down | to break | to slice | to cut | to
    group | to filter | split | broken down | splittable | kept by | go by | kept per | tracked by |
    tracked per | recorded by | recorded per | available by | available per | available for each |
    available at | known by | known per | reported by | reported per | measured by | measured per |
    stored by | exist by | exist per | work by | broken out by | a breakdown of | a split of | split
    of | breakdown of | drill down into | counted by | counted per | be looked at by | be looked at
"""
THERE = """
    do we work with | do we buy from | do we deal with | do we source from | supply us | does it
    have | do we have | do you have | have you got | do we operate | do we run | do we carry | do we
    sell | do we use | do we know | do you know | do we stock | do we offer | do we distinguish |
    are there | is there | exist | are available | can i choose | can i choose from | can i pick |
    can i pick from | can i use | can i filter by | can i filter on | can i select | are in the data
    | in the data | there are | are known | are possible | are defined | are on file | you have | we
    have | you know | are in the system | in the catalogue | does the company have | does the chain
    have | have we got | do you recognise | do you recognize | are used | are in use | there | in
    the calendar | are in the calendar
"""
LISTED = """
    which | which are | what | what are | whats | what is | list | list of | list all | list all of
    | list the | list out | list me | name | name all | name the | names of | the names of |
    enumerate | show all | show me all | show me the list of | show the list of | a list of | give
    me a list of | give me all | give me the | tell me the | tell me all | show me the | all the |
    all of | all of the | every | values of | values for | possible values | possible values of |
    options for | the options for | members of | choices for | run through | read out | spell out |
    the different | what different | which different | which values | what values | what other |
    which other | valid values | valid values for | full list of | complete list of | listing of |
    show me which | show which | levels of | entries of | what are the | which are the | how are |
    are called | what options | which options | options
"""
IS_THERE_A_WAY = "is it possible to | would it be possible to | is there a way to | any way to"
# where members are known
PLACES = """
    in our system | in the system | in your system | in this system | in our data | in your data
    | in this tool | in here | here | in the tool | in our books | in the database | in our
    database | in our company | in our chain | in the chain | across the chain | at our company
"""
# what asks for the numbers themselves
ORDERS = "me | please | can you | could you | would you | will you | kindly | pls"
BARE_LIST = "list of | all | all the | list | names of | the"
SUBJECTS = MEANT | {Role.MEMBER}
