"""Words of the news that may stand for one another: our own list, English, one group a line.

A group is wider than a dictionary's: it only tells that a statement may be in words of its own. Numbers, names,
opposites and sensitive words have checks of their own, so the groups hold none of these.
"""

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.tokens import root

_GROUPS = """
    begin start launch open commence initiate introduce kick
    end finish conclude close settle complete wrap
    stop halt cease suspend pause abandon
    continue remain stay last persist keep carry
    rise increase grow climb jump surge gain growth up more higher
    fall decrease drop decline slip sink shrink reduce reduction down less lower cut dip lower
    happen occur take place
    reach hit total amount stand
    buy purchase acquire acquisition pay
    sell sale offload
    build construct construction erect
    destroy ruin wreck demolish flatten
    damage harm hurt
    help aid assist support assistance back
    ask request urge call appeal seek demand want
    answer reply respond response
    say tell state announce declare report reveal disclose add note mention explain
    claim argue insist maintain contend assert allege accuse
    admit acknowledge concede accept
    criticise criticize attack condemn blast fault blame denounce criticism
    praise welcome applaud hail
    reject refuse decline turn dismiss rebuff
    agree accept approve approval back endorse
    oppose object against resist
    plan intend aim propose proposal scheme project programme program
    expect forecast predict anticipate due likely
    think believe consider regard see view deem
    show find reveal indicate suggest prove demonstrate
    discover find detect uncover identify spot
    look search examine investigate study inspect probe inquiry enquiry investigation review scrutinise
    learn hear know understand discover
    choose select pick elect appoint name
    lead head run chair govern manage oversee
    leave quit depart go exit
    arrive come reach land
    meet talk negotiate discuss discussion negotiation dialogue
    win victory beat defeat triumph
    lose loss defeat
    give hand grant award provide donate supply offer deliver
    get receive obtain gain secure collect earn
    take remove seize confiscate collect gather
    send dispatch deliver ship
    put place set lay
    use employ utilise deploy
    make produce create manufacture generate
    write draft author pen compose
    publish appear release issue print
    paper study research report article work
    work job employment post position role
    worker employee staff workforce labour labor
    company firm business operator corporation group maker manufacturer
    boss chief head leader director executive
    money fund cash sum amount finance funding
    price cost fee charge tariff fare
    cost worth value price
    expensive dear costly dearer
    cheap inexpensive
    house home residence property
    building block structure
    road street route
    car vehicle automobile
    lorry truck
    plane aircraft jet airliner
    ship boat vessel ferry
    rain shower downpour storm
    fire blaze
    flood deluge
    area region district zone
    town city municipality
    village settlement hamlet
    land territory ground
    country nation state
    government administration cabinet ministry authority
    council authority councillor
    law legislation act bill statute
    rule regulation guideline
    court tribunal judge
    trial case hearing
    lawyer barrister solicitor attorney counsel
    police officer detective policeman
    prosecutor prosecution
    doctor physician medic
    hospital clinic
    illness disease sickness condition
    patient sufferer
    child kid youngster
    woman female
    man male
    husband wife spouse marry
    pupil student schoolchild
    teacher schoolteacher
    scientist researcher expert academic
    expert specialist
    resident inhabitant local villager neighbour neighbor
    voter elector electorate
    protest demonstration demonstrate rally march protester demonstrator activist campaigner
    strike walkout stoppage dispute
    war conflict fighting
    soldier troop
    attack assault raid strike
    accord deal agreement pact treaty contract
    vote ballot poll election
    opponent rival critic opposition
    supporter fan backer
    large big huge great vast major
    small little tiny minor
    new fresh latest recent
    old elderly former
    fast quick rapid quickly swift
    slow slowly gradual
    early soon
    near nearly almost close about approximately around roughly
    many numerous several
    enough sufficient
    most majority
    important key crucial main major
    difficult hard tough
    safe secure safety
    famous renowned celebrated
    angry furious anger angered
    worry fear concern concerned worried alarm
    happy glad pleased delighted
    sad mourn grief
    surprise shock astonish
    asleep sleep sleeping
    possession ball
    match game
    goal score
    team side club
    player footballer
    coach manager trainer
    cup trophy title
    film movie picture
    song track
    book novel volume
    picture image photo photograph
    letter note message
    parking park
    ticket fare
    journey trip travel visit tour
    passenger traveller traveler commuter
    owe debt
    pay salary wage earnings
    rent lease
    own possess belong owner
    hold keep retain
    change alter amend reform
    improve better
    worsen deteriorate
    need require must necessary
    try attempt seek effort
    let allow permit enable
    stop prevent bar ban block
    wait queue
    try test trial
    question doubt query challenge dispute
    threat risk danger menace
    problem issue trouble difficulty
    reason cause ground
    result outcome consequence effect
    part share portion
    half
    year annual yearly
    month monthly
    week weekly
    day daily
    night overnight evening
    spring summer autumn winter season
    late later after
    first initial initially earlier
    next following subsequent
    previous earlier past prior
    whole entire full
    free release
    rescue save pull
    drown flood
    bring carry transport
    move transfer relocate shift
    join enter
    return back bring restore
    replace succeed takeover take
    resume reopen restart
    open reopen
    delay postpone late
    cancel drop scrap call axe
    expand extend widen broaden enlarge
    raise increase lift
    share divide split
    spend invest
    save conserve
    earn make
    eat consume digest
    drink
    grow cultivate
    die
"""
_SAME: dict[str, set[str]] = {}
for _line in _GROUPS.strip().splitlines():
    _roots = set(map(root, words(_line)))
    for _root in _roots:
        _SAME.setdefault(_root, set()).update(_roots)


def synonyms(of_root: str) -> frozenset[str]:
    """The roots that may stand for a root, itself among them."""
    return frozenset(_SAME.get(of_root, ())) | {of_root}
