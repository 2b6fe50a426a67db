"""Which English words tell of people, talks and moods around a question, and of no number?

In the form of the lexicon's phrases. None of them may name goods, places, times or customers: what
could limit a number is never left aside (asides.py).
"""

# who asks, or is to be told; "sales team" and "store managers" are people too
PEOPLE = """
    boss | bosses | manager | managers | director | directors | cfo | ceo | coo | cmo | cio
    | vp | svp | evp | president | chair | chairman | chairwoman | chairperson | board |
    board members | auditor | auditors | investor | investors | analyst | analysts |
    colleague | colleagues | coworker | coworkers | team | teams | teammate | teammates |
    leadership | committee | intern | interns | assistant | secretary | accountant |
    accountants | journalist | journalists | reporter | consultant | consultants | lawyer |
    lawyers | head office | hq | upstairs | headquarters | founder | founders |
    merchandisers | merchandiser | planner | planners | supervisor | supervisors | exec |
    execs | executives | c suite | heads | landlord | landlords | shareholder | shareholders
    | merchants | finance people | someone | somebody | my lead | team lead | finance |
    accounting | new joiner | trainee | controller | management | chief | chiefs | line
    manager | big boss | the brass | higher ups | stakeholders | crew | senior management |
    top management | ops | operations team | it department | board's | ceo's | cfo's |
    boss's | team's | director's | manager's | chairman's | president's | auditors' |
    analyst's | investors' | directors' | managers' | board of directors | supervisory board
    | advisors | advisers | regulators | our bank | the bank | our bankers | the press
"""

# what a number is prepared for, or was talked about in
OCCASIONS = """
    meeting | meetings | call | calls | review | reviews | presentation | presentations |
    deck | decks | slides | slide | memo | pack | packs | workshop | conference | offsite |
    standup | stand up | huddle | briefing | agenda | town hall | interview | newsletter |
    catch up | catchup | one on one | 1 on 1 | kick off | kickoff | committee | qbr |
    webinar | training | visit | annual report | board day | investors' day | line review |
    trading review | business review | quarterly review | monthly review | weekly review |
    trading call | budget round | site visit | board paper | board papers | paper | papers |
    pre read | finance committee | audit committee | steering committee | quarterly report |
    monthly report | board report | management accounts | investor update | results call |
    earnings call | trading update | year end review | flash report | month end pack |
    quarterly pack | results announcement
"""

# what people do around a question
ACTS = """
    asks | asked | is asking | was asking | are asking | were asking | keep asking | keeps
    asking | kept asking | asked for | asking for | will ask | will be asking | may ask |
    might ask | asking me | asking us | asked me | asked us | asking again | in asking |
    wants | wants to know | wants to see | want to know | wants it | wants this | wants an
    answer | told me | told us | tells me | said | saying | says | mentioned | mentions |
    chatting | chatted | we discussed | discussed | discussing | talking | we talked | spoke
    | we spoke | speaking | arguing | argue | argued | argument | debate | debating |
    insists | insisted | wonders | pestering | nagging | chasing | walked in | walk in |
    walk into | walks in | walked into | came by | coming by | drops by | dropping by |
    stops by | visiting | is visiting | are visiting | emailed | pinged | messaged | texted
    | i'm preparing | preparing | prepare for | i'm putting | putting together | put
    together | putting a slide together | i'm building | i'm writing | writing | writing up
    | drafting | presenting | present to | reviewing | swamped | promised | i owe | owe you
    | following up | follow up | forgetting | forget | forgot | i lost | struggling | stuck
    | confused | puzzled | curious | just curious | worried | nervous | excited | tired |
    settle a bet | a bet | laugh | joke | joking | kidding | gossip | breathing down | in a
    hurry | running late | i'm late | in between | help me | help us | help me out | help us
    out | get back to | got back | just got back | just got back from | back from | back
    from holiday | back from vacation | back from leave | back from my holiday | back from
    my vacation | have to answer | have to report | need to answer | need to report | to
    report to | expecting an answer | waiting | waiting for | is waiting | are waiting |
    waits | raining | snowing | pouring | crashed | crashing | crashes | not loading | isn't
    loading | is down again | won't load | won't open | can't open | can't find | cannot
    find | can't remember | cannot remember | don't remember | do not remember | double
    check | double checking | sanity check | checking in | as agreed | as promised | as
    discussed | as requested | as mentioned | as usual | per our | as per | requested by |
    asked by | told by | i'm new | i am new | new here | new to this | update | recap | fyi
    | for your info | question from | question for | questions from | a request | request
    from | the request | headline | headlines | headline numbers | quick check | quick one |
    no idea | no clue | not so good | not very good | is not good | not great | trouble |
    asked about | heads up | one for | something for | a favor | a favour | favor to ask |
    favour to ask | coffee first | friend | friends | two things | three things | a few
    things | couple of things | one thing | some questions | few questions | couple of
    questions | two questions | three questions | a question | my question | question is |
    silly question | stupid question | dumb question | easy one | easy question | tough one
    | quick question | another question | different question | ugh | argh | oops | uh oh |
    settle a bet for us | settle an argument | settle this | chat | our chat | my chat |
    conversation | our conversation | following | following up on | great if you | nice if
    you | good if you | lovely if you | helpful if you | run the numbers | run the numbers
    on | crunch the numbers | reviewing returns | greetings from | raining cats and dogs |
    expecting | under pressure | stressed | thrilled | surprised | hunch | gut feeling |
    rumour | rumor | rumours | rumors | heard | word has it | called | just called | phoned
    | rang | rang me | morning report | evening report | it's raining | back in the office |
    here's the thing | long story short | alright | all right | um | umm | uh | hmm | er |
    urgent | asap | perfect | excellent | super | cool | wow | awesome | wonderful |
    fantastic | amazing | nothing fancy | keep it simple | keep it short | short answer |
    quick answer | answer fast | rounded is fine | ballpark | something is off | something's
    off | smells fishy | not right | discuss | discussion | discussions | excuse my | i'll
    put it | put it in | put it on | put this in | don't worry | do not worry | no worries |
    copy it | copy this | paste it | paste this | copy and paste | terrible weather |
    weather | complain | complaining | complains | complained | grumbling | shouting |
    yelling | angry | furious | upset | annoyed | impressed | pleased | delighted | anxious
    | concerned | skeptical | sceptical | suspicious | convinced | tells us that | i think |
    we think | i believe | i guess | i suspect | in my opinion | imho | honestly | frankly |
    to be honest | tbh | by the way | btw | anyway | anyhow | actually | in short | in a
    nutshell | bottom line | for context | for background | context | background | some
    context | for the record | for reference | for information | for comparison purposes |
    my first | first time | never used this | not used to | as you know | as you can imagine
    | as always | as ever | as before | as i said | as said | like i said | like we said |
    you asked | they asked | we need it | i need it | i need this | we need this | need this
    | need that | it's for | this is for | that's for | this goes | goes into | goes to |
    will go | due | is due | at stake | homework | assignment | apologise | apologize |
    apologies | sorry | so sorry | my apologies | swamped with month end | busy with month
    end | busy with quarter end | busy with year end | month end is near | prepping |
    prepping for | prep for | on my way | on the way to | typing from | writing from |
    calling from | standing in | sitting in | stuck in | in the car | on the train | on a
    train | on the plane | between us | between you and me | out of curiosity | out of
    interest | purely out of interest | thinking about | can't sleep | let me try | try
    again | trying again | let me rephrase | rephrase | rephrasing | in other terms | second
    try | another try | next question | first question | last question | final question |
    another one | another thing | last one for today | last thing | one last thing | last
    one | final one | next one | first one | one more | one more question | might be a dumb
    | might be a silly | might be a stupid | a dumb one | dumb one | silly one | stupid one
    | asking this right | asking right | not sure i'm asking | two quick ones | quick ones |
    three quick ones | be quick | make it quick | hurry up | end of day | by end of day | by
    close of business | cob | reminder | quick reminder | pop quiz | trivia | for fun | just
    for fun | guess what | newbie | rookie | newcomer
"""

# what may stand beside those, and makes no aside by itself
BESIDE = """
    morning | afternoon | evening | tonight | noon | midday | lunch | lunchtime | hour |
    hours | minute | minutes | min | mins | second | sec | moment | am | pm | oclock | eod |
    asap | soon | later | urgent | urgently | quickly | hurry | new | silly | stupid | dumb
    | basic | easy | hard | tricky | tough | good | great | nice | lovely | brilliant |
    awesome | wonderful | perfect | helpful | bad | poor | dear | kind | busy | random |
    question | questions | request | requests | favor | favour | help | hand | idea | clue |
    english | excel | spreadsheet | spreadsheets | dashboard | dashboards | tool | system |
    screen | laptop | computer | internet | wifi | file | coffee | tea | desk | office |
    door | neck | head | brain | life | into | walked | walk | breathing | broken | frozen |
    back | sanity | headline | trading | commercial | strategy | leadership | executive |
    executives | finance | planning | board | i'm | i am | i've | i'd | i'll | we're | we've
    | we'd | we'll | he's | she's | it's | that's | there's | they're | you're | isn't |
    don't | doesn't | can't | cannot | won't | wasn't | didn't | haven't | hasn't | couldn't
    | aren't | not sure | no idea | do not | is not | are not | am not | can not | did not |
    does not | has not | have not | like | would like | would love | wants | need it | needs
    | needed | wanted | too | again | also | just | just now | right now | at the moment |
    now | before | after | by | because | since | so that | ask | asking | answer | answers
    | details | what happened | share with | shared | go | going | come | comes | keep |
    keeps | kept | start | started | starting | begin | ready | prepared | supposed | trying
    | try | hoping | hope | believe | guess | think | thinking | thinks | together |
    everyone | one | two | first | next | quick | little | bit | big | long | short | early
    | late | another | other | line | on line | home | forms | up | out | in front of |
    front | middle | the way | way | ahead of | preparation | time for | in time | prep |
    let you | allow me | able | possible | wondering | forward | forwarded | bet | chat |
    conversation | dogs | cats | regional | district | area | corporate | senior | junior |
    assistant | needful | weekend | monday morning | friday afternoon | on the phone | on
    the line | over coffee | over lunch | i wonder | off | wrong | fishy | terrible | awful
    | horrible | fine | okay | ok | simple | formatting | format | layout | decimals |
    rounding | worry | will | 'll | fast | put | rushed | rush | folder | document | doc |
    pdf | powerpoint | ppt | word doc | sheet | google sheet | teams | slack | zoom |
    whatsapp | notes | note | follow | due | to do | honest | honestly | frankly | so far so
    good | actually | maybe | probably | how things are going | things | going on | what is
    going on | what's going on | must be | page | one pager | summary | pager | floor | shop
    floor | stockroom | purely | curiosity | interest | chance | sleep | rephrase | whatever
    | right | last | third | ones | at the airport | to the airport | at the hotel
"""

# what ends the words before a question: "my manager wants to know"
REQUESTS = """
    wants | wants to know | wants to see | wants to understand | wanted to know | wanted |
    want to know | would like | would love | like to know | like to see | like to have |
    love to see | needs | need | needed | needs to know | needs to see | asked for | asking
    for | asks for | asked me for | asked us for | asked about | asked me about | asking me
    for | asking us for | asked me to get | asked us to get | asking | asked | asks | to get
    | to find out | find out | know | see | show | show me | give me | tell me | get me |
    figure out | wondering | wonders | wondered | curious | says | said | share | send |
    pull | check | report | present | looking for | to have | requested | requests | to pull
    | prepare | get | is asking me | asking me | must present | have to report | must report
    | to know how | find | but | so
"""

# what leads to the words behind a question: "for my call with the auditors"
LEADS_BEHIND = """
    for | so | so that | because | to | in time for | ahead of | in preparation for | in
    order to | cause | cuz | requested by | asked for by | before i | before we | before my
    | before our | before he | before she | before they | since i | since we | since my |
    since our | since he | since she | since they | as i | as we | as my | as our | as he |
    as she | as they | if i | if we | if my | if our | if he | if she | if they | as
    requested | as discussed | since the boss | as per
"""
