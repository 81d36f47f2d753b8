"""Common first names: a sign that a name is a person's, and whether "he" or "she" may stand for it."""

from service.summarise.reading.function_words import word_set

MALE = word_set(
    """
    Aaron Adam Adrian Ahmed Alan Albert Alejandro Alexander Alexei Alfred Ali Allen Alex Anders Andre Andreas
    Andrew Andy Angelo Anthony Antonio Armin Arnold Arthur Axel Barack Barry Bashar Ben Benjamin Benedikt
    Bernard Bernd Bernie Bill Björn Bob Boris Brad Brandon Brent Brett Brian Bruce Bruno Bryan Burkhard Calvin
    Carl Carlos Charles Charlie Chris Christian Christoph Christopher Chuck Claude Claus Clemens Colin Corey
    Craig Cyril Dale Dan Daniel Daryl Dave David Dean Dennis Derek Detlef Dick Diego Dieter Dietmar Dirk
    Dmitri Dmitry Dominic Don Donald Donnie Doug Douglas Duncan Dwight Dylan Earl Eckart Ed Eddie Edgar
    Eduardo Edward Egon Elmar Elon Emil Emmanuel Enrique Eric Erich Erik Ernest Ernst Eugene Evan Felipe Felix
    Fernando Florian Francis Francisco Francois François Frank Franz Fred Frederick Friedrich Fritz Gary Gavin
    Gene Geoff Geoffrey Georg George Gerald Gerard Gerd Gerhard Giovanni Glenn Gordon Graham Greg Gregor
    Gregory Guido Gunnar Gustav Guy Günter Günther Hamid Hans Harald Harold Harry Hartmut Hassan Heiko Heiner
    Heinrich Heinz Helmut Henri Henry Herbert Hermann Holger Horst Howard Hubert Hugo Ian Igor Ingo Isaac Ivan
    Jack Jacob Jacques Jake Jakob James Jan Jared Jason Javier Jay Jean Jeb Jeff Jeffrey Jens Jeremy Jerry
    Jesse Jim Jimmy Joachim Jochen Joe Joel Johann Johannes John Jon Jonas Jonathan Jordan Jorge Josef Joseph
    Josh Joshua José Juan Julian Julius Jörg Jürgen Justin Kai Karl Karsten Keith Ken Kenneth Kevin Klaus
    Konrad Konstantin Kofi Kurt Kyle Lars Larry Lawrence Lee Len Leo Leon Leonard Lester Lewis Lloyd Lorenz
    Lothar Louis Luca Lucas Ludwig Luigi Luis Luiz Lukas Luke Lutz Manfred Manuel Marc Marco Marcus Mario Mark
    Markus Martin Marty Marvin Mathias Matt Matthew Matthias Max Maximilian Mehmet Michael Michel Miguel
    Mikhail Mike Mitch Mitt Mohamed Mohammad Mohammed Moritz Morris Muhammad Nathan Neil Nelson Newt Nicholas
    Nick Nicolas Niels Nigel Nikolai Nils Noah Norbert Norman Olaf Oliver Oscar Oskar Otto Owen Pablo Patrick
    Paul Pedro Pete Peter Phil Philip Philipp Phillip Pierre Rainer Ralf Ralph Ramon Randall Randy Raphael
    Raul Ray Raymond Recep Reince Reinhard Reinhold René Rich Richard Rick Ricky Rob Robby Robert Roberto Rod
    Rodney Rodrigo Roger Roland Rolf Roman Ron Ronald Ross Roy Rudolf Rudy Rupert Rush Russell Ryan Salvador
    Sam Samuel Scott Sean Sebastian Sergei Sergej Sergio Seth Shawn Siegfried Sigmar Silvio Simon Sion Stan
    Stanley Stefan Stephan Stephen Steve Steven Stewart Stuart Sven Ted Terry Theo Theodor Theodore Thilo
    Thomas Thorsten Till Tim Timothy Tobias Todd Tom Tommy Tony Torsten Travis Trevor Troy Udo Ulf Ulrich Uwe
    Vedat Victor Viktor Vincent Vitali Vladimir Volker Walter Warren Wayne Werner Wilhelm Will William Willy
    Winfried Wladimir Wolf Wolfgang Xavier Yuri Zachary
    """
)
FEMALE = word_set(
    """
    Abigail Adele Agnes Alexandra Alice Alicia Alison Allison Amanda Amber Amy Ana Andrea Angela Angelika
    Anita Anja Anke Ann Anna Anne Annegret Annette Annie Antje Antonia April Ashley Astrid Audrey Barbara
    Bärbel Beate Beatrice Becky Bernadette Beth Betsy Betty Beverly Birgit Bonnie Brenda Bridget Brigitte
    Brittany Carla Carly Carol Carole Caroline Carolyn Catherine Cecilia Charlotte Chelsea Cheryl Christa
    Christiane Christina Christine Cindy Claire Clara Claudia Colleen Condoleezza Connie Corinna Cornelia
    Courtney Cynthia Dagmar Dana Daniela Danielle Dawn Deborah Debbie Debra Denise Diana Diane Dianne Donna
    Doris Dorothea Dorothy Edith Eileen Elaine Eleanor Elena Elisabeth Elizabeth Elke Ellen Elsa Emily Emma
    Erica Erika Erin Esther Eva Eve Evelyn Fiona Frances Franziska Frauke Gabriela Gabriele Gail Gerda Gertrud
    Gina Gisela Gloria Grace Gretchen Gudrun Hannah Hannelore Heather Heidi Heike Helen Helena Helga Hilary
    Hilda Hillary Holly Huma Ilse Inge Ingrid Irene Iris Isabel Isabella Ivana Ivanka Jacqueline Jane Janet
    Janice Jeanne Jennifer Jenny Jessica Jill Jo Joan Joanna Joanne Johanna Jordana Joy Joyce Juanita Judith
    Judy Julia Julie June Jutta Kamala Karen Karin Karla Kate Katharina Katherine Kathleen Kathryn Kathy Katie
    Katja Katrin Kayleigh Kellyanne Kelly Kerstin Kim Kimberly Kirsten Kristin Kristina Krystal Lara Laura
    Lauren Lea Lena Leslie Linda Lisa Liz Loretta Lori Louise Lucy Luise Lydia Lynn Madeleine Maggie Manuela
    Margaret Margarete Margot Maria Marianne Marie Marilyn Marina Marion Marlene Martha Martina Mary Maureen
    Megan Melania Melanie Melinda Melissa Mia Michele Michelle Miriam Molly Monica Monika Nadia Nadja Nancy
    Naomi Natalie Natasha Nicola Nicole Nina Nora Olga Olivia Pamela Patricia Patty Paula Penelope Petra
    Phyllis Priti Rachel Rakeyia Rebecca Regina Renate Rita Roberta Robin Rosa Rose Roseanne Rosemary Ruth
    Sabine Sally Samantha Sandra Sara Sarah Sharon Sheila Sheryl Silke Silvia Simone Sonia Sonja Sophia Sophie
    Stacey Stephanie Sue Susan Susanne Suzanne Svenja Sylvia Tamara Tammy Tanja Tara Teresa Theresa Tina Tracy
    Ulrike Ursula Ute Valerie Vanessa Vera Veronica Victoria Virginia Vivian Wendy Whitney Yvette Yvonne Zoe
    """
)
