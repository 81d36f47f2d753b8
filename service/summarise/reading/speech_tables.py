"""How French, Spanish, Italian and Dutch news hand words to a speaker: verbs, participles, names of sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.summarise.reading.function_words import word_set


@dataclass(frozen=True, slots=True)
class Speech:
    """Lower-case words of one language: verbs that may stand alone, participles behind an auxiliary, the auxiliaries,
    words that name a source ("según"), and the articles and possessives that a phrase begins with.
    """

    verbs: frozenset[str]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    sources: frozenset[str]
    articles: frozenset[str]


SPEECH: Mapping[str, Speech] = {
    "es": Speech(
        word_set(
            """
            dijo dice dijeron dicen afirmó afirma afirmaron aseguró asegura aseguraron explicó explica explicaron
            añadió añade añadieron señaló señala señalaron declaró declara declararon advirtió advierte advirtieron
            sostuvo sostiene indicó indica manifestó manifiesta subrayó subraya destacó destaca insistió insiste
            respondió responde contestó comentó comenta recordó recuerda apuntó apunta agregó agrega reconoció
            reconoce admitió admite lamentó lamenta criticó critica denunció denuncia expresó exclamó relató cuenta
            contó anunció anuncia concluyó concluye reiteró escribió escribe preguntó pregunta
            resaltó resalta opinó opina enfatizó enfatiza detalló detalla remarcó remarca
            """
        ),
        word_set("dicho afirmado asegurado explicado añadido señalado declarado advertido indicado manifestado"),
        word_set("ha han había habían"),
        word_set("según"),
        word_set("el la los las un una su sus"),
    ),
    "fr": Speech(
        word_set(
            """
            dit disent déclare déclarent déclarait affirme affirment affirmait explique expliquent expliquait ajoute
            ajoutent assure assurent précise précisent souligne soulignent estime estiment estimait raconte racontent
            confie confient indique indiquent insiste insistent regrette regrettent dénonce dénoncent rappelle
            rappellent répond répondent lance résume prévient conclut poursuit soupire martèle témoigne témoignent
            reconnaît juge commente écrit observe note plaide déplore assène
            """
        ),
        word_set(
            """
            dit déclaré affirmé expliqué ajouté assuré précisé souligné estimé raconté confié indiqué insisté regretté
            dénoncé rappelé répondu lancé résumé prévenu conclu poursuivi martelé témoigné reconnu jugé commenté écrit
            annoncé déploré promis
            """
        ),
        word_set("a ont avait avaient"),
        word_set("selon"),
        word_set("le la les un une son sa ses leur leurs"),
    ),
    "it": Speech(
        word_set(
            """
            dice dicono disse spiega spiegano spiegò afferma affermano affermò dichiara dichiarano dichiarò aggiunge
            aggiungono aggiunse sottolinea sottolineano racconta raccontano raccontò sostiene sostengono osserva
            precisa conclude assicura ricorda avverte ammette commenta replica risponde rispose denuncia lamenta
            insiste scrive ribadisce annuncia
            """
        ),
        word_set(
            """
            detto spiegato affermato dichiarato aggiunto sottolineato raccontato sostenuto osservato precisato concluso
            assicurato ricordato avvertito ammesso commentato replicato risposto denunciato lamentato scritto ribadito
            annunciato
            """
        ),
        word_set("ha hanno aveva avevano"),
        word_set("secondo"),
        word_set("il lo la i gli le un uno una suo sua"),
    ),
    "nl": Speech(
        word_set(
            """
            zei zeggen zegt zeiden verklaarde verklaart verklaarden vertelde vertelt vertelden stelde stelt stelden
            schreef schrijft schrijven vindt vond benadrukte benadrukt waarschuwde waarschuwt meldde meldt liet aldus
            reageerde reageert antwoordde antwoordt vroeg vraagt noemde noemt legde erkende erkent klaagde klaagt
            """
        ),
        word_set("gezegd verklaard verteld gesteld geschreven benadrukt gewaarschuwd gemeld"),
        word_set("heeft hebben had hadden"),
        word_set("volgens"),
        word_set("de het een zijn haar hun"),
    ),
}
