"""Words by which editors label what is not a plain news story: English, German, French, Spanish, Italian.

Each table is one regular expression over a short line or a sentence; none can backtrack far.
"""

import re

_LABELS = (
    "opinion|comment|commentary|editorial|leader|leading article|op-ed|column|viewpoint|letters?|analysis and opinion|"
    "meinung|kommentar|leitartikel|gastbeitrag|gastkommentar|glosse|kolumne|standpunkt|"
    "tribune|éditorial|édito|chronique|point de vue|débats|"
    "opinión|columna|tribuna|editorial|carta al director|"
    "opinioni|il commento|commento|editoriale|l[’']editoriale|opinie|ingezonden"
)
# The label alone on its line, as a section, or before the title: "Opinion | …", "Kommentar: …".
# "Comment" alone may be a button.
OPINION_LINE = re.compile(rf"(?![^\w]*(?:comment|kommentar|commento)\b)[^\w]*(?:{_LABELS})[^\w]*", re.IGNORECASE)
OPINION_TITLE = re.compile(rf"[^\w]*(?:{_LABELS})(?:\s*[|:»]|\s+[–—-])\s", re.IGNORECASE)

# By language, for lower-case text, where they run in half the time: "ma" is mine in French and but in Italian.
FIRST_PERSON = {
    "en": re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|my|me|myself)\b(?!\.)"),
    "de": re.compile(r"\b(?:ich|mein(?:e|er|em|en|es)?|mir|mich)\b"),
    "fr": re.compile(r"\b(?:je|j['’]\w+|moi|mon|ma|mes)\b"),
    "es": re.compile(r"\b(?:yo|mi|mis|me|mío)\b"),
    "it": re.compile(r"\b(?:io|mio|mia|miei|mie|mi)\b"),
}
STANCE = {
    "en": re.compile(
        r"\b(?:should|must|ought|need to|has to stop|let us|shameful|"
        r"i (?:believe|think|suspect|fear|hope)|in my view)\b"
    ),
    "de": re.compile(
        r"\b(?:muss|müssen|müssten?|sollten?|dürfen nicht|brauchen wir|ich (?:glaube|finde|meine)|meiner meinung)\b"
    ),
    "fr": re.compile(r"\b(?:il faut|faudrait|devons|devrai\w+|doit|doivent|je (?:crois|pense)|à mon avis)\b"),
    "es": re.compile(r"\b(?:deben?|debemos|debería\w?|hay que|tenemos que|creo|pienso|a mi juicio)\b"),
    "it": re.compile(r"\b(?:bisogna|dobbiamo|dovrebbe\w*|deve|devono|credo|penso|secondo me)\b"),
}

LIVE_TITLE = re.compile(
    r"\b(?:live ?-?(?:blog|ticker|updates?)|as it happened|– live|- live|live:|news-?ticker|"
    r"en direct|(?:le|suivez le) direct|minuto a minuto|en directo|última hora en|in diretta|la diretta|diretta:)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"[^\w]{0,3}(?:[01]?\d|2[0-3])(?:[:.][0-5]\d|\s?[hH]\s?[0-5]\d)(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\.?|uhr|h)?"
    r"(?:\s(?:gmt|bst|utc|c?est?|et|pt|ist|mez|mesz))?(?=\W|$)",
    re.IGNORECASE,
)

ITEM = re.compile(r"(?:[•·▪◦‣●*–—-]|\(?\d{1,2}[.):])\s+\w")
NUMBERED = re.compile(r"(?:#|No\. ?|Nr\. ?)?\d{1,2}(?:[.):]|\s[–—-])\s+\w")
INGREDIENTS = re.compile(
    r"[^\w]*(?:for the \w+[: ]+)?(?:ingredients|zutaten|ingrédients|ingredientes|ingredienti|ingrediënten)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"[^\w]{0,3}(?:\d+(?:[.,/]\d+)?|[½¼¾⅓⅔])\s?"
    r"(?:g|kg|mg|ml|cl|dl|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|pinch|cloves?|el|tl|prisen?|stück|"
    r"cucharadas?|cucharaditas?|dientes|tazas?|cuillères?|gousses?|sachets?|verres?|cucchiai\w*|spicchi|bustin\w|"
    r"eetlepels?|theelepels?)\b",
    re.IGNORECASE,
)

PAYWALL = re.compile(
    r"(?:to (?:continue|keep) reading|continue reading with|"
    r"read the (?:full|whole|rest)|to read (?:this|the (?:full|rest))|"
    r"for subscribers|subscribers? only|subscribe to (?:read|continue|unlock)|"
    r"already a (?:subscriber|member)|unlock this|"
    r"weiterlesen mit|(?:nur )?für abonnent|artikel freischalten|bereits abonnent|jetzt weiterlesen|um weiterzulesen|"
    r"réservée?s? aux abonn|pour lire la suite|la suite de cet article|il vous reste|déjà abonné|"
    r"para seguir leyendo|(?:solo|exclusivo) para suscriptores|ya eres suscriptor|contenido exclusivo|"
    r"per continuare a leggere|riservat\w agli abbonati|già abbonato|continua a leggere con|"
    r"alleen voor abonnees|verder lezen)",
    re.IGNORECASE,
)

DATELINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,30}(?:, [^()\n–—-]{2,30})?\s?(?:\([^()\n]{2,40}\)\s?)?[–—-]\s"
    r"|[A-ZÀ-ÖØ-Þ][\w.'’ -]{2,30}\s?\((?:[a-z]{2,5}|[A-Z]{2,5}|[A-Z][\w ]{2,20})\)\s?[–—-]\s"
)
RULE = re.compile(r"[\s*_=~#•—–-]{3,}")
