"""The small words that bound a phrase, and the nouns that name someone who can speak; ``NOT_NAMES`` has German too."""

from service.summarise.reading.function_words import word_set

DETERMINERS = word_set(
    """
    a an the his her their its our my one another some many several two three four five six most few other
    both each every any no
    """
)
PRONOUNS = word_set("he she they it we i him them")
RELATIVES = word_set("who which")
PARTICLES = word_set("van von der den de del della di da dos du la le bin ibn al el zu ten ter")
ADVERBS = word_set(
    """
    also has have had was were is are be been being would will later then once again often always even just
    first simply never ever previously earlier only still now did does do not could should can may might must
    both all himself herself themselves itself soon further since already reportedly famously instead perhaps
    ago too quickly sarcastically back yet thus n't didn’t didn't so
    """
)
TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning
    afternoon evening night week month year weekend january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec recently ago
    """
)
TIME_PREPOSITIONS = word_set("on in at during this last early late next that the of since by a , am")
INNER_PREPOSITIONS = word_set("for from in at with to on")
BREAKERS = word_set(
    """
    in on at after before during as when while with for by despite though although if since until upon from
    under over through without amid among because to into about against between across near and but or nor so
    yet than that whether where why how what who whom whose which there here it is are was were be been being
    has have had do does did will would can could should may might must shall not said says say saying told
    tells tell telling added adds wrote writes asked asks called calls like up down out off n't war
    """
)
ROLES = word_set(
    """
    spokesman spokeswoman spokesperson manager director chairman chairwoman chairperson chair president
    secretary minister leader candidate nominee senator congressman congresswoman governor mayor professor
    analyst lawyer attorney officer official adviser advisor aide strategist economist doctor judge owner
    founder co-founder executive host co-host editor reporter journalist columnist author critic activist
    coach player businessman businesswoman billionaire mogul chief head expert researcher scientist historian
    pastor bishop rabbi resident neighbor neighbour witness voter student teacher mother father wife husband
    son daughter brother sister friend ally colleague user correspondent commissioner representative delegate
    counsel prosecutor sheriff ceo cfo coo co-ordinator coordinator organizer organiser actor actress singer
    comedian commentator blogger writer novelist pollster consultant lobbyist supporter opponent rival veteran
    captain lieutenant sergeant detective superintendent inspector constable mp msp councillor councilman
    councilwoman lawmaker legislator treasurer president-elect director-general farmer worker boss chancellor
    premier ambassador diplomat envoy negotiator treasurer registrar clerk dean provost operative staffer
    member fellow scholar partner principal speaker narrator announcer moderator anchor contributor rep girl
    boy man woman lecturer physician surgeon nurse psychologist psychiatrist biologist geologist astronomer
    engineer designer architect artist fan customer client patient tenant landlord driver pilot passenger
    victim survivor suspect defendant plaintiff juror
    """
)
SPEAKING_NOUNS = word_set(
    """
    sources source officials police government report reports letter statement study campaign ad ads company
    department agency ministry paper newspaper poll survey court commission committee council group groups
    organization organisation union party team panel board bank house administration office bureau authorities
    experts critics analysts lawyers scientists researchers democrats republicans supporters opponents
    insiders aides people voters witnesses residents documents document article story magazine website post
    book association foundation institute university school network channel station show piece memo email
    emails filing complaint lawsuit indictment ruling decision plan bill law constitution bible headline
    caption sign banner advert video clip film users fans players workers doctors judges questioner leaders
    governors mayors senators lawmakers members activists protesters organizers economists prosecutors
    attorneys spokespeople parents teachers students others adviser deputies diplomats reporters journalists
    historians both crowd audience narrator tweet text message couple family pair watchdog regulator publisher
    firm charity think-tank body federation league club service army military ministry navy
    """
)
NOT_NAMES = word_set(
    """
    the a an this that these those he she it they we i you his her its their our my your who what when where
    why how which in on at by for from with without of to as and but or so if while after before since during
    under over about into through there here then now not no yes all some many most more both each every one
    two three another other such even just only also still yet meanwhile however although though because
    despite following according earlier later today yesterday tomorrow monday tuesday wednesday thursday
    friday saturday sunday is are was were be been have had has do does did can could will would should might
    must let get read der die das ein eine einen einem einer er sie es wir ich ihr sein seine im am zum zur
    den dem des und aber oder wenn als nach vor bei mit ohne dann danach dort hier auf zu so auch nur doch
    laut wie was wer dass daß nachdem während für gegen über unter diese dieser dieses gestern heute morgen
    """
)
