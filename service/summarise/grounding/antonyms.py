"""Pairs of opposites in the news: our own list, English, one pair of groups a line, compared by lemma."""

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.tokens import lemma

_PAIRS = """
    rise increase grow climb jump surge soar gain up higher improve exceed double treble triple rally rebound growth
        | fall decrease drop decline slip sink plunge plummet tumble shrink down lower cut reduce halve dip lose slump
    more | less fewer
    most | least fewest
    above over exceed | below under beneath
    higher high | lower low
    highest | lowest
    larger bigger greater | smaller lesser
    largest biggest greatest | smallest
    large big huge vast giant | small little tiny minor
    better | worse
    best | worst
    longer | shorter
    twice double | half
    good | bad poor
    strong stronger strongest | weak weaker weakest
    fast faster fastest quick quicker rapid swift quickly rapidly swiftly | slow slower slowest slowly
    early earlier | late later
    earliest oldest | latest newest youngest
    older elder | younger
    longest | shortest
    first | last second third
    before | after
    previous earlier prior | subsequent next following
    begin start launch open commence | end finish conclude stop halt
    open reopen | close shut
    accept approve agree adopt endorse uphold allow grant | reject refuse dismiss rebuff veto disallow
    back support favour favor welcome praise | oppose criticise criticize condemn denounce
    ally supporter friend | opponent rival critic enemy
    admit confess concede acknowledge confirm | deny dispute
    confirm | deny contradict
    allow permit authorise authorize legalise enable | ban forbid prohibit bar block prevent outlaw
    succeed | fail
    success | failure
    win | lose
    winner victor | loser
        guilty convict | innocent acquit clear
    convict sentence | acquit clear
    arrest detain jail imprison | release free
    join enter | leave quit exit
    arrive | depart leave
    hire recruit employ | fire sack dismiss lay
    appoint | sack dismiss
    buy purchase acquire | sell
    buyer | seller
    import | export
    profit | loss
    surplus | deficit
    cheap cheaper cheapest | expensive dear dearer costly
    rich richer wealthy richest | poor poorer poorest
    remember | forget
    keep retain | scrap abandon drop abolish
    create | destroy abolish
    build construct | demolish destroy
    rescue save | abandon
    alive | dead
    hot hotter warm warmer warmest hottest | cold colder cool cooler coldest coolest
    wet | dry
    dark darker | light lighter bright
    heavy heavier | light lighter
    deep deeper deepest | shallow shallower
    wide wider broad | narrow narrower
    thick thicker | thin thinner
    top | bottom
    upper | lower
    internal domestic home | external foreign overseas
    public | private
    voluntary optional | mandatory compulsory obligatory
    temporary temporarily | permanent permanently
    legal lawful | illegal unlawful
    safe | unsafe dangerous risky
    likely probable | unlikely improbable
    possible able | impossible unable
    certain sure | uncertain unsure
    known | unknown
    true | false untrue
    fair | unfair
    happy glad pleased | unhappy sad angry
    satisfied content | dissatisfied discontent
    healthy well | ill sick unhealthy
    popular | unpopular
    successful | unsuccessful
    lucky | unlucky
    necessary needed | unnecessary
    important | unimportant
    usual normal common ordinary | unusual abnormal rare
    common frequent frequently often | rare rarely seldom infrequent
    always | never sometimes
    many | few
    most | few
    majority | minority
    largely mostly mainly widely significantly sharply substantially considerably heavily strongly steeply
        | slightly marginally partly barely hardly narrowly minimally modestly
    overwhelmingly | narrowly
    completely fully entirely wholly | partly partially
    sharp steep dramatic substantial significant | slight modest marginal
    gradually slowly | suddenly abruptly immediately
    quickly rapidly swiftly | slowly gradually
    publicly openly | privately secretly
    officially | unofficially
    directly | indirectly
    peaceful peacefully | violent violently
    calm | angry furious
    optimistic hopeful confident | pessimistic gloomy
    positive | negative
    positively | negatively
    advantage benefit | disadvantage drawback
    benefit help | harm hurt damage
    strengthen | weaken
    widen expand extend enlarge broaden | narrow shrink shorten curtail
    lengthen prolong extend | shorten
    speed accelerate hasten | slow delay
    raise lift | lower cut reduce
    ease relax loosen | tighten toughen
    tight tighter | loose looser
    strict stricter tough tougher | lax lenient milder
    hard difficult harder | easy easier simple
    include | exclude
    inclusion | exclusion
    unite | divide split
    united | divided
    agree | disagree
    agreement | disagreement
    appear emerge | disappear vanish
    connect link | disconnect separate
    qualify | disqualify
    encourage urge | discourage
    honest | dishonest
    comply obey | disobey defy breach violate
    continue | stop halt cease
    resume | suspend pause
    attacker | defender victim
    offensive | defensive
    borrow | lend
    lender creditor | borrower debtor
    lend | borrow
    owe | own
    pay | receive
    teacher | pupil student
    adult | child
    ancestor | descendant
    predecessor | successor
    senior | junior
    maximum | minimum
    ceiling | floor
    peak | trough
    minimum least | maximum most
    ahead | behind
    forward | backward
    attract | repel deter
    attend | miss skip
    score | miss concede
    hit | miss
    catch | drop miss
    lead | trail
    winning | losing
    gain | loss lose
    liberal left | conservative
    democrat | republican
    presence present | absence absent
    occupied | vacant
    armed | unarmed
    paid | unpaid
    injured hurt wounded | unhurt unharmed uninjured
    unanimous unanimously | divided narrowly
    simple | complex complicated
    modern new | ancient old
    rural | urban
    indoor | outdoor
    onshore | offshore
    day daytime | night overnight
    nature natural | artificial synthetic
    prosecution prosecutor | defence defense
    plaintiff claimant | defendant
    reveal disclose publish | conceal hide withhold
    reward | punish
    demand | supply
    inflation | deflation
    boom | bust recession
    expansion | contraction
    upgrade | downgrade
    overestimate | underestimate
    overweight obese | underweight
            promotion promote | relegation relegate demotion demote
    active | inactive
    activate | deactivate
    visible | invisible
    regular | irregular
    responsible | irresponsible
    aware | unaware
    willing | unwilling reluctant
    expected | unexpected surprise
    prepared ready | unprepared
    sober | drunk
    married | divorced unmarried single
    marry | divorce
    religious | secular
    guilt | innocence
    ceasefire truce | fighting
    loyal | disloyal
    friendly | hostile
    tall taller tallest | short shorter shortest
    sink | float
    freeze | thaw melt
    landing | takeoff
    doubled | halved
    tighten | loosen
"""
_PHRASED = """
    turn down | reject; throw out | dismiss; rule out | reject; give up | abandon; call off | abandon; go up | rise;
    go down | fall; shut down | close; set up | create; take off | depart; sent off | dismiss; let go | free
"""


def _table() -> dict[str, frozenset[tuple[int, int]]]:
    held: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(_PAIRS.replace("\n        |", " |").strip().splitlines()):
        for side, group in zip((1, -1), line.split("|"), strict=True):
            for word in words(group):
                held.setdefault(lemma(word), set()).add((number, side))
    return {word: frozenset(side for side in sides if (side[0], -side[1]) not in sides) for word, sides in held.items()}


# For the lemma of a word: the numbers of its pairs, each with the word's side, +1 or -1.
ANTONYMS = _table()


def _phrases() -> dict[tuple[str, str], frozenset[tuple[int, int]]]:
    held = {}
    for line in _PHRASED.split(";"):
        phrase, meaning = line.split("|")
        verb, way = words(phrase)
        for form in _forms(verb):
            held[form, way] = ANTONYMS[lemma(meaning.strip())]
    return held


_IRREGULAR = {
    "throw": "throw threw thrown throws throwing", "give": "give gave given gives giving",
    "go": "go goes went gone going",
    "shut": "shut shuts shutting", "set": "set sets setting", "take": "take takes took taken taking", "sent": "sent",
    "let": "let lets letting",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    return words(_IRREGULAR.get(verb, f"{verb} {verb}s {verb}ed {verb}ing"))


PHRASES = _phrases()
