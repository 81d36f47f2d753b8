"""Given names that tell "he" from "she": common ones, in English and German news.

Names that are words or places too are left out: some feeds write everything in small letters.
"""

from service.summarise.writing.lexicon import listed

MALE = listed(
    """
    aaron adam adrian alan albert alec alejandro alexander alexei alfred ali alistair allan allen andre andreas
    andrei andrew andy angelo angus anthony antonio arthur barack barry bashar ben benjamin bernard bernd bernie bob
    bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron calvin cameron carl carlo
    carlos cesar charles charlie chris christoph christopher clarence claude clive colin connor conor craig
    cristiano curtis cyril damian damien dan daniel danny darren dave david dean declan denis dennis derek desmond
    diego dieter dimitri dirk dmitry dominic donald doug douglas duncan dustin dwayne dylan ed eddie edgar eduardo
    edward edwin elliot elliott elon emmanuel enrique eric erik ernest ernst ethan eugene evan fabian felipe felix
    fernando fidel francesco francis francisco franck frank-walter franz fred frederick friedrich gareth gary gavin
    geoff geoffrey george gerald gerard gerhard giovanni giuseppe glenn gordon graeme graham greg gregory guido
    guillaume gustavo günter hans harold harry hassan heiko heinrich heinz helmut henri henrik henry herbert herman
    horst howard hugh hugo ian ibrahim igor ismail ivan jack jacob jacques jaime jake james jamie jan jared jason
    javier jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joe joel joey johan johann johannes john
    johnny jon jonas jonathan jorge jose josef joseph josh joshua josé juan julian justin jürgen karim karl
    karl-heinz keir keith ken kenneth kevin kim-jong klaus konrad kurt kyle larry lars laurent lawrence lee len
    lennart leo leon leonard leonardo lewis liam lionel lloyd lothar louis luca lucas ludwig luigi luis lukas luke
    malcolm manfred manuel marcel marco marcus mario markus martin marvin massimo matt matteo matthew matthias
    maurice maurizio maximilian mehmet michael michel miguel mike mikhail mitch mitt mohamed mohammad mohammed
    muhammad mustafa nathan neil nelson nicholas nick nicolas nigel nikolai noah norbert norman olaf oliver oscar
    oskar otto owen pablo paolo patrick paul pedro pep peter phil philip philipp philippe phillip pierre piers
    rafael rainer ralf ralph ramon randy raul ray raymond reinhard rené ricardo richard rick robert roberto rodrigo
    roger roland rolf ronald ronnie rory ross roy rudolf rupert russell ryan sajid salman salvador sam samuel scott
    sean sebastian sergei sergio seth shane shaun shawn sigmar silvio simon stefan stephan stephen steve steven
    stewart stuart sven sylvester tariq ted terence terry theo theodore thomas thorsten tim timothy tobias toby todd
    tom tommy tony torsten travis trevor tyler udo uli ulrich uwe vernon victor viktor vincent vladimir volker
    volodymyr walter warren wayne werner wilhelm william willy winston wladimir wolfgang xavier yusuf zachary
    """
)
FEMALE = listed(
    """
    abigail adele agnes aisha alexandra alexandria alice alicia alina alison allison amanda amelia amina amy ana
    angela angelina anita anja ann anna annalena anne annegret annette annie antonia ashley astrid audrey barbara
    beate beatrice becky belinda bernadette beth bethany bettina betty beverley beverly birgit brenda bridget
    brigitte brittany camilla carla carly carmen carol carole caroline carolyn carrie catherine cathy cecilia
    charlene charlotte cheryl chloe christa christiane christina christine cindy claire clara claudia colleen
    condoleezza connie cordelia corinna courtney cressida cristina cynthia daniela danielle debbie deborah debra
    denise diana diane dianne donna doreen doris dorothy edith eileen elaine eleanor elena eliza elizabeth elke ella
    ellen elsa emily emma erica erika erin ester esther eva evelyn fatima fiona franziska frauke gabriela gabriele
    gabrielle gaynor gemma georgina geraldine gerda gertrude gina giorgia gisela gloria greta gwen gwyneth hanna
    hannah harriet hayley heather heidi heike helen helena helga helle hilary hillary ilse imogen ines ingrid irene
    irina irma isabel isabella isabelle ivanka jacinda jackie jacqueline jana jane janet janice janine jasmin
    jasmine jean-marie jeanette jennifer jenny jessica jill joan joanna joanne jodie josephine judith judy julia
    juliane julie juliet jutta kamala karen karin karina karla kate katharina katherine kathleen kathryn kathy katie
    katja katrin katrina kayla keira kendall kerry kerstin kimberley kimberly kirsten kristen kristin kylie lara
    laura lauren lea leah lena leona leonie lesley leslie linda lindsay lindsey lisa liz lorraine louise lucia
    lucinda lucy lydia lynn lynne madeleine maggie malala malia manuela margaret margarete margarita margrethe maria
    marie marina marion marlene martha martina mary maureen megan meghan melania melanie melinda melissa michaela
    michelle miriam moira molly mona monica monika nadia nadine nancy naomi natalia natalie natasha nicola nicole
    nigella nina nora olga olivia ophelia oprah pamela patricia paula pauline penelope petra phoebe phyllis priti
    rachel rebecca renate rhonda rihanna rita roberta romy rosa rosemary rosie roxanne ruth sabine sabrina sally
    samantha sandra sara sarah scarlett serena shannon sharon sheila shelly shirley silke silvia simone sofia sonia
    sonja sophia sophie stacey stefanie stella stephanie sue susan susanne suzanne svetlana sybille sylvia tamara
    tanja tanya tara tatjana teresa theresa therese tina tracey tracy ulrike ursula ute valerie vanessa vera
    veronica vivian waltraud wendy whitney yasmin yvette yvonne zara zoe
    """
)
