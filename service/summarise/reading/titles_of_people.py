"""Words before a name that say what its bearer is."""

from service.summarise.reading.function_words import word_set
from service.summarise.reading.noun_phrases import ROLES

MALE_TITLES = word_set("Mr Sir Lord Herr Monsieur M Señor Signor Father King Prince")
FEMALE_TITLES = word_set("Mrs Ms Miss Dame Lady Frau Madame Mme Señora Signora Sister Queen Princess")
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | word_set(
        """
    Mx Dr Prof Professor Doctor Sen Senator Rep Representative Gov Governor Gen General Lt Lieutenant Col
    Colonel Sgt Sergeant Capt Captain Maj Major Adm Admiral Cmdr Commander Rev Reverend Hon Del Delegate Atty
    Attorney Judge Justice President Vice Prime Minister Secretary Speaker Chairman Chairwoman Chair Mayor
    Congressman Congresswoman Councillor Councilman Chancellor Premier Deputy Chief Director Commissioner
    Ambassador Pope Cardinal Bishop Archbishop Rabbi Imam Sheikh Sheriff Officer Detective Inspector
    Superintendent Coach Former First State House Senate Republican Democratic Conservative Labour Democrat
    Foreign Defence Defense Präsident Präsidentin Kanzler Kanzlerin Bundeskanzler Bundeskanzlerin Ministerin
    Staatssekretär Sprecher Sprecherin Premierminister Premierministerin Papst Kardinal Bischof General Oberst
    Professor Ministerpräsident Ministerpräsidentin Bürgermeister Oberbürgermeister Gouverneur Richter
    Staatsanwalt Abgeordnete Abgeordneter Senatorin
    """
    )
)
BODIES = word_set(
    """
    Department Committee Assembly Council Court Commission Bureau Office Agency Association Foundation
    Institute University College School Party House Senate Congress Parliament Ministry Group Company
    Corporation Inc Corp Ltd Bank Union Times Post News Street Journal Tribune Herald Press Center Centre Act
    Bill Campaign Convention Conference Summit Board Administration Service Services People States Nations
    Kingdom Republic City County Island Islands University Network Channel Fund Trust Society Club Team Police
    """
)
_GERMAN_ENDINGS = tuple(
    word_set(
        """
        minister ministerin präsident präsidentin sprecher sprecherin kanzler kanzlerin chef chefin vorsitzende
        vorsitzender direktor direktorin manager managerin politiker politikerin meister beauftragte beauftragter
        experte expertin sekretär sekretärin kommissar kommissarin anwalt anwältin leiter leiterin rat führer
        führerin trainer autor redakteur ökonom forscher richter
        """
    )
)


def is_title(word: str) -> bool:
    """Whether a word with a capital is a title or an office rather than a part of a name."""
    plain = word.rstrip(".")
    return plain in TITLES or plain.lower() in ROLES or (len(plain) > 7 and plain.lower().endswith(_GERMAN_ENDINGS))
