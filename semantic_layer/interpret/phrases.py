"""Which English words and phrases play which part in a question about numbers?

Data, not code: a phrase is matched by its folded words (and, where the lexicon's `STEMMED` says so,
by their stems). Names of metrics, dimensions and members stand in the model, never here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from semantic_layer.interpret.fillers import FILLERS, LIGHT_VERBS
from semantic_layer.interpret.leftovers import LEFTOVERS
from semantic_layer.interpret.orderings import HIGH_FIRST, LOW_FIRST
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.rows_told import ONE_ROW, ROW_FOR_EACH
from semantic_layer.interpret.told_of_numbers import (
    COMMONEST,
    FAR_FROM_LAST_YEAR,
    OF_ANOTHER,
    RAREST,
)
from semantic_layer.interpret.totals import TOTALS
from semantic_layer.interpret.wholes import WHOLES

PHRASES: Mapping[Role, str] = MappingProxyType(
    {
        Role.BY: """
            differ across | differ by | differ between | differs across | differs by |
            differs between | differed across | differed by | differed between | vary across |
            vary by | vary between | varies across | varies by | varies between |
            varied across | varied by | varied between | differ from |
            by | per | divided by | split by | broken down by | break down by | breakdown by |
            grouped by | group by | split | broken down | broken out by | break out by | split
            out by | sliced by | across | by each | by every | split across | split into | cut
            by | for every | within each | split up by | itemised by | itemized by | arranged by
            | organised by | organized by | split it by | split it out by | split that by |
            split them by | break it down by | break that down by | break them down by | break
            it out by | break out | break down | break up | slice | slice up | slice and dice |
            carve up | divide up | segment | itemise | itemize | breaking down | breaking out |
            splitting | splitting out | slicing
            | break those down by | break these down by | break those out by | break
            them out by | break this down by | split those by | split these by | split this by |
            split those out by | split them out by | cut it by | cut that by | cut those by | cut
            these by | slice it by | slice that by | slice those by | slice by | slice these by
        """,
        Role.EACH: f"""
            {ROW_FOR_EACH} | {ONE_ROW} each |
            each | every | each of the | each individual | for each | in each | per each | each
            of | each of our | each single | each and every | every single | one line each | one
            row each | a line each | a row each | one each | separately | individually | each
            one | each ones | one by one | for each of them | each of them | every one of | split
            out | broken out | for each of the | in each of the | in each of our | for each of
            our | for each of
        """,
        Role.WHICH: """
            which | which of the | which of our | list | list of | list the | what are the | whos
        """,
        Role.WISE: "wise",
        Role.THEIR: "their | along with their | with their | and their | with its",
        Role.AND: """
            x | × | and | n | & | + | plus | as well as | or | along with | and also | together with
        """,
        Role.VERSUS: """
            vs | v | versus | than | against | compared with | compared to | compare to |
            compare with | in comparison to | in comparison with | relative to | comparing to |
            comparing with | next to | side by side with
        """,
        Role.COMPARE: """
            compare | compares | comparing | comparison | comparison of | a comparison of | how
            does that compare | how does this compare | how does it compare | how do they
            compare | how do these compare | how do those compare | how did that compare | how
            did it compare
        """,
        Role.NOT: """
            not | excluding | except | except for | without | other than | but not | no |
            exclude | apart from | outside | outside of | ex | minus | excl | not counting |
            leaving out | not including | not on | not in | not from | aside from | ignoring |
            omit | leave out | none of | everything but | all but | leaving aside | setting
            aside | leave aside | set aside | besides | bar | barring | disregarding | not from
            any | didnt | omitting | skipping | skip | neither | nor | non | but no | and not |
            but not in | if we exclude | when we exclude | if you exclude | anything but | never
            | zero | with no | with zero | had no | had zero | have no | having no | made no |
            saw no | got no | did not have | did not have any | didnt have | didnt have any |
            not a single | not have any | without a single | without any | failed to | fail to |
            fails to | failing to | havent | hasnt | hadnt | have not | has not
        """,
        Role.LEFT_OUT: """
            excluded | left out | aside | not included | omitted | taken out | set aside | put
            aside | not counted | left aside | out of it | out | disregarded | ignored | removed
            | skipped | not considered
        """,
        Role.LEAVE: "leave | leaving | leaves | setting | putting | keeping | keep",
        Role.ONLY: """
            only | alone | just | solely | exclusively | limited to | restricted to | filter to
            | for only | focus on | focus in on | focus just on | zoom in on | zoom into |
            zoom in to | drill into | drill down into | drill down on | drill in on | dig into |
            home in on | narrow to | narrow it to | narrow down to | narrow it down to |
            narrow that to | limit it to | limit that to | restrict it to | restrict to |
            restrict that to | filter it to | filter that to | filter on
        """,
        Role.ANY: """
            any | a | an | some | at all | anything | everything | something | a single | even one |
            even a single
        """,
        Role.WHERE: """
            within | in | from | at | for | of | on | with | inside | during | under the |
            through | via | where | whose | on the | having | w | supplied from | supplied by |
            due to | because of | owing to | on account of | because it was | because they were |
            because it | because they | as they were | as it was |
            among | amongst | sourced from | sourced by | made in | made by | bought
            from
        """,
        Role.MORE: """
            more as | higher as | bigger as | greater as |
            more than | above | ahead of | greater than | exceeding | exceed | exceeds |
            exceeded | > | higher than | bigger than | larger than | north of | beyond | in
            excess of | topped | better than | longer than | upwards of | of more than | of over |
            beat | beats | beating | tops | outperform | outperforms | outperformed |
            outperforming | surpass | surpasses | surpassed | outsell | outsells | outsold
        """,
        Role.OVER: "over",
        Role.AT_LEAST: """
            at least | >= | no less than | not less than | minimum of | a minimum of | minimum |
            min | min of
        """,
        Role.HIGHER: "more | higher | greater | bigger | larger | better",
        Role.LOWER: "fewer | less | lower | smaller | worse | weaker",
        Role.LESS: """
            less as | fewer as | lower as | smaller as |
            less than | under | below | behind | fewer than | < | lower than | smaller than |
            beneath | short of | not reaching | worse than | shorter than | south of | of less
            than | of under | fell short of | fall short of | trail | trails | trailing | trailed |
            lag | lags | lagging | lagged
        """,
        Role.AT_MOST: """
            at most | <= | up to | no more than | not more than | maximum of | a maximum of |
            maximum | max | max of
        """,
        Role.BETWEEN: "between",
        Role.EXACTLY: "exactly | equal to | equals | exactly equal to | equal | is exactly",
        Role.EMPTY: "empty | is empty | are empty | was empty | were empty",
        Role.REFERENCE: "reference value of | reference value | reference",
        Role.ROWS: "rows | row | rows only",
        Role.OR_MORE: """
            or more | or higher | or above | or over | and up | and above | and over | or better
            | and more | or longer | or greater | upwards
        """,
        Role.OR_LESS: """
            or less | or lower | or below | or under | or fewer | and below | and under | or
            shorter | or worse
        """,
        Role.BEFORE: "before | prior to | earlier than",
        Role.AFTER: "after | later than",
        Role.HIGH: f"""
            {COMMONEST} | commonest |
            most sold | more sold | single biggest | single highest | single largest |
            single busiest |
            top | fastest | quickest | highest | most | largest | biggest | greatest | leading |
            the most | longest | steepest | sharpest | heaviest | deepest | richest | priciest |
            busiest | peak | furthest | farthest | the furthest | the farthest
        """,
        Role.LOW: f"""
            {RAREST} |
            single lowest | single smallest |
            bottom | slowest | lowest | least | fewest | smallest | the least | shortest |
            thinnest | cheapest | quietest
        """,
        Role.BEST: """
            single best | very best |
            best | strongest | best performing | top performing | most productive | the most
            productive | most successful | the most successful | best sellers | best seller |
            bestsellers | bestseller | top sellers | top seller | hot sellers | hot seller
        """,
        Role.WORST: """
            single worst | very worst |
            worst | weakest | worst performing | poorest | least productive | the least
            productive | least successful | the least successful | worst sellers | worst seller |
            slow sellers | poor sellers | bottom sellers
        """,
        Role.NEW: """
            newly launched | brand new | newly introduced | newly opened | new arrivals |
            new launches | new introductions
        """,
        Role.FIRST: "first | at the top | on top",
        Role.SORT: """
            sort by | sorted by | order by | ordered by | ranked by | rank by | sort | sorted |
            ordered | ranked | rank | ranking | rank ordered | in rank order | league table |
            as measured by | measured by | judged by | order it by | sort it by | sort them by |
            in order of | order them by | order those by | order these by | sort those by |
            sort these by | sort that by | rank it by | rank them by | rank those by |
            rank these by
        """,
        Role.ASCENDING: f"""
            {LOW_FIRST} | ascending | lowest to highest | smallest to largest | low to high | asc |
            from less to more | from least to most | from low to high | least to most | from small
            to big | from smallest to largest | from smallest to biggest | from worst to best |
            worst to best | from lowest to highest | increasing order
        """,
        Role.DESCENDING: f"""
            {HIGH_FIRST} | descending | highest to lowest | largest to smallest | high to low | desc
            | from more to less | from most to least | from high to low | most to least | from big
            to small | from largest to smallest | from biggest to smallest | from best to worst |
            best to worst | from highest to lowest | decreasing order | biggest to smallest
        """,
        Role.ALPHABETICAL: """
            alphabetically | alphabetical | alphabetical order | in alphabetical order | by name
        """,
        Role.OTHERS: f"""
            {LEFTOVERS} |
            and others | and the rest | and other | with others | the rest as other | all the
            rest | the rest | all others | everything else | all the remaining ones | the
            remaining ones | remaining ones | the remaining | all the others | the others |
            everyone else | everybody else | everyone elses | everybody elses | anything else |
            all else | all other | the other | other | others | into
            one line | into a single line | in one line | in one row | in a single row | as one
            line | called other | labelled other | labeled other | under other | lump | lumped
        """,
        Role.SHARE: f"""
            {OF_ANOTHER} |
            how many percent of | how many % of |
            share of | share | shares | as % of total | as % of the total | as % of |
            % of | percent of | percentage of | proportion of | mix | mix of
            | contribution | contribution of | contribution to | what % of | what share of | %
            share | percentage share | % of total | share of total | percent of total |
            percentage of total | share of the total | fraction of | split of | % contribution |
            mix % | mix in % | share % | share in % | what percent of | what percentage of |
            what portion of | portion of | as a % of total | penetration | what share | what
            proportion | what fraction | what portion
        """,
        Role.GROWTH: """
            growth | growth rate | % change | percent change | percentage change | change % |
            growth % | rate of growth | % growth | relative change | pct change | percent growth
            | by what percentage | by what percent | by what % | by how many percent |
            percentage growth | change in % | change in percent | change in percentage terms |
            by which percentage | by which percent | by which %
        """,
        Role.GREW: """
            positive growth | grew | growing | gaining | grow | increased | rose | rising
            | increase | up | gained | improved | climbed | grown | increases | rises | gains |
            improvements | improvement | raised | lifted | boosted | jumped | jumps | jump |
            expanded | risen |
            percentage increase | percent increase | % increase | percentage rise | increase in
            | rise in | gain in | jump in | improvement in | rise
        """,
        Role.SHRANK: """
            negative growth | fall | fell | fallen |
            declined | shrank | decreased | dropped | falling |
            declining | shrinking | shrink | decline | decrease | down | lost | drops | falls |
            declines | decreases | slipped | slid | slumped | tumbled | contracted | shrunk | cut |
            reduced | lowered | worsened | deteriorated | losses | losing |
            percentage decline | percent decline | % decline | percentage decrease |
            percent decrease | % decrease |
            percentage drop | percent drop | % drop | percentage fall | drop in | drop of |
            decline in | decrease in | fall in
        """,
        Role.CHANGE: """
            gap | the gap | gap in | shortfall | shortfall in | gap between | change | change in |
            difference | variance | absolute change | changed | delta |
            difference in | swing | how far |
            by how much | by how many points | how many points | how
            many percentage points | by how many percentage points | in points | in pts | in
            percentage points | change in basis points | in basis points | in bps | bps |
            bps change | change in bps | bp change | basis point change | basis points |
            change in points | change in pts | points change | by how many
            units | changes | changes in | moved by | differ | how has it moved | how has that
            moved | how has this moved | how have they moved | how have these moved | how have
            those moved | how much has it moved | how far has it moved | how much have they
            moved | has it moved | has that moved | have they moved | how has it shifted |
            how have they shifted | has it shifted
        """,
        Role.LAST_YEAR: f"""
            {FAR_FROM_LAST_YEAR} |
            with last years alongside | with last years beside it | with last years next to it |
            with last years | and last years alongside | last years alongside |
            this year against last | this year vs last | this year versus last |
            alongside the prior year | alongside ly | alongside prior year |
            next to the prior year | beside the prior year | with ly next to it |
            with last year next to it | with ly beside it | with last year beside it |
            with the prior year beside it | with ly alongside | with ly in the next column |
            ly next to it | last year next to it | last year beside it |
            better or worse than last year | better or worse than ly |
            up or down on last year | up or down vs last year | up or down on ly |
            up or down vs ly | up or down against last year |
            vs last year | versus last year | vs ly | versus ly | against last year | compared
            to last year | compared with last year | over last year | yoy | y o y | yr over yr |
            year over year | year on year | vs the year before | vs prior year | versus prior
            year | vs py | on last year | over the year before | than last year | from last year
            | relative to last year | against ly | over ly | compared to the prior year |
            compared with the prior year | vs a year ago | compared to a year ago | compared
            with a year ago | versus a year ago | against a year ago | with ly | with last year |
            incl ly | w ly | w last year |
            including last year | plus last year | plus ly | and ly | next to last year |
            alongside last year | beside last year | with last year alongside | with prior year
        """,
        Role.PREVIOUS: """
            wow | mom | qoq | vs the previous period | versus the previous period | vs previous
            period | vs prior period | versus prior period | week over week | week on week |
            month over month | month on month | quarter over quarter | quarter on quarter |
            period over period | compared with the previous period | compared to the previous
            period | compared to the period before | vs the period before | versus the period
            before
        """,
        Role.PLAN: """
            vs plan | versus plan | against plan | compared to plan | compared with plan | to plan |
            to budget | to the plan | to the budget | to target | vs the plan | versus the plan |
            against the plan | vs budget | versus budget | against budget | compared to budget |
            compared with budget | relative to plan | against target | vs target | versus target
        """,
        Role.EITHER_SIDE: """
            ahead or behind | ahead of it or behind it | ahead of it or behind | ahead or behind
            it | ahead of or behind it | behind or ahead | behind it or ahead of it | behind or
            ahead of it | above or below it | above it or below it | over or under it | over it
            or under it | how far ahead or behind | how far ahead of it or behind it | how far
            ahead of or behind it | how far above or below it | how far over or under it | how
            much ahead or behind | how much above or below it | how much over or under it | ahead
            or short | short or ahead | better or worse than it | up or down on it | up or down
            against it
        """,
        Role.TREND: """
            develop | developed | evolve | evolved | trend | trends | over time | trended |
            trend line | time series | trendline | trending
        """,
        Role.NOW: """
            right now | now | currently | at the moment | at present | as of now | at the last
            snapshot | latest snapshot | at the latest snapshot | as of today | presently | on
            the latest snapshot | as of the last snapshot | at this point | last snapshot | at
            last snapshot | as of last snapshot | at latest snapshot | on latest snapshot |
            latest | the latest | rn
        """,
        Role.RUNNING: """
            cumulative | cumulatively | cumulated | accumulated | running total | running total
            of | running totals | running totals of | running sum | running sum of | cumulative
            total of | cum
        """,
        Role.MOVING: """
            moving average | moving average of | rolling average | rolling average of | moving
            avg | rolling avg | moving mean | rolling mean | trailing average | smoothed
        """,
        Role.SUBTOTALS: f"""
            {TOTALS} |
            with subtotals | subtotals | with subtotal | and subtotals | with totals | and totals |
            with a total | with the total | and a total | and the total | plus total | plus a total
            | plus the total | with grand total | with a grand total | and grand total | with a
            total row | and a total row | with totals for each
        """,
        Role.TIME_UNIT: """
            day | days | week | weeks | wk | wks | month | months | quarter | quarters | year |
            years
        """,
        Role.OWN: "my | our | your | mine | ours",
        Role.COUNT: """
            how many times | how often | how many | number of | count of | the number of | count |
            no of | # of | how many different | how many distinct | how many unique | number of
            different | what quantity of | quantity of | the quantity of
        """,
        Role.SELL: """
            sell | sold | selling | sells | moved | shifted | shift | take in | took in | taken
            in | takes in | rang up | rung up | ring up | bring in | brought in | brings in |
            pull in | pulled in
        """,
        Role.UNIT: """
            value | amount | amounts | in value | cash | money
        """,
        Role.PERCENT: """
            % | percent | percentage | pct | rate | rates | in percent | in % | in percentage |
            in percentage terms | as a percentage | in pct | as %
        """,
        Role.MEDIAN: "median",
        Role.AVERAGE: """
            average | avg | mean | on average | in average | on avg | typical | averaged |
            averages | averaging
        """,
        Role.PERFORM: """
            hows | how s | how did | how is | how are | how has | how have | how was | how were
            | performance | performance of | perform | performed | performing | doing | results
            | numbers for
        """,
        Role.PACE: """
            rate of sale | rate of sales | rates of sale | sales rate | selling rate | rate of
            selling | pace | pace of sale | pace of selling | pace of sales | sales pace | sales
            velocity | selling pace
        """,
        Role.SUPPLY: """
            received | receive | delivered | shipped | goods received | goods delivered |
            deliveries | receipts | deliveries received | deliveries made | goods in | receipts of
            goods | receiving | goods that arrived | goods arrived | arrived
        """,
        Role.ADD: """
            dont leave out | do not leave out | dont exclude | do not exclude | dont skip |
            do not skip | without leaving out | without excluding |
            incl | including | inclusive of | add | also | also by | include | as well | too |
            plus also | in addition | additionally | also show | add in | next to it |
            next to them |
            next to that | next to those | beside it | beside them | beside that | alongside it |
            alongside them | alongside that | alongside | back | back in | add back | add back in |
            bring back | bring back in | put back | put back in | back in again
        """,
        Role.REPLACE: """
            instead | rather | instead of that | switch to | change to | change it to | replace
            with | make it | make that | swap to | what about | how about | and what about | now
            | make them | i meant | i mean | meant | change the period to | change the dates to |
            change the range to | set the period to | change that to | change this to | set it to |
            switch it to | switch that to | switch back to | go back to | lets go back to | back to
            | return to | move to | turn that into | turn it into | turn this into |
            turn them into | turn those into | convert it to | convert that to
            | is enough | are enough | will do | would do | is
            plenty | will suffice | suffices | is good enough | should do
        """,
        Role.DROP: """
            remove | drop | take out | get rid of | take away | hide | lose | ditch | scrap |
            take off | strip out | we can drop | you can drop | no need for | dont need | i dont
            need | we dont need | forget about | forget | forget the | never mind the | leave off
        """,
        Role.IN_PLACE: "instead of | rather than | in place of | in lieu of | and not by",
        Role.SWAP: "swap | replace | exchange | trade | substitute | swap out | swap the | switch",
        Role.FLIP: """
            flip it | flip them | flip the order | flip that | reverse it | reverse them | reverse
            the order | reverse that | the other way around | the other way round | other way
            around | other way round | in reverse | in reverse order | turn it around
        """,
        Role.SAME: """
            same thing | same | the same | same question | same for | the same for | same again
            | do the same | do the same for | repeat that | repeat that for | repeat it for |
            again
        """,
        Role.BOTH: """
            both | both together | both of them | both combined | both of these | the two
            together | the two of them | both side by side
        """,
        Role.ALONE: f"""
            {WHOLES} |
            in total | altogether | overall | total | grand total | all together | company wide
            | companywide | chain wide | chainwide | across the company | across the chain |
            together | combined | taken together
        """,
        Role.WHY: """
            why | reason | reasons | whats driving | what is driving | what drove | what drives
            | what caused | cause | causes | cause of | drivers | drivers of | driver of | how
            come | explain | due to what | root cause | whats behind | what is behind | what
            explains | what led to | what made | because of what | drove | driving | caused |
            behind the drop | behind the rise | attribution | what went wrong | what happened to
            | what happened with | what happened
        """,
        Role.FORECAST: """
            forecast | predict | prediction | projected | projection | project | expected | expect |
            forecasted | forecasts | predicted | predictions | projections | outlook | going to be |
            going to make | going to hit | going to beat | going to miss | will be | will we | will
            | estimate for | likely to | on track | run rate | will it
        """,
        Role.ANOMALY: """
            odd | unusual | anomaly | anomalies | anomalous | outlier | outliers | weird |
            strange | suspicious | abnormal | spike | spikes | out of the ordinary | irregular |
            irregularities | surprising | wrong with | anything odd | anything unusual |
            unexpected
        """,
        Role.DEFINE: """
            define | definition | definition of | meaning of | what does | means | calculated |
            computed | defined | how do you calculate | how do we calculate | how do you define
            | what do you mean by | explain what | formula | formula for | calculation |
            calculation of | how do we define | stand for | stands for
        """,
        Role.OWNER: """
            who owns | owner | owner of | owned by | who is responsible for | responsible for |
            who maintains | who defines
        """,
        Role.FRESH: """
            how fresh | how fresh is | freshness | last updated | last loaded | up to date | how
            recent | how recent is | data through | how current | how current is | last refresh
            | refreshed | how up to date is
        """,
        Role.CATALOGUE: """
            ask | ask about | can i ask | can i ask about | answer | available | what can i ask
            | what metrics | which metrics | what dimensions | which dimensions | list metrics |
            list dimensions | list of metrics | available metrics | what measures | what can you
            answer | metrics available | what kpis | which kpis | what can i ask about | what
            questions can i ask | what metrics are there | what data do you have | help | list
            all metrics | list the metrics | list all dimensions | list the dimensions | which
            measures
        """,
        Role.PERSONAL: """
            email | emails | email address | email addresses | e mail | phone | phone number |
            phone numbers | telephone | home address | home addresses | mailing address | street
            address | postal address | full name | full names | fullname | full_name | birthday
            | birthdays | date of birth | dob | ssn | social security | credit card | credit
            cards | card number | card numbers | passport | first name | last name | surname |
            surnames | contact details | contact info | contact information | mobile number | ip
            address
        """,
        Role.PERSON: """
            customer | customers | ppl | shopper | shoppers | member | members | client |
            clients | people | person | buyer | buyers | consumer | consumers | guest | guests
        """,
        Role.IDENTITY: """
            name | names | named | address | addresses | who | whom | individual | individuals |
            identity | identities | contact | contacts | called | details
        """,
        Role.INSTRUCTION: """
            ignore your | ignore all | ignore previous | ignore the | disregard | your rules |
            the rules | all rules | any rules | instructions | system prompt | jailbreak |
            pretend | you are now | your prompt | act as | developer mode | bypass | override |
            reveal
        """,
        Role.STATEMENT: """
            select from | run select | run sql | execute sql | sql | union select | drop table |
            delete from | insert into
        """,
        Role.FILLER: f"{FILLERS} | {ONE_ROW}",
        Role.VERB: LIGHT_VERBS,
        Role.PAUSE: """
            but | although | though | whereas | however | , | ; | : | . | ? | ! | - | — | ( | ) | /
            | ... | “ | ” | \" | ' | [ | ] | =
        """,
    }
)
