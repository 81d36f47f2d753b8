"""Words that decide what may be left out of a sentence and what may open one, by language.

English is fullest, German second; French, Spanish and Italian have enough to pass over what cannot stand alone.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.summarise.grounding.tokens import WORDS_MAX


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


_STOP_WORDS = {
    "en": listed(
        """
        a an the of in on at to for from by with and or but as is are was were be been being it its this that has
        had have do does did will would he she they we you i his her their our my your him them us me who whom whose
        which what when where why how not no nor if then than so such said say says also there here about into over
        after before during against more most other some any all one out up down just can could may might must
        should s t ve re ll m d don while because since until under between only own very these those
        """
    ),
    "de": listed(
        """
        aber alle als am an auch auf aus bei bereits bis da damit dann das dass dem den denn der des dessen die dies
        diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines er es etwa für gegen hat
        habe haben hatte hatten hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist jedoch kann kein keine
        können man mehr mit nach nicht noch nun nur ob oder ohne sagte schon sehr sei sein seine seinem seinen
        seiner seit selbst sich sie sind so sollen soll sondern über um und uns unter vom von vor war waren was weil
        wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwischen
        """
    ),
    "fr": listed(
        """
        a à au aux avec ce ces cet cette c d dans de des du elle elles en est et eu été fait il ils j je l la le les
        leur leurs lui m mais même n ne nous on ont ou où par pas plus pour qu que qui s sa se ses si son sont sous
        sur un une vous y
        """
    ),
    "es": listed(
        """
        a al ante como con cual cuando de del desde donde dos e el él ella ellos en entre era es esta este esto ha
        han hasta la las le les lo los más me mi muy no o para pero por porque que qué se sea ser si sí sin sobre
        son su sus también un una uno y ya
        """
    ),
    "it": listed(
        """
        a ad ai al alla alle anche che chi ci come con cui da dai dal dalla de degli dei del della delle di dopo e è
        ed era fra gli ha hanno i il in io l la le lo loro ma nei nel nella non o per perché più quando questa
        questo se si sono su sua sue sui sul sulla suo tra un una uno
        """
    ),
}


def stop_words(language: str | None) -> frozenset[str]:
    """Words without content of their own; ``language`` is a BCP 47 tag, English where it is not known."""
    return _STOP_WORDS.get((language or "en")[:2].lower(), frozenset())


def _whole_words(*lists: str) -> re.Pattern[str]:
    joined = "|".join(word for words in lists for word in words.split())
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


_NEGATIONS = r"""
    not no never none nobody nothing neither nor without cannot hardly barely \w+n['’]t den(?:y|ie[sd]|ying)
    refus\w+ fail(?:s|ed)? lack(?:s|ed)?
    """
_HEDGES = r"""
    may might could if unless whether perhaps possibl[ey] probabl[ey] likely unlikely alleg\w+ accus\w+
    reported(?:ly)? apparent(?:ly)? seemingly seem(?:s|ed)? appear(?:s|ed)? believed? suspect\w* suggest\w*
    rumou?r\w* potential\w* supposed\w* plan(?:s|ned|ning)? expect\w* hope[sd]? intend\w* threaten\w* predict\w*
    estimat\w+ fear\w*
    """
_SAYING = r"""
    report(?:s|ed)
    accord\w+ said say says saying told tells telling add(?:s|ed) claim\w* argu\w+ insist\w* admit\w* warn\w*
    announc\w+ stat(?:ed|ing) explain\w* reveal\w* confirm\w* describ\w+ declar\w+ acknowledg\w+ think(?:s|ing)?
    thought ask(?:s|ed|ing) conclud\w+ recall\w* quot\w+ tweet\w* wrote writes writing repl(?:y|ies|ied|ying) joked
    understood
    """
_GERMAN = r"""
    nicht kein\w* nie niemals niemand nichts ohne weder kaum könnt\w+ dürft\w+ soll\w* woll\w+ will wenn falls ob
    angeblich\w* mutmaßlich\w* offenbar wohl vielleicht möglicherweise wahrscheinlich laut zufolge
     sag\w+ erklär\w+ beton\w+ meint\w* meinen teilte\w* bericht\w+ kündig\w+ warn\w+ forder\w+
    behaupt\w+ vermut\w+ sei seien habe werde gegenüber
    """
_ROMANCE = r"""
    pas jamais rien selon aurait serait sans dit déclar\w+ affirm\w+ nunca según dijo habría sin mai secondo avrebbe
    sarebbe senza detto
    """

_PROTECTED = _whole_words(_NEGATIONS, _HEDGES, _SAYING)
_PROTECTED_ANYWHERE = _whole_words(_NEGATIONS, _HEDGES, _SAYING, _GERMAN, _ROMANCE)
_GIVEN_TO_SOMEBODY = _whole_words(_SAYING, r"sagte\w* erklärte\w* zufolge laut teilte\w* betonte\w*")
_TOKEN = re.compile(r"[\w'’]{1,80}")  # bounded, as words are remembered


@lru_cache(maxsize=WORDS_MAX)
def _is_protected(word: str, language: str) -> bool:
    pattern = _PROTECTED if language == "en" else _PROTECTED_ANYWHERE
    return pattern.search(word) is not None


@lru_cache(maxsize=WORDS_MAX)
def _is_saying(word: str) -> bool:
    return _GIVEN_TO_SOMEBODY.search(word) is not None


def holds_protected(text: str, language: str) -> bool:
    """Whether a negation, a hedge or an attribution stands in it; all languages but ``en`` are taken together."""
    return any(_is_protected(word, language) for word in _TOKEN.findall(text))


def holds_saying(text: str) -> bool:
    """Whether a word stands in it that gives what is said to somebody."""
    return any(_is_saying(word) for word in _TOKEN.findall(text))


FORECAST = re.compile(
    r"\b(?:will(?! not have)|(?:is|are) (?:set|due|likely) to|expected to|forecasts?|soll|sollen|dürfte|dürften)\b"
)
"""Words of what is still to come."""
OPINION = re.compile(r"\b(?:should|I|we|We|my|My|our|Our|ought to|ich|wir|Ich|Wir|mein|unser)\b")
"""Words of somebody who judges."""
STANCE = re.compile(
    r"\b(?:must|should|ought to|needs? to|ha(?:s|ve) to|time to|(?:I|we) (?:demand|urge|call)|"
    r"m(?:uss|üssen|üsste|üssten)|soll(?:te|ten)|gehört|fordere|"
    r"doit|doivent|devrait|devraient|il faut|debe|deben|debería|deberían|hay que|deve|devono|dovrebbe|dovrebbero|"
    r"bisogna|moet|moeten)\b"
)
"""What somebody who judges demands."""
PERSONAL = re.compile(r"\b(?:I|i|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur)\b")
"""Words of whoever speaks, of himself or to the reader."""
_IRREGULAR = listed(
    """
    is are was were has have had will would can could may might must should does do did said told went took made
    came got gave left won lost led met ran held kept found began became saw put set hit beat felt sent spent
    fell grew knew paid built bought brought caught fought sold taught thought wrote spoke broke chose drove
    rose threw wore shot struck stood sat let cut cost shut blew flew drew ate drank hid bit dug fled hung lit
    rang sang sank shook slept stole swam swept tore woke withdrew spread split quit bid read meant heard hurt
    lent bled bred bore swore rode dealt crept leapt burst cast stuck slid spun sprang shone shrank strove swung
    wept wound laid lay froze forgot forgave fed bound bent overcame overtook undertook understood upheld ground
    sought clung flung stung sprung swelled shed rid
    """
)
_SHORT = 3  # letters; a shorter word that ends in "s" or "ed" is no verb
_VERB_ENDS = ("s", "ed", "n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m")


def may_hold_verb(text: str) -> bool:
    """Whether a word of it may be an English verb with a subject; generous: what has none is no sentence."""
    words = (word.strip('.,;:!?()"“”‘') for word in text.lower().split())
    return any(word in _IRREGULAR or (len(word) > _SHORT and word.endswith(_VERB_ENDS)) for word in words)


_CONNECTIVES = {
    "en": """
        but and so yet however nevertheless nonetheless moreover furthermore besides meanwhile also still then
        therefore thus hence instead similarly likewise additionally in_addition in_fact of_course for_example
        for_instance as_a_result at_the_same_time on_the_other_hand by_contrast after_all indeed finally
        """,
    "de": """
        aber und denn allerdings jedoch doch dennoch trotzdem außerdem zudem deshalb daher deswegen so dann dabei
        damit dazu danach davor darüber darauf dafür dagegen daran daraus hingegen indes indessen unterdessen
        inzwischen stattdessen ebenso auch zugleich gleichzeitig demnach schließlich
        """,
    "fr": """
        mais et or donc cependant pourtant toutefois néanmoins ainsi aussi ensuite enfin puis par_ailleurs en_effet
        en_outre de_plus de_même
        """,
    "es": """
        pero y sin_embargo además no_obstante así entonces por_eso por_tanto por_otro_lado también asimismo aunque
        """,
    "it": """
        ma e però tuttavia inoltre quindi dunque così poi infatti anche invece intanto
        """,
    "nl": """
        maar en want echter toch dus bovendien daarnaast daarom ook verder vervolgens intussen ondertussen
        """,
}
CONNECTIVE: Mapping[str, re.Pattern[str]] = {
    language: re.compile(rf"(?:{'|'.join(words.split()).replace('_', ' ')})\b,?\s+", re.IGNORECASE)
    for language, words in _CONNECTIVES.items()
}
"""What ties a sentence to the one before it, at its start."""

IMPERSONAL = (
    r"(?! (?:emerged|(?:is|was|has been|had been) (?:\w+ly |not )?(?:understood|believed|thought|claimed|alleged|"
    r"reported|revealed|announced|confirmed|feared|hoped|expected|estimated|clear|unclear|likely|unlikely|possible))\b)"
)
"""Behind an "it" that stands for nobody: "it emerged that"."""
_POINTERS = {
    "en": r"""
        he she it!IMPERSONAL! they his her hers its their theirs them him we us our i you my your such both neither
        the_latter the_former(?=_(?:is|was|are|were|has|have|had|said)\b) another others that['’]s it['’]s he['’]s
        she['’]s they['’]re
        (?:this|that|these|those)(?!_(?:morning|afternoon|evening|week|weekend|month|year|summer|winter|spring|autumn|time)\b)
        """,
    "de": r"""
        er sie es ihr ihre ihm ihn ihnen sein seine seinen seiner seinem ihrer ihren ihrem wir uns unser unsere ich
        dies diese dieser dieses diesem diesen das(?=_(?:ist|war|sei|wäre|sind|hat|habe|teilte|sagte)) beide
        letztere\w* derselbe dieselbe grund(?=_(?:sei|seien|ist|sind|war|waren|dafür)\b)
        """,
    "fr": r"""
        il elle ils elles son sa ses leur leurs lui celui celle ceux ce cela ça c['’]\w+ nous je j['’]\w+
        """,
    "es": r"""
        él ella ellos ellas su sus este esta esto estos estas ese esa eso nosotros yo
        """,
    "it": r"""
        lui lei loro egli ella essi suo sua suoi sue questo questa questi queste ciò noi io
        """,
    "nl": r"""
        hij zij ze hem haar hun dit dat deze die wij we ons ik volgens_(?:hem|haar|hen)
        """,
}
POINTER: Mapping[str, re.Pattern[str]] = {
    language: re.compile(
        rf"(?:{'|'.join(words.split()).replace('_', ' ').replace('!IMPERSONAL!', IMPERSONAL)})\b", re.IGNORECASE
    )
    for language, words in _POINTERS.items()
}
"""A first word that points back to a sentence that may be left out."""

DANGLING = listed(
    """
    a aber about after against al also am amid an and any are as at au auf aus aux be been before bei between but by
    can con could da das dass de del dem den der des despite di die du durch during e each ein eine einem einen
    einer el en et every for fra from für gegen gli had has have her his if il im in into is ist its la las le les
    lo los may might mit more most my nach nicht no not o oder of ohne on onto or ou our over par para per por pour
    sich sind some su sur than that the their these this through to tra um un und under une unter very via vom von
    war was were when which while who whose will with would y your zu zum zur à über
    """
)
"""Words that no headline ends with."""
