"""The smallest and commonest words of twenty-one languages: articles, prepositions, pronouns, auxiliaries."""

from collections.abc import Mapping


def word_set(words: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(words.split())


_WORDS = {
    "en": """
        the of and to in is that it was for on with as his her he she be at by this had not are but from or
        have an they which you were their has would there been its who will more if no out so said what
        about than into them can only could when some we our your us my me do does did how after over before
        also these those i a where why because while during between against being any all
        """,
    "de": """
        der die das und in zu den von mit ist des sich auf für nicht ein eine als auch es an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber
        vor zur bis mehr durch man sein wurde sei ihr seine kann wenn gegen vom können schon ich wir unter
        was im dem ihre ihren seinem seiner dieser diese dieses wo wer warum weil doch uns euch mir dir ihm
        ihn zwischen während sowie hatte keine kein damit dann
        """,
    "fr": """
        de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec son
        ou aux elle a été comme mais cette d l on nous vous ils leur y sa ses était qu si même deux sans
        fait ces être n s c j tout entre après où je tu mon ma mes votre vos notre nos très aussi donc dont
        leurs selon contre ont avait peut chez depuis
        """,
    "es": """
        de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí
        porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos
        uno les ni contra otros ese eso ante ellos e esto fue ha son es era han según está están ser tiene
        puede años tras dos mi tu usted
        """,
    "it": """
        di e il la che in a per un è del non una le con si i da al sono dei come più ma lo alla della nel
        anche gli ha delle o dal se su questo era ci nella suo sua ed stato ai tra dalla degli essere fra
        sulla quando questa ho hanno loro mi chi cui dopo nei cosa solo perché dell all nell sull dove molto
        ogni senza ancora così poi sul
        """,
    "nl": """
        de het een en van in is dat op te zijn met voor niet die aan er om ook als bij naar dan maar nog uit
        door over ze zich hij was heeft hebben deze wordt of wat geen worden tot je kan al meer dit zo hun
        werd haar wel zou onder tegen moet omdat ik we wij u ons onze zij waar toen tussen veel mijn had
        waren
        """,
    "pt": """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem
        à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois
        sem mesmo aos ter seus quem nas me esse eles você essa num nem às são pelos pelas foram segundo
        ainda sobre após
        """,
    "sv": """
        och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan
        man när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns hade alla andra
        mycket än här då sedan över bara blir upp även vad hur hon dem mellan utan enligt
        """,
    "da": """
        og i at det er en til af på for med de den som ikke der har et han var om sig fra vi men så kan jeg
        også eller når efter skal ved mod være blev havde ud sin nu hvor alle over ville da hans hun deres
        under bliver meget mere end noget må op hvad før kun ifølge mellem
        """,
    "no": """
        og i det er på en til som av for at med ikke har de den om et han var seg fra vi men så kan jeg også
        eller når etter skal ved mot være ble hadde ut sin nå hvor alle over ville da hans hun deres under
        blir mye mer enn noe må opp hva før bare ifølge mellom sier
        """,
    "fi": """
        ja on ei se että hän oli joka ovat mutta kun niin myös kuin tai sen jos ole ollut jo vain vielä sitä
        mukaan siitä mitä nyt ettei siinä olla olisi voi sekä kanssa ennen jälkeen kaikki minä hänen jotka
        tämä tämän koko
        """,
    "pl": """
        i w na z do nie się to że jest o jak po co tak za od ale przez dla są był oraz tym jego już tylko
        może czy ma być która które który także jednak przy ich pod lub gdy bardzo te było przed jej też ze
        została został roku
        """,
    "cs": """
        a se v na je že s z do o to i si ve za po jako ale by k podle od jsou byl jeho také pro které který
        která už když jen nebo při až bude před bylo není však více ani mezi ještě může pak tak jsem být
        byla let své
        """,
    "sk": """
        a sa v na je že s z do o to aj si vo za po ako ale by k podľa od sú bol jeho tiež pre ktoré ktorý
        ktorá už keď len alebo pri až bude pred bolo nie však viac ani medzi ešte môže potom tak som byť
        bola
        """,
    "hu": """
        a az és hogy nem is egy van ez azt meg csak de már volt még mint el ha lehet szerint vagy ki minden
        amely után lesz nagy magyar sem ezt arra ami kell így között be mert pedig most voltak lett több
        nagyon
        """,
    "ro": """
        de și în a la cu pe nu din să se o că un este care mai pentru au fi sunt fost ale cel prin dar după
        despre fără sau lui această acest între doar foarte când iar către mult toate unei sale ca
        """,
    "tr": """
        ve bir bu da de için ile çok olarak daha en gibi olan ne var kadar sonra ama her o mi ki değil ise
        göre olduğunu oldu etti dedi yeni ya iki diye tarafından ancak olduğu büyük
        """,
    "id": """
        yang dan di ini itu dengan untuk dari pada tidak dalam akan adalah juga ke karena bisa ada mereka
        oleh saya sudah atau saat seperti kata telah lebih tersebut bahwa kami dia para harus menjadi dapat
        setelah hanya
        """,
    "ru": """
        и в не на что с по как это он из но к у за от о для же так бы был его все она они до при или уже
        также после было может только еще ещё были есть мы я том году который которые ее её
        """,
    "uk": """
        і в не на що з та до як це він за від у для й про його але було які який яка після також був або при
        є ще вже вони може року через під була були їх ми щоб
        """,
    "bg": """
        и на в за да се от е с по не са че като до ще това който най но при което които след беше бе му към
        или още вече има само през също
        """,
    "sr": """
        и у је да се на за од са су који а о као што не то из до али није биће код би после због или више
        још она они
        """,
}

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {code: word_set(words) for code, words in _WORDS.items()}
