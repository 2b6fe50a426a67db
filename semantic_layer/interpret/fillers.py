"""Which English words say nothing of a number: requests, light verbs, small words?

In the form of the lexicon's phrases.
"""

FILLERS = """
    to date | the | show | show me | select | give me | tell me | please | pls | plz | can you |
    could you | would you | i want | i want to see | i would like | id like | id like to see | we
    | have | has | had | is | are | was | were | be | been | do | did | does | i | me | us | you |
    what | whats | what is | what was | what were | what are | how much | let me see | lets see |
    get | get me | see | look at | display | pull | pull up | find | find me | report | report on
    | that | this | these | those | which were | it | its | there | came | come | comes | coming |
    from each | to | as | so | so far | thanks | thank you | hi | hello | hey | want | need |
    figures | figure | numbers | data | total | totals | overall | in terms of | terms | terms of
    | chart | graph | table | plot | as a table | as a chart | view | breakdown | broken | broken
    out | generate | generated | make | made | making | achieve | achieved | recorded | see the |
    know | wondering | curious | interested in | go | went | going | happen | happened | sitting
    on | sitting | carrying | holding | our company | the company | company | business | chain |
    ok | okay | then | well | really | actually | actual | all | all the | all of | all our |
    quick | quickly | kindly | could | can | about | regarding | respectively | stuff | things |
    thing | ones | one | there were | they | them | he | she | looking | look | looks | much | up
    to now | whats the | what s | wonder | i wonder | i wonder how | wonder how | brought in |
    bring in | brings in | bringing in | brought | bring | brings | we hold | we held | how large
    | how big | how high | how long | how strong | whether | given | gave | give | actuals | by
    any chance | period | time period | do we | did we | by | both of | earn | earned | earns |
    earning | win | won | saw | seen | run | ran | running | held | holds | account for | accounts
    for | accounted for | amount to | amounts to | amounted to | represent | represents |
    represented | register | registered | rang up | rung up | take in | took in | taken in |
    booked | posted | produced | yielded | suffered | enjoyed | provide | still | yet | altogether
    | all together | in total | in all | side by side | next to each other | goods | merchandise
"""
