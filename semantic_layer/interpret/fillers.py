"""Which English words say nothing of a number: requests, light verbs, small words?

In the form of the lexicon's phrases. None of them may keep, leave out, compare or order anything.
"""

REQUESTS = """
    show | show me | select | gimme | give me | tell me | tell | please | pls | plz | can
    you | could you | would you | i want | i want to see | i would like | id like | id like
    to see | let me see | lets see | get | get me | see | see the | look at | display | pull
    | pull up | find | find me | report | report on | need | want | chart | graph | table |
    plot | as a table | as a chart | view | provide | kindly | present | state | prepare |
    compile | compute | work out | figure out | check | verify | confirm | review | discuss
    | understand | know | know about | learn | hear | tell us | send | send me | write |
    print | run me | remind | remind me | remind us | remember | recall | note | bear in
    mind | wondering | curious | interested in | wonder | i wonder | i wonder how | wonder
    how | asking | asked | i need | we need | looking for | i love | love to see | love to
    know | love to | love | happy to | glad to | grateful | let | lets | let me | let us |
    help me see | help me understand | walk me through | talk me through | fetch | grab |
    bring me | please share | kindly share | pls share | can you share | could you share |
    share with me | share with us | needful and share | i'd love | i'd love to | i'd love to
    see | i'd like | i'd need | i'd appreciate | i'd be interested in | i'd be curious |
    we'd like | we'd love | we'd need | we'd like to see | we'd love to see | i've been
    asked | i've been asked for | i'm after | i'm looking for | i'm interested in | i'm
    curious | i was hoping | was hoping to get | hoping to see | hoping to get | hoping for
    | my question is | the question is | question is | as a bar chart | as a line chart | as
    a pie chart | as a column chart | bar chart | line chart | pie chart | in a nice table |
    in table form | i'm trying | i am trying | we're trying | trying | to find out | to
    figure out | to work out | show both numbers | show both figures | show both values |
    give both numbers | give both figures | with both numbers | show me both numbers | i
    need both numbers | i want both numbers | any chance you could | any chance of | any
    chance | is there a way to | is there any way to | is it possible to | would it be
    possible to | it is possible to | possible to get | possible to see | would it be
    possible | i'd be grateful for | i'd be grateful if you could | i'd be grateful | we'd
    be grateful for | i would be grateful for | i'd be happy to see | glad to receive |
    happy to receive | receive | necessary for me to know | it is necessary to know | i ask
    for | i am asking for | i'm asking for | we ask for | i wish to know | i wish to see |
    we wish to know | i would wish to see | remind me again | tell me again | show me again
    | do you happen to know | do you know | would you know | have you got | i require | we
    require | i request | i am requesting | i've been told | i was told | pick the | pick
    out | choose the | single out |
    asks | put | i'd rather | i would rather | i'd prefer | i prefer | rather see | set out |
    please set out | lay out | spell out
"""

SPEAKERS = """
    i | me | us | we | they | them | he | she | you | it | its | it s | ourselves | themselves |
    itself | myself | yourself | everybody | everyone | somebody | someone | anyone | anybody |
    people | folks | team | guys | boss | manager | director | cfo | ceo | coo | board | meeting
    | presentation | slide | deck | memo | summary | page | our company | the company | company
    | companys | business | chain | organisation | organization | firm |
    board pack | chair | chairman | chairwoman | pack | president
"""

SMALL_WORDS = """
    to date | the | to | as | so | so far | that | this | these | those | which were | there |
    what | whats | what is | what was | what were | what are | whats the | what s | how | how
    much | how large | how big | how high | how low | how long | how strong | how well | how
    good | whether | if | is | are | was | were | be | been | being | am | do | did | does |
    done | doing | have | has | had | having had | can | could | should | shall | might | may |
    must | would | ought | cannot | did we | do we | there were | were there | are there | is
    there | was there | all | all the | all of | all our | both of | by any chance | period |
    time period | respectively | about | regarding | concerning | considering | according to |
    based | based on | based upon | on the basis of | with regard to | with respect to | in
    respect of | namely | i e | e g | ie | eg | ok | okay | then | well | really | actually |
    actual | actuals | quick | quickly | basically | simply | simple | exactly | precisely |
    roughly | approximately | possibly | perhaps | maybe | probably | certainly | surely | sure
    | not sure | generally | usually | currently known | already | still | yet | ever | even |
    indeed | of course | up to now | until now | till now | till date | up till now | to this
    point | much | many | a lot | lot | lots | kind of | sort of | in terms of | terms of |
    terms | by way of | things | thing | stuff | ones | one | numbers | figures | figure | data
    | total | totals | overall | altogether | all together | in total | in all | side by side |
    next to each other | goods | merchandise | breakdown | broken | broken out | o clock |
    themselves | those same | same ones | from each | here | today s meeting | while | where we
    are | just now | everywhere |
    how much money | hm | hmm
"""

LIGHT_VERBS = """
    look like | looked like | looks like | looking like |
    came | come | comes | coming | came in | come in | came out | come out | came out at |
    come out at | came to | come to | generate | generates | generated | generating | make |
    makes | made | making | achieve | achieves | achieved | recorded | record | records | go
    | went | going | gone | goes | happen | happened | sitting on | sitting | sit | sits |
    sat on | carrying | carry | carries | carried | holding | held | hold | holds | held in
    | we hold | we held | bringing in | brought | bring | brings | looking | look | looks |
    gave away | give away | gives away | given away | giving away | tied up | tied up in |
    given | gave | give | gives | giving | earn | earned | earns | earning | win | won | saw | seen
    | seeing | run | ran | running | runs | make up | makes up | made up | account |
    accounted | account for | accounts for | accounted for | amount to | amounts to |
    amounted to | represent | represents | represented | register | registered | take |
    takes | took | taking | booked | posted | produced | produce | yielded | yield |
    suffered | suffer | enjoyed | enjoy | deliver | delivers | contribute | contributes |
    contributed | attract | attracted | attracts | reach | reached | reaches | attain |
    attained | stand | stands | stood | end up | ended up | turn out | turned out | got | gets |
    getting | gotten | obtain | obtained | realise | realised | realize | realized | clock |
    clocked | log | logged | logs | show up | showed up | kept | remain | remained | remains
    | experience | experienced | face | faced | see themselves | collect | collected |
    command | commanded | incur | incurred | spend on | spent on | coming back | came back |
    supplies | supplied | move | moves | churned out | turned in | notched up | chalked up |
    racked up | rack up | call for | calls for | called for | call |
    calls | say | says | said | foresee | foresees | foresaw |
    envisage | envisages | envisaged |
    burn | burned | burns | burnt | enter | entered | enters | tracking | pacing | track |
    tracks
"""

COURTESY = """
    hi | hello | hey | hiya | howdy | good morning | good afternoon | good evening | good
    day | morning | afternoon | evening | greetings | dear | hope you | hope you're | hope
    all | hope this | hope the | hope everything | happy monday | happy tuesday | happy
    wednesday | happy thursday | happy friday | how are you | how's it going | long time no
    see | me again | it's me | thanks | thank you | thx | cheers | ta | much appreciated |
    appreciate it | appreciated | many thanks | in advance | you're the best | you're a star
    | you rock | lifesaver | sorry | apologies | apologise | apologize | excuse me | pardon
    | forgive me | to bother | no rush | no hurry | no worries | no trouble | whenever you |
    when you get | when you have | if you don't mind | if you can | if you could | if
    possible | would you be so kind | so kind | quick one | quick question | one more thing
    | just wondering | i was wondering | bear with me | well done | i know you | i know it |
    from the road | on the road | in a rush | only if | not sure whether | not sure if |
    don't know whether | don't know if | let's say | would be great | would be brilliant |
    would be lovely | would be wonderful | would be helpful | would be perfect | would be
    ideal | would be nice | be a dear | be a star | be a pain | great work | great job |
    nice work | lovely | have a great | have a good | have a nice | enjoy | best regards |
    kind regards | regards | talk soon | bye | bonjour | merci | merci beaucoup | hola |
    gracias | danke | s'il vous plait | por favor | namaste | do the needful | happy new
    year | merry christmas | happy holidays | have a nice weekend | have a good weekend |
    have a great weekend | god bless | bless you | no pressure | sorry to | sorry for |
    sorry about | sorry if | so sorry | greetings from | thanks for yesterday | thanks for
    earlier | thanks for that | thanks for the last one
"""

# courtesies that can be nothing else, so that no mark has to part them from a question
PLAIN_COURTESY = """
    sir | dear sir | respected sir | madam | dear madam | maam | ma'am | sir please |
    hi | hello | hey | hiya | howdy | hi there | hello there | hey there | hi team | hi all
    | hello all | good morning | good afternoon | good evening | dear all | dear team |
    thanks | thank you | thx | tks | thanks so much | thanks a lot | thanks a million |
    thanks again | thank you so much | thank you very much | many thanks | thanks in advance
    | many thanks in advance | cheers | ta | much appreciated | please | pls | plz | if you
    please | if you don't mind | if you wouldn't mind | if possible | if you can | if you
    could | when you get a minute | when you get a moment | when you get a chance | when you
    get a sec | when you have a minute | when you have a moment | when you have time | no
    rush | no hurry | sorry to bother you | sorry for the trouble | excuse me | would you be
    so kind | be so kind | so kind | would you mind | quick question | just wondering | best
    regards | kind regards | regards | bonjour | merci | gracias | danke | s'il vous plait |
    por favor | do the needful | have a nice day | have a good day | have a great day |
    let's say | would be great | would be brilliant | would be lovely | would be wonderful |
    would be helpful | would be perfect | would be ideal | would be nice | would be awesome
    | if you'd be so kind | if that's ok | if that's okay | if that's possible | if it's ok
    | if it's possible | if it's not too much to ask | if it's not too much trouble | if
    it's no trouble | if it's not a bother | no need to rush | no need to hurry | whenever
    suits | whenever you can | be an angel | be a dear | be a darling | be a star | would
    you be a dear | excuse my english | if available | if you have it | if you have them |
    whatever you have | whatever you've got | end of day is fine | tomorrow is fine | take
    your time
"""

# those of them that go with what is wanted
PLEAS = """
    please | pls | plz | if you please | if possible | if you can | if you could | if you
    don't mind | if you wouldn't mind | sorry | excuse me | pardon | quick one | one more
    thing | quick question | just wondering | i was wondering | only if | let's say | would
    you mind | would you be so kind | be so kind | so kind | be a dear | be a star | ta |
    from the road | on the road | would be great | would be brilliant | would be lovely |
    would be wonderful | would be helpful | would be perfect | would be ideal | would be
    nice | would be awesome | if you'd be so kind | if that's ok | if that's okay | if
    that's possible | if it's ok | if it's possible | if it's not too much to ask | if it's
    not too much trouble | if it's no trouble | if it's not a bother | no need to rush | no
    need to hurry | whenever suits | whenever you can | be an angel | be a darling | would
    you be a dear | no rush | no hurry | if available | if you have it | if you have them |
    whatever you have | whatever you've got | end of day is fine | tomorrow is fine | take
    your time
"""

FILLERS = "|".join((REQUESTS, SPEAKERS, SMALL_WORDS))
