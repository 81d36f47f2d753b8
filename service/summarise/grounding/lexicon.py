"""Word lists that several checks share, in the languages that they know: en, de, fr, es, it, nl."""

from functools import lru_cache


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text."""
    return tuple(text.split())


_STOP_WORDS = {
    "en": words(
        """
        a an the of in on at to for from by with and or but as is are was were be been being am it its this
        that these those has have had do does did done will would shall should can could may might must not no
        nor so if than then there here he she they them him her hers his their theirs we us our you your i me
        my who whom whose which what when where why how also just very more most much many some any all each
        both such same other another into onto out up down over under about after before during between
        against through while because since until per via off too own only even still yet say tell according
        one re ve ll d t isn't wasn't aren't weren't don't doesn't didn't hasn't haven't hadn't won't can't
        couldn't wouldn't shouldn't cannot it'll they'll they're we're he'd she'd i'm i've mr mrs ms dr sir
        ago amid despite said says saying tells told himself herself itself themselves around within without
        among toward towards however meanwhile
        """
    ),
    "de": words(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist
        sind war waren wird werden wurde wurden hat haben hatte hatten im in am an auf aus bei mit nach von
        vom vor zu zum zur fur uber um es er sie wir ich ihr ihm ihn sich auch als wie dass noch nur schon
        mehr sehr so durch gegen sein seine seiner sagte sagt habe sei bis unter zwischen wenn man
        """
    ),
    "fr": words(
        """
        le la les un une des du de d au aux et ou mais ne pas est sont etait ete a ont avait dans sur pour par
        avec sans ce cet cette ces il elle ils elles on nous vous je se sa son ses leur leurs qui que quoi
        dont plus en y
        """
    ),
    "es": words(
        """
        el la los las un una unos unas y o pero no es son era fue ha han en con por para sin su sus se lo le
        que como mas al del de a
        """
    ),
    "it": words(
        """
        il lo la i gli le un uno una e ed o ma non e sono era stato ha hanno in con per su da di del nel nella
        dei delle della dello che si piu al alla tra fra a come
        """
    ),
    "pt": words(
        """
        o a os as um uma uns umas e ou mas de do da dos das no na nos nas em por pelo pela para com sem ao aos
        que se nao mais muito tambem aqui ali ja so ele ela eles elas seu sua seus suas isso isto este esta esse
        essa foi era sao ser estar esta tem ter como quando
        """
    ),
    "nl": words(
        """
        de het een en of maar niet geen is zijn was waren wordt werd heeft hebben had in op te voor van met
        bij aan uit naar door dat die dit deze ze hij zij we ik ook als nog er
        """
    ),
}
_STOP_SETS = {language: frozenset(listed) for language, listed in _STOP_WORDS.items()}

CHECKED_LANGUAGES = frozenset(("en", "de", "fr", "es", "it", "nl"))
"""Languages in which more is checked than words, digits, quote marks and markup."""


@lru_cache(maxsize=1_000)
def two_letters(language: str | None) -> str:
    """The first subtag of a BCP 47 tag; English where the language is not known."""
    return (language or "en").split("-")[0].lower()


def stop_words(language: str | None) -> frozenset[str]:
    """The words that carry no content of their own; none for a language without a list."""
    return _STOP_SETS.get(two_letters(language), frozenset())


_FORMS = """
    say said says; tell told; go went gone goes; come came; take took taken; give gave given; make made; get
    got gotten; see saw seen; know knew known; think thought; find found; win won; lose lost; leave left; keep
    kept; hold held; bring brought; buy bought; sell sold; send sent; spend spent; build built; pay paid; meet
    met; lead led; feel felt; fall fell fallen; rise rose risen; grow grew grown; throw threw thrown; draw
    drew drawn; drive drove driven; write wrote written; speak spoke spoken; break broke broken; choose chose
    chosen; steal stole stolen; begin began begun; run ran; sit sat; stand stood; understand understood; fight
    fought; catch caught; teach taught; seek sought; strike struck; shoot shot; die died dies dying dead death
    deaths; kill killed killing killings; become became; wear wore worn; bear bore born borne; bind bound;
    bite bit bitten; hide hid hidden; ride rode ridden; ring rang rung; sing sang sung; sink sank sunk; swim
    swam swum; show shown showed; shut; sleep slept; deal dealt; mean meant; hear heard; lay laid; lie lied
    lies; flee fled; feed fed; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; hang
    hung; have had has having; do did done does doing; be is are was were been being am; man men; woman women;
    child children; person people persons; foot feet; tooth teeth; life lives; wife wives; leaf leaves; half
    halves; knife knives; thief thieves; crisis crises; tie ties tied; swear swore sworn; tear tore torn; wake
    woke woken; beat beaten; withdraw withdrew withdrawn; undergo underwent undergone; overcome overcame;
    abide abode; quit quits; oversee oversaw; undertake undertook undertaken; uphold upheld;
    rebuild rebuilt; resell resold
"""
IRREGULAR = {form: words[0] for words in (line.split() for line in _FORMS.split(";")) for form in words[1:]}

TITLES = frozenset(
    words(
        """
        mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend father sister st
        saint president vice prime minister chancellor secretary senator sen congressman congresswoman rep
        representative governor gov mayor judge justice king queen prince princess pope captain capt sergeant
        sgt colonel col general gen lieutenant lt major officer detective inspector superintendent constable
        insp supt det pc dci commissioner chief chairman chairwoman chair director ceo cfo coach manager mp
        mep mla msp herr frau doktor monsieur madame mme m senor senora signor signora dhr mevrouw doctor
        attorney lawyer spokesman spokeswoman spokesperson ambassador councillor cllr leader deputy former
        """
    )
)

WEEKDAYS = frozenset(words("monday tuesday wednesday thursday friday saturday sunday"))
MONTHS = frozenset(
    words(
        """
        january february march april may june july august september october november december
        """
    )
)

_COUNTRIES = (
    "us usa america american americans united states washington",
    "uk britain british britons united kingdom",
    "eu european union",
    "un united nations",
    "france french",
    "germany german germans",
    "spain spanish",
    "netherlands dutch",
    "china chinese beijing",
    "russia russian russians moscow kremlin",
    "greece greek greeks",
    "ireland irish",
    "wales welsh",
    "scotland scottish scots",
    "england english",
    "switzerland swiss",
    "denmark danish",
    "sweden swedish",
    "finland finnish",
    "poland polish",
    "turkey turkish",
    "iraq iraqi",
    "israel israeli",
    "ukraine ukrainian",
    "japan japanese",
    "italy italian",
    "canada canadian",
    "europe european",
)
_LOOSE = frozenset(words("states kingdom nations united union"))
# For the name of a country, its people or its seat: all names that may stand for it.
COUNTRY_OF = {word: frozenset(words(line)) for line in _COUNTRIES for word in words(line) if word not in _LOOSE}
