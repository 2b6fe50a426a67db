"""By which words is a question known to be about rights, spending or privacy?

Data, not code. The phrases are compared in folded form: no case, no marks, no apostrophes.
"""

from __future__ import annotations

from semantic_layer.interpret.catalogue.cues_of_meaning import ASKS, IS, NAMES, WHO
from semantic_layer.interpret.catalogue.way import MEANT
from semantic_layer.interpret.roles import Role

WHY = """
    why | how come | why is it that | for what reason | whats the reason | what is the reason
"""
NARROWED = """
    only | cant i see | cant i get | cant i ask | can i not see | can i only see | cannot i see
    | dont i see | do i not see | do i see | do i only see | do i see only | do i get only | do
    i only get | am i seeing | am i only seeing | am i missing | do i get | dont i get | do i
    miss | not see | not seeing | isnt shown | not shown | arent shown | missing | missing for
    me | hidden | hidden from me | closed | closed to me | blocked | blocked for me | restricted
    | limited | am i limited | am i restricted | not visible | invisible | off limits | not
    allowed | arent i allowed | am i not allowed | am i denied | refused | denied | not
    available to me | not open to me | left out for me | not included for me | not show me |
    unable to see | dont you show me | wont you show me | wont you tell me | cant you tell me |
    cant you show me | do you not show me | kept from me | are you hiding | i cant see | i
    cannot see | i only see | i see only | i dont see | i dont have access | i have no access |
    do i have no access | dont i have access | not permitted | unavailable | get fewer | see
    fewer | see less | get less | so few | so short | am i shown fewer | do i find fewer | only
    have
"""
MAY = """
    my data access | my access to data | am i allowed | am i allowed to see | am i allowed to
    look at | am i allowed to know | am i permitted | am i entitled | am i cleared | am i
    authorised | am i authorized | i am allowed | im allowed | i allowed | are allowed | allowed
    to see | allowed to look at | permitted to see | permission | permissions | my permissions |
    my access | access to | access rights | have access | i have access | do i have access | do
    i have access to | i access | can i access | may i access | access do i have | access level
    | my rights | rights do i have | rights have i | my entitlements | entitlements | am i
    restricted | am i restricted to | am i limited | am i limited to | any restrictions |
    restrictions | restrictions apply | what restrictions | row restrictions | row rules |
    access rules | rules apply to me | row level security | row filter | row filters | off
    limits | hidden from me | kept from me | closed to me | closed for me | open to me | visible
    to me | visible for me | forbidden | is forbidden | do i see all | do i see everything | can
    i see everything | can i see all | see the whole | which rows | what rows | rows do i get |
    rows do i see | rows can i see | rows may i see | data do i see | data can i see | data may
    i see | part of the data | slice of the data | part of the business | my scope | my view |
    in my scope | within my scope | do i get to see | get to see | am i seeing everything | am i
    seeing all | are mine | belong to me | assigned to me | am i assigned | am i responsible for
    | do i cover | in my remit | my remit | my area of responsibility | confidential for me |
    secret | restricted for me | restricted to me | security rules | policies apply | policy
    applies | policies apply to me | policy applies to me | my policy | my policies | data
    policy | filters apply to me | filter applies to me | filtered for me | do my numbers cover
    | do my figures cover | my numbers include | my figures include | are my numbers limited |
    do i have the right | have the right to | right to see | may look at | apply to me | applies
    to me | my data filtered | cleared for | i cleared for
"""
# with "by" behind it these ask for the numbers themselves
MAY_SEE = """
    i see | may i see | i may see | may i look at | i can see | i get to see | can i view | may
    i view | what do i see
"""
# whose rows the numbers are made of, asked by who finds them too small
ROWS = """
    which rows | what rows | whose rows | which part of the data | what part of the data | which
    slice of the data | part of the company | part of the business | rows do i get | rows am i
    getting | rows am i seeing | rows are mine | which records | what records | which lines am i
    getting
"""
SET_BESIDE = frozenset({Role.LESS, Role.MORE, Role.LOWER, Role.HIGHER, Role.LOW, Role.HIGH})
LESS_THAN = """
    totals | total | numbers | figures | sums | lower than | smaller than | less than | higher
    than | bigger than | different from | differ from | not the same as | dont match | do not
    match | dont agree with | than | way | much | far | a lot | so | look | looks | are | is
"""
SHUT = """
    im not allowed | i am not allowed | im not permitted | i cant access | i cannot access | not
    allowed | am i not allowed | not permitted | not see | cant i see | cannot see | cannot i see |
    can i not see | may i not see | i may not see | i cant see | i cannot see | i not see | off
    limits | hidden from me | kept from me | closed to me | closed for me | forbidden | withheld |
    withheld from me | blocked for me | blocked | denied | dont i have access | do i not have access
    | no access | not have access | cant i ask | can i not ask | may i not ask | cant i access | can
    i not access | not open to me | not visible to me | invisible to me | restricted for me |
    unavailable to me | not available to me | out of bounds | out of my reach | not entitled | dont
    i see | do i not see | am i missing | arent open to me | arent visible to me | do you hide from
    me | hide from me | secret from me | not supposed to see | hidden | restricted | confidential |
    secret | closed | kept secret
"""
MINE = {"i", "im", "me", "my"}
SHUT_FROM_ME = "|".join(each for each in SHUT.split("|") if MINE.intersection(each.split()))
SEE = """
    can i see | may i see | could i see | am i able to see | can i look at | can i view | can i ask
    for
"""
SPENT = """
    close to my limit | near my limit | reached my limit | hit my limit | at my limit | my last
    question cost | last question cost | did that cost | did this cost | have i spent | did i
    spend | i spent | i have spent | ive spent | i spend | have i used | i used up | have i used
    up | my spend | my spending | my usage | my consumption | my bill | my account | my balance
    | my ledger | my question costs | my questions cost | my questions costed | my question cost
    | questions cost me | my questions been | my questions so far | cost of my questions | costs
    of my questions | my costs | my asking | asking cost me | asking costs | cost of asking |
    does it cost to ask | does a question cost | do questions cost | does one question cost |
    price of a question | cost of a question | cost per question | cost me to ask | i been
    charged | was i charged | am i charged | charged me | charge me | charges so far | have i
    run up | have i racked up | do i owe | i burned | i burnt | have i burned through | my
    queries cost | my queries | cost of my queries | my answers cost | answers cost me | used of
    my budget | spent of my budget | my personal budget | my question budget | my questions
    budget | asking budget | budget for questions | budget for asking | my daily budget | my
    monthly budget | my budget left | left of my budget | left in my budget | left on my budget
    | left from my budget | remains of my budget | remaining of my budget | remaining in my
    budget | rest of my budget | my remaining budget | my budget status | budget do i have left
    | budget do i still have | budget i have left | budget have i left | budget left for me |
    can i still spend | may i still spend | left to spend | i left to spend | i still spend | am
    i over budget | am i over my budget | over my budget | within my budget | my budget used up
    | run out of budget | my allowance | my quota | my credit | my credits | my limit for
    questions | my daily limit | my monthly limit | my limit | cost ledger | my spending limit |
    spending limit | spend limit | how expensive are my questions | how expensive is a question
    | how expensive are questions | what do i cost | cost so far | left for my questions | left
    for questions | for my questions | running out of budget | out of budget | price of one
    question | cost of one question | one question cost | my budget is gone | my budget has gone
    | my budget gone | gone of my budget | my budget is used | my budget has been used | my
    budget is spent | my budget has been spent | my budget have i spent | i burn through | did i
    burn through | may i still ask | can i still ask | have i used up today
"""
SPEAKER = "i | me | my | mine | ive"
MONEY = "budget | allowance | quota | credit | credits | spending money"
LEFT = """
    left | remaining | still have | run out | used up | exhausted | exceeded | reset | resets |
    renewed | renew | refill | start again | for questions | for asking | daily | a day | per day |
    today
"""
SPENDERS = """
    so far | today | this month | this week | in total | altogether | this year | this quarter |
    month | day | week | daily | monthly | per day | a day | a month | per month | question |
    questions | asking | on questions | on asking | on queries | queries | query | answers | answer
    | limit | spent | spend | used | left | remaining | amount | money | budget | much | until now |
    to date | already | still | currently | using | use | using this | tool | here | with you |
    system | assistant | on this | up to now | yet | reset | resets | and | expensive | cost | costs
    | charge | charged | been | over | under | i | me | my | we | status | status of | what is |
    whats | what are | whats the | when | total | dollars | cents | usage | balance
"""
SMALL = """
    small group | small groups | smallest group | smallest groups | smallest group size | minimum
    group | minimum group size | minimum size of a group | minimum size of groups | group size |
    group sizes | too few people | too few customers | too few members | too few shoppers | fewer
    than how many | suppress | suppressed | suppression | suppressing | suppression rule | groups
    are hidden | groups hidden | hidden groups | group hidden | tiny groups | tiny group | privacy
    threshold | privacy rule | anonymity threshold | k anonymity | smallest number of customers |
    minimum number of customers | smallest cell | small cells | minimum cell | groups left out |
    group left out | groups are left out | left out groups | masked groups | how few customers | how
    few people | group threshold | threshold for groups | groups too small | group too small | how
    small can a group | how small a group | how small may a group | small segments | smallest
    segment | minimum segment | small counts
"""
PRIVATE = """
    personal data | personal information | personal details | personally identifiable | personally
    identifiable information | pii | privacy | private data | private information | data protection
    | gdpr | anonymous | anonymised | anonymized | sensitive data | sensitive information | identify
    customers | identify people | identify individuals | identify individual customers | individual
    people | personal customer data | personal fields | personal columns | data privacy
"""
ANYTHING = MEANT | {Role.MEMBER}
BESIDE = frozenset(
    {Role.ONLY, Role.NUMBER, Role.NOT, Role.WHICH, Role.COUNT, Role.PERSON, Role.WHY, Role.BY}
    | {Role.IDENTITY, Role.ALONE, Role.EACH}
)
SAID = f"""
    {ASKS} | {IS} | {NAMES} | {WHO} | i | me | my | see | seeing | look | look at | ask | ask about
    | all | everything | certain | some | any | specific | particular | only | to | rows | row |
    data | access | view | get | allowed | in the results | in my results | in my answers | answers
    | results | have | numbers | for me | rest | the rest | rest of | other | others | of them |
    company | there | exist | here | the whole | whole | entire | part | things | anything | policy
    | policies | rule | rules | apply | applied | out of | or | instead of | show | showing | shown
    | tell | tell me | list | list of | which ones | exactly | am i | not | from | across | system |
    know | off | no | ones | restricted | restrict | limited | limit | limits | limited to | names |
    name | of | region | mine | being | kept | still | at all | level | information | filtered |
    right | the right
"""
