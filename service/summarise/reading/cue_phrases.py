"""Words and phrases that page furniture is written in, by reason: English, German, French, Spanish, Italian."""

from collections.abc import Mapping

from service.summarise.article import DropReason

PHRASES: Mapping[DropReason, str] = {
    DropReason.SHARE: """
        share | share this | share on | tweet | retweet | facebook | twitter | whatsapp | pinterest | linkedin
        reddit | instagram
        telegram | tumblr | flipboard | copy link | copy url | pin it | email this | print this | print
        send by email
        follow us | follow me | follow @ | like us on | on facebook | on twitter | e mail | email
        email article | sms
        teilen | teilen auf | drucken | empfehlen | weitersagen | twittern | merken | versenden
        artikel drucken | seite drucken
        folgen sie uns | folge uns | auf facebook | auf twitter | link kopieren | per mail | per e mail
        partager | partagez | imprimer | envoyer par mail | suivez nous | sur facebook | sur twitter
        copier le lien | tweeter
        compartir | comparte | imprimir | enviar por correo | síguenos | síganos | en facebook | en twitter
        copiar enlace
        condividi | condividere | stampa | invia per email | seguici | su facebook | su twitter | copia link
        tweetta
        """,
    DropReason.NEWSLETTER: """
        newsletter | newsletters | sign up | signup | subscribe | get the latest | delivered to your inbox
        your inbox | email address
        join our mailing list | mailing list | breaking news alerts | daily briefing | get our
        enter your email
        newsletter abonnieren | abonnieren | jetzt anmelden | melden sie sich | ihre e mail adresse
        kostenlos abonnieren
        inscrivez vous | abonnez vous | s'inscrire | votre adresse e mail | lettre d'information | recevez
        suscríbete | suscríbase | boletín | regístrate | tu correo | recibe | apúntate
        iscriviti | la tua email | ricevi | registrati | iscrizione alla newsletter
        """,
    DropReason.PAYWALL: """
        already a member | already a subscriber | already subscribed | already have an account
        to read this article | start reading
        subscribe now | subscribe to read | become a member | become a subscriber | free trial | days free
        cancel anytime
        log in | login | sign in | register | create an account | create account | subscribers only
        for subscribers | unlock this
        continue reading with | keep reading | premium | one membership | your subscription
        digital subscription | to continue reading
        support independent journalism | support our journalism | make a contribution | premium titles
        days for free
        anmelden | einloggen | registrieren | abo | abonnenten | jetzt abonnieren | weiterlesen mit
        nur für abonnenten | probeabo
        plus abo | artikel freischalten | kostenlos testen | bereits abonnent | bereits registriert
        monatlich kündbar
        se connecter | connectez vous | réservé aux abonnés | déjà abonné | abonnés | je m'abonne
        pour lire la suite | sans engagement
        iniciar sesión | inicia sesión | ya eres suscriptor | solo para suscriptores
        exclusivo para suscriptores | hazte socio
        accedi | abbonati | già abbonato | riservato agli abbonati | contenuto riservato | disdici quando vuoi
        """,
    DropReason.RELATED: """
        related | related stories | related articles | related posts | related topics | related content
        related news | related coverage
        read more | read also | read next | read these next | more from | more on this | more on | more in
        more news | more stories
        most read | most popular | most viewed | most commented | trending | trending now | top stories
        latest news | latest stories
        latest | popular | popular posts | recommended | recommended stories | recommended for you
        you may also like | you might also like
        our picks | editors' picks | editor's picks | don't miss | see also | see more | also read | also on
        up next | next article
        previous post | next post | previous article | previous | next | more like this | tags | tag | tagged
        filed under | topics
        in this article | explore | in case you missed it | what to read next | recent posts | recent articles
        posted in | continue reading
        click here | view all | see all | show more | load more | all news | around the web | from the web
        sponsored stories | archive
        mehr zum thema | lesen sie auch | lesen sie mehr | auch interessant
        das könnte sie auch interessieren | zum thema | mehr zu
        weitere artikel | weitere meldungen | weitere themen | meistgelesen | meist gelesen | ähnliche artikel
        ähnliche beiträge
        verwandte artikel | verwandte themen | schlagwörter | schlagworte | mehr lesen | weiterlesen
        mehr erfahren | alle artikel
        mehr aus | mehr von | empfehlungen | neueste beiträge | letzte beiträge | vorheriger | nächster
        vorheriger beitrag | archiv
        nächster beitrag | vorheriger artikel | nächster artikel | themen | kategorien | kategorie
        veröffentlicht in | verschlagwortet mit
        beliebt | top themen | aktuelle | aktuelle nachrichten | lesetipps | zur startseite | nach oben
        zurück
        getaggt mit | abgelegt unter | tagged with | posted on | posted by | erstellt am | war dieser artikel
        war der artikel | dieser artikel
        if you enjoyed | if you liked | did you like | gefällt mir | wird geladen | like this
        lire aussi | à lire aussi | lire la suite | sur le même sujet | à lire | voir aussi | les plus lus
        plus lus | articles liés
        à découvrir | nos sélections | en savoir plus | articles similaires | mots clés
        dans la même rubrique | article précédent
        article suivant | à voir aussi | tous les articles | étiquettes
        lea también | lee también | leer más | más información | te puede interesar | le puede interesar
        lo más leído | lo más visto
        noticias relacionadas | artículos relacionados | ver también | más noticias | etiquetas | ver más
        temas | relacionados
        leggi anche | leggi tutto | potrebbe interessarti | articoli correlati | più letti | i più letti
        vedi anche | altre notizie
        continua a leggere | ti potrebbe interessare | tag articolo | articolo precedente
        articolo successivo | correlati
        """,
    DropReason.COMMENTS: """
        comments | comment | leave a comment | leave a reply | post comment | post a comment
        join the conversation | view comments
        add comment | add a comment | show comments | reply | write a comment | what do you think
        no comments | top rated comments
        log in to comment | comments are closed | your email address will not be published | your comment
        responses
        kommentar | kommentare | kommentar schreiben | kommentieren | schreibe einen kommentar | antworten
        diskutieren | antwort
        kommentar verfassen | kommentar abgeben | ihre meinung
        deine e mail adresse wird nicht veröffentlicht | leserbriefe | keine kommentare
        commentaires | commentaire | laisser un commentaire | réagir | répondre | votre commentaire
        comentarios | comentario | deja un comentario | deja una respuesta | comentar | responder
        commenti | commento | lascia un commento | rispondi | nessun commento | commenta
        """,
    DropReason.ADVERT: """
        advertisement | advertisements | advertising | advertise | sponsored | sponsored by
        sponsored content | promoted | paid content
        paid post | story continues below | article continues below | continues after | scroll to continue
        ad feedback | supported by
        continue reading below | report this ad | skip ad | buy now | shop now | commission | promo
        special offer
        anzeige | anzeigen | werbung | gesponsert | artikel wird nach | weiter nach der
        lesen sie weiter nach | in den warenkorb | affiliate
        publicité | publicités | annonce | contenu sponsorisé | la suite après | sponsorisé
        publicidad | patrocinado | anuncio | contenido patrocinado | la noticia continúa
        pubblicità | sponsorizzato | annuncio | contenuto sponsorizzato | l'articolo continua
        """,
    DropReason.COOKIE: """
        cookie | cookies | privacy settings | we value your privacy | consent | accept all
        manage preferences | cookie policy
        datenschutzeinstellungen | alle akzeptieren | zustimmen | verwendet cookies | verwenden cookies
        wir nutzen cookies
        utilise des cookies | accepter et | tout accepter | gérer mes choix | utiliza cookies | aceptar todo
        aceptar cookies
        utilizza cookie | utilizziamo i cookie | accetta tutto
        """,
    DropReason.LEGAL: """
        © | copyright | all rights reserved | terms of use | terms of service | terms and conditions
        privacy policy | privacy notice
        reprinted with permission | may not be published | associated press contributed | contact us
        about us | imprint | disclaimer
        trademark | trademarks | registered trademark | personal use | liability | warranty
        responsible for the content | subject to copyright
        legal notice | do not sell | site map | sitemap | rss | code of ethics | corrections | accessibility
        careers | help
        alle rechte vorbehalten | impressum | datenschutz | datenschutzerklärung | agb | nutzungsbedingungen
        kontakt | über uns
        barrierefreiheit | mediadaten | jugendschutz | haftungsausschluss | bildnachweis
        tous droits réservés | mentions légales | politique de confidentialité | conditions générales
        contactez nous | qui sommes nous
        todos los derechos reservados | aviso legal | política de privacidad | términos y condiciones
        contacto | quiénes somos
        tutti i diritti riservati | riproduzione riservata | note legali | informativa sulla privacy
        contatti | chi siamo | partita iva | p iva
        """,
    DropReason.CAPTION: """
        photo | photos | photograph | photo by | image | images | picture | pictured | credit | photo credit
        image credit | image source
        getty | getty images | afp | reuters | ap photo | shutterstock | istock | file photo | screenshot
        illustration | courtesy of
        abbildung | abb | looks on | pictured above | from left | von links | bildunterschrift | in this photo
        seen here
        watch video | play video | video | gallery | slideshow | photo gallery | click to enlarge | enlarge
        caption | pixabay | unsplash
        foto | fotos | bild | bilder | bildquelle | quelle | fotostrecke | bildergalerie | symbolbild
        archivbild | archivfoto | imago
        picture alliance | dpa | grafik | vergrößern | symbolfoto
        crédit photo | crédits photo | photo d'illustration | vidéo | agrandir | imagen | foto de archivo
        galería | fotogalería
        immagine | galleria | ansa | fotogramma | lapresse
        """,
    DropReason.AUTHOR: """
        about the author | about the authors | is a reporter | is a writer | is a staff writer
        is a columnist | is a freelance | is the author of
        is a contributor | is an editor | is the editor | follow him | follow her | contact the author
        contact him | contact her | view profile
        email the author | reach the reporter | reach the reporters | can be reached at
        contributed to this report | reporting by | editing by
        additional reporting | written by | all posts by | view all posts | staff writer | author bio
        contributed reporting | posts by
        über den autor | über die autorin | zum autor | zur autorin | zur person | alle artikel von | mehr von
        der autor | die autorin
        à propos de l'auteur | sobre el autor | acerca del autor | sull'autore | l'autore | l'auteur
        """,
    DropReason.NAVIGATION: """
        menu | home | homepage | search | skip to | skip to content | skip to main content | navigation
        toggle navigation | sections
        back to top | close | open menu | main menu | subscribe today | my account | account | language
        settings | weather | contact
        update to a modern browser | your browser | javascript | enable javascript | this copy is for
        empfohlener redaktioneller inhalt
        externer inhalt | inhalte anzeigen | an dieser stelle | contenu externe
        download the app | get the app | app store | google play | e paper | epaper | shop | events | jobs
        forum | blog | faq
        startseite | suche | suchen | zum inhalt | zum inhalt springen | hauptmenü | schließen | menü | über
        mein konto | wetter | sie sind hier
        accueil | rechercher | recherche | aller au contenu | fermer | inicio | buscar | saltar al contenido
        cerrar | ir al contenido
        cerca | vai al contenuto | chiudi | ricerca | salta al contenuto | you are here | you are at | sei qui
        """,
}
