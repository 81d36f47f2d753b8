"""Verbs that hand words to a speaker, in English and German, in the forms that stand in news.

English verbs stand in their base form where they are regular, else in all forms. ``SAYING`` carries whole sentences,
``NAMING`` carries some words in marks ("called it 'a disaster'").
"""

from service.summarise.reading.function_words import word_set

_SAYING = """
    said says say saying | told tells tell telling | add | ask | wrote writes write writing written | claim |
    explain | insist | argue | note | state | warn | reply | respond | answer | announce | declare | tweet |
    retweet | acknowledge | admit admits admitted admitting | concede | confirm | deny | suggest | recall |
    remark | comment | observe | quip quips quipped quipping | joke | continue | conclude | complain | stress |
    emphasize | emphasise | report | reveal | promise | vow | predict | propose | read reads reading | shout |
    yell | cry | whisper | mutter | exclaim | retort | counter | interject | snap snaps snapped snapping |
    lament | boast | brag brags bragged bragging | muse | assert | contend | maintain | allege | testify |
    proclaim | pledge | urge | demand | caution | opine | reiterate | repeat | sang sings sing singing | chant |
    reason | began begins | post | text | chime | fume | thunder | scoff | sigh | laugh | recount | relate |
    agree | protest | plead | signal | hint | speculate | wonder | inform | remind | assure | advise | instruct
    | order | believe | thought thinks think thinking | intone | bemoan | seethe | gush | swore swears swear |
    describe | point | hear heard hears | summarize | summarise | elaborate | marvel | holler | scream | preach
    | lecture | advocate
    """
_NAMING = """
    call | dub dubs dubbed dubbing | label labels labeled labelled labeling | brand | term | deem | characterize
    | characterise | denounce | condemn | criticize | criticise | hail | praise | slam slams slammed slamming |
    mock | dismiss | accuse | attack | blame | compare | liken | refer refers referred referring | express |
    cite | quote | lambast | lambaste | ridicule | rate | rebuke | applaud | welcome | reject | rip rips ripped
    ripping | tout | decry | deride | portray | paint | frame | saw sees see seeing seen | regard | consider |
    want | expect | hope | fear | felt feels feel feeling | found finds find finding | raise | show | spoke
    speaks speak speaking | talk | invoke | discuss | support | oppose | challenge | defend | reference | scold
    | laud | encourage | mention | address | question | threaten | prohibit | restrict | sought seeks seek
    seeking | require | rule | decide | charge | pitch | style | blast | rail | bash | appeared appears | blast
    | knock | trash | tease | urge | admire | credit | link | liken | object | stand stands stood | gave gives |
    used uses using | put puts putting | made makes making | proclaimed | champion | taunt | torch | skewer |
    scold | hammer | pan pans panned
    """
_GERMAN = """
    sagte sagt sagten sagen gesagt erklärte erklärt erklärten erklären betonte betont betonten betonen meinte
    meint meinten meinen berichtete berichtet berichteten berichten schrieb schreibt schrieben schreiben
    geschrieben forderte fordert forderten fordern gefordert kritisierte kritisiert kritisierten kritisieren
    warnte warnt warnten warnen gewarnt ergänzte ergänzt erläuterte erläutert erläuterten bezeichnete bezeichnet
    bezeichneten bezeichnen nannte nennt nannten nennen behauptete behauptet behaupteten behaupten bestätigte
    bestätigt bestätigten versicherte versichert versicherten verkündete verkündet verkündeten äußerte äußert
    äußerten äußern geäußert entgegnete entgegnet erwiderte erwidert antwortete antwortet antworteten fragte
    fragt fragten rief ruft riefen klagte klagt klagten mahnte mahnt mahnten teilte teilt teilten mitgeteilt
    fügte fügt fügten fuhr stellte stellt stellten gab gibt gaben räumte räumt wies weist wiesen zurückgewiesen
    kündigte kündigt kündigten angekündigt warf wirft warfen werfen charakterisierte charakterisiert
    kommentierte kommentiert kommentierten resümierte resümiert bilanzierte lobte lobt lobten bedauerte bedauert
    bedauerten begrüßte begrüßt begrüßten verurteilte verurteilt verurteilten zitiert zitierte skandierten
    skandierte spricht sprach sprachen sprechen verlangte verlangt verlangten unterstrich unterstreicht
    argumentierte argumentiert argumentierten hieß heißt gestand gesteht beklagte beklagt beklagten vermutete
    vermutet vermuteten glaubt glaubte hofft hoffte hofften befürchtet befürchtete befürchteten beschrieb
    beschreibt urteilte urteilt folgerte erinnerte erinnert prophezeite versprach verspricht beteuerte beteuert
    meldete meldet meldeten bemängelte bemängelt gratulierte appellierte appelliert dementierte dementiert
    widersprach widerspricht schilderte schildert schilderten erzählte erzählt bekräftigte bekräftigt
    beschuldigte formulierte formuliert verwies verweist titelte titelt begründete begründet begründeten
    bemerkte bemerkt konstatierte konstatiert schloss sieht sah hält hielt findet fand verteidigte verteidigt
    bestreitet bestritt reagierte reagiert rät riet schlug schlägt worten steht bekanntgegeben bekundete
    bekundet rechnet rechnete sprechen lautet lautete spottete spottet
    """

_VOWELS = "aeiou"


def _inflected(word: str) -> tuple[str, ...]:
    """The regular forms of an English verb."""
    if word.endswith("e"):
        return word, word + "s", word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    third = word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
    return word, third, word + "ed", word + "ing"


def _forms(table: str) -> frozenset[str]:
    entries = [entry.split() for entry in table.split("|")]
    return frozenset(form for words in entries if words for form in (words if len(words) > 1 else _inflected(words[0])))


SAYING = _forms(_SAYING)
NAMING = _forms(_NAMING) - SAYING
GERMAN = frozenset(_GERMAN.split())
BASE_FORMS = frozenset(entry.strip() for table in (_SAYING, _NAMING) for entry in table.split("|")) | word_set(
    "say tell write sing think see find feel seek speak use put make read"
)
PARTICIPLES = word_set("said told written quoted seen found made thought heard")


def is_speech_verb(word: str) -> bool:
    """Whether a lower-case word is a form of a verb of saying, in English or German."""
    return word in SAYING or word in GERMAN
