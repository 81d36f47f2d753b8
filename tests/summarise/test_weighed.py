"""Of a text of extreme length the beginning is weighed, and the answer says how much that is."""

from service.summarise.article import WEIGHED_CHARS, Submission, weighed
from service.summarise.grounding.gate import judge
from service.summarise.reading import reader
from service.summarise.statement import Output, Proposal

LINE = "The Harbour Bridge in Wexley will close on Monday, the council said.\n\n"
LAST = "Dana Okafor opened a tunnel under the river."


def long_article():
    return reader.read(Submission(text=LINE * (WEIGHED_CHARS // len(LINE) + 200) + LAST))


def test_an_article_of_any_usual_length_is_weighed_whole():
    article = reader.read(Submission(text=LINE * 40))
    assert article.weighed == article.sentences


def test_what_begins_beyond_the_bound_is_kept_and_not_weighed():
    article = long_article()
    assert 0 < len(article.weighed) < len(article.sentences)
    assert article.sentences[-1].text.endswith(LAST)
    assert article.weighed[-1].start < article.weighed[0].start + WEIGHED_CHARS
    assert weighed([sentence.start for sentence in article.sentences]) == len(article.weighed)
    assert weighed([]) == 0


def test_no_statement_rests_on_what_is_not_weighed():
    proposal = Proposal(Output.CLAIMS, LAST, ())
    article = long_article()
    assert not judge(proposal, article).supported
    assert judge(proposal, reader.read(Submission(text=LINE + LAST))).supported


def test_a_line_beyond_the_bound_is_one_piece():
    source = "word " * (WEIGHED_CHARS // 5) + "\n\n" + "It is shut. It was worn. It is old."
    assert reader.read(Submission(text=source)).sentences[-1].text == "It is shut. It was worn. It is old."
